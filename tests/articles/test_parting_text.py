"""Text dumps taken apart: made-up pages, one difficulty each."""

import textwrap
import time

import pytest

from articles.parting.page import Page, Refusal
from articles.parting.text import part_text

TITLE = "Ferry operator loses licence after third failure"
STORY = [
    "Harbour authorities have taken away the licence of Northline after a ship drifted for hours.",
    "The company had been warned twice since early May, the port director told a crowded meeting.",
    "Nobody was hurt, although eleven passengers were treated for cold in the customs hall.",
    "From Thursday a rival firm will run four crossings a day with a borrowed catamaran.",
    "Shopkeepers on the island said that this would not be enough for the flour they need.",
]
HEADLINES = [
    "Harbour pilot who refused a knighthood dies at 96",
    "Why are so many seals coming ashore this spring?",
    "Electric tugboats pass their first test in ice",
]
BLURB = "Scientists counting pups say that the animals follow herring into shallow water."


def dump(*tail: str, head: tuple[str, ...] = ("By Ada Hill",), story: list[str] = STORY) -> str:
    return "\n\n".join([TITLE, "\n".join(head), *story, *tail])


def texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks]


def headlines(page: Page) -> list[str]:
    return [teaser.headline for teaser in page.teasers]


def refusal(text: str) -> str:
    with pytest.raises(Refusal) as refused:
        part_text(text)
    return refused.value.code


@pytest.mark.parametrize("bullet", ["•", "*", "-", "–", "○", "▪", "・", "1."])
@pytest.mark.parametrize("indent", ["", "  "])
def test_bullets_at_the_end_with_indented_blurbs_are_teasers(bullet, indent):
    marks = [f"{number}." if bullet == "1." else bullet for number in (1, 2, 3)]
    items = [
        f"{indent}{mark} {line}\n\n{indent}  {BLURB}"
        for mark, line in zip(marks, HEADLINES, strict=True)
    ]
    page = part_text(dump(*items))
    assert headlines(page) == HEADLINES
    assert {teaser.summary for teaser in page.teasers} == {BLURB}
    assert texts(page) == STORY


@pytest.mark.parametrize("farewell", ["END", "Best wishes\nAnna", "-- \nAnna\nSent from my phone"])
def test_a_few_words_below_the_list_do_not_turn_it_into_story(farewell):
    items = [f"• {line}\n\n  {BLURB}" for line in HEADLINES]
    page = part_text(dump(*items, farewell))
    assert headlines(page) == HEADLINES
    assert texts(page)[: len(STORY)] == STORY
    assert all(line in farewell for line in texts(page)[len(STORY) :])


def test_sentences_below_the_list_still_make_it_the_storys():
    items = [f"• {line}\n\n  {BLURB}" for line in HEADLINES]
    page = part_text(dump(*items, STORY[0] + " Again.", "Anna"))
    assert not page.teasers


def test_a_headline_without_a_blurb_stands_between_others():
    page = part_text(
        dump(f"• {HEADLINES[0]}\n  {BLURB}", f"• {HEADLINES[1]}", f"• {HEADLINES[2]}\n  {BLURB}")
    )
    assert [bool(teaser.summary) for teaser in page.teasers] == [True, False, True]


def test_blurbs_that_lost_their_indent_are_still_blurbs():
    items = [line for headline in HEADLINES for line in (f"• {headline}", BLURB)]
    page = part_text(dump("Most read", *items))
    assert headlines(page) == HEADLINES
    assert page.teasers[2].summary == BLURB
    page = part_text(dump(*items))
    assert headlines(page) == HEADLINES


def test_bare_bullets_that_read_as_headlines_are_teasers():
    page = part_text(dump(*(f"• {line}" for line in HEADLINES)))
    assert headlines(page) == HEADLINES
    assert not page.doubts
    page = part_text(dump(*(f"• {line}" for line in HEADLINES[:2])))
    assert [doubt.about for doubt in page.doubts] == ["teasers", "teasers"]


def test_bullets_under_a_line_that_may_be_their_label_are_in_doubt():
    page = part_text(dump("Off the quay", *(f"• {line}" for line in HEADLINES)))
    assert headlines(page) == HEADLINES
    assert page.teasers[0].group == "Off the quay"
    assert len(page.doubts) == 3


