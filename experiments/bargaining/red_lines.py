"""The price of each red line: what would be possible if its party dropped it."""

from dataclasses import dataclass

import numpy as np

from experiments.bargaining.space import PackageSpace
from sim.scenario import Scenario
from sim.solutions import feasible, worths
from sim.table import Array


@dataclass(frozen=True)
class RedLinePrice:
    """What dropping a red line changes; worths of no deal are those without it too.

    ``passing`` and ``nash_product`` are (with, without); ``best`` gives for each party its best
    worth among the packages that pass, with and without (None where none passes). The product is
    of the gains of ``among`` over no deal, the largest over the packages that pass.
    """

    party: str
    line: str
    penalty: float
    hard: bool
    passing: tuple[int, int]
    nash_product: tuple[float | None, float | None]
    best: tuple[tuple[str, float | None, float | None], ...]


def red_line_prices(
    scenario: Scenario, space: PackageSpace, among: tuple[str, ...]
) -> tuple[RedLinePrice, ...]:
    """Drop each red line by itself and count again, by the scenario's own rule."""
    before, prices = _possible(scenario, space.choices, space.worth, space.no_deal, among), []
    for party, actor in scenario.actors.items():
        for name, line in actor.red_lines.items():
            kept = {key: each for key, each in actor.red_lines.items() if key != name}
            freer = actor.model_copy(update={"red_lines": kept})
            without = scenario.model_copy(update={"actors": {**scenario.actors, party: freer}})
            found = worths(without, space.choices)
            after = _possible(without, space.choices, found.worth, found.no_deal, among)
            best = tuple(
                (who, old, new)
                for who, old, new in zip(scenario.actors, before[2], after[2], strict=True)
            )
            prices.append(
                RedLinePrice(
                    party, name, line.penalty.value, bool(line.hard.value),
                    (before[0], after[0]), (before[1], after[1]), best,
                )
            )  # fmt: skip
    return tuple(prices)


def _possible(
    scenario: Scenario, choices: Array, worth: Array, no_deal: Array, among: tuple[str, ...]
) -> tuple[int, float | None, list[float | None]]:
    passing = worth[feasible(scenario, worth, no_deal, choices)]
    if not len(passing):
        return 0, None, [None] * worth.shape[1]
    seats = [list(scenario.actors).index(name) for name in among]
    gains = np.clip(passing[:, seats] - no_deal[seats], 0.0, None)
    best: list[float | None] = [float(value) for value in passing.max(axis=0)]
    return len(passing), float(gains.prod(axis=1).max()), best
