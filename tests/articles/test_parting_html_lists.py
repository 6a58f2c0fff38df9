"""Lists that are harder to tell: tickers, bare boxes, short headlines, lost links, cards."""

import pytest

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

ROW = "<li><a href=/t{n}>{title}</a></li>"
BOX = "<ul class=bx>" + rows(ROW, HEADLINES[:2]) + "</ul>"
BLURB = "The committee had met eleven times without reaching a vote. Nobody was surprised by that."


def around(box):
    return paragraphs(STORY[:3]) + box + paragraphs(STORY[3:])


def test_a_ticker_that_says_when_is_teasers_though_it_comes_first():
    brief = ["Snow closes high road", "Trains back to normal", "Cup tie called off"]
    ticker = rows("<li><time>11:05</time> <a href=/t{n}>{title}</a></li>", brief)
    page = parted(before=f"<div class=ticker><h2>Latest</h2><ul>{ticker}</ul></div>")
    assert headlines(page) == brief
    assert {teaser.group for teaser in page.teasers} == {"Latest"}


def test_a_list_beside_one_of_teasers_and_built_like_it_is_teasers_too():
    more = [f"{title}, once more" for title in HEADLINES]
    column = f"<h4>Top stories</h4><ul>{rows(ROW)}</ul><h4>Sport</h4><ul>" + rows(
        "<li><a href=/s{n}>{title}</a></li>", more
    )
    page = parted(before=f"<div>{column}</ul></div>")
    assert headlines(page) == HEADLINES + more
    assert [teaser.group for teaser in page.teasers][3:] == ["Sport"] * 3


@pytest.mark.parametrize("other", [["Benches", "Pigeons of Marlow", "Paint"], [HEADLINES[0] + "!"]])
def test_a_list_beside_one_of_teasers_may_still_be_something_else(other):
    more = rows("<li><a href=/s{n}>{title}</a></li>", other)
    column = f"<h4>Top stories</h4><ul>{rows(ROW)}</ul>"
    other_box = f"<p>{STORY[0][:60]}</p><ul>{more}</ul>"
    page = parted(before=f"<div>{column}{other_box}</div>")
    assert headlines(page) == HEADLINES


@pytest.mark.parametrize("place", ["before", "inside", "after"])
def test_a_bare_box_of_headlines_is_teasers_wherever_it_stands(place):
    page = parted(around(BOX)) if place == "inside" else parted(**{place: BOX})
    assert headlines(page) == HEADLINES[:2]
    assert texts(page) == STORY


@pytest.mark.parametrize(
    "box",
    [
        "<p>The council has published these:</p>" + BOX,
        "<ul>"
        + rows(ROW, ["Get the green paint for $12.99", "Get the blue paint at $10"])
        + "</ul>",
        "<ul>" + rows("<li><a href=https://{n}.example/a>{title}</a></li>") + "</ul>",
        "<ul>" + rows(ROW, [HEADLINES[0], "Pigeons"]) + "</ul>",
        "<div>" + rows("<p><a href=/t{n}>{title}</a></p>") + "<p>and much more to see</p></div>",
        "<ul>" + rows("<li><a href=/t{n}>{title}</a> (in part)</li>", HEADLINES[:2]) + "</ul>",
    ],
    ids=["announced", "shop", "elsewhere", "short", "with words", "with notes"],
)
def test_a_box_of_links_that_the_story_speaks_of_is_none(box):
    assert parted(around(box)).teasers == ()


def test_links_in_the_foot_and_lists_of_sources_are_none():
    assert parted(after=f"<footer><h3>About us</h3>{BOX}</footer>").teasers == ()
    assert parted(after=f"<h3>Sources</h3><ul>{rows(ROW)}</ul>").teasers == ()


def test_a_heading_that_speaks_of_news_names_a_list():
    many = [*HEADLINES, "Town hall to close for a week in May"]
    box = f"<div><h3>Harbour news</h3><ul>{rows(ROW, many)}</ul></div>"
    assert headlines(parted(before=box)) == many


@pytest.mark.parametrize(
    "row", [ROW, "<div class=r><a href=/t{n}>{title}</a></div>", "<a href=/t{n}>{title}</a>"]
)
def test_headlines_of_two_short_words_are_kept_among_longer_ones(row):
    many = ["Flood warning", "Mayor quits", *HEADLINES]
    page = parted(after=f"<aside><h3>Most read</h3><div>{rows(row, many)}</div></aside>")
    assert headlines(page) == many


def test_two_words_do_not_make_a_headline_where_rows_differ():
    many = rows(ROW, HEADLINES) + "<li>Page <a href=/next>Next one</a></li><li>1 of 3</li>"
    page = parted(after=f"<aside><h3>Most read</h3><ul>{many}</ul></aside>")
    assert headlines(page) == HEADLINES