@pytest.mark.parametrize(
    "ending",
    [
        (
            "What we know",
            "1. The ship drifted for six hours.",
            "2. Two boats kept it off the rocks.",
        ),
        ("What we know", "• The ship drifted for six hours.", "• Two boats kept it off the rocks."),
        ("What happens now?", *(f"• {line}" for line in HEADLINES)),
        ("The port named three reasons why:", *(f"• {line}" for line in HEADLINES)),
        ("Prices", "• Adults twelve crowns", "• Children six crowns", "• Dogs one crown"),
        ("• adults pay twelve crowns a crossing now", "• children pay six crowns a crossing now"),
        ("• Open all day", "• Closed at night", "• Dogs welcome"),
    ],
)
def test_a_list_that_closes_the_story_is_the_storys(ending):
    page = part_text(dump(*ending))
    assert not page.teasers
    assert len(page.blocks) == len(STORY) + len(ending)
    assert page.blocks[-1].kind == "list_item"


def test_a_fragmentary_list_that_closes_the_story_is_in_doubt():
    page = part_text(dump("Prices", "• Adults twelve crowns", "• Children six crowns"))
    assert [doubt.index for doubt in page.doubts] == [len(STORY) + 1, len(STORY) + 2]


def test_bullets_inside_the_story_stay_and_those_after_it_go():
    inside = [
        "The plan rests on two habits:",
        "• leaving the grass long",
        "• planting hazel",
        STORY[0],
    ]
    page = part_text(dump(*inside, *(f"• {line}\n  {BLURB}" for line in HEADLINES)))
    assert texts(page) == [*STORY, *(line.removeprefix("• ") for line in inside)]
    assert headlines(page) == HEADLINES
    page = part_text(
        dump("• Two boats kept the ferry off", STORY[1], "• One dog was fished out", STORY[2])
    )
    assert not page.teasers


def test_a_numbered_list_of_the_story_is_told_from_the_bullets_below_it():
    known = ["What we know", "1. The ship drifted.", "2. It is back."]
    page = part_text(dump(*known, *(f"• {line}\n  {BLURB}" for line in HEADLINES)))
    assert len(page.blocks) == len(STORY) + 3
    page = part_text(
        dump(*known, *(f"{at}. {line}\n  {BLURB}" for at, line in enumerate(HEADLINES, 1)))
    )
    assert headlines(page) == HEADLINES


@pytest.mark.parametrize("label", ["Most read", "Mehr zum Thema", "À lire aussi :", "関連記事"])
def test_lines_under_a_label_are_teasers_without_bullets(label):
    page = part_text(dump(label, HEADLINES[0], f"{HEADLINES[1]}\n{BLURB}", HEADLINES[2], BLURB))
    assert headlines(page) == HEADLINES
    assert [teaser.summary for teaser in page.teasers] == ["", BLURB, BLURB]
    assert {teaser.group for teaser in page.teasers} == {label}


def test_headlines_glued_under_a_label_are_one_teaser_each():
    assert headlines(part_text(dump("Related\n" + "\n".join(HEADLINES)))) == HEADLINES


def test_a_cut_blurb_below_its_headline_is_a_blurb():
    cut = f"{BLURB[:-1]} and into the bay where they"
    page = part_text(dump("Related", f"{HEADLINES[0]}\n{cut}"))
    assert page.teasers[0].summary == cut
    assert page.teasers[0].truncated
    page = part_text(
        dump("Related", f"{HEADLINES[0]}\n{BLURB}", f"{HEADLINES[1]}\nScientists count the")
    )
    assert page.teasers[1].summary == "Scientists count the"


@pytest.mark.parametrize(
    "ending", ["and dozens of", "and dozens …", "and dozens […]", "and dozens..."]
)
def test_a_cut_blurb_is_kept_as_printed(ending):
    page = part_text(dump(*(f"• {line}\n  {BLURB[:-1]} {ending}" for line in HEADLINES)))
    assert page.teasers[0].summary.endswith(ending)
    assert page.teasers[0].truncated


def test_two_blurbs_that_were_glued_together_stay_one():
    glued = "The bank said so.Most Read from the WireA Yacht and Nine CratesThe price has risen."
    page = part_text(dump(*(f"• {line}\n  {glued}" for line in HEADLINES)))
    assert page.teasers[0].summary == glued


def test_section_and_outlet_above_a_headline_belong_to_neither():
    kickers = [f"World\nReuters\n{line}\n{BLURB}" for line in HEADLINES]
    page = part_text(dump(*kickers))
    assert headlines(page) == HEADLINES
    assert page.teasers[0].summary == BLURB
    page = part_text(dump(*(f"• World\n  Reuters\n  {line}\n  {BLURB}" for line in HEADLINES)))
    assert headlines(page) == HEADLINES


