"""The matcher to compare with: by edit distance, with no threshold on how good the best is.

The rule of a well-known annotation client. A quote that occurs is anchored to the occurrence of
the best score; else to the stretches of fewest errors, up to half of the quote's length (256 at
most). The score weighs the quote 50, its 32 characters before and after 20 each, its place 2.
"""

from collections.abc import Iterator

CONTEXT = 32
MOST_ERRORS = 256

Span = tuple[int, int]


def reanchor(old: str, spans: list[Span], new: str) -> list[Span | None]:
    """Where the rule anchors each span of the old text in the new."""
    return [_anchor(old, start, end, new) for start, end in spans]


def _anchor(old: str, start: int, end: int, new: str) -> Span | None:
    quote = old[start:end]
    prefix, suffix = old[max(0, start - CONTEXT) : start], old[end : end + CONTEXT]
    most = min(MOST_ERRORS, len(quote) // 2)
    found = [(at, at + len(quote), 0) for at in _occurrences(quote, new)]
    best, best_score = None, -1.0
    for low, high, errors in found or _closest(new, quote, most):
        score = (
            50 * (1 - errors / len(quote))
            + 20 * _alike(new[max(0, low - len(prefix)) : low], prefix)
            + 20 * _alike(new[high : high + len(suffix)], suffix)
            + 2 * (1 - abs(low - start) / max(len(new), 1))
        )
        if score > best_score:
            best, best_score = (low, high), score
    return best


def _occurrences(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _alike(text: str, context: str) -> float:
    if not context:
        return 1.0
    ends = _ends(text, context, len(context))
    return 1 - (ends[0][1] if ends else len(context)) / len(context)


def _closest(text: str, pattern: str, most: int) -> list[tuple[int, int, int]]:
    """The stretches of fewest errors: start, end, errors."""
    found = []
    for end, errors in _ends(text, pattern, most):
        reach = text[max(0, end - len(pattern) - errors) : end][::-1]
        backwards = _ends(reach, pattern[::-1], errors)
        start = min((end - size for size, _ in backwards), default=end)
        if start < end:
            found.append((start, end, errors))
    return found


def _ends(text: str, pattern: str, most: int) -> list[tuple[int, int]]:
    """Where stretches end that have the fewest errors, and how many: bit-parallel, in columns."""
    size = len(pattern)
    masks: dict[str, int] = {}
    for at, sign in enumerate(pattern):
        masks[sign] = masks.get(sign, 0) | 1 << at
    everything, top = (1 << size) - 1, 1 << (size - 1)
    plus, minus, errors = everything, 0, size
    ends = [(0, errors)] if errors <= most else []
    most = min(most, errors)
    for at, sign in enumerate(text, start=1):
        equal = masks.get(sign, 0)
        vertical = equal | minus
        carried = (((equal & plus) + plus) ^ plus) | equal
        up = minus | (everything & ~(carried | plus))
        down = plus & carried
        errors += bool(up & top) - bool(down & top)
        up, down = up << 1, down << 1
        plus = (down | (everything & ~(vertical | up))) & everything
        minus = up & vertical & everything
        if errors <= most:
            if errors < most:
                ends, most = [], errors
            ends.append((at, errors))
    return ends
