"""Rooms on the disk: plan, teams and decisions, from which the talks are played again."""

import json
from pathlib import Path
from typing import Any

from experiments.rooms.naming import CODE_LENGTH, LETTERS
from experiments.rooms.plan import read_plan
from experiments.rooms.room import Room
from experiments.rooms.team import Team
from experiments.running.parts import place
from experiments.web.refusing import Refused
from sim.errors import InputError

FORMAT = 1


def plain(room: Room) -> dict[str, Any]:
    """Give all of a room that a restart must not lose."""
    return {
        "format": FORMAT,
        "code": room.code,
        "host": room.host,
        "plan": room.plan.plain(),
        "phase": room.phase,
        "paused": room.paused,
        "time": room.time,
        "news": room.news,
        "teams": [team.plain() for team in room.teams.values()],
        "talks": [talk.saved() | {"people": list(talk.people)} for talk in room.talks],
    }


def keep(folder: Path, room: Room) -> None:
    """Write a room down; a reader finds the old state or the new one, never half of it.

    The file holds the tokens of the seats, so that only its owner may read it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place(folder / f"{room.code}.json", json.dumps(plain(room)).encode(), mode=0o600)


def read_rooms(folder: Path) -> tuple[dict[str, Room], list[InputError]]:
    """Read all rooms of a folder; one that can't be read is left as it is, and told of."""
    rooms, broken = {}, []
    for path in sorted(folder.glob("*.json")):
        try:
            room = read_room(path)
            rooms[room.code] = room
        except InputError as error:
            broken.append(error)
    return rooms, broken


def read_room(path: Path) -> Room:
    """Read a room, and play its talks up to where they stood.

    Raises
    ------
    InputError
        If the file is no room's.
    """
    right = "delete it, or put back the file that was written"
    try:
        given = json.loads(path.read_text())
        if given["format"] != FORMAT:
            raise InputError(str(path), f"is of format {given['format']!r}", f"read is {FORMAT}")
        code = given["code"]
        if code != path.stem or len(code) != CODE_LENGTH or set(code) - set(LETTERS):
            raise InputError(str(path), "is named otherwise than its room", right)
        room = Room(code, given["host"], read_plan(given["plan"]))
        room.phase, room.paused = given["phase"], given["paused"]
        room.time, room.news = float(given["time"]), list(given["news"])
        for one in given["teams"]:
            team = Team(**one)
            team.seen = room.time
            room.teams[team.token] = team
        for number, saved in enumerate(given["talks"]):
            room.talks.append(room.plan.talk(saved["people"], number, saved))
        room.put_questions()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, Refused) as error:
        raise InputError(str(path), f"is no room ({error})", right) from error
    return room