def test_ages_dates_and_authors_of_teasers_are_left_out():
    items = [f"Fenwick Gazette\n{line}\n3h\n7 May 2022\nBy Ada Hill" for line in HEADLINES]
    page = part_text(dump("More for You", *items))
    assert headlines(page) == HEADLINES
    assert not any(teaser.summary for teaser in page.teasers)


def test_headings_over_the_last_paragraphs_are_no_kickers():
    page = part_text(dump("Fares", "Dogs pay", STORY[1], "Tides", "Boats wait", STORY[2]))
    assert not page.teasers


def test_bare_headlines_after_the_story_are_teasers():
    page = part_text(dump(*HEADLINES))
    assert headlines(page) == HEADLINES
    assert not page.doubts
    assert part_text(dump(*HEADLINES[:2])).doubts


def test_headlines_with_a_line_each_after_a_long_story_are_in_doubt():
    pairs = [line for headline in HEADLINES for line in (headline, BLURB)]
    page = part_text(dump(*pairs))
    assert headlines(page) == HEADLINES
    assert len(page.doubts) == 3
    assert len(part_text(dump(*pairs, "Seals return to the western beaches")).teasers) == 4
    short = ["The fares go up", "Who pays for it", "Boats wait in fog"]
    page = part_text(dump(*(line for headline in short for line in (headline, BLURB))))
    assert not page.teasers


def test_a_sponsored_list_is_kept_apart():
    page = part_text(dump("Related", *HEADLINES[:2], "Sponsored", f"TidyGutter\n{HEADLINES[2]}"))
    assert [teaser.kind for teaser in page.teasers] == ["related", "related", "sponsored"]
    assert page.teasers[2].headline == HEADLINES[2]


def test_a_labelled_list_inside_the_story_is_teasers_and_the_story_goes_on():
    box = ["Recommended Stories", *(f"• {line}\nLedger • 6 min read" for line in HEADLINES)]
    page = part_text(dump(*box, *(f"{line} Again." for line in STORY)))
    assert headlines(page) == HEADLINES
    assert len(page.blocks) == 2 * len(STORY)
    page = part_text(dump("Related", *HEADLINES, *(f"{line} Again." for line in STORY)))
    assert headlines(page) == HEADLINES
    assert len(page.blocks) == 2 * len(STORY)


def test_a_list_with_blurbs_inside_the_story_ends_where_two_paragraphs_follow():
    pairs = [line for headline in HEADLINES for line in (headline, BLURB)]
    page = part_text(dump("Related", *pairs, *(f"{line} Again." for line in STORY)))
    assert headlines(page) == HEADLINES
    assert len(page.blocks) == 2 * len(STORY)


def test_a_list_inside_the_story_and_one_after_it_are_both_found():
    after = [f"{line} again" for line in HEADLINES]
    page = part_text(
        dump("Related", *HEADLINES, *(f"{x} Again." for x in STORY), "Most read", *after)
    )
    assert headlines(page) == [*HEADLINES, *after]
    assert [teaser.group for teaser in page.teasers] == ["Related"] * 3 + ["Most read"] * 3


def test_a_label_word_over_prose_is_a_heading():
    page = part_text(dump("Highlights", STORY[1], STORY[2]))
    assert not page.teasers
    assert page.blocks[len(STORY)].kind == "heading"


def test_a_label_without_a_list_before_another_is_no_teaser():
    page = part_text(dump("More for You", "Related", *HEADLINES))
    assert headlines(page) == HEADLINES


def test_a_lone_link_inside_the_story_is_left_out():
    for line in ("Read more: A ferry on vegetable oil", "Related: A ferry on vegetable oil"):
        page = part_text(dump(line, STORY[0]))
        assert not page.teasers
        assert texts(page) == [*STORY, STORY[0]]
        assert any(line in decision.rule for decision in page.decisions)


def test_a_teaser_of_the_story_itself_or_a_second_time_is_dropped():
    page = part_text(dump("Most read", TITLE, *HEADLINES, HEADLINES[0]))
    assert headlines(page) == HEADLINES


def test_a_headline_in_another_language_or_in_quotes_is_a_teaser():
    strange = [
        "“Nuk e shes shtëpinë”: historia e lagjes",
        "‘Never again,’ says the star of Saltmarsh",
    ]
    assert headlines(part_text(dump("Related", *strange))) == strange


def test_a_full_sentence_without_a_blurb_is_in_doubt():
    page = part_text(
        dump("Related", f"• {STORY[0].replace('Harbour', 'Port')}", *(f"• {x}" for x in HEADLINES))
    )
    assert [doubt.index for doubt in page.doubts] == [0]
    assert "full sentence" in page.doubts[0].rule


