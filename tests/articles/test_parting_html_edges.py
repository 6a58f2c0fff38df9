"""What stands around an HTML story and is none of it: boxes, names, captions, headings."""

from articles.dissecting import part_html
from articles.extracting import fragment
from articles.parting.node import grow
from articles.parting.writing import blocks_of
from tests.articles.pages import (
    ADDRESS,
    HEADLINES,
    STORY,
    headlines,
    paragraphs,
    parted,
    rows,
    texts,
)

ROW = "<li><a href=/t{n}>{title}</a></li>"


def around(box):
    return paragraphs(STORY[:3]) + box + paragraphs(STORY[3:])


def test_a_box_that_asks_for_an_address_is_left_out_with_its_heading():
    box = "<div><h4>The Crust</h4><p>Our letter arrives before your toast.</p><input type=email>"
    assert texts(parted(around(box + "</div>"))) == STORY


def test_standfirst_name_and_caption_in_the_storys_own_element_are_no_paragraphs():
    words = "Nobody sat on it for years, and now it is to be sold"
    page = parted(
        "<picture><img src=/p.jpg></picture><span class=pic-cap>The bench in May.</span>"
        + paragraphs(),
        top=f"<h1>The bench that nobody wanted</h1><p>{words}</p><address>Ann Lee</address>",
        head="<title>The bench that nobody wanted</title><meta name=author content='Ann Lee'>",
    )
    assert page.standfirst == words
    assert page.byline == "Ann Lee"
    assert page.captions == ("The bench in May.",)
    assert texts(page) == STORY


def test_each_post_of_a_live_blog_keeps_its_heading():
    posts = "".join(
        f"<article><h2>At {n} o’clock</h2><p>{text}</p></article>" for n, text in enumerate(STORY)
    )
    page = part_html(f"<h1>The bench sale live</h1><div>{posts}</div>", ADDRESS)
    assert [block.text for block in page.blocks if block.kind == "heading"] == [
        f"At {n} o’clock" for n in range(6)
    ]


def test_the_last_words_before_a_label_stay_in_the_story():
    body = "<div>" + "<br><br>".join(STORY) + "</div><h4>Most read</h4>"
    page = parted(body + f"<ul>{rows(ROW)}</ul>")
    assert texts(page) == STORY
    assert headlines(page) == HEADLINES


def test_a_card_for_another_page_has_no_caption():
    card = (
        "<figure><a href=https://museum.example/><div class=t>The museum of benches</div>"
        "<img src=m.jpg></a><figcaption>Open daily</figcaption></figure>"
    )
    assert parted(around(card)).captions == ("Open daily",)


def test_an_agency_before_the_date_is_the_byline():
    top = "<h1>The bench that nobody wanted</h1><div class=credit>{} · 3 May 2024</div>"
    assert parted(top=top.format("Press Office Wire")).byline == "Press Office Wire"
    assert parted(top=top.format("The Paper")).byline == ""


def test_the_hour_is_no_reading_time():
    top = "<h1>The bench that nobody wanted</h1><p>2024年10月15日 11時30分　読了時間：2分</p>"
    assert parted(top=top).reading_minutes == 2


def test_a_linked_line_of_read_more_is_no_paragraph():
    line = f"<p>Read more: <a href=/t0>{HEADLINES[0]}</a></p>"
    assert texts(parted(around(line))) == STORY


def test_headings_left_over_at_the_end_are_dropped():
    assert texts(parted(paragraphs() + "<h2>The vote</h2><h3>And after</h3>")) == STORY


def test_a_caption_and_its_credit_are_one():
    figure = "<figure><img src=a><figcaption><p>The bench.</p><p>Photo: Ann Lee</p></figcaption>"
    assert parted(figure + "</figure>" + paragraphs()).captions == ("The bench. Photo: Ann Lee",)


def test_a_caption_dates_no_story_and_an_outlet_is_no_author():
    top = "<h1>The bench that nobody wanted</h1><p>By The Paper</p>"
    figure = "<figure><img src=a><figcaption>The bench on 1 May 2023</figcaption></figure>"
    page = parted(top=top + figure + "<p>3 May 2024</p>")
    assert page.byline == ""
    assert page.published == "2024-05-03"


def test_a_head_with_gaps_is_read_as_far_as_it_goes():
    head = (
        "<base href='http://['><meta name=author content=''><link rel=stylesheet href=a.css>"
        "<title>The bench that nobody wanted - The Paper</title>"
    )
    page = parted(head=head, top="<h1>— —</h1><h1>The bench that nobody wanted</h1></div>")
    assert page.headline == "The bench that nobody wanted"


def test_elements_of_unknown_names_and_blocks_without_words_leave_no_trace():
    odd = STORY[0].replace("the council", "<x-y>the council</x-y>")
    assert texts(parted(f"<p>{odd}</p>" + paragraphs(STORY[1:]))) == STORY
    assert blocks_of(grow(fragment("<p> </p><p>Word</p>")), "")[0].text == "Word"


def test_a_closing_quotation_stays_though_it_begins_with_the_authors_name():
    words = "Ann Lee was right about the bench, and about the paint."
    assert texts(parted(paragraphs() + f"<blockquote>{words}</blockquote>")) == [*STORY, words]


def test_a_label_for_related_stories_whose_list_did_not_load_is_left_out():
    assert texts(parted(around("<h3>Related stories</h3><div id=widget></div>"))) == STORY


def test_a_heading_that_only_a_link_follows_is_left_out_with_it():
    link = "<a href=/all>All that we wrote about the bench</a>"
    end = f"<h3>What happens next</h3><p>Read also: {link}</p>"
    assert texts(parted(paragraphs() + end)) == STORY