def test_buttons_for_a_page_are_no_teasers_though_a_list_stands_over_them():
    tools = "<a href=/p?id=1>Print this story</a> <a href=/m?id=1>Send to a friend</a>"
    related = rows("<div class=rel><a href=/t{n}>{title}</a></div>")
    page = parted(after=f"<div><h4>More on this story</h4>{related}<div class=tools>{tools}</div>")
    assert headlines(page) == HEADLINES


def test_one_related_story_is_a_teaser_after_the_story_and_not_inside():
    box = f"<div class=related><h3>Related</h3><p><a href=/t0>{HEADLINES[0]}</a></p></div>"
    assert headlines(parted(after=box)) == HEADLINES[:1]
    assert parted(around(box)).teasers == ()


def test_cards_whose_links_only_say_their_headline_aloud():
    cards = rows('<div class=c><a href=/t{n} aria-label="{title}"></a><div>{title}</div></div>')
    assert headlines(parted(after=f"<section><h2>Discover</h2>{cards}</section>")) == HEADLINES


@pytest.mark.parametrize(
    "box",
    [
        "<div class=related-box><h3>Our pages on Tuesday</h3><ul>"
        + rows("<li>{title}</li>")
        + "</ul></div>",
        "<div><h3>More stories</h3>"
        + rows("<div><b>{title}</b><p>" + BLURB + "</p></div>")
        + "</div>",
    ],
    ids=["named", "stressed"],
)
def test_rows_that_lost_their_links_are_teasers_where_the_box_is_named(box):
    page = parted(after=box)
    assert headlines(page) == HEADLINES
    assert texts(page) == STORY


# Pages that are only lists


def cards(template, count=8):
    many = [f"{title}, part {n}" for n in range(3) for title in HEADLINES][:count]
    return "<h1>Marlow news</h1>" + rows(template.replace("BLURB", BLURB), many)


@pytest.mark.parametrize(
    "template",
    [
        "<article><h3><a href=/t{n}>{title}</a></h3><p>BLURB</p></article>",
        "<div class=c><h2><a href=/t{n}>{title}</a></h2><p>BLURB {n}</p></div>",
        "<a href=/t{n}><h2>{title}</h2><p>BLURB</p></a>",
        "<div><a href=/t{n}>{title}</a><div class=s>BLURB {n} BLURB</div></div>",
        "<div><h2>{title}</h2><p>BLURB {n}</p><a href=/t{n}>Read more</a></div>",
        "<h2><a href=/t{n}>{title}</a></h2><p>BLURB {n}</p>",
    ],
    ids=["articles", "one blurb", "links", "long", "invited", "in turns"],
)
def test_a_page_of_cards_is_a_list_and_no_story(template):
    page = f"<title>Marlow news | The Paper</title><main>{cards(template)}</main>"
    with pytest.raises(Refusal) as caught:
        part_html(page, "https://paper.example/marlow/")
    assert caught.value.code == "index_page"


def test_three_cards_among_paragraphs_do_not_make_a_list():
    some = "<div><h3><a href=/t{n}>{title}</a></h3><p>" + BLURB + "</p></div>"
    assert STORY[0] in texts(part_html(document(paragraphs() + cards(some, 3)), ADDRESS))


# Rarer places and shapes


def test_menus_and_lists_in_the_pages_header_are_no_teasers():
    menu = f"<div class=menu><h3>Sections</h3><ul>{rows(ROW)}</ul></div>"
    assert parted(after=menu).teasers == ()
    top = f"<header><h2>Latest</h2><ul>{rows(ROW)}</ul></header>"
    assert parted(before=top).teasers == ()


def test_two_bare_boxes_side_by_side_are_one_list():
    halves = f"<ul class=q>{rows(ROW, HEADLINES[:2])}</ul><ul class=q>{{}}</ul>"
    last = "<li><a href=/t9>Pigeons of the north side make peace</a></li>"
    page = parted(after="<section>" + halves.format(last) + "</section>")
    assert len(page.teasers) == 3


@pytest.mark.parametrize(
    "others", [["About benches", "The town today"], ["Alone with pigeons all day long"]]
)
def test_a_lesser_list_beside_teasers_stays_out(others):
    lesser = rows("<li><a href=/o{n}>{title}</a></li>", others)
    column = f"<ul>{rows(ROW)}</ul><p>{STORY[0][:50]}</p><ul>{lesser}</ul>"
    page = parted(after=f"<aside><h4>Top stories</h4>{column}</aside>")
    assert headlines(page) == HEADLINES


def test_three_words_are_too_few_for_a_bare_box():
    box = "<ul>" + rows(ROW, [HEADLINES[0], "Pigeons of Marlow"]) + "</ul>"
    assert parted(around(box)).teasers == ()