def test_a_ticker_above_the_story_is_teasers():
    for ticker in (
        "Latest\n" + "\n".join(HEADLINES),
        "Latest\n\n" + "\n\n".join(f"• {x}" for x in HEADLINES),
    ):
        page = part_text(f"{ticker}\n\n{dump()}")
        assert headlines(page) == HEADLINES
        assert page.headline == TITLE
    page = part_text(f"Sponsored\n{HEADLINES[0]}\n{HEADLINES[1]}\n\n{dump()}")
    assert page.teasers[0].kind == "sponsored"
    assert part_text(f"Latest\nNews\n\n{dump()}").headline == TITLE


def test_a_story_without_teasers_is_a_story():
    page = part_text(dump(), "https://example.org/a")
    assert page.teasers == ()
    assert (page.headline, page.byline, page.language) == (TITLE, "Ada Hill", "en")
    assert page.address == "https://example.org/a"


@pytest.mark.parametrize(
    ("head", "byline", "publisher"),
    [
        (("By Jean-Luc O'Neill",), "Jean-Luc O'Neill", ""),
        (("Tom McArthur-Reid - Harbour News",), "Tom McArthur-Reid", "Harbour News"),
        (("By Ada Hill and John Roe", "Harbour Post"), "Ada Hill, John Roe", "Harbour Post"),
        (("By Ada Hill", "Quayside"), "Ada Hill", "Quayside"),
        (("By Ada Hill", "By John Roe"), "Ada Hill, John Roe", ""),
        (("By Ada Hill", "By Ada Hill"), "Ada Hill", ""),
        (("Ada Hill", "7 May 2022"), "Ada Hill", ""),
        (("Ada Hill and John Roe", "7 May 2022"), "Ada Hill, John Roe", ""),
        (("Reuters", "7 May 2022"), "", "Reuters"),
        (("7 May 2022",), "", ""),
        (("7 May 2022", "Ada Hill"), "Ada Hill", ""),
        (("Ada Hill", "Ferry correspondent", "7 May 2022"), "Ada Hill", ""),
    ],
)
def test_the_byline_is_found_in_the_head(head, byline, publisher):
    page = part_text(dump(head=head))
    assert (page.byline, page.publisher) == (byline, publisher)
    assert texts(page) == STORY


@pytest.mark.parametrize("line", ["2 min read", "2 minute read", "·2 min read", "Reading time: 2"])
def test_the_reading_time_is_no_bullet(line):
    page = part_text(dump(head=("By Ada Hill", line, "9 min read")))
    assert page.reading_minutes == 2
    assert texts(page) == STORY


@pytest.mark.parametrize(
    ("line", "published", "doubt"),
    [
        ("Published 7 May 2022 16:42 BST", "2022-05-07T16:42+01:00", False),
        ("Published 6 May 2022, updated 7 May 2022", "2022-05-06", False),
        ("Updated 7 May 2022", None, True),
        ("5/7/2022", "2022-07-05", True),
    ],
)
def test_the_day_of_publication_is_the_printed_one(line, published, doubt):
    page = part_text(dump(head=("By Ada Hill", line)))
    assert page.published == published
    assert bool(page.doubts) is doubt
    page = part_text(dump(head=("8 May 2022", line)))
    assert page.published == "2022-05-08"


def test_two_glued_lines_in_the_head_are_captions_and_their_day_is_not_the_storys():
    alt, caption = "A ferry at the quay (11 June 2022)", "The ship has not left since Sunday"
    for head in (("Ada Hill - Harbour News", "2 min read", alt, caption), (alt, caption)):
        page = part_text(dump(head=head))
        assert page.captions == (alt, caption)
        assert page.published is None
        assert page.standfirst == ""
        assert texts(page) == STORY


@pytest.mark.parametrize(
    "caption",
    [
        "People queue on the quay. (Ada Hill/Harbour News)",
        "People queue on the quay. Photo: Ada Hill",
        "FILE PHOTO: People queue on the quay in May",
        "Menschen am Kai. Foto: Ada Hill",
        "People queue on the quay (AP Photo/Ada Hill)",
        "© Ada Hill",
    ],
)
def test_a_credit_line_inside_the_story_is_a_caption(caption):
    page = part_text(dump(caption, STORY[0]))
    assert page.captions == (caption,)
    assert texts(page) == [*STORY, STORY[0]]


def test_a_credit_below_a_caption_joins_it():
    page = part_text(dump(head=("By Ada Hill", "Image caption, The quay (2022)", "Getty Images")))
    assert page.captions == ("The quay (2022) Getty Images",)


