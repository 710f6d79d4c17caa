"""Which numbers a study varies, and over what range."""

import math
from typing import NamedTuple

import numpy as np

from experiments.design.study import Study, Vary
from sim.errors import InputError
from sim.quantity import UNITS, Quantity
from sim.reading import find
from sim.scenario import Scenario


class Varied(NamedTuple):
    """A number that varies: its path as the scenario spells it, the number, what is asked."""

    path: str
    quantity: Quantity
    asked: Vary

    @property
    def whole(self) -> bool:
        """Say whether it takes whole values only."""
        return UNITS[self.quantity.unit][2]


def varied_numbers(study: Study, scenario: Scenario) -> list[Varied]:
    """Name the numbers that a study varies, those of its tables first.

    Raises
    ------
    InputError
        If a path is unknown or named twice, or is one of those that the study holds.
    """
    chosen = []
    for vary in study.vary:
        segments, quantity = find(scenario, vary.path, f"study {study.name}: vary")
        chosen.append(Varied(".".join(segments), quantity, vary))
    named = {number.path for number in chosen}
    if len(named) < len(chosen):
        raise InputError(study.name, "a number varies twice", "name each path once")
    held = refuse_held(study, scenario, named)
    if study.vary_tier is not None:
        for path, quantity in scenario.quantities():
            movable = quantity.low < quantity.high and path not in named | held
            if quantity.tier <= study.vary_tier and movable:
                chosen.append(Varied(path, quantity, Vary(path=path)))
    return chosen


def refuse_held(study: Study, scenario: Scenario, varied: set[str]) -> set[str]:
    """Give the paths that a study holds, after refusing those that it varies too.

    One at a time numbers leave the base case, and there a held one says where that stands.

    Raises
    ------
    InputError
        If it does both with one.
    """
    if study.design == "oat":
        return set()
    every: set[str] = set()
    holding = {"hold": study.hold} | {f"arms.{arm.name}: hold": arm.hold for arm in study.arms}
    for name, hold in holding.items():
        where = f"study {study.name}: {name}"
        held = {".".join(find(scenario, path, where)[0]) for path in hold}
        for path in sorted(held & varied):
            wrong = f"{path} is held and varies too"
            raise InputError(where, wrong, "take it out of one of the two")
        every |= held
    return every


def range_of(study: Study, number: Varied) -> tuple[float, float]:
    """Give the range over which a number varies: the study's, else its own.

    Raises
    ------
    InputError
        If it is empty or not finite.
    """
    quantity, vary = number.quantity, number.asked
    low = quantity.low if vary.low is None else vary.low
    high = quantity.high if vary.high is None else vary.high
    if vary.values:
        low, high = min(vary.values), max(vary.values)
    if not (math.isfinite(low) and math.isfinite(high)):
        raise InputError(
            f"study {study.name}: vary {vary.path}",
            f"no finite range, {low:g} to {high:g}",
            "give finite low and high, or values",
        )
    if not low < high:
        raise InputError(
            f"study {study.name}: vary {vary.path}",
            f"an empty range, {low:g} to {high:g}",
            "give low and high, or values",
        )
    return low, high


def levels_of(study: Study, number: Varied) -> list[float]:
    """Give the values of a number on a grid: the study's, else evenly over its range."""
    if number.asked.values:
        return list(number.asked.values)
    levels = np.linspace(*range_of(study, number), number.asked.levels)
    if number.whole:
        levels = np.unique(np.round(levels))
    return [float(f"{level:.10g}") for level in levels]
