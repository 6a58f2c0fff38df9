"""The heaviest chain of pairs that keeps the order of both sides."""

from collections.abc import Iterable

Pair = tuple[int, int]
WeighedPair = tuple[int, int, float]


def heaviest_chain(pairs: Iterable[WeighedPair], neighbourly: float = 0.3) -> list[Pair]:
    """Pairs (old index, new index), both rising, of the greatest total weight.

    A pair right after its neighbours on both sides weighs more, by the share `neighbourly`, so
    that words which stand together stay together.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    ladder = _Ladder(1 + max((new for _, new, _ in ordered), default=0))
    totals: list[float] = []
    before: list[int] = []
    seen: dict[Pair, int] = {}
    for number, (old, new, weight) in enumerate(ordered):
        total, previous = ladder.best_below(new)
        neighbour = seen.get((old - 1, new - 1))
        if neighbour is not None and totals[neighbour] + neighbourly * weight > total:
            total, previous = totals[neighbour] + neighbourly * weight, neighbour
        totals.append(total + weight)
        before.append(previous)
        seen[old, new] = number
        ladder.put(new, total + weight, number)
    chain: list[Pair] = []
    at = max(range(len(ordered)), key=totals.__getitem__, default=-1)
    while at >= 0:
        chain.append(ordered[at][:2])
        at = before[at]
    return chain[::-1]


class _Ladder:
    """The best total that ends below a place: a Fenwick tree of maxima."""

    def __init__(self, size: int) -> None:
        self._steps: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)

    def best_below(self, place: int) -> tuple[float, int]:
        best = (0.0, -1)
        while place > 0:
            step = self._steps[place]
            if step[0] > best[0]:
                best = step
            place &= place - 1
        return best

    def put(self, place: int, total: float, number: int) -> None:
        place += 1
        while place < len(self._steps):
            if total > self._steps[place][0]:
                self._steps[place] = (total, number)
            place += place & -place
