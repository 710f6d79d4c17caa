"""The take-home page of a room: its grid is played row by row in the background, then written.

The grid is smaller than the one that ``batna export-page`` plays by itself, since a class waits.
"""

from collections.abc import Mapping
from typing import Any

from experiments.rooms.plan import Plan
from experiments.rooms.reckoning import Reckoning
from experiments.takehome.content import content, opening, recorded, shown_debrief
from experiments.takehome.grid import Grid, grid, played
from experiments.takehome.page import page

STEPS, RUNS = 7, 100
NOTE = (
    "Made at the end of a class, with its debrief: fewer values and talks than batna export-page "
    "plays, so that the simulation error is larger."
)
Given = tuple[str, str | None, tuple[tuple[str, float], ...], int, bool]


def laid(given: Given) -> Grid:
    """Lay out the grid of a room's settings: over its scenario's most telling numbers."""
    scenario, lens, numbers, seed, neutral = given
    return grid(opening(scenario, lens, dict(numbers), seed, neutral), (), STEPS, RUNS)


def row(given: Given, number: int) -> list[dict[str, Any]]:
    """Play a row of the grid; for another process."""
    whole = laid(given)
    points = whole.points()
    wide = len(points) // len(whole.sliders[0].levels)
    return played(points[number * wide : (number + 1) * wide], RUNS)


def talks(given: Given) -> list[dict[str, Any]]:
    """Tell the recorded talks; for another process."""
    return recorded(laid(given).start(), RUNS)


class Takeaway:
    """The page of one room, as far as it has come: ``done`` of ``whole`` parts."""

    def __init__(self, plan: Plan) -> None:
        numbers = tuple((path, float(value)) for path, value in plan.overrides.items())
        self.given: Given = plan.scenario_name, plan.lens, numbers, plan.seed, plan.neutral
        self.grid = laid(self.given)
        self.done, self.whole = 0, len(self.grid.sliders[0].levels) + 1
        self.text: str | None = None
        self.fault = False

    async def play(self, reckoning: Reckoning, debriefed: Mapping[str, Any]) -> None:
        """Play part by part, so that debriefs of other rooms get in between; write the page."""
        summaries: list[dict[str, Any]] = []
        for number in range(self.whole - 1):
            summaries += await reckoning.of(row, self.given, number)
            self.done += 1
        told = await reckoning.of(talks, self.given)
        self.done += 1
        made = content(self.grid, summaries, told, STEPS, shown_debrief(debriefed), NOTE)
        self.text = page(made)
