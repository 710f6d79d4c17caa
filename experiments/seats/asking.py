"""What a seat is asked, and what it may say: read from plain data, checked against the question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.errors import InputError
from sim.setting import Setting
from sim.table import Array, View

ANSWER, DRAFT, LEVERS, JOIN, PART = "answer", "draft", "levers", "join", "part"
DOINGS = {
    ANSWER: ("accept", "refuse"),
    DRAFT: ("table", "pass"),
    LEVERS: ("levers",),
    JOIN: ("join", "decline"),
    PART: ("leave", "stay"),
}
ALWAYS = ("agent", "walk")  # let the agent decide this once; leave the talks for good


@dataclass(frozen=True)
class Question:
    """Something that the model waits for: which seat, what about, and what that seat sees.

    ``view`` is what the party is shown, and no more; ``may`` marks the options that a text of this
    kind may carry (int[I, O]); ``levers`` are those that it may touch now.
    """

    name: str
    kind: str
    party: str
    round: int
    view: View
    text: Array | None = None
    drafter: int = -1
    draw: float = 0.5
    levers: tuple[int, ...] = ()
    pact: int = -1
    may: Array | None = None
    may_counter: bool = False


@dataclass(frozen=True)
class Said:
    """What a seat decided: the question that it answers, and what it does."""

    party: str
    question: str
    do: str
    terms: tuple[int, ...] | None = None
    levers: tuple[str, ...] = ()
    policy: str | None = None
    rest: bool = False
    stances: tuple[tuple[str, bool], ...] = ()

    @property
    def round(self) -> int:
        """The round in which it was asked."""
        return int(self.question.partition(".")[0])

    def plain(self) -> dict[str, Any]:
        """Give it as plain data, to be kept; what says nothing is left out."""
        told: dict[str, Any] = {"party": self.party, "question": self.question, "do": self.do}
        if self.terms is not None:
            told["terms"] = list(self.terms)
        if self.levers:
            told["levers"] = list(self.levers)
        if self.policy is not None:
            told["policy"] = self.policy
        if self.rest:
            told["rest"] = True
        if self.stances:
            told["stances"] = dict(self.stances)
        return told


@dataclass
class Log:
    """All that was decided in a talk, in order: with the seed it is the whole of its state.

    A talk that is built again has all of it from the start; so what holds in a round is read from
    what was said up to that round alone.
    """

    said: list[Said] = field(default_factory=list)

    def of(self, party: str, question: str) -> Said | None:
        """Find what a party said to a question."""
        return next(
            (s for s in reversed(self.said) if (s.party, s.question) == (party, question)), None
        )

    def resting(self, party: str, number: int) -> Said | None:
        """Say whether a party wished, before a round, to hear of no levers till a text."""
        for said in reversed(self.said):
            if said.party == party and said.round < number:
                if said.question.split(".")[1] in (ANSWER, DRAFT):
                    return None
                if said.rest:
                    return said
        return None

    def stance(self, party: str, pact: str, number: int) -> str | None:
        """Find where a party stands on an agreement in a round: what it said last holds."""
        for said in reversed(self.said):
            if said.party != party or said.round > number:
                continue
            for name, yes in said.stances:
                if name == pact:
                    return "join" if yes else "decline"
            if said.question.endswith(f".{JOIN}.{pact}"):
                return said.do
        return None

    def walked(self, party: str, number: int) -> Said | None:
        """Say whether, and at which question, a party had walked out by a round."""
        walks = (s for s in self.said if s.party == party and s.do == "walk")
        return next((s for s in walks if s.round <= number), None)


def read(given: Mapping[str, Any], question: Question, setting: Setting) -> Said:
    """Read a decision from plain data, and check that it answers the question.

    Parameters
    ----------
    given
        ``do``, and with it ``terms`` (an option by issue), ``levers`` (names), ``policy``,
        ``rest`` (no more about levers before the next text), ``stances`` (agreement: join or not).

    Raises
    ------
    InputError
        In one sentence, if it says what can't be said here.
    """
    do = given.get("do")
    known = (*DOINGS[question.kind], *ALWAYS)
    if not isinstance(do, str) or do not in known:
        raise InputError("do", f"{_short(do)} answers nothing here", f"write {_either(known)}")
    rest = given.get("rest", False)
    if not isinstance(rest, bool):
        raise InputError("rest", f"{_short(rest)} is neither true nor false", "write true or false")
    terms = None
    if do == "table" or (do == "refuse" and given.get("terms") is not None):
        if do == "refuse" and not question.may_counter:
            wrong, right = "no reply may be tabled in these talks", "refuse without terms"
            raise InputError("terms", wrong, right)
        terms = _terms(given.get("terms"), question, setting)
    levers = _levers(given.get("levers", []), question, setting) if do == "levers" else ()
    stances = _stances(given.get("stances", {}), setting)
    policy = None
    if do == "leave":
        policy = given.get("policy")
        if policy not in setting.policies:
            right = f"write {_either(setting.policies)}"
            raise InputError("policy", f"{_short(policy)} is no way to leave", right)
    return Said(question.party, question.name, do, terms, levers, policy, rest, stances)


def _terms(given: Any, question: Question, setting: Setting) -> tuple[int, ...]:
    if not isinstance(given, Mapping):
        raise InputError("terms", f"{_short(given)} is no text", "give an option for each issue")
    unknown = [name for name in given if name not in setting.issues]
    if unknown:
        known = ", ".join(setting.issues)
        raise InputError("terms", f"there is no issue {_short(unknown[0])}", f"known: {known}")
    chosen = []
    assert question.may is not None
    for place, issue in enumerate(setting.issues):
        options, option = setting.options[place], given.get(issue)
        if option not in options:
            wrong = f"{_short(option)} is no option" if issue in given else "nothing is said"
            raise InputError(f"terms.{issue}", wrong, f"write {_either(options)}")
        number = options.index(option)
        if not question.may[place, number]:
            allowed = [o for n, o in enumerate(options) if question.may[place, n]]
            right = f"write {_either(allowed)}"
            raise InputError(f"terms.{issue}", f"{option!r} can't be tabled now", right)
        chosen.append(number)
    return tuple(chosen)


def _levers(given: Any, question: Question, setting: Setting) -> tuple[str, ...]:
    if not isinstance(given, list | tuple):
        raise InputError("levers", f"{_short(given)} is no list", "give a list of names")
    known = [setting.levers[lever] for lever in question.levers]
    for name in given:
        if not isinstance(name, str) or name not in known:
            raise InputError("levers", f"{_short(name)} can't be touched now", f"{_either(known)}")
    return tuple(dict.fromkeys(given))


def _stances(given: Any, setting: Setting) -> tuple[tuple[str, bool], ...]:
    if not isinstance(given, Mapping):
        raise InputError("stances", f"{_short(given)} is no table", "give agreement: true or false")
    for name, yes in given.items():
        if name not in setting.pacts:
            known = _either(setting.pacts)
            raise InputError("stances", f"there is no agreement {_short(name)}", f"known: {known}")
        if not isinstance(yes, bool):
            raise InputError(f"stances.{name}", f"{_short(yes)} is neither", "write true or false")
    return tuple(given.items())


def text_of(terms: tuple[int, ...]) -> Array:
    """Give a text as the rules read it. int[I]."""
    return np.array(terms, dtype=np.int64)


def _either(names: Any) -> str:
    words = [repr(name) for name in names]
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _short(thing: Any) -> str:
    """Show what was given, however long it is, in a few signs."""
    words = repr(thing)
    return words if len(words) <= 40 else f"{words[:36]} ..."
