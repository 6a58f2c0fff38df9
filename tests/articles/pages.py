"""A small news page to be varied by tests, and the page that our rules make of it."""

from articles.dissecting import part_html

ADDRESS = "https://paper.example/town/bench"
STORY = [
    f"Paragraph {number} tells how the council of the small town argued for hours about the "
    "colour of its only bench, and why nobody would ever sit on it."
    for number in range(6)
]
HEADLINES = [
    "Mayor paints bench at night and blames the moon",
    "Why do pigeons prefer the north side?",
    "Bench committee resigns over shade of green",
]
HEAD = "<title>The bench that nobody wanted - The Paper</title>"
TOP = "<h1>The bench that nobody wanted</h1><p class=by>By Ann Lee</p><p>3 May 2024</p>"


def paragraphs(texts=STORY):
    return "".join(f"<p>{text}</p>" for text in texts)


def document(article, *, before="", after="", head=HEAD, top=TOP, lang="en"):
    return (
        f"<!doctype html><html lang='{lang}'><head>{head}</head><body><header>"
        "<a href=/>The Paper</a><nav><a href=/news>News</a><a href=/sport>Sport</a></nav></header>"
        f"<main>{before}<article>{top}{article}</article>{after}</main>"
        "<footer>© The Paper</footer></body></html>"
    )


def parted(article=None, address=ADDRESS, **around):
    body = paragraphs() if article is None else article
    return part_html(document(body, **around), address)


def texts(page):
    return [block.text for block in page.blocks]


def headlines(page):
    return [teaser.headline for teaser in page.teasers]


def rows(template, headings=HEADLINES):
    """The template once for each headline, with {n} and {title} filled in."""
    return "".join(template.format(n=n, title=title) for n, title in enumerate(headings))
