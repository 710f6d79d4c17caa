"""The command that lets one hold a party's seat in the terminal."""

import json
import sys
from pathlib import Path
from typing import Any

from rich.text import Text

from experiments.command.screen import out, parse_settings
from experiments.command.seat_screen import (
    show_brief,
    show_draft,
    show_news,
    show_question,
    show_score,
    walk_away_words,
)
from experiments.running.parts import place
from experiments.seats import Talk
from experiments.seats.advice import would_do
from experiments.seats.hints import hint
from experiments.seats.picture import picture, worth_to
from experiments.seats.scores import alone_beside, score
from experiments.sides import usual_seat
from experiments.simulation import check_count
from sim.errors import InputError
from sim.reading import load_scenario, with_lens, with_values

KEYS = {
    "answer": "a accept, r refuse, c counter-offer, w walk out",
    "draft": "c put a text together, n table nothing, w walk out",
    "levers": "numbers of the levers to touch, Enter for none, s none until the next text",
    "join": "y join, n stay out (your word stands), w walk out",
    "part": "a number to leave so, n stay",
}
ALWAYS = "b brief, h hint, d what would the agent do, g let the agent decide, ? this help"


class BrokenOff(Exception):
    """The input has come to its end before the talk."""


def play(
    name: str, party: str | None, seed: int, replicate: int, lens: str | None,
    settings: list[str] | None, go_on: Path | None,
) -> None:  # fmt: skip
    """Hold a seat until the talk is over, or the input is."""
    check_count("--seed", seed, 0)
    check_count("--replicate", replicate, 0)
    given: dict[str, Any] = {
        "scenario": name, "party": party, "seed": seed, "replicate": replicate, "lens": lens,
        "overrides": parse_settings(settings), "talk": None, "hints": 0, "advice": 0,
    }  # fmt: skip
    if go_on is not None:
        given = _read(go_on)
    seat = Seat(given, go_on)
    try:
        seat.play()
    except (BrokenOff, KeyboardInterrupt) as stopped:
        path = seat.save()
        sys.stderr.write(f"batna: broken off; go on with: batna play --go-on {path}\n")
        if isinstance(stopped, KeyboardInterrupt):
            raise


def _read(path: Path) -> dict[str, Any]:
    """Read a talk that was broken off."""
    right = "give a file that batna play wrote"
    try:
        given = json.loads(path.read_text())
    except OSError as error:
        raise InputError(str(path), "can't be read", right) from error
    except ValueError as error:
        raise InputError(str(path), "is no JSON", right) from error
    needed = {
        "scenario": str, "party": str, "seed": int, "replicate": int, "overrides": dict,
        "talk": dict, "hints": int, "advice": int,
    }  # fmt: skip
    for key, kind in needed.items():
        if not isinstance(given, dict) or not isinstance(given.get(key), kind):
            raise InputError(str(path), f"holds no usable {key!r}", right)
    return {"lens": None, **given}


