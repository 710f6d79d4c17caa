"""Open connections of a room: who is to be told when something changes."""

import asyncio
from collections.abc import Iterable

from experiments.web.refusing import Refused

MOST_A_ROOM = 200
MOST = 400


class Wire:
    """One connection: of a team (by its token), or of the lecturer (None)."""

    def __init__(self, token: str | None) -> None:
        self.token = token
        self.bell = asyncio.Event()


class Wires:
    """All connections of a server, by room."""

    def __init__(self) -> None:
        self.by_room: dict[str, set[Wire]] = {}

    def connect(self, code: str, token: str | None) -> Wire:
        """Open a connection, unless there are too many."""
        here = self.by_room.get(code, set())
        if len(here) >= MOST_A_ROOM or sum(map(len, self.by_room.values())) >= MOST:
            raise Refused(429, "There are too many connections; close a page first.")
        wire = Wire(token)
        self.by_room.setdefault(code, set()).add(wire)
        return wire

    def disconnect(self, code: str, wire: Wire) -> None:
        """Forget a connection."""
        here = self.by_room.get(code, set())
        here.discard(wire)
        if not here:
            self.by_room.pop(code, None)

    def ring(self, code: str, tokens: Iterable[str] | None = None) -> None:
        """Tell the lecturer and some teams, or all of them, that something has changed."""
        told = None if tokens is None else set(tokens)
        for wire in self.by_room.get(code, ()):
            if wire.token is None or told is None or wire.token in told:
                wire.bell.set()
