"""HTML pages taken apart: story, metadata, teasers, and what is none of them."""

import pytest

from articles.blocks import Link
from articles.dissecting import part_html
from articles.parting.page import Refusal
from tests.articles.pages import (
    ADDRESS,
    HEADLINES,
    STORY,
    document,
    headlines,
    paragraphs,
    parted,
    rows,
    texts,
)

SUMMARY = "The committee had met eleven times without reaching a vote on the matter."
SUMMARY_CARD = "<h3><a href=/t{n}>{title}</a></h3><p>" + SUMMARY + "</p>"


def test_a_plain_story_is_its_paragraphs():
    page = parted()
    assert texts(page) == STORY
    assert page.headline == "The bench that nobody wanted"
    assert page.byline == "Ann Lee"
    assert page.published == "2024-05-03"
    assert page.publisher == "The Paper"
    assert page.language == "en"
    assert page.teasers == () and page.captions == () and page.standfirst == ""


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<div>{text}</div>" for text in STORY),
        "<div>" + "<br><br>".join(STORY) + "</div>",
        "".join(f"<section><p>{text}</p></section>" for text in STORY),
        "<div><p>&nbsp;</p>" + paragraphs() + "<p></p></div>",
        "<table><tr><td>" + paragraphs() + "</td></tr></table>",
        paragraphs(STORY[:3]) + "<div class=ad>Advertisement</div>" + paragraphs(STORY[3:]),
        paragraphs(STORY[:3]) + "<p>* * *</p>" + paragraphs(STORY[3:]),
        "<p><span class=drop>P</span>" + STORY[0][1:] + "</p>" + paragraphs(STORY[1:]),
    ],
    ids=["divs", "breaks", "sections", "blanks", "table", "advertisement", "stars", "drop cap"],
)
def test_paragraphs_are_found_however_they_are_marked_up(body):
    assert texts(parted(body)) == STORY


def test_headings_quotes_and_list_items_are_blocks_of_their_kind():
    page = parted(
        paragraphs(STORY[:3])
        + "<h2>The vote</h2><ul><li>Paint it green</li><li>Sell it</li></ul>"
        + "<blockquote><p>I never sat on it.</p></blockquote>"
        + paragraphs(STORY[3:])
    )
    assert [(block.kind, block.text) for block in page.blocks[3:7]] == [
        ("heading", "The vote"),
        ("list_item", "Paint it green"),
        ("list_item", "Sell it"),
        ("quote", "I never sat on it."),
    ]


def test_links_become_absolute_and_emphasis_is_kept():
    first = (
        '<p>It was <a href="/d.html">the <em>only</em> bench</a> of Marlow, and <b>green</b>.</p>'
    )
    block = parted(paragraphs(STORY[:2]) + first + paragraphs(STORY[2:])).blocks[2]
    assert block.text == "It was the only bench of Marlow, and green."
    assert block.links == (Link(7, 21, "https://paper.example/d.html"),)
    assert block.emphasis == ((11, 15), (37, 42))


def test_the_page_states_a_base_for_its_links():
    page = parted(
        paragraphs(STORY[:3]) + "<p>A paper <a href=x>is here</a> for you to read.</p>" + STORY[3],
        head="<title>The bench that nobody wanted</title><base href='https://other.example/z/'>",
    )
    assert [link.href for block in page.blocks for link in block.links] == [
        "https://other.example/z/x"
    ]


@pytest.mark.parametrize(
    "box",
    [
        "<p><strong>Read more:</strong> <a href=/y>Mayor paints bench at night</a></p>",
        "<p><a href=/x>Read our guide to benches</a></p>",
        "<div class=newsletter><p>Get the bench letter, every Friday, in your inbox.</p></div>",
        "<aside class=pullquote>nobody would ever sit on it</aside>",
        "<blockquote class=twitter-tweet><p>what a bench</p>— Bo (@bo)</blockquote>",
        "<ul class=share><li><a href=#>Share on X</a></li><li><a href=#>Print</a></li></ul>",
        "<p style='display:none'>Hidden words that nobody sees on this page today.</p>",
        "<div hidden>Hidden words that nobody sees on this page today.</div>",
        "<span class=sr-only>Listen to this, the story of the bench in town.</span>",
        "<script>var story = 'of a bench'</script><style>p { color: red }</style>",
        "<form><p>Send us the story of your own bench now.</p><input></form>",
        "<button>Play the story</button>",
    ],
)
def test_what_stands_among_paragraphs_without_being_one_is_left_out(box):
    page = parted(paragraphs(STORY[:3]) + box + paragraphs(STORY[3:]))
    assert texts(page) == STORY
    assert page.teasers == ()


