"""Which numbers a class should move first: those that move the share of settlements most.

``python -m experiments.classroom.choosing`` measures it again, in some minutes, and prints a table.
The labels in ``telling.toml``, and which of two numbers that tell the same story is left out, are
ours.
"""

import sys
from collections.abc import Iterator
from typing import NamedTuple

from experiments.analysis.contrast import contrast
from experiments.measures import Measure, known_measures
from experiments.simulation import simulate
from sim.reading import load_scenario
from sim.scenario import Scenario

RUNS, SEED = 300, 1
LEVELS = ("aid", "sanctions", "deep_strikes")  # policy in force at the start: what a class asks for


class Effect(NamedTuple):
    """How far the share of settlements moves when one number goes to the ends of its range."""

    path: str
    low: float
    high: float
    least: float  # half a 95 % interval: what is smaller than this may be chance

    @property
    def width(self) -> float:
        """The distance between the outermost of both ends and the base case."""
        return max(self.low, self.high, 0.0) - min(self.low, self.high, 0.0)


def candidates(scenario: Scenario) -> list[str]:
    """List the numbers of tier 1 that have a range, and the levels in force at the start."""
    ranged = [(path, q) for path, q in scenario.quantities() if q.low < q.high]
    return [
        path
        for path, q in ranged
        if q.tier == 1
        or (path.count(".") == 2 and path.startswith("actors.") and path.endswith(LEVELS))
    ]


def effects(name: str, runs: int = RUNS, seed: int = SEED) -> Iterator[Effect]:
    """Move each number alone to both ends of its range, in the same luck as the base case."""
    scenario = load_scenario(name)
    settled: Measure = known_measures(scenario)["deal"]
    base = simulate(scenario, runs=runs, seed=seed)
    numbers = dict(scenario.quantities())
    for path in candidates(scenario):
        ends, least = [], 0.0
        for end in (numbers[path].low, numbers[path].high):
            there = simulate(scenario, runs=runs, seed=seed, overrides={path: end})
            found = contrast(settled, base, there, paired=True)
            assert found is not None
            difference = found.difference
            ends.append(difference.value)
            least = max(least, (difference.high - difference.low) / 2)
        yield Effect(path, ends[0], ends[1], least)


def main(names: list[str]) -> None:
    """Print the effects in points out of 100, the widest first."""
    for name in names:
        sys.stdout.write(
            f"{name}: settlements in 100 talks, less those of the base case; {RUNS} pairs\n"
        )
        for effect in sorted(effects(name), key=lambda found: -found.width):
            row = f"{100 * effect.low:+6.1f} {100 * effect.high:+6.1f} ±{100 * effect.least:4.1f}"
            sys.stdout.write(f"{row}  {effect.path}\n")


if __name__ == "__main__":
    main(sys.argv[1:] or ["ukraine"])
