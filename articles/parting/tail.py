"""Where the teasers of a text dump are: lists under labels, lists of bullets, runs at the end."""

from articles.parting.items import Item, is_extra, is_summary, items_of
from articles.parting.labels import is_sponsored_label
from articles.parting.lines import Row
from articles.parting.runs import RUN_HEADLINE_WORDS, Found, run_at_end
from articles.parting.shapes import (
    ends_with_stop,
    is_cut,
    is_headline,
    is_prose,
    is_sentence,
    word_count,
)

REACH = 60
STORY_ROWS = 2
LONGEST_FAREWELL = 3
FEW_WORDS = 5
SURE = 0.9
LIST_HEADLINE_WORDS = 4.5


def find_teasers(rows: list[Row]) -> list[Found]:
    """The stretches of rows that are teasers, in order, none overlapping."""
    found = _under_labels(rows)
    end = _first_of_tail(found, len(rows))
    above = rows[:end]
    mid = [one for one in found if one.end <= end]
    at_end = _at_end(above, mid[-1].end if mid else 0)
    found += [at_end] if at_end else []
    return sorted(found, key=lambda one: one.start)


def ticker_of(rows: list[Row]) -> tuple[Found | None, list[Row]]:
    """(the headlines in one block under a label above the story, the rows without them)."""
    opening = (at for at, row in enumerate(rows[:REACH]) if row.label or is_prose(row.text))
    at = next(opening, len(rows))
    end = at + 1
    while end < len(rows) and (rows[end].bullet or end == at + 1 or not rows[end].gap):
        end += 1
    lines = [row for row in rows[at + 1 : end] if not is_extra(row.text)]
    good = sum(_looks_like_headline(row.text) and not is_summary(row.text) for row in lines)
    if at == len(rows) or not rows[at].label or end == len(rows) or good < 2 or good < len(lines):
        return None, rows
    kind = "sponsored" if is_sponsored_label(rows[at].text) else "related"
    items = tuple(Item(row.plain) for row in lines)
    found = Found(
        at, end, items, rows[at].plain, kind, "A block of headlines above the story.", 0.8
    )
    return found, rows[:at] + rows[end:]


def _first_of_tail(found: list[Found], end: int) -> int:
    """Where the unbroken row of lists begins that reaches to the end."""
    for one in reversed(found):
        if one.end != end:
            break
        end = one.start
    return end


def _under_labels(rows: list[Row]) -> list[Found]:
    found: list[Found] = []
    at, story = 0, 0
    while at < len(rows):
        one = _under_label(rows, at) if rows[at].label and (story >= STORY_ROWS or found) else None
        if one:
            found.append(one)
            at = one.end
            continue
        story += is_sentence(rows[at].text)
        at += 1
    return found


def _under_label(rows: list[Row], at: int) -> Found | None:
    """The list under the label in row `at`, if half of what is there are headlines."""
    end = _end_of_list(rows, at + 1)
    items = items_of(rows[at + 1 : end])
    good = sum(is_headline(item.headline) and not is_prose_only(item) for item in items)
    sponsored = is_sponsored_label(rows[at].text)
    if not items or good * 2 < len(items):
        following = at + 1 < len(rows) and rows[at + 1].label
        return Found(at, at + 1, (), rule="A label without a list.") if following else None
    if len(items) == 1 and end < len(rows) and not rows[end].label:
        return Found(at, end, (), rule="A lone link inside the story.")
    kind = "sponsored" if sponsored else "related"
    rule = f"Stands under “{rows[at].plain}”."
    return Found(at, end, tuple(items), rows[at].plain, kind, rule, 0.93)


def is_prose_only(item: Item) -> bool:
    """A long sentence that nothing follows: the story's rather than a teaser."""
    return not item.summary and is_prose(item.headline) and ends_with_stop(item.headline)


def _end_of_list(rows: list[Row], start: int) -> int:
    """Where the list that begins here ends: at a label, or where the story goes on."""
    label = next((at for at in range(start, len(rows)) if rows[at].label), len(rows))
    bulleted = start < label and bool(rows[start].bullet)
    apart: list[int] = []
    open_headline = False
    for at in range(start, label):
        row = rows[at]
        if row.bullet:
            open_headline = True
        elif is_extra(row.text) or row.indent > rows[start].indent:
            continue
        elif bulleted and not (open_headline and _between_bullets(rows, at, label, apart)):
            return at
        elif bulleted or (is_summary(row.text) and open_headline):
            apart += [at] if row.gap else []
            open_headline = False
        elif is_prose(row.text) and not row.gap and at > start:
            continue
        elif is_prose(row.text) and ends_with_stop(row.text):
            return _resumption(apart, at)
        else:
            open_headline = True
    return label


def _between_bullets(rows: list[Row], at: int, label: int, apart: list[int]) -> bool:
    """A line at the margin below a bullet is its summary where the next bullet follows it."""
    if not rows[at].gap:
        return True
    return rows[at + 1].bullet != "" if at + 1 < label else bool(apart) or is_cut(rows[at].text)


