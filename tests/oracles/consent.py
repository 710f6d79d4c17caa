"""Oracle 08: who must say yes, which packages then pass, and with what probability.

Sources
    Tsebelis (2002), Veto Players (the set that defeats the status quo). Felsenthal and Machover
    (1998), The Measurement of Voting Power (simple games: quotas and vetoes). Wang (1993),
    Statistica Sinica 3, 295-312: the number of independent successes (Poisson-binomial).

Conventions
    A party accepts if its utility is at least its reservation value (`strict`: above it). Rows
    are packages, columns parties; parties and issues are numbers from 0. Option 0 of an issue is
    the status quo: an issue is touched if its option is not 0. `owners[issue][option]` names the
    parties whose consent that option needs. Default rule: the core plus the owners of touched
    issues. A quota counts all yes votes, those of veto holders included.
"""

from collections.abc import Collection, Sequence
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Owners = Sequence[Sequence[Collection[int]]]


def accepts(u: Floats, reserve: ArrayLike, strict: bool = False) -> Bools:
    """Return who accepts what: packages by parties."""
    least = np.asarray(reserve, dtype=np.float64)
    return np.asarray(u > least if strict else u >= least, dtype=np.bool_)


def consenters(package: Sequence[int], owners: Owners, core: Collection[int]) -> frozenset[int]:
    """Return the parties that must agree to `package`: the core plus owners of touched issues."""
    needed = set(core)
    for issue, option in enumerate(package):
        if option != 0:
            needed |= set(owners[issue][option])
    return frozenset(needed)


def unanimous(yes: Bools) -> Bools:
    """Mark the packages that every party accepts."""
    return np.array([all(row) for row in yes], dtype=np.bool_)


def owners_consent(yes: Bools, choices: Ints, owners: Owners, core: Collection[int]) -> Bools:
    """Mark the packages that all their consenters accept; others may object in vain."""
    marks = [
        all(row[party] for party in consenters(package.tolist(), owners, core))
        for row, package in zip(yes, choices, strict=True)
    ]
    return np.array(marks, dtype=np.bool_)


def vote_carries(votes: Sequence[bool], quota: int, vetoes: Collection[int] = ()) -> bool:
    """Tell whether at least `quota` parties and all veto holders say yes."""
    return sum(bool(v) for v in votes) >= quota and all(votes[party] for party in vetoes)


def quota_with_vetoes(yes: Bools, quota: int, vetoes: Collection[int] = ()) -> Bools:
    """Mark the packages that at least `quota` parties, among them all veto holders, accept."""
    return np.array([vote_carries(row.tolist(), quota, vetoes) for row in yes], dtype=np.bool_)


def passing_probability(p: Sequence[float], quota: int, vetoes: Collection[int] = ()) -> float:
    """Return the probability that a vote carries if party i says yes with probability p_i.

    Votes are independent. Adds up all 2^n outcomes.
    """
    total = 0.0
    for votes in product((False, True), repeat=len(p)):
        if vote_carries(votes, quota, vetoes):
            chance = 1.0
            for vote, yes in zip(votes, p, strict=True):
                chance *= yes if vote else 1.0 - yes
            total += chance
    return total


def consent_probability(p: Sequence[float], needed: Collection[int]) -> float:
    """Return the probability that all `needed` parties say yes, by the same enumeration."""
    return passing_probability(p, 0, needed)
