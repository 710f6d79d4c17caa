"""The grid of a take-home page: one or two numbers, each at a few levels, all else held."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from experiments.classroom.live import Live
from experiments.classroom.numbers import described
from experiments.classroom.settings import Settings, scenario_with
from sim.errors import InputError
from sim.reading import find

SLIDERS = 2
LEAST_STEPS, MOST_STEPS = 2, 21
LEAST_RUNS, MOST_RUNS = 20, 2000


@dataclass(frozen=True)
class Slider:
    """A number as ``described`` gives it, the levels that it is played at, and where it begins."""

    number: Mapping[str, Any]
    levels: tuple[float, ...]
    start: float

    @property
    def path(self) -> str:
        """The path of the number."""
        return str(self.number["path"])


@dataclass(frozen=True)
class Grid:
    """All points that are played, the first slider's levels outermost; each in the same luck."""

    settings: Settings
    sliders: tuple[Slider, ...]
    runs: int

    def points(self) -> list[Settings]:
        """List the settings of all points; a number at its usual value is not set at all."""
        combined = itertools.product(*(slider.levels for slider in self.sliders))
        return [self.point(levels) for levels in combined]

    def point(self, levels: Sequence[float]) -> Settings:
        """Give the settings with the sliders at some levels."""
        numbers = dict(self.settings.numbers)
        for slider, level in zip(self.sliders, levels, strict=True):
            numbers.pop(slider.path, None)
            if level != slider.number["value"]:
                numbers[slider.path] = level
        return replace(self.settings, numbers=numbers)

    def start(self) -> Settings:
        """Give the settings that the page begins with."""
        return self.point([slider.start for slider in self.sliders])


def grid(settings: Settings, paths: Sequence[str], steps: int, runs: int) -> Grid:
    """Lay out a grid; without paths over the first two of the scenario's most telling numbers.

    Raises
    ------
    InputError
        If a number is unknown, has no range or is given twice, if it is set to what lies out of
        its range, if there are more than two or no numbers to slide, or if two levels can't go
        together.
    """
    if len(paths) > SLIDERS:
        wrong = f"{len(paths)} numbers would be too many to play"
        raise InputError("--slider", wrong, f"give {SLIDERS} at most")
    told = described(settings.scenario, settings.lens, settings.neutral)
    numbers = {number["path"]: number for number in told["numbers"]}
    if not paths:
        within = (path for path in told["sliders"] if _within(settings, numbers[path]))
        paths = list(itertools.islice(within, SLIDERS))
    if not paths:
        wrong = f"no number of {settings.scenario} can be moved within a range"
        raise InputError("--slider", wrong, "take a scenario with ranges")
    chosen: dict[str, Slider] = {}
    for given in paths:
        segments, quantity = find(
            scenario_with(settings.scenario, settings.lens), given, "--slider"
        )
        path = ".".join(segments)
        if path in chosen:
            raise InputError("--slider", f"{path} is given twice", "give another number")
        if path not in numbers:
            wrong = f"{path} has no range, it is {quantity.value:g} {quantity.unit}"
            raise InputError("--slider", wrong, "give a number with a range")
        if not _within(settings, numbers[path]):
            span = f"{quantity.low:g} to {quantity.high:g} {quantity.unit}"
            wrong = f"{path} is set to {settings.numbers[path]:g}, out of its range"
            raise InputError("--slider", wrong, f"its range is {span}")
        chosen[path] = slider(numbers[path], settings.numbers.get(path), steps)
    laid = Grid(settings, tuple(chosen.values()), runs)
    for point in laid.points():
        point.played()  # what can't be is refused before anything is played
    return laid


def _within(settings: Settings, number: Mapping[str, Any]) -> bool:
    value = settings.numbers.get(number["path"], number["value"])
    return bool(number["low"] <= value <= number["high"])


def slider(number: Mapping[str, Any], value: float | None, steps: int) -> Slider:
    """Lay out the levels of a number: equally far apart, in steps that can be read off.

    The inner level that lies nearest the value at which the page begins is that value, so that it
    begins where Live does; with two levels alone it begins at the nearer one.
    """
    low, high, step = number["low"], number["high"], number["step"]
    start = number["value"] if value is None else value
    marks = (round((high - low) * n / (steps - 1) / step) for n in range(1, steps - 1))
    inner = {float(f"{low + mark * step:.9g}") for mark in marks}
    levels = [low, *sorted(level for level in inner if low < level < high), high]
    if start not in levels and len(levels) > 2:
        nearest = min(levels[1:-1], key=lambda level: abs(level - start))
        levels[levels.index(nearest)] = start
    return Slider(number, tuple(levels), min(levels, key=lambda level: abs(level - start)))


def played(
    points: Sequence[Settings], runs: int, each: Callable[[dict[str, Any]], None] | None = None
) -> list[dict[str, Any]]:
    """Play points, and sum each up as Live does."""
    told = []
    for point in points:
        told.append(Live().result(point, runs))
        if each is not None:
            each(told[-1])
    return told
