"""All rooms of a server: opened, found by code, kept on disk, read again at the start."""

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from experiments.rooms.keeping import keep, read_rooms
from experiments.rooms.naming import new_code, new_token, read_code, shown
from experiments.rooms.plan import read_plan
from experiments.rooms.room import Room
from experiments.rooms.team import Team
from experiments.web.refusing import Refused, Tries

MOST_ROOMS = 40
FORGOTTEN = 24 * 3600.0  # seconds after which a room that nobody uses is closed


class House:
    """The rooms of one server.

    Parameters
    ----------
    folder
        Where rooms are kept; None keeps them in memory alone.
    clock
        Seconds that only go forward, for the limits on wrong codes.
    """

    def __init__(self, folder: Path | None = None, clock: Callable[[], float] = time.monotonic):
        self.folder, self.clock = folder, clock
        self.tries = Tries()
        self.rooms: dict[str, Room] = {}
        self.complaints: set[str] = set()
        if folder is not None:
            self.rooms, broken = read_rooms(folder)
            for error in broken:
                sys.stderr.write(f"batna: {error}\n")
        for room in self.rooms.values():
            room.used = clock()

    def open_room(self, given: Mapping[str, Any]) -> Room:
        """Open a room, and let go of those long forgotten.

        Raises
        ------
        Refused, InputError
            If there are too many, or what is asked for can't be played.
        """
        now = self.clock()
        for code in [c for c, room in self.rooms.items() if now - room.used > FORGOTTEN]:
            self.close(code)
        if len(self.rooms) >= MOST_ROOMS:
            raise Refused(429, f"There are {MOST_ROOMS} rooms already; close one first.")
        room = Room(new_code(self.rooms), new_token(), read_plan(given))
        room.used = now
        self.rooms[room.code] = room
        self.keep(room)
        return room

    def close(self, code: str) -> None:
        """Close a room for good."""
        if self.rooms.pop(code, None) is not None and self.folder is not None:
            (self.folder / f"{code}.json").unlink(missing_ok=True)

    def newest(self) -> list[Room]:
        """List the rooms, the one last used first."""
        return sorted(self.rooms.values(), key=lambda room: room.used, reverse=True)

    def find(self, written: str, address: str) -> Room:
        """Find a room by the code that somebody wrote; wrong ones are counted by address."""
        now = self.clock()
        self.tries.check(address, now)
        room = self.rooms.get(read_code(written))
        if room is None:
            self.tries.miss(address, now)
            raise Refused(404, "There is no room of this code.")
        room.used = now
        return room

    def keep(self, room: Room) -> None:
        """Set a room down on the disk, whole or not at all."""
        if self.folder is not None:
            keep(self.folder, room)

    def tick(self, seconds: float) -> dict[str, list[Team]]:
        """Let time pass in all rooms; gives the teams that agents decided for, by room.

        Whatever is wrong with one room, or with the disk, the clocks of all go on; it is told once.
        """
        told = {}
        for code, room in list(self.rooms.items()):
            try:
                played = room.tick(seconds)
                if played:
                    told[code] = played
                    self.keep(room)
            except Exception as error:
                self._complain(f"room {shown(code)}: {type(error).__name__}: {error}")
        return told

    def _complain(self, words: str) -> None:
        if words not in self.complaints:
            self.complaints.add(words)
            sys.stderr.write(f"batna: {words}\n")
