"""What each row at the top of a text dump is for, and where the head ends."""

import re

from articles.parting.bylines import (
    are_names,
    has_byline_marker,
    is_name,
    is_name_with_role,
    is_role,
    named_by_label,
    pieces_of,
)
from articles.parting.dates import is_date_line
from articles.parting.labels import is_chrome_line, is_section_name
from articles.parting.lines import Row
from articles.parting.minutes import reading_minutes
from articles.parting.outlets import is_outlet
from articles.parting.shapes import (
    ends_sentence,
    ends_with_stop,
    is_caption,
    is_count,
    is_credit,
    is_prose,
    is_stamp,
    word_count,
)

REACH = 60  # rows; what looks like metadata further down belongs to something else
LONGEST_HEAD = 12  # rows of captions and decks below the metadata
TITLE_WORDS = 4
DECK_WORDS = 7
LONGEST_STANDFIRST = 60
LONGEST_OUTLET = 6  # words
_BAR = re.compile(r"\s[-–—|•·]\s|[|•·]")
_AND = re.compile(r"\s(?:and|&|und|et|y|e|dhe|και|и|та|i)\s")


def without_menu(rows: list[Row]) -> list[Row]:
    """The rows without buttons and menus above the story: known ones, and runs of bare words."""
    prose = [at for at, row in enumerate(rows[:REACH]) if is_prose(row.text) and not _is_frame(row)]
    reach = prose[1] if len(prose) > 1 else min(len(rows), REACH)
    runs: list[list[Row]] = []
    for row in rows[:reach]:
        if _is_frame(row):
            continue
        if runs and _is_bare(row) and _is_bare(runs[-1][-1]):
            runs[-1].append(row)
        else:
            runs.append([row])
    return [row for run in runs if len(run) < 4 for row in run] + rows[reach:]


def is_metadata(text: str) -> bool:
    """A date, a reading time, or a byline that opens as one."""
    if is_picture(text):
        return False
    return is_date_line(text) or minutes_in(text) is not None or has_byline_marker(text)


def is_picture(text: str) -> bool:
    """A caption, and no names with their agency in brackets."""
    return is_caption(text) and not are_names(text) and not has_byline_marker(text)


def minutes_in(text: str) -> int | None:
    return None if is_prose(text) else reading_minutes(text)


def end_of_head(rows: list[Row]) -> int:
    """How many rows the head has: to the last metadata, and the captions that follow it."""
    end = _last_metadata(rows) + 1
    if not end:
        opening = (at for at, row in enumerate(rows[:REACH]) if _opens_story(row, at))
        end = next(opening, min(len(rows), REACH))
    spaced = any(row.gap for row in rows[1:REACH])
    for at in range(end, min(len(rows), end + LONGEST_HEAD)):
        if not end or not _still_head(rows, at, spaced):
            break
        end = at + 1
    return end


def is_loose_byline(rows: list[Row], at: int) -> bool:
    """A byline without "By": a name and an outlet, or a name alone in the right company."""
    text = rows[at].text
    if rows[at].bullet or word_count(text) > 14 or ends_with_stop(text) or is_picture(text):
        return False
    if named_by_label(text) or is_name_with_role(text):
        return _in_company(rows, at)
    pieces = pieces_of(text)
    if len(pieces) > 1 or "".join(pieces) != text:
        longest = LONGEST_OUTLET if _BAR.search(text) else 3
        named = any(map(are_names, pieces))
        return named and all(_is_byline_piece(piece, longest) for piece in pieces)
    named = are_names(text) and word_count(text) <= (9 if _AND.search(text) else 4)
    return (is_outlet(text) or named) and _in_company(rows, at)


def _is_byline_piece(piece: str, longest: int) -> bool:
    if are_names(piece) or is_outlet(piece) or is_date_line(piece) or is_role(piece):
        return True
    return word_count(piece) <= longest and not piece[:1].islower()


def _in_company(rows: list[Row], at: int) -> bool:
    """Whether metadata, an outlet or the story itself stand next to this row."""
    above = rows[at - 1].text if at and not rows[at].gap else ""
    below = rows[at + 1].text if at + 1 < len(rows) else ""
    known = (is_metadata, is_outlet, is_role, is_prose, is_picture, is_name)
    beside = any(is_it(below) for is_it in known)
    second = rows[at + 2] if at + 2 < len(rows) and not rows[at + 1].gap else None
    beside = beside or (second is not None and not second.gap and is_metadata(second.text))
    return beside or (bool(above) and (is_metadata(above) or is_name(above)))


def _is_frame(row: Row) -> bool:
    if is_metadata(row.text) or row.label:
        return is_section_name(row.text)
    return is_chrome_line(row.text) or is_count(row.text) or is_section_name(row.text)


def _is_bare(row: Row) -> bool:
    return word_count(row.text) <= 2 and not is_metadata(row.text) and not is_stamp(row.text)


def _last_metadata(rows: list[Row]) -> int:
    """The last row of metadata; one paragraph may stand before it, the standfirst."""
    last, titled, prose = -1, False, False
    for at, row in enumerate(rows[:REACH]):
        if last > 0 and titled and (row.bullet or is_stamp(row.text)):
            break
        if is_metadata(row.text) or (titled and is_loose_byline(rows, at)):
            last = at
        elif is_prose(row.text) and not is_picture(row.text):
            if prose or last > 0 and titled or word_count(row.text) > LONGEST_STANDFIRST:
                break
            prose = titled
            titled = True
        titled = titled or (word_count(row.text) >= TITLE_WORDS and last != at)
    return last


def _opens_story(row: Row, at: int) -> bool:
    return at > 0 and (bool(row.bullet) or is_prose(row.text) and not is_picture(row.text))


def _still_head(rows: list[Row], at: int, spaced: bool) -> bool:
    """Whether a row below the metadata is a caption, a credit, an outlet or a deck."""
    row = rows[at]
    if row.bullet or is_stamp(row.text) or row.label:
        return False
    if is_picture(row.text) or is_credit(row.text):
        return True
    if is_prose(row.text) and ends_sentence(row.text):
        return False
    below = rows[at + 1] if at + 1 < len(rows) else None
    if not row.gap and spaced:
        return not ends_with_stop(row.text) or below is not None and below.gap > 0
    if ends_sentence(row.text) or word_count(row.text) < DECK_WORDS:
        return False
    return below is not None and is_prose(below.text) and not is_prose(row.text)
