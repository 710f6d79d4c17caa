"""The classic solutions, with all their maximisers."""

from dataclasses import dataclass

import numpy as np

from sim import solutions
from sim.table import Array

SOLUTIONS = {
    "nash": solutions.nash,
    "kalai_smorodinsky": solutions.kalai_smorodinsky,
    "egalitarian": solutions.egalitarian,
    "utilitarian": solutions.utilitarian,
}


@dataclass(frozen=True)
class Point:
    """A solution: the rows of the package space that are its maximisers, none if no package is.

    ``among`` names the parties whose gains count.
    """

    name: str
    among: tuple[str, ...]
    rows: tuple[int, ...]


def points(
    worth: Array, no_deal: Array, parties: tuple[str, ...], among: tuple[str, ...], rows: Array
) -> tuple[Point, ...]:
    """Find the four solutions for some parties on some rows, over their no-deal values.

    Ties in the Nash product are broken by nothing: all maximisers are given.
    """
    seats = [parties.index(name) for name in among]
    u, d = worth[np.ix_(rows, seats)], no_deal[seats]
    return tuple(
        Point(name, among, tuple(int(rows[r]) for r in solve(u, d)))
        for name, solve in SOLUTIONS.items()
    )