def test_a_line_between_headline_and_byline_is_the_standfirst():
    for deck in ("Owners have pushed the boats back one by one", f"{STORY[0]} It was time."):
        page = part_text("\n\n".join([TITLE, deck, "By Ada Hill\n7 May 2022", *STORY]))
        assert page.standfirst == deck
        assert texts(page) == STORY


def test_a_second_line_between_headline_and_byline_is_in_doubt():
    deck, other = (
        "Owners have pushed the boats back one by one",
        "A ship lies in the harbour of the town",
    )
    page = part_text("\n\n".join([TITLE, deck, other, "By Ada Hill", *STORY]))
    assert (page.standfirst, page.captions) == (deck, (other,))
    assert page.doubts[0].about == "captions"


def test_a_deck_below_the_byline_is_the_standfirst():
    deck = "Owners have pushed the boats back one by one"
    page = part_text("\n\n".join([TITLE, "By Ada Hill", deck, *STORY]))
    assert page.standfirst == deck


def test_a_short_first_sentence_is_the_storys():
    page = part_text("\n\n".join([TITLE, "There was nobody on the quay.", *STORY]))
    assert texts(page) == ["There was nobody on the quay.", *STORY]
    page = part_text("\n\n".join([TITLE, "The quay", "By Ada Hill", *STORY]))
    assert texts(page) == ["The quay", *STORY]


@pytest.mark.parametrize(
    ("first", "publisher"),
    [
        ("SLOW HARVEST", "SLOW HARVEST"),
        ("The Linden Chronicle", "The Linden Chronicle"),
        ("World", ""),
    ],
)
def test_a_name_above_the_headline_is_the_outlets(first, publisher):
    page = part_text(f"{first}\n\n{dump()}")
    assert (page.headline, page.publisher) == (TITLE, publisher)


def test_an_agency_is_the_byline_on_the_page_of_an_outlet():
    page = part_text(f"The Linden Chronicle\n\n{dump(head=('Reuters', '7 May 2022'))}")
    assert (page.byline, page.publisher) == ("Reuters", "The Linden Chronicle")


def test_the_sites_name_is_cut_from_a_browsers_title():
    for title in (f"{TITLE} | Quayside", f"{TITLE} - Harbour News"):
        page = part_text(dump().replace(TITLE, title, 1))
        assert page.headline == TITLE
        assert page.publisher in title
    page = part_text(dump().replace(TITLE, f"{TITLE} - and the sea waits", 1))
    assert page.headline == f"{TITLE} - and the sea waits"


def test_a_headline_printed_twice_is_taken_once():
    assert texts(part_text(f"{TITLE}\n\n{dump()}")) == STORY


def test_the_frame_of_the_browser_is_left_out():
    frame = "Skip to content\nMenu\nHome\nNews\nSport\nQuay Street\nBakers\nSailors\nFog\nSign in"
    page = part_text(f"{frame}\n\n{dump('Share', 'Advertisement', 'Terms of use')}")
    assert page.headline == TITLE
    assert texts(page) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our morning newsletter",
        "17:42",
        "12 shares",
        "We use cookies to improve your experience",
        "(Reporting by John Roe; Editing by Jane Doe)",
        "Last updated 7 May 2022",
    ],
)
def test_lines_of_the_page_inside_the_story_are_left_out(line):
    assert texts(part_text(dump(line, STORY[0]))) == [*STORY, STORY[0]]


def test_comments_and_the_foot_of_the_page_are_left_out():
    comments = [
        "Comments (2)",
        "Bob",
        "I was on that ferry and it was cold, I can tell you that much.",
    ]
    foot = "© 2024 Harbour News. All rights reserved.\nA company of the harbour"
    page = part_text(dump(*comments, "Most read", *HEADLINES, foot))
    assert texts(page) == STORY
    assert headlines(page) == HEADLINES


@pytest.mark.parametrize(
    "ending",
    ["Ada Hill writes about boats. Her last piece was on nets.", "Ada Hill", "By John Roe"],
)
def test_a_note_on_the_author_or_a_signature_is_left_out(ending):
    assert texts(part_text(dump(ending))) == STORY


def test_a_signature_is_the_byline_if_the_head_has_none():
    page = part_text(dump("John Roe", head=("7 May 2022",)))
    assert page.byline == "John Roe"


def test_a_quotation_set_large_is_taken_once():
    quote = "“We asked for a plan and were given a brochure.”"
    page = part_text(dump(quote, f"{quote} she said, to applause from the islanders in the hall."))
    assert len(page.blocks) == len(STORY) + 1
    assert len(part_text(dump(quote)).blocks) == len(STORY) + 1