def _resumption(apart: list[int], at: int) -> int:
    """Two paragraphs in a row are the story's; so is the first, unless summaries are the rule."""
    return apart[0] if 0 < len(apart) < 3 else at


def _at_end(rows: list[Row], after: int) -> Found | None:
    """Teasers at the end of these rows that no label announces."""
    return _bullets_at_end(rows, after) or run_at_end(rows, after) or _above_farewell(rows, after)


def _above_farewell(rows: list[Row], after: int) -> Found | None:
    """A list that is sure, though whoever sent the page closed it with a few words of their own."""
    for end in range(len(rows) - 1, max(after, len(rows) - 1 - LONGEST_FAREWELL), -1):
        if rows[end].bullet or word_count(rows[end].text) > FEW_WORDS:
            return None
        found = _bullets_at_end(rows[:end], after)
        if found and found.confidence >= SURE:
            return found
    return None


def _bullets_at_end(rows: list[Row], after: int) -> Found | None:
    start = _start_of_bullets(rows, after)
    if start == len(rows) or sum(is_sentence(row.text) for row in rows[:start]) < 1:
        return None
    items = items_of(rows[start:])
    above = rows[start - 1] if start else None
    if above and above.text.rstrip()[-1:] in ":：":
        return None
    told = sum(bool(item.summary) for item in items)
    if told * 2 >= len(items) or told >= 3:
        heading = above if above and _is_heading(above) and start - 1 > after else None
        first = start - 1 if heading else start
        group = heading.plain if heading else ""
        rule = "A list at the end, with summaries below its lines."
        return Found(first, len(rows), tuple(items), group, rule=rule, confidence=0.96)
    return _bare_bullets(rows, start, items, above)


def _bare_bullets(
    rows: list[Row], start: int, items: list[Item], above: Row | None
) -> Found | None:
    """A list at the end without summaries: teasers if its lines look like headlines."""
    good = [item for item in items if _looks_like_headline(item.headline)]
    if len(good) < 2 or len(good) * 10 < len(items) * 6:
        return None
    mean = sum(word_count(item.headline) for item in good) / len(good)
    if above and _is_heading(above):
        numbered = rows[start].bullet[:1].isdigit()
        if numbered or above.text[-1:] in "?？" or mean < RUN_HEADLINE_WORDS or len(good) < 3:
            return None
        rule = "A list at the end under a line that may be its label."
        return Found(start - 1, len(rows), tuple(items), above.plain, rule=rule, confidence=0.55)
    if mean < LIST_HEADLINE_WORDS:
        return None
    sure = 0.85 if mean >= RUN_HEADLINE_WORDS and len(good) >= 3 else 0.6
    rule = "A list at the story's end whose lines look like headlines."
    return Found(start, len(rows), tuple(items), rule=rule, confidence=sure)


def _start_of_bullets(rows: list[Row], after: int) -> int:
    """Where the run of bullets begins that reaches to the end, continuation lines included."""
    margin = min((row.indent for row in rows if not row.bullet), default=0)
    start = len(rows)
    at = len(rows) - 1
    below_bullet = True
    while at >= after:
        row = rows[at]
        if row.bullet and start < len(rows) and not _same_list(row, rows[start]):
            break
        if row.bullet:
            start = at
            below_bullet = True
        elif row.indent > margin or is_extra(row.text):
            pass
        elif below_bullet and at > after and rows[at - 1].bullet and _may_continue(rows, at):
            below_bullet = False
        else:
            break
        at -= 1
    return start if _mostly_told(rows, start, margin) else _after_last_margin(rows, start, margin)


def _same_list(row: Row, below: Row) -> bool:
    """Bullets go with bullets, and numbers with higher numbers."""
    numbers = row.bullet[:1].isdigit(), below.bullet[:1].isdigit()
    if all(numbers):
        return int(row.bullet[:-1]) < int(below.bullet[:-1])
    return not any(numbers)


def _may_continue(rows: list[Row], at: int) -> bool:
    return is_sentence(rows[at].text) or is_cut(rows[at].text) or not rows[at].gap


def _mostly_told(rows: list[Row], start: int, margin: int) -> bool:
    """Lines at the margin are summaries only where many bullets have one and read as headlines."""
    bullets = [row for row in rows[start:] if row.bullet]
    loose = sum(
        not row.bullet and row.indent <= margin and not is_extra(row.text) for row in rows[start:]
    )
    if not loose:
        return True
    headlines = sum(_looks_like_headline(row.text) for row in bullets)
    return loose >= 3 and loose * 3 >= len(bullets) and headlines * 5 >= len(bullets) * 4


def _after_last_margin(rows: list[Row], start: int, margin: int) -> int:
    loose = [
        at for at in range(start, len(rows)) if not rows[at].bullet and rows[at].indent <= margin
    ]
    last = loose[-1] + 1
    return last if last < len(rows) else len(rows)


def _is_heading(row: Row) -> bool:
    return not row.bullet and word_count(row.text) <= 8 and not ends_with_stop(row.text)


def _looks_like_headline(text: str) -> bool:
    return is_headline(text) and word_count(text) >= 3 and not text[:1].islower()
