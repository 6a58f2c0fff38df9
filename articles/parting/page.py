"""What parting gives: a page in its parts, each decision with its rule and a confidence.

Both kinds of page end here: text dumps by `articles.parting.text`, HTML by
`articles.parting.nodes` from the node records of `articles.extracting`.
"""

from dataclasses import dataclass, field

from articles.blocks import Block

REVIEW_BELOW = 0.7


@dataclass(frozen=True)
class Teaser:
    """A headline that came along with the story.

    `kind` is related or sponsored, `group` the title of the list it stood in ("" if it had
    none), `url` absolute or "". `truncated` means the page itself cut the summary short.
    """

    headline: str
    summary: str = ""
    url: str = ""
    kind: str = "related"
    group: str = ""
    truncated: bool = False


@dataclass(frozen=True)
class Decision:
    """One decision: the field or block it is about, the rule that made it, 0 ≤ confidence ≤ 1.

    `about` is a field's name, or "blocks" / "teasers" with the index of the one decided.
    """

    about: str
    rule: str
    confidence: float
    index: int | None = None

    @property
    def doubtful(self) -> bool:
        return self.confidence < REVIEW_BELOW


@dataclass(frozen=True)
class Page:
    """A page taken apart.

    `byline` is without "By" and outlet, several names joined by ", ". `published` is an ISO date
    (2022-09-07), or a time with its printed offset if it has one (2022-09-07T16:42+02:00); None
    where the page does not state it. `blocks` are the body's in order, headline and standfirst
    apart. `address` is the canonical one. `language` is a BCP 47 tag ("" if unknown).
    """

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    publisher: str = ""
    published: str | None = None
    reading_minutes: int | None = None
    captions: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    address: str = ""
    language: str = ""
    decisions: tuple[Decision, ...] = field(default=(), compare=False)

    @property
    def doubts(self) -> list[Decision]:
        return [decision for decision in self.decisions if decision.doubtful]


class Refusal(Exception):
    """A page that cannot be taken in. `code` is from the list in `REFUSALS`.

    `seen` says what was found, in words for the person; the remedy comes with the code.
    """

    def __init__(self, code: str, seen: str = "") -> None:
        self.code = code
        self.seen = seen or REFUSALS[code][0]
        self.remedy = REFUSALS[code][1]
        super().__init__(f"{self.seen} {self.remedy}")


REFUSALS: dict[str, tuple[str, str]] = {
    "empty": ("There is nothing here.", "Paste the page's text or HTML, or choose a file."),
    "too_large": (
        "This is larger than a news page.",
        "Paste only the part with the story: at most 1 MB of text or 5 MB of HTML.",
    ),
    "binary": (
        "This is not text.",
        "Open the file in its own program, copy the text, and paste that here.",
    ),
    "not_a_page": ("This is not a news page.", "Paste the text or the HTML of the page itself."),
    "bad_encoding": (
        "Too many characters cannot be read in any encoding we know.",
        "Save the page as UTF-8, or copy the text from the browser and paste that.",
    ),
    "no_story": (
        "There is no story here: fewer than two paragraphs, or fewer than 60 words.",
        "If a wall hid the story, open it in the browser, select all, copy and paste.",
    ),
    "index_page": (
        "This is a list of headlines without a story.",
        "Open one of the stories and paste its page.",
    ),
    "too_deep": (
        "The page's elements are nested more than 1,000 deep.",
        "Copy the text from the browser and paste that instead.",
    ),
    "too_slow": (
        "The page could not be taken apart within 10 seconds and 1 GiB of memory.",
        "Copy the text from the browser and paste that instead.",
    ),
    "duplicate": (
        "This story is here already.",
        "Open it, or add what you have as a revision of it.",
    ),
    "bad_url": (
        "This is an address, not the page itself.",
        "Pages cannot be fetched from their address yet: save the page, or copy its text.",
    ),
}
