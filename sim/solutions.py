"""Classic solutions on the enumerated package space of a scenario, for plots and analysis.

A package is a row of option numbers; ``u`` is a table [n, P] of utilities, a row a package and a
column a party; ``d`` [P] is what each has without agreement. Solutions are row numbers of ``u``,
ascending: **all** maximisers among the rows that leave nobody below ``d``; empty if there is none.
"""

import math
from typing import Any, NamedTuple

import numpy as np

from sim.errors import InputError
from sim.rule import compiled
from sim.rules.appraisal import appraise
from sim.rules.survey import poll, survey
from sim.scenario import Scenario
from sim.setting import first_world, setting
from sim.table import Array

MOST_PACKAGES = 2_000_000
TIE = 1e-12  # two values are equal within this share of the largest that is compared
BLOCK = 512  # packages compared at once in the search for the frontier


class Worths(NamedTuple):
    """What packages are worth by one reading of the war, and what no deal is."""

    worth: Array  # [n, P] of each package (E14), collapse risk and red lines included
    no_deal: Array  # [P] (E6)
    blocked: Array  # [P] of blocking alone under the mediator's threat (E8)


class Poll(NamedTuple):
    """What parties say to packages if each says yes from its bar on; parties as bits."""

    asked: Array  # int[n] whose yes a package needs
    yes: Array  # int[n] who says it, asked or not
    passing: Array  # bool[n]


def packages(scenario: Scenario) -> Array:
    """List every package that may be tabled, first issue slowest: int[n, I] option numbers.

    An issue that is off the table keeps its one option.

    Raises
    ------
    InputError
        If there are more than ``MOST_PACKAGES``.
    """
    offered = [np.flatnonzero(row) for row in setting(scenario).public.space.offered]
    count = math.prod(len(options) for options in offered)
    if count > MOST_PACKAGES:
        raise InputError(
            scenario.name, f"{count:,} packages are too many to enumerate",
            f"take issues off the table (demand = 0) until {MOST_PACKAGES:,} are left",
        )  # fmt: skip
    grid = np.meshgrid(*offered, indexing="ij")
    return np.ascontiguousarray(np.stack([axis.ravel() for axis in grid], axis=1), dtype=np.int64)


def utilities(scenario: Scenario, choices: Array) -> Array:
    """Add up what packages give each party, less its soft red lines at full cohesion (E10).

    Promises are taken at their word and war is left out: the textbook table of a negotiation.
    From int[n, I], such as ``packages(scenario)``, to [n, P].
    """
    space = setting(scenario).public.space
    net, total = space.value - space.penalty, np.zeros((len(choices), space.parties))
    for issue in range(space.issues):
        total += net[:, issue, choices[:, issue]].T
    return total


def worths(
    scenario: Scenario, choices: Array, optimism: float = 0.0, interpreted: bool = False
) -> Worths:
    """Find what packages are worth in the first world, by the engine's own rules.

    Parameters
    ----------
    choices
        int[n, I], such as ``packages(scenario)``.
    optimism
        Bias of the observer's estimate of the attacker's odds; 0 is an unbiased observer.
    interpreted
        Leave the rules uncompiled: slower by far, fit for tests and very small spaces.
    """
    public = setting(scenario).public
    tastes = np.ones((public.space.parties, public.space.issues))
    view = appraise(public, first_world(scenario), optimism, tastes)
    worth = np.zeros((len(choices), public.space.parties))
    run = survey if interpreted else compiled(survey)
    run(public, view, np.ascontiguousarray(choices, dtype=np.int64), worth)
    return Worths(worth, view.no_deal, view.blocked)


def polled(
    scenario: Scenario, u: Array, bars: Any, choices: Array | None = None,
    interpreted: bool = False,
) -> Poll:  # fmt: skip
    """Let each party say yes to every package at its bar and above, by the engine's own rules.

    Parameters
    ----------
    u, bars
        [n, P] utilities or worths; [P] the least that each party says yes to.
    choices
        int[n, I] the packages of the rows of ``u``; ``packages(scenario)`` if not given.
    interpreted
        As for ``worths``.
    """
    ballot = setting(scenario).public.space.ballot
    texts = packages(scenario) if choices is None else choices
    found = Poll(
        np.zeros(len(texts), dtype=np.int64), np.zeros(len(texts), dtype=np.int64),
        np.zeros(len(texts), dtype=bool),
    )  # fmt: skip
    run = poll if interpreted else compiled(poll)
    texts = np.ascontiguousarray(texts, dtype=np.int64)
    worth, least = (np.ascontiguousarray(own, dtype=np.float64) for own in (u, bars))
    run(ballot, texts, worth, least, *found)
    return found


