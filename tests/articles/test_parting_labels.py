import pytest

from articles.parting import labels
from articles.parting.languages import language_of
from articles.parting.minutes import reading_minutes

RELATED = [
    "Most read",
    "MORE FROM THE COURIER",
    "Recommended Stories",
    "Lesen Sie auch:",
    "À lire aussi :",
    "Te puede interesar",
    "Leggi anche",
    "Leia também",
    "Lexo edhe",
    "Διαβάστε επίσης",
    "Читайте также",
    "Читайте також",
    "اقرأ أيضًا",
    "بیشتر بخوانید",
    "関連記事",
    "相关阅读",
    "관련기사",
]
CHROME = [
    "Skip to content",
    "Menu",
    "Advertisement",
    "Story continues",
    "Share Facebook Twitter",
    "Home | World | Sport",
    "We use cookies to improve your experience. Accept all",
    "Sign up for our morning newsletter",
    "Like this story? Tell a friend.",
    "Already a subscriber? Log in",
    "© 2024 The Courier",
    "(c) 2024 The Courier",
    "Все права защищены",
    "무단전재 및 재배포 금지",
    "Follow Ada Hill on Twitter @adahill",
    "23 comments",
    "Photo 1 of 12",
]
STORY = [
    "The regulator fined the firm over cookies that tracked users.",
    "Farmers share the water of three rivers with the town below.",
    "Nobody was hurt.",
    "Where the money goes",
    "A | B",
    "The quick | brown fox jumps | over all of the lazy dogs",
    "",
]


@pytest.mark.parametrize("line", RELATED)
def test_a_label_over_related_stories_is_known_in_many_languages(line):
    assert labels.is_related_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "More from him. He was tired.",
        "More from the man who sold the bridge to the town",
        "Related" * 20,
    ],
)
def test_a_line_that_only_begins_like_a_label_is_none(line):
    assert not labels.is_related_label(line)


def test_a_sponsored_label_is_told_from_a_related_one():
    assert labels.is_sponsored_label("From our partners")
    assert labels.is_sponsored_label("Sponsored by TidyGutter")
    assert not labels.is_sponsored_label("Most read")


@pytest.mark.parametrize("line", CHROME)
def test_the_frame_of_a_page_is_known(line):
    assert labels.is_chrome_line(line)


@pytest.mark.parametrize("line", STORY)
def test_a_line_of_the_story_is_no_frame(line):
    assert not labels.is_chrome_line(line)


def test_a_long_line_is_no_frame_of_any_kind():
    line = "© Sign up cookies we accept already a subscriber " * 20
    for question in (
        labels.is_chrome_line,
        labels.is_cookie_line,
        labels.is_footer_line,
        labels.is_newsletter_line,
        labels.is_share_line,
        labels.is_wall_line,
    ):
        assert not question(line)


def test_comments_are_known_with_and_without_a_count():
    assert labels.is_comments_label("Comments (23)")
    assert labels.is_comments_label("12 comments")
    assert not labels.is_comments_label("No comment was made on Friday")


def test_a_quotation_about_cookies_is_no_banner():
    assert not labels.is_cookie_line(
        "Users must accept cookies before they read the news, the court found on Friday."
    )


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Read more: Fire at the mill", "Fire at the mill"),
        ("Lee también: La ermita que se mudó", "La ermita que se mudó"),
        ("RELATED | A dog is found", "A dog is found"),
        ("Read more: on", ""),
        ("He said: it is over", ""),
        ("Read more", ""),
        (f"{'Read more ' * 6}: Fire at the mill", ""),
    ],
)
def test_an_inline_link_gives_its_headline(line, headline):
    assert labels.inline_teaser(line) == headline


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("2 min read", 2),
        ("·2 min read", 2),
        ("2 minute read", 2),
        ("Reading time: 2", 2),
        ("Lesezeit: 4 Minuten", 4),
        ("Temps de lecture : 3 min", 3),
        ("この記事は3分で読めます", 3),
        ("زمان مطالعه: ۳ دقیقه", 3),
        ("3 мин. чтения", 3),
        ("Story by Ada Hill • 2h • 3 min read", 3),
        ("He read 20 books in March", None),
        ("The ferry drifted for 20 minutes while passengers read the news aloud " * 3, None),
    ],
)
def test_a_printed_reading_time_is_read(line, minutes):
    assert reading_minutes(line) == minutes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry was late and nobody knew when it would come to the quay.", "en"),
        ("Die Bahn fährt nicht, und das ist auch für den Rat ein Problem.", "de"),
        ("Le pont ne tourne plus et les bateaux attendent dans le port.", "fr"),
        ("Ura e gurit u hap në fshat dhe për banorët kjo është një festë.", "sq"),
        ("Млин не крутився, але його запустили й це було для школи.", "uk"),
        ("Η γέφυρα άνοιξε ξανά", "el"),
        ("雪に埋もれた駅", "ja"),
        ("市议会批准预算", "zh"),
        ("다리가 다시 열렸다", "ko"),
        ("وقال رئيس الفريق إن عمق البئر يزيد على ثلاثين متراً في المدينة", "ar"),
        ("این کار در روستا ممکن است و برای آن آب می خواهند", "fa"),
        ("xyzzy plugh", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_story_is_guessed(text, language):
    assert language_of(text) == language
