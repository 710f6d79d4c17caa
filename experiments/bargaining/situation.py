"""Everything that can be said of a scenario before anybody negotiates."""

from dataclasses import dataclass

import numpy as np

from experiments.bargaining.blocking import (
    BlockedOption,
    LoneBlocker,
    blocked_options,
    hurdles,
    lone_blockers,
)
from experiments.bargaining.consent import Zopa, zopas
from experiments.bargaining.points import Point, points
from experiments.bargaining.red_lines import RedLinePrice, red_line_prices
from experiments.bargaining.space import MOST_EXACT, SAMPLE, PackageSpace, package_space
from experiments.bargaining.trades import Trade, trades
from sim.coherence import nearest
from sim.errors import InputError
from sim.scenario import Scenario
from sim.setting import setting
from sim.solutions import each_bit, pareto, polled
from sim.table import Array

STATUS_QUO, NASH = "status-quo", "nash"


@dataclass(frozen=True, eq=False)
class Situation:
    """A scenario's bargaining situation at the start, as an unbiased observer reads the war.

    ``passing`` and ``front`` are bool[n] over the packages of ``space``: those that pass by the
    scenario's own rule from the no-deal values, and those that are strongly efficient for all.
    ``points`` are the solutions for all parties over all packages, and, where the consent rule
    names a core, for the core over the packages that pass. ``reference`` int[I] is where ``trades``
    start from.
    """

    scenario: Scenario
    space: PackageSpace
    zopas: tuple[Zopa, ...]
    passing: Array
    front: Array
    points: tuple[Point, ...]
    lone: tuple[LoneBlocker, ...]
    blocked: tuple[BlockedOption, ...]
    red_lines: tuple[RedLinePrice, ...]
    start: str
    reference: Array
    trades: tuple[Trade, ...]


def analyse(
    scenario: Scenario, start: str = STATUS_QUO, seed: int = 1, most: int = MOST_EXACT,
    sample: int = SAMPLE,
) -> Situation:  # fmt: skip
    """Analyse a scenario without running it.

    Parameters
    ----------
    start
        Where trades start: "status-quo" (the first option of each issue), "nash" (of all parties),
        or a party, for the passing package that it likes best.
    seed, most, sample
        Beyond ``most`` packages, ``sample`` of them drawn with ``seed``.

    Raises
    ------
    InputError
        If there is no such start, or no package to start from.
    """
    space = package_space(scenario, seed, most, sample)
    said = polled(scenario, space.worth, space.no_deal, space.choices)
    passing, no = said.passing, ~each_bit(said.yes, len(scenario.actors))
    parties, core = tuple(scenario.actors), tuple(scenario.consent.core)
    found = points(space.worth, space.no_deal, parties, parties, np.arange(len(space.worth)))
    if core and set(core) != set(parties):
        rows = np.flatnonzero(passing)
        found += points(space.worth, space.no_deal, parties, core, rows)
    missing = hurdles(scenario, said)
    reference = _start(scenario, space, passing, found, start)
    return Situation(
        scenario, space, zopas(scenario, space), passing, pareto(space.worth), found,
        lone_blockers(scenario, space, no, missing),
        blocked_options(scenario, space, no, missing),
        red_line_prices(scenario, space, core or parties),
        start, reference, trades(scenario, reference),
    )  # fmt: skip


def _start(
    scenario: Scenario, space: PackageSpace, passing: Array, found: tuple[Point, ...], start: str
) -> Array:
    place, rows = "--from", np.flatnonzero(passing)
    if start == STATUS_QUO:
        offered = setting(scenario).public.space.offered
        return np.argmax(offered, axis=1).astype(np.int64)
    if start == NASH:
        if not found[0].rows:
            right = f"write {STATUS_QUO} or a party"
            raise InputError(place, "no package is acceptable to all: no Nash point", right)
        return space.choices[found[0].rows[0]]
    names = {name.casefold(): seat for seat, name in enumerate(scenario.actors)}
    if start.casefold() not in names:
        right = nearest(start, [STATUS_QUO, NASH, *scenario.actors])
        raise InputError(place, f"there is no {start!r} to start from", right)
    if not len(rows):
        raise InputError(place, "no package passes to start from", f"write {STATUS_QUO}")
    return space.choices[rows[np.argmax(space.worth[rows, names[start.casefold()]])]]
