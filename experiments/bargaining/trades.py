"""Log-rolling: two parties each give way on what costs them less than the other gains.

H. Raiffa (1982), The Art and Science of Negotiation, chapters 10 and 11.
"""

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from sim.scenario import Scenario
from sim.setting import setting
from sim.solutions import TIE, worths
from sim.table import Array


@dataclass(frozen=True)
class Trade:
    """A change of two issues that is good for two parties, each giving way on one of them.

    ``gives`` gives way by moving ``first`` (ISSUE, option), ``takes`` in return by moving
    ``second``; each change by itself costs the one who makes it and pleases the other.
    ``gain`` is what both changes together are worth to each of the two; ``losers`` are the others
    that are worse off.
    """

    gives: str
    takes: str
    first: tuple[str, str]
    second: tuple[str, str]
    gain: tuple[float, float]
    losers: tuple[str, ...]


def trades(scenario: Scenario, reference: Array) -> tuple[Trade, ...]:
    """List the trades from a package (int[I]): first those that hurt nobody, by the smaller gain.

    Those that cost a third party something follow, and name it.
    """
    offered = setting(scenario).public.space.offered
    singles = {
        (i, int(o)): _changed(reference, {i: int(o)})
        for i in range(len(reference))
        for o in np.flatnonzero(offered[i])
        if o != reference[i]
    }
    pairs = [(a, b) for a, b in combinations(singles, 2) if a[0] != b[0]]
    if not pairs:
        return ()
    both = [_changed(reference, dict(pair)) for pair in pairs]
    worth = worths(scenario, np.array([reference, *singles.values(), *both])).worth
    change = worth[1:] - worth[0]
    alone = dict(zip(singles, change, strict=False))
    found = [
        trade
        for pair, total in zip(pairs, change[len(singles) :], strict=True)
        for trade in _between(scenario, pair, alone, total)
    ]
    return tuple(sorted(found, key=_rank))


def _rank(trade: Trade) -> tuple[bool, float, float]:
    return bool(trade.losers), -min(trade.gain), -sum(trade.gain)


def _changed(reference: Array, moves: dict[int, int]) -> Array:
    package = np.array(reference, dtype=np.int64)
    for issue, option in moves.items():
        package[issue] = option
    return package


Move = tuple[int, int]


def _between(
    scenario: Scenario, pair: tuple[Move, Move], alone: dict[Move, Array], total: Array
) -> list[Trade]:
    """Find which two parties a pair of changes suits, and in which direction."""
    names, (a, b) = list(scenario.actors), pair
    spots = []
    for issue, option in pair:
        key = list(scenario.issues)[issue]
        spots.append((key, list(scenario.issues[key].options)[option]))
    found = []
    for p, q in product(range(len(names)), repeat=2):
        gives = alone[a][p] < -TIE < TIE < alone[a][q]
        takes = alone[b][q] < -TIE < TIE < alone[b][p]
        if gives and takes and min(total[p], total[q]) > TIE:
            losers = tuple(n for n, t in zip(names, total, strict=True) if t < -TIE)
            found.append(
                Trade(
                    names[p], names[q], spots[0], spots[1],
                    (float(total[p]), float(total[q])), losers,
                )
            )  # fmt: skip
    return found
