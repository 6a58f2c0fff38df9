"""Pages as people paste them: one that is fine, and one for each way of being refused."""

import json

from tests.makers import make_article

STORY = (
    "Officials in the harbour town said on Monday that the new pumps had held without a fault "
    "through the storm, the worst for thirty years.",
    "The mayor, Ilse Brand, said she was certain that the barrier would last thirty years, and "
    "that the harbour fees would pay for its upkeep.",
    "Engineers at the university were more careful: it probably would, they wrote, provided that "
    "the seals were changed each winter.",
)
DUMP = f"""Harbour town trusts its pumps

By Ilse Brand
The Coast Tribune
3 March 2024
2 min read

{STORY[0]}

{STORY[1]}

{STORY[2]}

Related

  • Another town looks on as the water rises

    The council will vote on a barrier of its own in May.

  • Older pumps failed in two of three tests

    Inspectors found worn seals in a third of them.

  • Fishermen find the harbour fees too high
"""
HTML = f"""<!doctype html><html lang="en"><head><title>Harbour town trusts its pumps</title>
<link rel="canonical" href="https://coast.example/pumps?utm_source=letter"></head>
<body><article><h1>Harbour town trusts its pumps</h1><p>{STORY[0]}</p>
<p>{STORY[1]} <a href="/barrier">Read about the barrier</a>.</p><p>{STORY[2]}</p></article>
</body></html>"""
INDEX = "<!doctype html><html><head><title>The Coast Tribune</title></head><body><main>" + "".join(
    f'<h2><a href="/town-{number}">Town number {number} looks on as its river rises</a></h2>'
    for number in range(30)
)
DEEP = "<!doctype html><html><body>" + "<div>" * 3000 + "deep" + "</div>" * 3000
REFUSED = {
    "empty": b" \n\t ",
    "too_large": b"word " * 210_000,
    "binary": b"%PDF-1.7\n" + bytes(range(256)) * 20,
    "not_a_page": json.dumps({"headline": "Pumps", "body": "Words"}).encode(),
    "bad_encoding": b"<p>" + bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D]) * 400 + b"</p>",
    "no_story": b"Sign in to go on reading.\n\nOr subscribe.",
    "index_page": INDEX.encode(),
    "too_deep": DEEP.encode(),
}
NO_PAGES = {
    "JSON": b'{"items": [1, 2]}',
    "RSS": b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>',
    "OPML": b'<?xml version="1.0"?><opml version="2.0"><body><outline text="News"/></body></opml>',
    "address": b"https://coast.example/pumps",
}


def make_stored(**fields):
    """A story that the sample dump is a duplicate of, by its address."""
    return make_article("Pumps", address="https://coast.example/pumps", **fields)
