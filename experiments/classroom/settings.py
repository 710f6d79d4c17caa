"""What a screen is set to: scenario, lens, numbers, luck; read from what comes over the web."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from experiments.classroom.neutral import renamed
from experiments.web.refusing import Refused
from sim.coherence import nearest
from sim.reading import FLAGSHIP, find, load_scenario, scenario_names, with_lens, with_values
from sim.scenario import Scenario

MOST_NUMBERS = 64
MOST_SEED = 2**53 - 1  # what a browser can count to
KNOWN = ("scenario", "lens", "set", "seed")
OPENED: dict[str, Scenario] = {}  # by their files, what the command line was given


@dataclass(frozen=True)
class Settings:
    """A scenario by name with what is laid over it, the seed of the luck, and how it is told."""

    scenario: str = FLAGSHIP
    lens: str | None = None
    numbers: Mapping[str, float] = field(default_factory=dict)
    seed: int = 1
    neutral: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        """What two settings that play the same talks have in common."""
        return self.scenario, self.lens, tuple(sorted(self.numbers.items())), self.seed

    def played(self) -> Scenario:
        """Give the scenario with everything laid over it."""
        return _played(self.scenario, self.lens, tuple(self.numbers.items()))

    def told(self) -> Scenario:
        """Give the same scenario in the words of the page: in neutral names, if they are wanted."""
        if not self.neutral:
            return self.played()
        return _played(self.scenario, self.lens, tuple(self.numbers.items()), neutral=True)

    def flags(self) -> str:
        """Write them as options of the command line."""
        words = [] if self.lens is None else [f"--lens {self.lens}"]
        words += [f"--set {path}={spelt(value)}" for path, value in self.numbers.items()]
        return " ".join([shlex.quote(self.scenario), *words, f"--seed {self.seed}"])


def spelt(value: float) -> str:
    """Write a number as short as it can be read again."""
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)


@lru_cache(maxsize=256)
def _played(
    name: str, lens: str | None, numbers: tuple[tuple[str, float], ...], neutral: bool = False
) -> Scenario:
    return with_values(scenario_told(name, lens, neutral), dict(numbers), "set")


@lru_cache(maxsize=64)
def scenario_told(name: str, lens: str | None, neutral: bool = False) -> Scenario:
    """Load a scenario with a lens laid over it, in neutral names if they are wanted."""
    scenario = scenario_with(name, lens)
    return renamed(scenario) if neutral else scenario


def opened(file: str) -> Scenario:
    """Read a scenario by its name or its file, which settings may name from here on.

    The command line does; no request over the web leads here.
    """
    OPENED[file] = load_scenario(file)
    return OPENED[file]


@lru_cache(maxsize=64)
def scenario_with(name: str, lens: str | None) -> Scenario:
    """Load a built-in scenario, once, with a lens laid over it.

    Raises
    ------
    Refused
        If there is no such scenario or lens: over the web no files can be named.
    """
    if name not in scenario_names() and name not in OPENED:
        meant = nearest(name, scenario_names())
        raise Refused(400, f"scenario: there is no {name!r:.60}; {meant}.")
    scenario = OPENED.get(name) or load_scenario(name)
    if lens is None:
        return scenario
    if lens not in scenario.lenses:
        meant = nearest(lens, scenario.lenses) if scenario.lenses else "it has none"
        raise Refused(400, f"lens: {name} has no {lens!r:.60}; {meant}.")
    return with_lens(scenario, lens)


def read_settings(given: Mapping[str, Any], others: tuple[str, ...] = ()) -> Settings:
    """Read settings from a JSON object, with nothing but known keys.

    Parameters
    ----------
    others
        Keys that the caller reads.

    Raises
    ------
    Refused
        For anything that can't be used, in one sentence.
    """
    for key in given:
        if key not in (*KNOWN, *others):
            raise Refused(400, f"{key!r:.60} is unknown here; {nearest(key, (*KNOWN, *others))}.")
    name, lens = given.get("scenario", FLAGSHIP), given.get("lens")
    if not isinstance(name, str):
        raise Refused(400, "scenario: give the name of a built-in scenario, as a text.")
    if lens is not None and not isinstance(lens, str):
        raise Refused(400, "lens: give the name of a lens, or null for none.")
    scenario = scenario_with(name, lens)
    settings = Settings(
        name, lens, read_numbers(scenario, given.get("set", {})),
        read_whole(given, "seed", 1, 0, MOST_SEED),
    )  # fmt: skip
    settings.played()  # the numbers must agree with each other, too
    return settings


def read_yes(given: Mapping[str, Any], key: str) -> bool:
    """Read a switch, which is off if nothing is said."""
    yes = given.get(key, False)
    if not isinstance(yes, bool):
        raise Refused(400, f"{key}: write true or false.")
    return yes


def read_whole(given: Mapping[str, Any], key: str, usual: int, least: int, most: int) -> int:
    """Read a whole number between two others."""
    number = given.get(key, usual)
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise Refused(400, f"{key}: give a whole number from {least} to {most}.")
    return number


def read_numbers(scenario: Scenario, given: Any) -> dict[str, float]:
    """Read numbers by path, each within the plausible range that the scenario states for it.

    The command line takes any that the unit admits; a page that a class looks at doesn't, and no
    request can make the talks longer than the scenario means them to be.
    """
    if not isinstance(given, dict):
        raise Refused(400, 'set: give an object of numbers by path, such as {"war.start": 3}.')
    if len(given) > MOST_NUMBERS:
        raise Refused(400, f"set: {MOST_NUMBERS} numbers are the most.")
    numbers: dict[str, float] = {}
    for path, value in given.items():
        if len(path) > 200:
            raise Refused(400, "set: a path is too long to be one.")
        segments, quantity = find(scenario, path, "set")
        spelt = ".".join(segments)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Refused(400, f"set: {spelt}: give a number.")
        if not quantity.low <= value <= quantity.high:
            span = f"{quantity.low:g} to {quantity.high:g} {quantity.unit}"
            wrong = f"{value!r:.40} is out of its plausible range"
            raise Refused(400, f"set: {spelt}: {wrong}, {span}.")
        if spelt in numbers:
            raise Refused(400, f"set: {spelt} is given twice.")
        numbers[spelt] = float(value)
    return numbers
