"""What is refused in levers, side tracks and ways to leave, and how it is said."""

from pathlib import Path
from typing import Any

import pytest

from tests.limits.worlds import example, number
from tests.reading.files import broken, put

LEVER = {"kind": "sanctions", "on": "A", "text": "more sanctions"}
TRACK = {"name": "talks", "participants": ["A", "D"]}
PACT = {"text": "a truce", "flows": {}}
LEVERAGE = {
    "every": number(4, "rounds"), "precision": number(300, "1/utility"),
    "foresight": number(12, "rounds"),
}  # fmt: skip


def armed(tree: dict[str, Any]) -> None:
    """Give the example a sound lever and a sound track first."""
    tree["leverage"] = LEVERAGE
    tree["actors"]["M"]["levers"] = {"press": dict(LEVER)}
    tree["tracks"] = {"side": TRACK | {"agreements": {"truce": dict(PACT)}}}


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("actors.M.levers.press.on", "X",
         "actors.M.levers.press.on: there is no actor 'X'; known: A, D, M, E"),
        ("actors.M.levers.press.on", 3,
         "actors.M.levers.press.on: 3 is not a text; put it in quotes, such as \"a\""),
        ("actors.M.levers.press.felt_by", ["A", "Y"],
         "actors.M.levers.press.felt_by: there is no actor 'Y'; known: A, D, M, E"),
        ("actors.D.levers", {"press": dict(LEVER)},
         "actors.M.levers.press: D has a lever of that name too; give it another name"),
        ("actors.D.levers", {"last": LEVER | {"kind": "ultimatum"}},
         "actors.D.levers.last: only the mediator can put an ultimatum; move it to its profile"),
        ("actors.M.levers.press", {"kind": "raid", "text": "a raid"},
         "actors.M.levers.press.on: a lever of kind 'raid' needs a target; name an actor"),
        ("issues.LAND.options.b.needs_lever", "pres",
         "issues.LAND.options.b.needs_lever: there is no lever 'pres'; did you mean 'press'? "
         "known: press"),
        ("tracks.side.participants", ["A", "X"],
         "tracks.side.participants: there is no actor 'X'; known: A, D, M, E"),
        ("tracks.side.agenda", ["LANDS"],
         "tracks.side.agenda: there is no issue 'LANDS'; did you mean 'LAND'? "
         "known: LAND, ARMS, PACT"),
        ("tracks.other", {"name": "x", "participants": ["A", "M"], "agenda": ["LAND"]},
         "tracks.other.agenda: only the belligerents bargain over issues on their own; "
         "name these two, or give agreements"),
        ("tracks.other", TRACK | {"agreements": {"truce": dict(PACT)}},
         "tracks.other.agreements.truce: side has an agreement of that name; give another name"),
        ("tracks.side.agreements.truce.after", "peace",
         "tracks.side.agreements.truce.after: there is no agreement 'peace'; known: truce"),
        ("tracks.side.agreements.truce.rival", "truc",
         "tracks.side.agreements.truce.rival: there is no agreement 'truc'; "
         "did you mean 'truce'? known: truce"),
        ("tracks.side.agreements.truce.reluctance", {"M": number(0.1, "utility")},
         "tracks.side.agreements.truce.reluctance: there is no actor 'M'; known: A, D"),
        ("talks.gate", "missions", "talks.gate: there is no agreement 'missions'; known: truce"),
    ],
)  # fmt: skip
def test_messages(tmp_path: Path, place: str, value: Any, message: str) -> None:
    def change(tree: dict[str, Any]) -> None:
        armed(tree)
        put(tree, place, value)

    assert broken(tmp_path, example(), change) == f"world.toml: {message}"


def test_levers_need_to_know_how_they_are_decided_on(tmp_path: Path) -> None:
    def change(tree: dict[str, Any]) -> None:
        armed(tree)
        del tree["leverage"]

    assert broken(tmp_path, example(), change) == (
        "world.toml: leverage: it is missing, and there are levers; say how they are decided on"
    )