def test_a_live_blog_keeps_its_posts_in_order_without_their_times():
    posts = [
        line for at, text in enumerate(STORY) for line in (f"1{at}:42", f"Post number {at}", text)
    ]
    page = part_text(dump("Key points", "- One", "- Two", *posts, story=[]))
    assert not page.teasers
    assert texts(page)[:5] == ["Key points", "One", "Two", "Post number 0", STORY[0]]
    assert len(page.blocks) == 3 + 2 * len(STORY)


def test_headings_lists_and_quotes_are_known():
    page = part_text(dump("## Fares", "> It was cold", "What next?", "3. Oktober", STORY[0]))
    assert [block.kind for block in page.blocks[len(STORY) :]] == [
        "heading",
        "quote",
        "heading",
        "heading",
        "paragraph",
    ]
    assert page.blocks[len(STORY)].text == "Fares"
    assert page.blocks[-2].text == "3. Oktober"


def test_a_long_line_without_a_stop_inside_the_story_is_in_doubt():
    page = part_text(dump("Seals return to the western beaches after many years", STORY[0]))
    assert [(doubt.about, doubt.index) for doubt in page.doubts] == [("blocks", len(STORY))]
    page = part_text(dump("The seals return to", head=("By Ada Hill",)))
    assert "No full stop" in page.doubts[0].rule


def test_line_ends_and_odd_spaces_change_nothing():
    text = dump(*(f"  • {line}\n\n    {BLURB}" for line in HEADLINES))
    page = part_text(text)
    assert part_text(text.replace("\n", "\r\n")) == page
    assert part_text(text.replace("\n  ", "\n\u00a0\u00a0")) == page
    assert part_text("\ufeff" + text.replace("Harbour", "Har\u00adbour")) == page
    assert part_text(text.replace("    ", "\t")) == page


def test_lines_broken_at_a_fixed_width_are_put_together():
    broken = [
        line[:60].rpartition(" ")[0] + "\n" + line[len(line[:60].rpartition(" ")[0]) + 1 :]
        for line in STORY
    ]
    item = "- leaving the grass long under the trees until the first\n  warm week has passed"
    page = part_text(dump(item, STORY[0][:50], story=broken))
    assert texts(page)[: len(STORY)] == STORY
    assert texts(page)[len(STORY)].endswith("first warm week has passed")


def test_a_word_broken_at_its_hyphen_is_put_together():
    story = [
        "The harbour was closed for a week by what they called a cyber-attack on all of its quays.",
        "Insurers had long listed the losses of the fleets of the pre- and post-war years alone.",
        *STORY,
    ]
    broken = ["\n".join(textwrap.wrap(line, 62)) for line in story]
    assert "cyber-\nattack" in broken[0] and "pre-\nand" in broken[1]
    assert texts(part_text(dump(story=broken))) == story


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > "])
def test_a_page_quoted_by_a_mail_program_is_taken_apart(mark):
    text = dump(*(f"  • {line}\n\n    {BLURB}" for line in HEADLINES))
    page = part_text("\n".join(mark + line for line in text.split("\n")))
    assert (page.headline, texts(page), headlines(page)) == (TITLE, STORY, HEADLINES)


def test_a_line_of_the_story_that_begins_with_an_angle_is_a_quotation():
    page = part_text(dump(story=[*STORY, "> The barrier holds, they said, and went home again."]))
    assert [block.kind for block in page.blocks] == ["paragraph"] * len(STORY) + ["quote"]


def test_a_dump_without_blank_lines_is_taken_apart():
    page = part_text(
        "\n".join([TITLE, "By Ada Hill", "7 May 2022", *STORY, "Most read", *HEADLINES])
    )
    assert (page.headline, page.byline, page.published) == (TITLE, "Ada Hill", "2022-05-07")
    assert texts(page) == STORY
    assert headlines(page) == HEADLINES


def test_a_dump_cut_in_the_middle_of_the_list_keeps_what_is_there():
    text = dump(*(f"• {line}\n  {BLURB}" for line in HEADLINES))[:-20]
    page = part_text(text)
    assert headlines(page) == HEADLINES
    assert page.teasers[-1].truncated


def test_a_page_without_spaces_between_words_is_taken_apart():
    story = ["雪に埋もれた小さな駅の待合室に、今年も明かりがともった。終点の駅である。"] * 4
    page = part_text(
        "\n\n".join(
            [
                "無人駅に灯る図書室",
                "水原 葉子\n2024年2月9日",
                *story,
                "関連記事",
                "・赤字路線はだれが支える",
                "・終着駅の食堂に幕",
            ]
        )
    )
    assert (page.byline, page.published, page.language) == ("水原 葉子", "2024-02-09", "ja")
    assert headlines(page) == ["赤字路線はだれが支える", "終着駅の食堂に幕"]


