"""Where a settlement lies between the opening positions of two parties."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from experiments.classroom.settings import scenario_told
from experiments.sides import two_sides
from sim.setting import setting
from sim.solutions import utilities


@dataclass(frozen=True, eq=False)
class Ground:
    """The ground between two parties: 0 is the one's best text, 1 the other's.

    ``gains`` [2, issues, options] what an option gives each of the two. A text's place is the mean
    of two shares: of what the left could lose between the two positions and has lost, and of what
    the right could win and has won. Both on a common scale of 0 to 1, since utilities of two
    parties can't be compared as they are.
    """

    left: str
    right: str
    issues: tuple[str, ...]
    options: tuple[dict[str, int], ...]
    gains: np.ndarray
    openings: np.ndarray  # int[2, issues]

    def place(self, chosen: Sequence[str]) -> float:
        """Place a text; beyond 0 or 1 if it is worse for one than the other's opening."""
        codes = np.array([lookup[key] for lookup, key in zip(self.options, chosen, strict=True)])
        worth, at_left, at_right = (self._worth(row) for row in (codes, *self.openings))
        lost = (at_left[0] - worth[0]) / max(1e-9, at_left[0] - at_right[0])
        won = (worth[1] - at_left[1]) / max(1e-9, at_right[1] - at_left[1])
        return float((lost + won) / 2)

    def _worth(self, codes: np.ndarray) -> np.ndarray:
        worth: np.ndarray = self.gains[:, np.arange(len(codes)), codes].sum(axis=1)
        return worth


@lru_cache(maxsize=64)
def ground(name: str, lens: str | None, neutral: bool = False) -> Ground:
    """Lay out the ground of a scenario: between attacker and defender, or the first two parties."""
    scenario = scenario_told(name, lens, neutral)
    sides = two_sides(scenario)
    rows = [list(scenario.actors).index(side) for side in sides]
    issues, most = list(scenario.issues), max(len(i.options) for i in scenario.issues.values())
    quo = np.zeros(len(issues), dtype=np.int64)
    base = utilities(scenario, quo[None])[0]
    offered = setting(scenario).public.space.offered
    gains = np.full((2, len(issues), most), 0.0)
    openings = np.zeros((2, len(issues)), dtype=np.int64)
    for place, issue in enumerate(scenario.issues.values()):
        for option in range(len(issue.options)):
            moved = quo.copy()
            moved[place] = option
            gains[:, place, option] = (utilities(scenario, moved[None])[0] - base)[rows]
        allowed = np.flatnonzero(offered[place])
        openings[:, place] = allowed[gains[:, place, allowed].argmax(axis=1)]
    options = tuple(
        {key: code for code, key in enumerate(issue.options)} for issue in scenario.issues.values()
    )
    left, right = (scenario.actors[side].short for side in sides)
    return Ground(left, right, tuple(issues), options, gains, openings)