class Seat:
    """One person at the terminal, in one talk."""

    def __init__(self, given: dict[str, Any], path: Path | None) -> None:
        scenario = load_scenario(given["scenario"])
        if given["lens"] is not None:
            scenario = with_lens(scenario, given["lens"], "--lens")
        self.scenario = with_values(scenario, given["overrides"], "--set")
        given["party"] = given["party"] or usual_seat(self.scenario)
        known = {party.casefold(): party for party in self.scenario.actors}
        if given["party"].casefold() not in known:
            listed = ", ".join(known.values())
            raise InputError("--as", f"there is no party {given['party']!r}", f"known: {listed}")
        self.party = known[given["party"].casefold()]
        self.given, self.path = given, path
        self.talk = Talk(
            self.scenario, [self.party], given["seed"], given["replicate"], given["talk"]
        )
        self.told = 0

    def save(self) -> Path:
        """Set the talk down, so that it can be gone on with: whole, or not at all."""
        made = f"{Path(self.given['scenario']).stem}-{self.party}-{self.given['seed']}"
        path = self.path or Path("results") / f"talk-{made}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        place(path, json.dumps(self.given | {"talk": self.talk.saved()}, indent=1).encode())
        return path

    def play(self) -> None:
        """Ask and play on until the talk is over."""
        show_brief(out(), picture(self.talk, self.party))
        out().print(Text(f"At any question: {ALWAYS}. Ctrl-D breaks off.", style="dim"))
        while not self.talk.over:
            seen = picture(self.talk, self.party)
            show_news(out(), seen, self.told)
            self.told = len(seen["history"])
            show_question(out(), self.scenario, seen)
            self.decide(seen)
        seen = picture(self.talk, self.party)
        show_news(out(), seen, self.told)
        alone = alone_beside(self.talk)
        sheet = score(self.talk, self.party, alone, self.given["advice"], self.given["hints"])
        show_score(out(), seen, sheet)

    def decide(self, seen: dict[str, Any]) -> None:
        """Take lines until one of them decides the question."""
        asked = seen["question"]
        while True:
            line = self.line(KEYS[asked["kind"]])
            if self.helped(line, seen):
                continue
            try:
                decision = self.understood(line, asked)
                if decision is not None:
                    self.talk.decide(self.party, asked["question"], decision)
                    return
            except InputError as error:
                out().print(Text(f"{error}. Once more.", style="yellow"))

    def line(self, keys: str) -> str:
        """Read a line; its end is the end of the input."""
        out().print(Text(f"[{keys}] > ", style="cyan"), end="")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            out().print()
            raise BrokenOff
        if not sys.stdin.isatty():
            out().print(line.strip())
        return line.strip()

    def helped(self, line: str, seen: dict[str, Any]) -> bool:
        """Do what is always possible, and say whether the line asked for that."""
        asked = self.talk.open[self.party]
        if line == "b":
            show_brief(out(), seen)
        elif line == "h":
            self.given["hints"] += 1
            out().print(Text(hint(self.talk, self.party)))
        elif line == "d":
            self.given["advice"] += 1
            out().print(Text(would_do(self.scenario, self.talk.setting, asked)["words"]))
        elif line == "?":
            out().print(Text(f"{KEYS[asked.kind]}; {ALWAYS}. {walk_away_words(seen)}"))
        else:
            return False
        return True

    def understood(self, line: str, asked: dict[str, Any]) -> dict[str, Any] | None:
        """Turn a line into a decision; None where a text was begun and dropped."""
        kind = asked["kind"]
        if line in ("g", "w"):
            return {"do": "agent" if line == "g" else "walk"}
        words = {
            "answer": {"a": "accept", "r": "refuse"}, "draft": {"n": "pass"},
            "join": {"y": "join", "n": "decline"}, "part": {"n": "stay"},
        }.get(kind, {})  # fmt: skip
        if line in words:
            return {"do": words[line]}
        if kind in ("answer", "draft") and line == "c":
            if kind == "answer" and not asked["may_counter"]:
                raise InputError("c", "no reply may be tabled here", "write a or r")
            terms = self.terms(asked)
            return terms and {"do": "refuse" if kind == "answer" else "table", "terms": terms}
        if kind == "levers":
            return self.levers(line, asked)
        if kind == "part":
            names = list(asked["policies"])
            return {"do": "leave", "policy": names[_number(line, len(names)) - 1]}
        raise InputError(repr(line), "is no answer here", KEYS[kind])

    def levers(self, line: str, asked: dict[str, Any]) -> dict[str, Any]:
        """Read which levers to touch."""
        if line == "s":
            return {"do": "levers", "levers": [], "rest": True}
        numbers = [_number(word, len(asked["levers"])) for word in line.split()]
        return {"do": "levers", "levers": [asked["levers"][n - 1]["lever"] for n in numbers]}

    def terms(self, asked: dict[str, Any]) -> dict[str, str] | None:
        """Put a text together, an option at a time, its worth beside it."""
        terms = dict(asked["start"])
        issues = list(terms)
        while True:
            show_draft(out(), self.scenario, asked, terms, worth_to(self.talk, self.party, terms))
            line = self.line("issue and option, such as 1 2; Enter tables it; x drops it")
            if line in ("", "x"):
                return terms if line == "" else None
            try:
                words = line.split()
                if len(words) != 2:
                    raise InputError(repr(line), "is no change", "write two numbers, such as 1 2")
                issue = issues[_number(words[0], len(issues)) - 1]
                may = asked["may"][issue]
                terms[issue] = may[_number(words[1], len(may)) - 1]
            except InputError as error:
                out().print(Text(f"{error}.", style="yellow"))


def _number(word: str, most: int) -> int:
    """Read a number from 1 to ``most``."""
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= most):
        raise InputError(repr(word), "is no number of the list", f"write 1 to {most}")
    return int(word)