def test_a_page_written_from_right_to_left_is_taken_apart():
    story = ["وقال رئيس الفريق إن عمق البئر يزيد على ثلاثين متراً في المدينة وإن الماء عذب."] * 5
    page = part_text(
        "\n\n".join(
            [
                "حريق السوق يكشف بئراً منسية",
                "سلمى الحوراني\n17 يناير 2023",
                *story,
                "اقرأ أيضا",
                "من يملك الماء في المدينة؟",
            ]
        )
    )
    assert (page.byline, page.published, page.language) == ("سلمى الحوراني", "2023-01-17", "ar")
    assert headlines(page) == ["من يملك الماء في المدينة؟"]


@pytest.mark.parametrize(
    ("item", "summary"),
    [
        ("{at}\n{line}", ""),
        ("0{at} {line}", ""),
        ("{at} {line}", ""),
        ("HARBOUR LIFE\n{line}\n" + BLURB, BLURB),
        ("{line}\n7 May 2022", ""),
        ("May 7\n{line}", ""),
        ("{line}\n" + BLURB + "\nHarbour Watch", BLURB),
        ("{line}\nWorld\n3h ago", ""),
        ("{line}\nWorld\n" + BLURB, BLURB),
        ("World\nHarbour Post\n{line}\n" + BLURB, BLURB),
        ("• {line}\n" + BLURB, BLURB),
        ("{line}\n" + BLURB + "\n" + STORY[1], BLURB + " " + STORY[1]),
        ("{line}\nHarbour Watch · 3h", ""),
        ("{line}\n" + BLURB + "\nRead more", BLURB),
        ("{line}\nIt was cold.", "It was cold."),
        ("{line}\n\n" + " ".join([BLURB] * 4), " ".join([BLURB] * 4)),
        ("• {line}\n  " + BLURB + "\n  Harbour Post", BLURB),
    ],
)
def test_what_stands_around_a_headline_in_a_list_is_told_from_it(item, summary):
    items = [item.format(at=at, line=line) for at, line in enumerate(HEADLINES, 1)]
    page = part_text(dump("Most read", *items))
    assert headlines(page) == HEADLINES
    assert {teaser.summary for teaser in page.teasers} == {summary}
    assert texts(page) == STORY


def test_sections_and_outlets_on_lines_of_their_own_belong_to_the_headline_below():
    page = part_text(dump(*(line for x in HEADLINES for line in ("World", "Reuters", x, BLURB))))
    assert headlines(page) == HEADLINES
    assert texts(page) == STORY


def test_a_kicker_that_was_cut_off_at_the_end_is_no_teaser():
    page = part_text(dump(*(f"World\nReuters\n{x}\n{BLURB}" for x in HEADLINES), "Sport\nNorth"))
    assert headlines(page) == HEADLINES
    assert texts(page) == STORY


def test_a_teaser_that_says_it_is_paid_for_is_sponsored():
    page = part_text(dump("You may like", *(f"TidyGutter\nSponsored\n{x}" for x in HEADLINES)))
    assert headlines(page) == HEADLINES
    assert {teaser.kind for teaser in page.teasers} == {"sponsored"}
    page = part_text(dump("You may like", *(f"{x}\nTidyGutter | Sponsored" for x in HEADLINES)))
    assert headlines(page) == HEADLINES


def test_headlines_with_a_word_before_them_are_no_lone_links():
    lines = [f"Opinion: {line}" for line in HEADLINES]
    assert headlines(part_text(dump("Related\n" + "\n".join(lines)))) == lines


def test_long_dashes_are_bullets_in_a_list_and_speech_in_a_story():
    page = part_text(dump("Читайте также", *(f"— {line}" for line in HEADLINES)))
    assert headlines(page) == HEADLINES
    page = part_text(dump("— We will not sail, — she said.", "— Why not?", STORY[0]))
    assert texts(page)[len(STORY) :] == ["— We will not sail, — she said.", "— Why not?", STORY[0]]


def test_a_labelled_link_alone_inside_the_story_is_left_out():
    page = part_text(dump("Read more", HEADLINES[0], *(f"{line} Again." for line in STORY)))
    assert not page.teasers
    assert len(page.blocks) == 2 * len(STORY)


def test_the_topics_of_a_story_are_left_out():
    page = part_text(dump("Topics", "Ferries\nHarbours\nNorthline", "Related", *HEADLINES))
    assert texts(page) == STORY


def test_a_ruled_line_is_a_blank_one():
    for rule in ("* * *", "-----", "___"):
        assert texts(part_text(dump(rule, STORY[0]))) == [*STORY, STORY[0]]


