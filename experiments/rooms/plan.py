"""What a room is set up with: the scenario as the lecturer wants it, the seats, the time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from experiments.classroom.neutral import codes, renamed
from experiments.classroom.settings import read_yes
from experiments.seats import Talk
from experiments.seats.brief import brief
from experiments.seats.injecting import known_injects
from experiments.sides import usual_seat
from experiments.web.refusing import Refused
from sim.negotiation import Negotiation
from sim.reading import FLAGSHIP, load_scenario, scenario_names, with_lens, with_values
from sim.scenario import Scenario
from sim.setting import setting

MOST_SECONDS = 3600


@dataclass(frozen=True)
class Plan:
    """Scenario, luck, who sits together, how long a decision may take, and in what names.

    ``together``: the teams fill the seats of one talk, then of the next; else each team has a talk
    of its own, all in the same luck (replicate 0), so that they can be compared. ``seconds`` 0:
    all the time in the world. ``neutral``: the parties are Country A, Country B and so on to all.
    """

    scenario_name: str = FLAGSHIP
    lens: str | None = None
    overrides: Mapping[str, float] = field(default_factory=dict)
    seed: int = 1
    seats: tuple[str, ...] = ()
    together: bool = False
    seconds: int = 120
    neutral: bool = False
    scenario: Scenario | None = field(default=None, compare=False, repr=False)

    @property
    def played(self) -> Scenario:
        """The scenario with the lens and the numbers laid over it."""
        assert self.scenario is not None
        return self.scenario

    def talk(self, people: list[str], place: int, saved: Mapping[str, Any] | None = None) -> Talk:
        """Set up a talk: in the same luck for all where each team has one of its own."""
        return Talk(self.played, people, self.seed, self._replicate(place), saved)

    def first_brief(self, party: str, place: int) -> dict[str, Any]:
        """Give a seat's brief as it is before the first round of its talk."""
        model = Negotiation(self.played, rng=self.seed, replicate=self._replicate(place))
        seat = model.setting.actors.index(party)
        return brief(self.played, model.setting, model.view(seat), [])

    def _replicate(self, place: int) -> int:
        return place if self.together else 0

    @cached_property
    def injects(self) -> dict[str, str]:
        """List what can be let happen in the talks."""
        return known_injects(self.played, setting(self.played))

    @property
    def codes(self) -> dict[str, str]:
        """Give each party the few letters that a chip shows."""
        return codes(self.played, self.neutral)

    def plain(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "scenario": self.scenario_name, "lens": self.lens, "overrides": dict(self.overrides),
            "seed": self.seed, "seats": list(self.seats), "together": self.together,
            "seconds": self.seconds, "neutral": self.neutral,
        }  # fmt: skip


KNOWN = ("scenario", "lens", "overrides", "seed", "seats", "together", "seconds", "neutral")


def read_plan(given: Mapping[str, Any]) -> Plan:
    """Read a plan from plain data; what isn't said is as in ``Plan``.

    Raises
    ------
    Refused, InputError
        In one sentence, if something in it can't be used. Scenarios are those built in alone: a
        room opens no files.
    """
    unknown = [key for key in given if key not in KNOWN]
    if unknown:
        raise Refused(400, f"A room has no {unknown[0][:40]!r}; known: {', '.join(KNOWN)}.")
    name = given.get("scenario", FLAGSHIP)
    if name not in scenario_names():
        raise Refused(400, f"There is no such scenario; known: {', '.join(scenario_names())}.")
    lens, overrides = given.get("lens"), given.get("overrides", {})
    scenario = load_scenario(name)
    if lens is not None:
        if not isinstance(lens, str):
            raise Refused(400, "A lens is named by a text.")
        scenario = with_lens(scenario, lens, "lens")
    if not isinstance(overrides, Mapping) or not all(
        isinstance(v, int | float) and not isinstance(v, bool) for v in overrides.values()
    ):
        raise Refused(400, "Overrides are numbers by their paths.")
    scenario = with_values(scenario, dict(overrides), "overrides")
    seed, seconds = _whole(given, "seed", 1, 2**53), _whole(given, "seconds", 120, MOST_SECONDS)
    together, neutral = read_yes(given, "together"), read_yes(given, "neutral")
    seats = given.get("seats", list(scenario.actors) if together else [usual_seat(scenario)])
    known = list(scenario.actors)  # a list, as not all that comes over the web can be hashed
    if not isinstance(seats, list) or not seats or any(s not in known for s in seats):
        raise Refused(400, f"Seats are some of {', '.join(scenario.actors)}, in a list.")
    chosen = tuple(dict.fromkeys(seats))
    told = renamed(scenario) if neutral else scenario
    return Plan(name, lens, dict(overrides), seed, chosen, together, seconds, neutral, told)


def _whole(given: Mapping[str, Any], key: str, usual: int, most: int) -> int:
    value = given.get(key, usual)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise Refused(400, f"{key!r} is a whole number from 0 to {most}.")
    return value