def feasible(scenario: Scenario, u: Array, bars: Any, choices: Array | None = None) -> Array:
    """Mark (bool[n]) the packages that pass if each party says yes at its bar and above (4.5).

    See ``polled`` for what is given.
    """
    return polled(scenario, u, bars, choices).passing


def each_bit(bits: Array, parties: int) -> Array:
    """Mark whom bits name: from int[n] to bool[n, P]."""
    return ((bits[:, None] >> np.arange(parties)) & 1).astype(bool)


def pareto(u: Array) -> Array:
    """Mark the strongly efficient rows: no other is as good for all and better for one.

    Equal rows are efficient together. Two parties: one pass over the sorted rows (Kung, Luccio
    and Preparata 1975, doi:10.1145/321906.321910); more: block by block against the frontier found
    so far, in time n x its size. Returns bool[n].
    """
    u = np.asarray(u, dtype=np.float64)
    if not len(u):
        return np.zeros(0, dtype=bool)
    # whatever dominates a row comes before it: its sum is no less, and then its first entries
    columns = tuple(-u[:, party] for party in reversed(range(u.shape[1])))
    order = np.lexsort(columns if u.shape[1] == 2 else (*columns, -u.sum(axis=1)))
    rows = u[order]
    new = np.r_[True, (rows[1:] != rows[:-1]).any(axis=1)]
    points, mask = rows[new], np.zeros(len(u), dtype=bool)
    if u.shape[1] == 2:
        best = points[:, 1] > np.r_[-np.inf, np.maximum.accumulate(points[:, 1])[:-1]]
    else:
        best, front = np.zeros(len(points), dtype=bool), points[:0]
        for start in range(0, len(points), BLOCK):
            block = points[start : start + BLOCK]
            good = ~_dominated(block, front) & ~_dominated(block, block)
            best[start : start + BLOCK] = good
            front = np.concatenate([front, block[good]])
    mask[order] = best[np.cumsum(new) - 1]
    return mask


def _dominated(points: Array, by: Array) -> Array:
    """Mark the points to which a different one of ``by`` is at least as good for all."""
    as_good, same = np.ones((2, len(points), len(by)), dtype=bool)
    for party in range(points.shape[1]):
        as_good &= by[:, party] >= points[:, party, None]
        same &= by[:, party] == points[:, party, None]
    return (as_good & ~same).any(axis=1)


def nash(u: Array, d: Any) -> Array:
    """Find the largest product of gains (Nash 1950, doi:10.2307/1907266)."""
    rows, gains = _rational(u, d)
    return rows[_top(np.prod(gains, axis=1))]


def egalitarian(u: Array, d: Any) -> Array:
    """Find the leximin gains: equal gains on a finite set (Kalai 1977, doi:10.2307/1911954)."""
    rows, gains = _rational(u, d)
    return rows[_leximin(gains)]


def kalai_smorodinsky(u: Array, d: Any) -> Array:
    """Find the leximin shares of ideal gains (Kalai, Smorodinsky 1975, doi:10.2307/1914280)."""
    rows, gains = _rational(u, d)
    ideal = gains.max(axis=0, initial=0.0)  # the best among the rational; nothing to gain: share 0
    return rows[_leximin(gains / np.where(ideal > 0.0, ideal, 1.0))]


def utilitarian(u: Array, d: Any) -> Array:
    """Find the largest sum of utilities (Harsanyi 1955, doi:10.1086/257678)."""
    rows, _ = _rational(u, d)
    return rows[_top(np.asarray(u, dtype=np.float64)[rows].sum(axis=1))]


def _rational(u: Array, d: Any) -> tuple[Array, Array]:
    gains = np.asarray(u, dtype=np.float64) - np.asarray(d, dtype=np.float64)
    rows = np.flatnonzero((gains >= 0.0).all(axis=1))
    return rows, gains[rows]


def _top(values: Array) -> Array:
    least = values.max(initial=-np.inf) - TIE * np.abs(values).max(initial=0.0)
    return np.flatnonzero(values >= least)


def _leximin(gains: Array) -> Array:
    left = np.arange(len(gains))
    for column in np.sort(gains, axis=1).T:
        left = left[_top(column[left])]
    return left