def test_a_card_with_a_list_of_its_own_keeps_every_headline():
    inner = "<ul>" + rows("<li><a href=/u{n}>{title}, once more</a></li>") + "</ul>"
    card = "<div class=c><h3><a href=/t{n}>{title}</a></h3>" + inner + "</div>"
    page = parted(after=f"<section><h2>Most read</h2>{rows(card)}</section>")
    assert len(page.teasers) == 6


def test_long_links_beside_a_headline_stay_headlines():
    more = "".join(f"<a href=/v{{n}}{n}>A long line on bench {{n}}{n} of town</a>" for n in "abc")
    card = "<div class=c><h3><a href=/t{n}>{title}</a></h3>" + more + "</div>"
    page = parted(after=f"<section><h2>Most read</h2>{rows(card)}</section>")
    assert set(HEADLINES) <= set(headlines(page))


def test_two_links_of_one_card_to_the_same_page_are_one_headline():
    card = "<li><a href=/t{n}>{title}</a> <a href=/t{n}>Go on to the whole story</a></li>"
    page = parted(after=f"<h2>Most read</h2><ul>{rows(card)}</ul>")
    assert headlines(page) == HEADLINES


def test_words_hidden_in_a_headline_and_labels_that_nobody_sees_do_not_count():
    row = "<li><a href=/t{n}><span class=sr-only>Read: </span>{title}</a></li>"
    page = parted(after=f"<div><h2 class=sr-only>Most read</h2><hr><ul>{rows(row)}</ul></div>")
    assert headlines(page) == HEADLINES
    assert {teaser.group for teaser in page.teasers} == {""}


def test_a_link_of_many_words_is_no_label():
    line = "<div class=title><a href=/x>Everything that we wrote about it</a></div>"
    page = parted(after=f"<div class=related>{line}<ul>{rows(ROW)}</ul></div>")
    assert {teaser.group for teaser in page.teasers} == {""}


def test_a_label_is_looked_for_no_further_than_a_few_elements_out():
    box = f"<div><div><div><div><div><div><ul>{rows(ROW)}</ul></div></div></div></div></div></div>"
    page = parted(after=f"<h2>Benches of the world</h2>{box}")
    assert headlines(page) == HEADLINES
    assert {teaser.group for teaser in page.teasers} == {""}


def test_a_heading_that_is_a_link_of_the_list_is_no_label():
    lead = "<div><h3><a href=/lead>Town hall to close for a week</a></h3></div>"
    page = parted(after=f"<div class=related>{lead}<ul>{rows(ROW)}</ul></div>")
    assert headlines(page)[-3:] == HEADLINES


def test_lists_side_by_side_and_built_alike_are_of_one_kind_whatever_stands_in_their_rows():
    more = [f"{title}, once more" for title in HEADLINES]
    row = "<li><a href=/{n}>{title}</a> <span>3 comments</span></li>"
    columns = f"<h4>Top stories</h4><ul>{rows(row)}</ul><h4>Sport</h4><ul>{rows(row, more)}</ul>"
    page = parted(before=f"<div>{columns.replace('href=/', 'href=/t', 3)}</div>")
    assert [teaser.group for teaser in page.teasers] == ["Top stories"] * 3 + ["Sport"] * 3
    assert headlines(page) == HEADLINES + more


def test_the_heading_over_a_list_is_found_past_a_rule_and_may_be_long():
    label = "What the town is talking about this week too"
    page = parted(after=f"<section><h3>{label}</h3><hr><ul>{rows(ROW)}</ul></section>")
    assert {teaser.group for teaser in page.teasers} == {label}
    assert headlines(page) == HEADLINES


def test_cards_that_lead_to_their_story_twice_are_one_list_under_its_label():
    card = (
        "<div class=card><h3><a href=/t{n}>{title}</a></h3>"
        "<ul><li><a href=/t{n}>Read the whole story about it</a></li></ul></div>"
    )
    page = parted(after=f"<section><h2>More news</h2>{rows(card)}</section>")
    assert {teaser.group for teaser in page.teasers} == {"More news"}
    assert headlines(page) == HEADLINES


def test_a_card_with_a_list_of_its_own_is_no_label_of_the_next():
    more = [f"{title}, once more" for title in HEADLINES]
    own = "<ul>" + rows("<li><a href=/s{n}>{title}</a></li>", more) + "</ul>"
    first, second = (
        f"<li><a href=/{n}><h3>{HEADLINES[n]}</h3></a>{lists}</li>"
        for n, lists in ((0, own), (1, ""))
    )
    page = parted(after=f"<section><h2>More news</h2><ul>{first}{second}</ul></section>")
    assert {teaser.group for teaser in page.teasers} == {"More news"}
    assert headlines(page) == [HEADLINES[0], *more, HEADLINES[1]]