@pytest.mark.parametrize(
    "end",
    [
        "<p><em>Ann Lee</em></p>",
        "<p>Additional reporting by Bo Day in Marlow.</p>",
        "<p><i>Ann Lee is a reporter who covers benches for The Paper.</i></p>",
        "<p>© 2024 The Paper</p>",
        "<h3>Share this story</h3>",
        "<ul class=tags><li><a href=/tag/bench>bench</a></li></ul>",
        "<section id=comments><h2>2 comments</h2><p>I sat on it once and it was wet.</p></section>",
    ],
)
def test_what_follows_the_story_is_left_out(end):
    assert texts(parted(paragraphs() + end)) == STORY


def test_a_repeated_pull_quote_is_dropped_and_a_real_one_kept():
    pulled = "<blockquote>why nobody would ever sit on it.</blockquote>"
    real = "<blockquote>I sat on it once, and it was wet.</blockquote>"
    page = parted(paragraphs(STORY[:2]) + pulled + real + paragraphs(STORY[2:]))
    assert [block.text for block in page.blocks if block.kind == "quote"] == [
        "I sat on it once, and it was wet."
    ]


def test_captions_are_kept_apart_with_their_credits():
    figure = (
        "<figure><img src=a.jpg><figcaption>The bench <span>Photo: Bo</span></figcaption></figure>"
    )
    page = parted(
        figure + paragraphs(STORY[:3]) + "<p class=imgcap>It rains.</p>" + paragraphs(STORY[3:])
    )
    assert page.captions == ("The bench Photo: Bo", "It rains.")
    assert texts(page) == STORY


def test_a_line_under_the_lead_picture_is_a_caption():
    lead = "<div class=q><div><img src=a></div><div>The bench in question, on Monday.</div></div>"
    page = parted(f"{lead}<div class=z>{paragraphs()}</div>")
    assert page.captions == ("The bench in question, on Monday.",)
    assert texts(page) == STORY


@pytest.mark.parametrize(
    ("head", "deck"),
    [
        ("", "<p class=standfirst>{}</p>"),
        ("<meta name=description content='{}'>", "<div class=x7><span>{}</span></div>"),
        ("", "<div>{}</div>"),
    ],
    ids=["named", "described", "placed"],
)
def test_the_standfirst_is_apart_from_the_story(head, deck):
    words = "Nobody sat on it for years, and now it is to be sold"
    top = f"<header><h1>The bench that nobody wanted</h1>{deck.format(words)}</header>"
    head = "<title>The bench that nobody wanted</title>" + head.format(words)
    page = parted(f"<div class=b>{paragraphs()}</div>", head=head, top=top)
    assert page.standfirst == words
    assert texts(page) == STORY


# Metadata

JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Paper"}, {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
 {"@type": ["NewsArticle"], "headline": "The bench that nobody wanted", "author": [{"@id": "#ann"},
  {"@type": "Person", "name": "Bo Day"}], "datePublished": "2024-05-03T09:20:00+0100",
  "publisher": {"@type": "Organization", "name": "The Paper"}, "inLanguage": "en-GB",
  "mainEntityOfPage": {"@id": "https://paper.example/town/bench?ref=ld"},},]}</script>"""


def test_linked_data_states_the_facts_even_with_a_broken_comma():
    page = parted(head=JSON_LD, top="<h1>The bench that nobody wanted</h1>", lang="")
    assert page.byline == "Ann Lee, Bo Day"
    assert page.published == "2024-05-03T09:20+01:00"
    assert page.publisher == "The Paper"
    assert page.language == "en-GB"
    assert page.address == "https://paper.example/town/bench?ref=ld"


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, '"words"', "[]", '{"@type": 3, "author": 4}', "null", ""]
)
def test_broken_linked_data_is_passed_over(broken):
    page = parted(head=f"<script type=application/ld+json>{broken}</script>")
    assert page.headline == "The bench that nobody wanted"


@pytest.mark.parametrize(
    ("head", "top", "want"),
    [
        ("<title>Bench sold | The Paper</title>", "<h1>Bench sold</h1>", "Bench sold"),
        ("<title>Bench sold | The Paper</title>", "", "Bench sold"),
        ("<title>Paper: Bench sold for a song</title>", "<div>Bench sold for a song</div>",
         "Bench sold for a song"),
        ("<meta property=og:title content='Bench sold - The Paper'>"
         "<meta property=og:site_name content='The Paper'>", "", "Bench sold"),
        ("<title>The Paper</title>", "<h1>A bench is sold at last</h1>", "A bench is sold at last"),
        ("<title>The Paper</title><meta property=og:site_name content='The Paper'>",
         "<p>A bench is sold at last</p>", "A bench is sold at last"),
        ("<title>Bench sold to bishop</title>",
         "<h1 class=sr-only>Menu of this page</h1><h1>Bench sold to a bishop today</h1>",
         "Bench sold to a bishop today"),
    ],
)  # fmt: skip
def test_the_headline_is_the_line_that_the_page_confirms(head, top, want):
    assert parted(head=head, top=top).headline == want


def test_a_page_without_any_title_has_a_doubtful_headline():
    page = parted(head="", top="")
    assert page.headline == ""
    assert "headline" in {doubt.about for doubt in page.doubts}


@pytest.mark.parametrize(
    ("top", "want"),
    [
        ("<meta name=author content='Ann Lee'>", "Ann Lee"),
        ("<a rel=author href=/a>Ann Lee</a>", "Ann Lee"),
        ("<div itemprop=author><span itemprop=name>Ann Lee</span><i>reporter</i></div>", "Ann Lee"),
        ("<p class=auth>Words: Ann Lee</p>", "Ann Lee"),
        ("<p>By Ann Lee and Bo Day</p>", "Ann Lee, Bo Day"),
        ("<p>3 May 2024 | <a href=/s/ann>Ann Lee</a></p>", "Ann Lee"),
        ("<p class=byline>ByAnn Lee</p>", "Ann Lee"),
        ("<meta name=author content=admin>", ""),
        ("<meta name=author content='https://paper.example/ann'>", ""),
        ("<meta name=author content='The Paper'>", ""),
        ("<meta name=author content='Bench Works GmbH'>", ""),
        ("", ""),
    ],
)
def test_the_byline_is_names_alone(top, want):
    page = parted(f"<div>{paragraphs()}</div>", top=f"<h1>The bench that nobody wanted</h1>{top}")
    assert page.byline == want


@pytest.mark.parametrize("end", ["<p><b>Ann Lee</b></p>", "<p>By Ann Lee</p>",
                                 "<div class=author-name>Ann Lee</div>"])  # fmt: skip
def test_a_byline_may_follow_the_story(end):
    page = parted(paragraphs() + end, top="<h1>The bench that nobody wanted</h1>")
    assert page.byline == "Ann Lee"
    assert texts(page) == STORY


@pytest.mark.parametrize(
    ("top", "want"),
    [
        ("<meta property=article:published_time content='2024-05-03T09:20:00Z'>",
         "2024-05-03T09:20Z"),
        ("<meta name=date content='2024-05-03T09:20:00'>", "2024-05-03"),
        ("<meta name=date content='3 May 2024'>", "2024-05-03"),
        ("<meta name=date content='1887-10-03'>", None),
        ("<meta name=date content='2024-19-42'>", None),
        ("<meta name=date content='2024-05-03T25:99Z'>", "2024-05-03"),
        ("<meta name=date content='2024-05-04T02:20Z'><p>Marlow, 3 May 2024</p>", "2024-05-03"),
        ("<meta name=date content='2024-05-04T02:20Z'><p>4 May 2024</p>", "2024-05-04T02:20Z"),
        ("<time datetime='2024-05-03T09:20+02:00'>yesterday</time>", "2024-05-03T09:20+02:00"),
        ("<time>3 May 2024</time>", "2024-05-03"),
        ("<p>Marlow, 3 May 2024</p>", "2024-05-03"),
        ("", None),
    ],
)  # fmt: skip
def test_the_day_is_the_one_that_the_page_states(top, want):
    page = parted(f"<div>{paragraphs()}</div>", top=f"<h1>The bench that nobody wanted</h1>{top}")
    assert page.published == want


def test_a_day_named_elsewhere_is_doubtful():
    note = "<p class=post-date>3 May 2024</p>"
    page = parted(top="<h1>The bench that nobody wanted</h1>", after=f"<div>{note}</div>")
    assert page.published == "2024-05-03"
    assert "published" in {doubt.about for doubt in page.doubts}


def test_the_day_of_an_edit_is_not_the_day_of_publication():
    page = parted(
        top="<h1>The bench that nobody wanted</h1>", after="<p>Last updated 2 March 2022</p>"
    )
    assert page.published is None


@pytest.mark.parametrize(
    ("head", "want"),
    [
        ("<title>A bench sold | The Paper</title>", "The Paper"),
        ("<meta name=application-name content='The Paper'>", "The Paper"),
        ("<title>Kreisblatt - Lokales</title>", "Kreisblatt"),
        ("", "paper.example"),
    ],
)
def test_the_publisher_is_named_by_page_or_host(head, want):
    foot = "<footer>Kreisblatt, Hauptstraße 4</footer>"
    page = part_html(f"<head>{head}</head><h1>A bench sold</h1>{paragraphs()}{foot}", ADDRESS)
    assert page.publisher == want


def test_without_address_or_name_there_is_no_publisher():
    page = part_html(f"<h1>A bench was sold</h1>{paragraphs()}")
    assert page.publisher == "" and page.address == ""


@pytest.mark.parametrize(
    ("head", "want"),
    [
        ("<link rel=canonical href=/town/the-bench>", "https://paper.example/town/the-bench"),
        ("<meta property=og:url content='https://paper.example/b#top'>", "https://paper.example/b"),
        ("<link rel=canonical href=/>", ADDRESS),
        ("<link rel=canonical href='javascript:x'>", ADDRESS),
    ],
)
def test_the_canonical_address_is_the_pages_own(head, want):
    assert parted(head=head).address == want


def test_the_language_is_guessed_where_none_is_stated():
    assert parted(lang="").language == "en"
    assert parted(lang="", head="<meta property=og:locale content=de_DE>").language == "de-DE"


def test_the_printed_reading_time_is_kept():
    page = parted(top="<h1>The bench that nobody wanted</h1><p>By Ann Lee · 5 min read</p>")
    assert page.reading_minutes == 5


# Teasers

LISTS = {
    "plain list": "<h2>Related</h2><ul>" + rows("<li><a href=/t{n}>{title}</a></li>") + "</ul>",
    "cards": "<section><h2>More stories</h2>"
    + rows("<div class=c><a href=/t{n}><h3>{title}</h3></a></div>")
    + "</section>",
    "cover link": "<section><h2>More stories</h2>"
    + rows("<div class=c><a href=/t{n}></a><h3>{title}</h3></div>")
    + "</section>",
    "read more link": "<div><h2>Related</h2>"
    + rows("<div class=c><h3>{title}</h3><a href=/t{n}>Read more</a></div>")
    + "</div>",
    "section and author": "<section><h2>More stories</h2>"
    + rows(
        "<div class=c><a href=/science-and-nature>Science and nature news</a>"
        "<h3><a href=/t{n}>{title}</a></h3><a href=/s/maria>Maria del Carmen Lopez</a></div>"
    )
    + "</section>",
    "line with a label": "<div>Related: " + rows("<a href=/t{n}>{title}</a> | ") + "</div>",
    "lines": "<p><b>See also:</b><br>" + rows("<a href=/t{n}>{title}</a><br>") + "</p>",
    "ranks": "<aside><h4>Most read</h4><ol>"
    + rows("<li><b>{n}</b> <a href=/t{n}>{title}</a></li>")
    + "</ol></aside>",
    "times": "<aside><h4>Latest news</h4><ul>"
    + rows("<li><a href=/t{n}>1{n}:45 {title}</a></li>")
    + "</ul></aside>",
    "navigation": "<nav aria-label=Related><ul>"
    + rows("<li><a href=/t{n}>{title}</a></li>")
    + "</ul></nav>",
    "table": "<table><tr><th>More news</th></tr>"
    + rows("<tr><td><a href=/t{n}>{title}</a></td></tr>")
    + "</table>",
    "pictures": "<h2>Recommended</h2>" + rows("<a href=/t{n}><img src=x alt='{title}'></a>"),
    "definitions": "<dl><dt>Read also</dt>" + rows("<dd><a href=/t{n}>{title}</a></dd>") + "</dl>",
    "lost links": "<div><h3>Related stories</h3><ul>" + rows("<li>{title}</li>") + "</ul></div>",
    "split lists": "<section><h4>Read next</h4>"
    + rows("<ul class=s><li><a href=/t{n}>{title}</a></li></ul>")
    + "</section>",
    "carousel": "<section><h2>You may also like</h2>"
    + rows("<div class=s aria-hidden=true><a href=/t{n}><span>{title}</span></a></div>")
    + "</section>",
    "ins words": "<h2>Related</h2><ul>"
    + rows("<li><a href=/t{n}>{title}</a></li>").replace(" pigeons ", " <ins>pigeons</ins> ")
    + "</ul>",
}


@pytest.mark.parametrize("place", ["before", "inside", "after"])
@pytest.mark.parametrize("name", LISTS)
def test_related_headlines_are_found_in_any_list_and_place(name, place):
    box = LISTS[name]
    inside = paragraphs(STORY[:3]) + (box if place == "inside" else "") + paragraphs(STORY[3:])
    page = parted(inside, **({place: box} if place != "inside" else {}))
    assert headlines(page) == HEADLINES
    assert texts(page) == STORY
    assert {teaser.group for teaser in page.teasers} < {
        "Related", "More stories", "See also", "Most read", "Latest news", "More news",
        "Recommended", "Read also", "Related stories", "Read next", "You may also like",
    }  # fmt: skip
    assert {teaser.kind for teaser in page.teasers} == {"related"}


def test_a_list_without_a_label_is_found_after_the_story():
    page = parted(after="<div>" + rows("<p class=k><a href=/t{n}>{title}</a></p>") + "</div>")
    assert headlines(page) == HEADLINES
    assert page.teasers[0].group == ""
    assert page.teasers[0].url == "https://paper.example/t0"


@pytest.mark.parametrize(
    "row",
    [
        "<div class=c>" + SUMMARY_CARD + "</div>",
        SUMMARY_CARD,
        "<p><a href=/t{n}><b>{title}</b></a><br>" + SUMMARY + "</p>",
        "<li><a href=/t{n}>{title}</a> – " + SUMMARY + "</li>",
        "<div class=c><a href=/t{n}><div class=k>Town</div><div class=t>{title}</div><div class=d>"
        + SUMMARY
        + "</div><time>2 hours ago</time></a></div>",
        "<a href=/t{n} class=c><span class=label>Live</span><strong class=title>{title}</strong>"
        "<span class=summary>" + SUMMARY + "</span></a>",
    ],
    ids=["card", "turns", "break", "dash", "unnamed", "named"],
)
def test_summaries_come_with_their_headlines(row):
    page = parted(after=f"<section><h2>Related</h2><div>{rows(row)}</div></section>")
    assert headlines(page) == HEADLINES
    assert [teaser.summary for teaser in page.teasers] == [SUMMARY] * 3
    assert not any(teaser.truncated for teaser in page.teasers)


def test_definitions_carry_summaries():
    turns = "".join(
        f"<dt><a href=/t{n}>{title}</a></dt>" + (f"<dd>{SUMMARY[:-8]}…</dd>" if n != 1 else "")
        for n, title in enumerate(HEADLINES)
    )
    page = parted(after=f"<div><h3>Read also</h3><dl>{turns}</dl></div>")
    assert [bool(teaser.summary) for teaser in page.teasers] == [True, False, True]
    assert page.teasers[0].truncated


def test_paid_lists_and_paid_rows_are_sponsored():
    wide = rows("<div class=c><a href=https://ad.example/{n}><h4>{title}</h4></a></div>")
    page = parted(after=f"<div><h2>From our partners</h2>{wide}</div>")
    assert {teaser.kind for teaser in page.teasers} == {"sponsored"}
    page = parted(after=f"<div class=outbrain-feed>{wide}</div>")
    assert {teaser.kind for teaser in page.teasers} == {"sponsored"}
    mixed = rows("<div class=c><a href=/t{n}><h4>{title}</h4></a></div>", HEADLINES[:2]) + (
        "<div class=c><span>Sponsored</span><a href=https://ad.example/x><h4>Shoes at half</h4></a>"
        "</div><div class=c><a rel=sponsored href=https://ad.example/y><h4>Hats at a third</h4></a>"
        "</div>"
    )
    page = parted(after=f"<div><h2>Recommended</h2>{mixed}</div>")
    assert [t.kind for t in page.teasers] == ["related", "related", "sponsored", "sponsored"]


def test_each_headline_is_shown_once_and_the_page_itself_never():
    again = rows("<li><a href=/t{n}>{title}</a></li>")
    own = f"<li><a href={ADDRESS}#c>The bench that nobody wanted</a></li>"
    page = parted(
        after=f"<h2>Related</h2><ul>{own}{again}</ul><h2>Most read</h2><ol>{own}{again}</ol>"
    )
    assert headlines(page) == HEADLINES


@pytest.mark.parametrize(
    "box",
    [
        "<ul class=menu>" + rows("<li><a href=/s{n}>{title}</a></li>", ["News", "Sport", "Town"]),
        "<div class=tags>" + rows("<a href=/tag/{n}>{title}</a>", ["Benches of Marlow"]) + "</div>",
        "<div class=share><a href=https://twitter.com/intent/tweet?x>Share on the bird</a></div>",
        "<ol class=references>"
        + rows("<li><a href=https://l.example/{n}>{title}</a></li>")
        + "</ol>",
        "<div><a href=mailto:a@b.example>Write to the editor of this page</a></div>",
        "<p>A document is <a href=/d.pdf>available here for all</a>.</p>",
        "<ul>" + rows("<li><a href=#s{n}>{title}</a></li>") + "</ul>",
        "<div hidden><h2>Related</h2>" + rows("<a href=/t{n}>{title}</a>") + "</div>",
        "<h2>Regions</h2><ul>" + rows("<li><a href=/r{n}>{title} (4)</a></li>") + "</ul>",
    ],
    ids=["menu", "tags", "share", "sources", "mail", "sentence", "contents", "hidden", "counts"],
)
def test_other_links_are_no_teasers(box):
    assert parted(after=box).teasers == ()


def test_links_in_the_storys_sentences_are_no_teasers():
    prose = "".join(
        f"<p>The council said on Monday that <a href=/t{n}>{title.lower()}</a>, and nobody knew "
        "why this had taken so very long.</p>"
        for n, title in enumerate(HEADLINES)
    )
    page = parted(paragraphs(STORY[:3]) + prose + paragraphs(STORY[3:]))
    assert page.teasers == ()
    assert len(page.blocks) == 9


def test_a_list_of_links_inside_the_story_stays_there():
    documents = "<p>The council has published:</p><ul>" + rows(
        "<li>a letter called <a href=/d{n}>{title}</a>, which few have read</li>"
    )
    page = parted(paragraphs(STORY[:3]) + documents + "</ul>" + paragraphs(STORY[3:]))
    assert page.teasers == ()
    assert len(page.blocks) == 10


def test_words_of_the_story_and_of_teasers_never_mix():
    for box in LISTS.values():
        page = parted(paragraphs() + box)
        words = set(texts(page))
        assert not words & set(headlines(page))


def test_every_decision_has_a_rule_and_the_shaky_ones_are_doubts():
    page = parted(after=LISTS["plain list"])
    assert all(decision.rule.endswith(".") for decision in page.decisions)
    blocks = [decision.index for decision in page.decisions if decision.about == "blocks"]
    assert blocks == list(range(len(page.blocks)))
    teasers = [decision.index for decision in page.decisions if decision.about == "teasers"]
    assert teasers == list(range(len(page.teasers)))
    assert all(0 <= decision.confidence <= 1 for decision in page.decisions)


# Refusals


def refusal(html, address=ADDRESS):
    with pytest.raises(Refusal) as caught:
        part_html(html, address)
    return caught.value.code


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><div id=root></div><script src=app.js></script></body></html>",
        document("<p>Page not found. Go back to the front page.</p>"),
        document("<p>We use cookies on this site. Do you accept them all?</p>"),
        document(f"<p>{STORY[0]}</p>"),
        "<p>A</p>",
    ],
)
def test_a_page_without_a_story_is_refused(html):
    assert refusal(html) == "no_story"


def test_a_front_page_is_refused_as_a_list():
    many = [f"{title}, part {n}" for n in range(4) for title in HEADLINES]
    front = rows("<div class=card><h3><a href=/t{n}>{title}</a></h3></div>", many)
    page = f"<title>The Paper</title><main><h2>Top stories</h2>{front}</main>"
    assert refusal(page, "https://paper.example/") == "index_page"


def test_a_collection_without_a_story_is_a_list():
    head = '<script type="application/ld+json">{"@type": "CollectionPage"}</script>'
    assert refusal(f"<head>{head}</head><p>Benches</p>") == "index_page"


def test_deep_and_large_pages_are_refused_before_they_are_parsed():
    assert refusal("<div>" * 1_001 + "x") == "too_deep"
    assert refusal("<b>" * 20_000 + "x") == "too_deep"
    assert refusal("x" * 5_000_001) == "too_large"
    assert refusal("<p>x" * 150_001) == "too_large"


# Corners


def test_a_headline_below_its_story_takes_nothing_away():
    page = parted(paragraphs() + "<h1>The bench that nobody wanted</h1>", top="")
    assert page.headline == "The bench that nobody wanted"
    assert texts(page) == STORY


def test_paragraphs_that_are_all_captions_are_no_story():
    html = document("".join(f"<p class=photo-text>{text}</p>" for text in STORY))
    assert refusal(html) == "no_story"


def test_lines_between_headline_and_story_are_left_out():
    lines = (
        "<div class=q><p>The council of Marlow</p><p>Updated by our desk on 3 May 2024.</p></div>"
        "<p>The bench that nobody wanted</p>"
    )
    page = parted(f"{lines}<div class=z>{paragraphs()}</div>")
    assert texts(page) == STORY


def test_a_date_and_a_heading_at_the_end_are_left_out():
    page = parted(paragraphs() + "<h2>What is next</h2><p>3 May 2024</p>")
    assert texts(page) == STORY


def test_a_byline_with_date_and_reading_time_is_no_paragraph():
    line = "<p>Words: Ann Lee. Pictures: Bo Day. 3 May 2024. Reading time: 5 minutes.</p>"
    page = parted(line + paragraphs(), top="<h1>The bench that nobody wanted</h1>")
    assert texts(page) == STORY
    assert page.reading_minutes == 5


def test_what_one_reader_or_none_took_for_the_story_is_less_sure(monkeypatch):
    story = [
        "In March a bench was set upon the square of Marlow, painted in the colour of peas.",
        "Doctor Ada Hill, who lives beside it, was first to say that her curtains now looked ill.",
        "Eleven sessions later neither party had moved, though somebody had stolen two screws.",
        "Pigeons took no side at all and used whichever end was nearest to the bakery.",
        "What happens next depends upon a judge, and he is known to be fond of standing.",
    ]

    class Reading:
        text = "\n".join([*story[:2], *story[3:]])

    class Silent:
        def __init__(self, root):
            pass

        def summary(self):
            return f"<p>{story[0]}</p><p>{story[1]}</p>"

    monkeypatch.setattr("trafilatura.bare_extraction", lambda *args, **kwargs: Reading)
    monkeypatch.setattr("readability.Document", Silent)
    page = parted(paragraphs(story))
    sure = [decision.confidence for decision in page.decisions if decision.about == "blocks"]
    assert texts(page) == story
    assert sure == [0.97, 0.97, 0.72, 0.8, 0.65]


def test_a_menu_of_one_link_does_not_name_the_list_below_it():
    page = parted(
        after="<div class=hd><h2>Most read</h2><a href=/mr>See them all here</a></div><ol>"
        + rows("<li><a href=/t{n}>{title}</a></li>")
        + "</ol>"
    )
    assert {teaser.group for teaser in page.teasers} == {"Most read"}


def test_two_labelled_lists_in_one_element_are_two_groups():
    page = parted(
        after="<div>"
        + "<h3>Related</h3>"
        + rows("<p><a href=/t{n}>{title}</a></p>", HEADLINES[:2])
        + "<h3>Most read</h3>"
        + rows("<p><a href=/u{n}>{title}</a></p>", HEADLINES[2:] + ["Rain is to fall on the bench"])
        + "</div>"
    )
    assert [teaser.group for teaser in page.teasers] == ["Related"] * 2 + ["Most read"] * 2


def test_kickers_ranks_and_invitations_are_no_part_of_a_headline():
    page = parted(
        after="<h2>Related</h2>"
        + rows(
            "<div class=c><h3><a href=/t{n}><span class=kicker>Town:</span> {title}</a></h3>"
            "<span class=author>By Ann Lee</span><a href=/t{n}>Read article</a></div>"
        )
        + "<h2>Most read</h2><ol>"
        + rows("<li>{n}. <a href=/u{n}>{n}. {title}</a></li>", ["A clerk is lost in the archive"])
        + "</ol>"
    )
    assert headlines(page) == [*HEADLINES, "A clerk is lost in the archive"]


def test_a_link_that_leads_to_a_day_is_no_teaser():
    page = parted(after="<h2>Related</h2><ul>" + rows("<li><a href=/d>24 July 2015</a></li>", [""]))
    assert page.teasers == ()


def test_lines_above_the_story_are_left_out_even_if_a_reader_took_them(monkeypatch):
    lines = ["Town hall and square", "Marlow was told by Ann Lee on 3 May 2024", "A word to come"]

    class Reading:
        text = "\n".join([*lines, *STORY])

    monkeypatch.setattr("trafilatura.bare_extraction", lambda *args, **kwargs: Reading)
    above = "".join(f"<div class=q><p>{line}</p></div>" for line in lines)
    halves = f"<div>{paragraphs(STORY[:3])}</div><div>{paragraphs(STORY[3:])}</div>"
    assert texts(parted(above + halves)) == STORY


@pytest.mark.parametrize(
    ("guess", "note", "want"),
    [
        ("2024-05-03", "", "2024-05-03"),
        ("2024-05-03", "<p>A note on the weather of 3 May 2024</p>", "2024-05-03"),
        ("2024-01-01", "", None),
        ("2024-05-03", "<p>Last updated 3 May 2024</p>", None),
    ],
)
def test_a_guessed_day_is_a_last_resort_and_doubtful(monkeypatch, guess, note, want):
    monkeypatch.setattr("htmldate.find_date", lambda *args, **kwargs: guess)
    page = parted(top="<h1>The bench that nobody wanted</h1>", after=note)
    assert page.published == want
    if want:
        assert "published" in {doubt.about for doubt in page.doubts}


def test_odd_linked_data_is_read_as_far_as_it_goes():
    values = (
        '{"@type": "NewsArticle", "headline": ["The bench that nobody wanted"],'
        ' "author": {"name": ["Ann Lee", "Bo Day"]}, "publisher": {"name": {"@value": "x"}},'
        ' "datePublished": {"@value": "2024-05-03"}, "mainEntityOfPage": "https://a.example/b"}'
    )
    head = f"<script type=application/ld+json>//<![CDATA[\n{values}\n//]]></script>"
    page = parted(head=head, top="<h1>The bench that nobody wanted</h1>")
    assert (page.byline, page.published) == ("Ann Lee, Bo Day", "2024-05-03")


def test_endless_linked_data_is_read_in_part():
    many = ",".join('{"@type": "Thing"}' for _ in range(6_000))
    page = parted(head=f"<script type=application/ld+json>[{many}]</script>")
    assert page.headline == "The bench that nobody wanted"


def test_a_page_that_gives_no_address_takes_its_own_for_links():
    head = "<link rel=canonical href='https://paper.example/town/bench'>"
    page = parted(
        paragraphs() + "<p>Somebody has written it <a href=/all>all down here</a> for us.</p>",
        address="",
        head=head,
    )
    assert page.address == "https://paper.example/town/bench"
    assert page.blocks[-1].links[0].href == "https://paper.example/all"


def test_data_tables_read_row_by_row():
    table = (
        "<table><tr><th>Year of the census</th><th>Benches in town</th></tr>"
        "<tr><td>The year 2020</td><td>twelve of them</td></tr></table>"
    )
    page = parted(paragraphs(STORY[:3]) + table + paragraphs(STORY[3:]))
    assert texts(page)[3:5] == [
        "Year of the census Benches in town",
        "The year 2020 twelve of them",
    ]


def test_a_caption_is_known_by_the_small_box_it_shares_with_a_picture():
    box = "<div><i><img src=a></i><div><b>The bench in question on a wet day</b></div></div>"
    page = parted(paragraphs(STORY[:3]) + box + paragraphs(STORY[3:]))
    assert page.captions == ("The bench in question on a wet day",)
    assert texts(page) == STORY


@pytest.mark.parametrize(
    "deck",
    ["<h2>{}</h2>", "<p>{}</p><p>By Ann Lee</p>"],
    ids=["smaller heading", "above the byline"],
)
def test_a_deck_in_the_storys_own_element_is_the_standfirst(deck):
    words = "Nobody sat on it for years, and now it is to be sold"
    page = parted(top="<h1>The bench that nobody wanted</h1>" + deck.format(words))
    assert page.standfirst == words
    assert texts(page) == STORY


def test_a_roundup_with_linked_headings_stays_a_story():
    entries = rows("<div class=e><h3><a href=/t{n}>{title}</a></h3><p>" + STORY[0] + "</p></div>")
    page = parted(
        paragraphs(STORY[:2]) + "<h2>Three benches to see</h2>" + entries + paragraphs(STORY[4:])
    )
    assert page.teasers == ()
    assert {*HEADLINES, *STORY[:2], *STORY[4:]} <= set(texts(page))
