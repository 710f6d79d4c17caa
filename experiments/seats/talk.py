"""A talk in which people hold seats: played round by round, waiting for what they decide.

A round that has to wait is taken back and played again once all is decided. So nothing waits in a
thread, and the scenario, the seed and what was decided are the whole state of a talk.
"""

import contextlib
import functools
from collections.abc import Iterable, Mapping
from typing import Any

from agents.swift import at_hand
from experiments.seats.asking import Log, Question, Said, read
from experiments.seats.injecting import inject, known_injects
from experiments.seats.person import Desk, Person, Waiting
from sim.errors import InputError
from sim.negotiation import Negotiation
from sim.places import BLOCKED_BY, OPENED, POLICY
from sim.record import Record
from sim.round import copied
from sim.scenario import Scenario
from sim.setting import Setting
from sim.table import Minds

CHANGING = ("round", "running", "ended", "signed", "over_head", "track", "exit")


class Talk:
    """One negotiation with people at some of its seats.

    Parameters
    ----------
    scenario
        What is bargained over.
    people
        The parties that people speak for; agents speak for the others.
    seed, replicate
        The luck, as in ``Negotiation``.
    saved
        What was decided before, as ``saved`` gave it: the talk goes on from there.

    Raises
    ------
    InputError
        If there is no such party or seed, or what was decided fits no question.
    """

    def __init__(
        self, scenario: Scenario, people: Iterable[str], seed: int = 1, replicate: int = 0,
        saved: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.scenario, self.people = scenario, tuple(people)
        self.log, self.injects = Log(), list[dict[str, Any]]()
        self.desk = Desk(self.log)
        seats: Any = {party: functools.partial(Person, self.desk) for party in self.people}
        self.model = Negotiation(
            scenario, seats, rng=seed, replicate=replicate, swift=at_hand()
        )  # fmt: skip
        self.setting = self.model.setting
        if saved is not None:
            self.injects = [dict(one) for one in saved.get("injects", [])]
            self.log.said.extend(_said(one, self.setting) for one in saved.get("said", []))
        self.go_on()

    @property
    def over(self) -> bool:
        """Whether the talk has ended."""
        return not self.model.running

    @property
    def round(self) -> int:
        """The round that is being played, or the last one."""
        return int(self.model.round) + (0 if self.over else 1)

    @property
    def open(self) -> dict[str, Question]:
        """What the talk waits for, by party."""
        return self.desk.open

    def decide(self, party: str, question: str, given: Mapping[str, Any]) -> Said:
        """Let a seat answer the question that it was asked, and play on.

        Raises
        ------
        InputError
            If nothing is asked of it, something else is, or the answer says what it can't.
        """
        asked = self.open.get(party)
        if asked is None or asked.name != question:
            now = f"now it is {asked.name!r}" if asked else "nothing is asked of this seat now"
            raise InputError("question", f"{question!r} is not open", now)
        said = read(given, asked, self.setting)
        self.log.said.append(said)
        del self.open[party]
        if not self.open:
            self.go_on()
        return said

    def inject(self, name: str) -> None:
        """Let something happen at the start of the next round.

        Raises
        ------
        InputError
            If there is nothing of that name, or the talk has ended.
        """
        if self.over:
            raise InputError("inject", "the talk has ended", "start another one")
        if name not in known_injects(self.scenario, self.setting):
            known = ", ".join(known_injects(self.scenario, self.setting))
            raise InputError("inject", f"there is no {name!r}", f"known: {known}")
        self.injects.append({"round": self.round + 1, "name": name})

    def go_on(self) -> None:
        """Play until a seat has to decide, or to the end."""
        while self.model.running:
            if not self._play_round():
                return

    def _play_round(self) -> bool:
        """Play one round, or take it back and say no if a seat has to decide first."""
        model, before = self.model, _kept(self.model)
        self.desk.open.clear()
        number = model.round + 1
        for one in self.injects:
            if one["round"] == number:
                inject(model, one["name"], number)
        with contextlib.suppress(Waiting):
            model.play_round()
        if self.desk.open:
            _take_back(model, before)
            return False
        self._give_floor()
        return True

    def _give_floor(self) -> None:
        """Let the first seat that handed in a reply with its no have the floor for it."""
        last = self.model.rounds[-1]
        if last.text is None or last.text.signed or last.text.kind != "main":
            return
        for seat, party in enumerate(self.setting.actors):
            said = self.log.of(party, f"{last.number}.answer")
            if (
                said is not None
                and said.terms is not None
                and not self.log.walked(party, last.number)
            ):
                self.model.world.at[BLOCKED_BY] = seat
                return

    def record(self) -> Record:
        """Give what has happened so far."""
        return self.model.record()

    def saved(self) -> dict[str, Any]:
        """Give all that it takes to build the talk again, as plain data."""
        return {"said": [one.plain() for one in self.log.said], "injects": list(self.injects)}

    def status(self) -> dict[str, Any]:
        """Say in public numbers where the talk stands."""
        world = self.model.world
        return {
            "round": self.round,
            "rounds": int(self.model.public.book.rounds),
            "over": self.over,
            "open": int(world.at[OPENED]) >= 0,
            "mediator_left": int(world.at[POLICY]) >= 0,
            "waiting": sorted(self.open),
        }


def _kept(model: Negotiation) -> dict[str, Any]:
    """Copy all of a negotiation that a round can change."""
    kept = {name: getattr(model, name) for name in CHANGING}
    minds = Minds(*(part.copy() for part in model.mind))
    return kept | {"world": copied(model.world), "mind": minds, "rounds": list(model.rounds)}


def _take_back(model: Negotiation, kept: Mapping[str, Any]) -> None:
    for name, value in kept.items():
        setattr(model, name, value)


def _said(plain: Mapping[str, Any], setting: Setting) -> Said:
    """Read a decision as it was kept; its scenario may have changed since it was made."""
    right = "leave the file as it was written"
    try:
        terms, policy = plain.get("terms"), plain.get("policy")
        said = Said(
            str(plain["party"]), str(plain["question"]), str(plain["do"]),
            None if terms is None else tuple(int(option) for option in terms),
            tuple(plain.get("levers", ())), policy, bool(plain.get("rest", False)),
            tuple(plain.get("stances", {}).items()),
        )  # fmt: skip
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError("the saved talk", f"{plain!r} is no decision", right) from error
    counts = [len(options) for options in setting.options]
    fits = said.terms is None or (
        len(said.terms) == len(counts)
        and all(0 <= option < count for option, count in zip(said.terms, counts, strict=True))
    )
    if not fits or (policy is not None and policy not in setting.policies):
        raise InputError("the saved talk", f"{plain!r} does not fit its scenario", right)
    return said