@pytest.mark.parametrize(
    ("above", "publisher"),
    [
        ("Tuesday, 3 May 2022\nThe Harbour Watch\nNews Sport Opinion", "The Harbour Watch"),
        ("Home\n/\nNews\n/\nLocal", ""),
        ("Harbour Watch\nIndependent news since 1871", "Harbour Watch"),
        ("The big read", ""),
        ("12°C\nLight rain\nHarbour Watch", "Harbour Watch"),
        ("International edition\nUK edition", ""),
        ("We value your privacy\nAccept all\nReject all", ""),
        ("Tidings of the Shore", "Tidings of the Shore"),
        ("THE HARBOUR WATCH AND BAY ADVERTISER", "THE HARBOUR WATCH AND BAY ADVERTISER"),
    ],
)
def test_what_a_browser_shows_above_a_page_is_no_headline(above, publisher):
    title = "A ferry that would not sail finds its harbour"
    page = part_text(f"{above}\n\n{dump().replace(TITLE, title)}")
    assert (page.headline, page.publisher, page.standfirst) == (title, publisher, "")
    assert texts(page) == STORY


def test_a_headline_broken_in_two_is_put_together():
    page = part_text(
        dump().replace(TITLE, "Ferry operator loses its licence\nafter a third failure")
    )
    assert page.headline == "Ferry operator loses its licence after a third failure"
    page = part_text(dump().replace(TITLE, "Ferry operator loses\nby a third failure"))
    assert page.headline == "Ferry operator loses"
    page = part_text(f"{TITLE}\nby Ada Hill\n\n" + "\n\n".join(STORY))
    assert (page.headline, page.byline) == (TITLE, "Ada Hill")


@pytest.mark.parametrize(
    ("head", "byline", "publisher"),
    [
        (("By Ada Hill", "and John Roe"), "Ada Hill, John Roe", ""),
        (("By Ada Hill", "@adahill", "Published", "7 May 2022"), "Ada Hill", ""),
        (("By Ada Hill", "Photographs by John Roe"), "Ada Hill", ""),
        (("Ada Hill", "Harbour Watch", "7 May 2022"), "Ada Hill", "Harbour Watch"),
        (("By Ada Hill", "Source: Harbour Watch"), "Ada Hill", "Harbour Watch"),
        (("Ada Hill and John Roe (Reuters)", "7 May 2022"), "Ada Hill, John Roe", "Reuters"),
        (("Research: Ada Hill", "7 May 2022"), "Ada Hill", ""),
        (("Ada Hill – Quayside", "7 May 2022"), "Ada Hill", "Quayside"),
        (("Port Ansell, 7 May 2022",), "Port Ansell", ""),
    ],
)
def test_author_and_outlet_are_found_on_lines_of_their_own(head, byline, publisher):
    page = part_text(dump(head=head))
    assert (page.byline, page.publisher) == (byline, publisher)
    assert texts(page) == STORY
    assert page.captions == ()


def test_the_outlet_is_the_one_in_the_foot_if_the_head_names_none():
    page = part_text(dump("© 2024 Harbour Watch. All rights reserved."))
    assert page.publisher == "Harbour Watch"
    assert page.doubts[0].about == "publisher"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("Page not found\n\nTry the search.", "no_story"),
        (f"{TITLE}\n\nBy Ada Hill\n\n{STORY[0]}\n\nAlready a subscriber? Log in", "no_story"),
        ("\n\n".join(f"• {line}" for line in HEADLINES * 2), "index_page"),
        (
            "\n\n".join([TITLE, *(f"{line} {at}" for at in range(4) for line in HEADLINES)]),
            "index_page",
        ),
        (
            "\n\n".join(
                [TITLE, *(f"{line} {at}\n\n{BLURB}" for at in range(4) for line in HEADLINES)]
            ),
            "index_page",
        ),
        ('{"a": 1}', "not_a_page"),
        ("a\n" * 10_001, "too_large"),
        ("...\n\n" * 9, "no_story"),
    ],
)
def test_what_is_no_story_is_refused(text, code):
    assert refusal(text) == code


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "(",
        "Related\n",
        "7 de ",
        "\u201c",
        "• a b c\n",
        "World\n",
        "By Ada ",
        "12:30 ",
        "Photo: ",
        "\r",
        "- ",
    ],
)
def test_a_megabyte_of_anything_takes_two_seconds_at_most(unit):
    text = unit * (990_000 // len(unit.encode()))
    begun = time.process_time()
    with pytest.raises(Refusal):
        part_text(text)
    assert time.process_time() - begun < 2
