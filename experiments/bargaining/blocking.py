"""Who blocks what: packages that one party alone refuses, and options that never pass."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from experiments.bargaining.minding import who_minds
from experiments.bargaining.space import PackageSpace
from sim.scenario import Scenario
from sim.solutions import Poll
from sim.table import Array

MOST_TOGETHER = 3  # further parties that are tried together where a quota is missed


@dataclass(frozen=True)
class LoneBlocker:
    """How much one party refuses; ``by_option`` (ISSUE, option, count) is of those alone."""

    party: str
    refused: int  # of all packages, whether or not its yes is needed
    alone: int  # every other party accepts it
    decisive: int  # it would pass under the scenario's rule but for this party
    by_option: tuple[tuple[str, str, int], ...]  # most first


@dataclass(frozen=True)
class BlockedOption:
    """An option that is in no passing package, and the smallest sets of parties that keep it out.

    ``because_of``: if all of one set did not mind the option itself, some package with it would
    pass (``minding.who_minds``). ``missing``: if all of one set said yes to everything, whatever
    they refuse it for. ``flatly`` names those that refuse every package with it.
    """

    issue: str
    option: str
    because_of: tuple[tuple[str, ...], ...]
    missing: tuple[tuple[str, ...], ...]
    flatly: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Hurdles:
    """For each package (``of`` int[n]) the sets of parties, as bits, that would have to give way.

    ``sets[of[row]]`` holds them: {0} where the package passes.
    """

    of: Array
    sets: tuple[frozenset[int], ...]


def hurdles(scenario: Scenario, said: Poll) -> Hurdles:
    """Find whose yes is missing for each package; under a quota, who refuses it."""
    keys, of = np.unique(said.asked & ~said.yes, return_inverse=True)
    if scenario.consent.rule != "quota":
        return Hurdles(of, tuple(frozenset([int(key)]) for key in keys))
    veto = sum(1 << k for k, name in enumerate(scenario.actors) if name in scenario.consent.vetoes)
    spare = len(scenario.actors) - int(scenario.consent.quota.value)
    return Hurdles(of, tuple(_quota_sets(int(key), veto, spare) for key in keys))


def _quota_sets(key: int, veto: int, spare: int) -> frozenset[int]:
    """List the smallest sets that must give way: those with a veto, and enough of the others.

    Where more than ``MOST_TOGETHER`` would have to do so together there are too many sets to list:
    then all who refuse are one.
    """
    must = key & veto
    others = [1 << k for k in range(key.bit_length()) if (key & ~veto) >> k & 1]
    short = max(0, len(others) - spare)
    if short > MOST_TOGETHER:
        return frozenset([key])
    return frozenset(must | sum(some) for some in combinations(others, short))


def lone_blockers(
    scenario: Scenario, space: PackageSpace, no: Array, found: Hurdles
) -> tuple[LoneBlocker, ...]:
    """Count for each party what it alone refuses."""
    single, blockers = no.sum(axis=1) == 1, []
    for seat, party in enumerate(scenario.actors):
        alone = single & no[:, seat]
        own = np.array([s == {1 << seat} for s in found.sets], dtype=bool)
        counts = [
            (name, option, int((space.choices[alone, i] == o).sum()))
            for i, (name, issue) in enumerate(scenario.issues.items())
            for o, option in enumerate(issue.options)
        ]
        often = sorted((c for c in counts if c[2]), key=lambda count: -count[2])
        blockers.append(
            LoneBlocker(
                party, int(no[:, seat].sum()), int(alone.sum()), int(own[found.of].sum()),
                tuple(often),
            )
        )  # fmt: skip
    return tuple(blockers)


def blocked_options(
    scenario: Scenario, space: PackageSpace, no: Array, found: Hurdles
) -> tuple[BlockedOption, ...]:
    """Find the options that may be tabled and never pass from no deal, and who keeps them out."""
    names, blocked = list(scenario.actors), []
    for i, (name, issue) in enumerate(scenario.issues.items()):
        for o, option in enumerate(issue.options):
            here = space.choices[:, i] == o
            sets = frozenset().union(*(found.sets[k] for k in np.unique(found.of[here])))
            if not here.any() or 0 in sets:
                continue
            least = [s for s in sets if not any(t != s and t & s == t for t in sets)]
            least.sort(key=lambda s: (s.bit_count(), s))
            flat = no[here].all(axis=0)
            blocked.append(
                BlockedOption(
                    name, option, who_minds(scenario, space, name, option, space.no_deal),
                    tuple(tuple(n for k, n in enumerate(names) if s >> k & 1) for s in least),
                    tuple(n for n, f in zip(names, flat, strict=True) if f),
                )
            )  # fmt: skip
    return tuple(blocked)
