"""The rooms over the web: a table of addresses, what each does, and how refusals are told.

==========================================  =====  =============================================
address under ``/api/rooms``                       what it does (who may)
==========================================  =====  =============================================
``/``                                       POST   open a room (from this machine alone)
``/``                                       GET    which rooms there are (this machine alone)
``/{code}``                                 GET    title and phase of a room (anybody)
``/{code}/join``                            POST   take a seat; gives a token (anybody)
``/{code}/seat``                            GET    one's own seat (team)
``/{code}/predict|move|worth|hint|advice``  POST   guess, decide, ask (team)
``/{code}/score``                           GET    one's own score, once the talk is over (team)
``/{code}/host``                            GET    how all stand (lecturer)
``/{code}/host``                            POST   start, pause, inject, end, close … (lecturer)
``/{code}/debrief``, ``/debrief.csv``       GET    what came of it (team or lecturer)
``/{code}/take-home``                       GET    begin the take-home page; how far it is (same)
``/{code}/take-home.html``                  GET    the page, once it is whole (same)
``/{code}/events``                          GET    server-sent events: one's own view at each change
``/{code}/qr.svg``                          GET    the address to join at, as a QR code (anybody)
==========================================  =====  =============================================

Tokens go in the header ``Authorization: Bearer …``. A refusal is ``{"error": "a sentence"}``.
"""

import asyncio
import hmac
import json
import time
from collections.abc import AsyncIterator, Coroutine
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from agents.swift import at_hand, prepare
from experiments.carrying import as_text
from experiments.rooms.debrief import agents_alone, debrief
from experiments.rooms.house import House
from experiments.rooms.naming import shown
from experiments.rooms.reckoning import Reckoning
from experiments.rooms.room import DEBRIEF, Room
from experiments.rooms.sheet import as_csv, qr_code
from experiments.rooms.showing import for_host, for_team
from experiments.rooms.takeaway import Takeaway
from experiments.rooms.team import Team
from experiments.rooms.wires import Wire, Wires
from experiments.seats.advice import would_do
from experiments.seats.hints import hint
from experiments.seats.picture import worth_to
from experiments.seats.scores import RUNS, score
from experiments.web import asked
from experiments.web.refusing import Refused
from experiments.web.replying import Handler, told

TICK = 0.5  # seconds between two looks at the clock
ALIVE = 15.0  # seconds after which a quiet line says that it is there
DOINGS = ("start", "pause", "go_on", "extend", "inject", "end", "close")


class Rooms:
    """The rooms of a house, served: ``routes`` for the app, ``keep_time`` for its lifespan.

    ``address`` is where phones find the page, such as ``http://192.168.1.7:8000/``; None: where the
    lecturer's browser finds it. ``ahead``: work out what the debrief needs while the talks go on;
    ``runs``: how many talks of the agents alone that is.
    """

    def __init__(
        self, house: House, address: str | None = None, ahead: bool = True, runs: int = RUNS
    ) -> None:
        self.ahead, self.runs = ahead, runs
        self.house, self.wires, self.address = house, Wires(), address
        self.tasks: set[asyncio.Task[Any]] = set()
        self.debriefs: dict[str, dict[str, Any]] = {}
        self.takeaways: dict[str, Takeaway] = {}
        self.reckoning = Reckoning()

    def routes(self) -> list[Route]:
        """List the addresses."""
        table: list[tuple[str, Handler, str]] = [
            ("", self.open_room, "POST"), ("", self.all_rooms, "GET"),
            ("/{code}", self.look, "GET"),
            ("/{code}/join", self.join, "POST"), ("/{code}/seat", self.seat, "GET"),
            ("/{code}/predict", self.predict, "POST"), ("/{code}/move", self.move, "POST"),
            ("/{code}/worth", self.worth, "POST"), ("/{code}/hint", self.hint, "POST"),
            ("/{code}/advice", self.advice, "POST"), ("/{code}/score", self.score, "GET"),
            ("/{code}/host", self.host, "GET"), ("/{code}/host", self.command, "POST"),
            ("/{code}/debrief", self.debrief, "GET"), ("/{code}/debrief.csv", self.csv, "GET"),
            ("/{code}/take-home", self.making, "GET"), ("/{code}/take-home.html", self.take, "GET"),
            ("/{code}/events", self.events, "GET"), ("/{code}/qr.svg", self.qr, "GET"),
        ]  # fmt: skip
        return [Route(f"/api/rooms{path}", told(do), methods=[verb]) for path, do, verb in table]

    async def keep_time(self) -> None:
        """Let the rooms' clocks go, for as long as the server runs."""
        if self.ahead and not at_hand():  # talks that begin before it is done take longer
            self._go(self.reckoning.of(prepare))
        last = time.monotonic()
        while True:
            await asyncio.sleep(TICK)
            now = time.monotonic()
            for code, teams in self.house.tick(now - last).items():
                for team in teams:
                    self._ring(self.house.rooms[code], team)
            last = now

    def close(self) -> None:
        """Drop what is being worked out."""
        for task in self.tasks:
            task.cancel()
        self.reckoning.close()

    def _room(self, request: Request) -> Room:
        return self.house.find(request.path_params["code"], asked.address(request))

    def _team(self, request: Request) -> tuple[Room, Team]:
        room = self._room(request)
        return room, room.team(asked.token(request))

    def _is_host(self, request: Request, room: Room) -> bool:
        return hmac.compare_digest(asked.token(request).encode(), room.host.encode())

    def _ring(self, room: Room, team: Team | None = None) -> None:
        """Tell the lecturer, and all at the team's table (or all in the room)."""
        if team is None:
            self.wires.ring(room.code)
        else:
            table = [t.token for t in room.teams.values() if t.talk == team.talk]
            self.wires.ring(room.code, table)

    def _page(self, request: Request) -> str:
        """Give the address of the page on which a seat is taken."""
        return f"{self.address or request.base_url}#/seat"

    async def open_room(self, request: Request) -> Response:
        """Open a room."""
        if not asked.from_here(request):
            raise Refused(403, "Rooms are opened on the lecturer's machine.")
        room = self.house.open_room(await asked.body(request))
        for made in (self.debriefs, self.takeaways):  # of rooms that were closed to make place
            for code in made.keys() - self.house.rooms.keys():
                del made[code]
        return JSONResponse({"code": shown(room.code), "host": room.host}, 201)

    async def all_rooms(self, request: Request) -> Response:
        """List the rooms, so that their lecturer finds back to them; to others none is named."""
        rooms = self.house.newest() if asked.from_here(request) else []
        told = [{"code": shown(room.code), "phase": room.phase} for room in rooms]
        return JSONResponse({"rooms": told})

    async def look(self, request: Request) -> Response:
        """Say what room this is."""
        room = self._room(request)
        title = room.plan.played.title
        return JSONResponse({"code": shown(room.code), "title": title, "phase": room.phase})

    async def join(self, request: Request) -> Response:
        """Seat a team."""
        room, given = self._room(request), await asked.body(request)
        party = given.get("party")
        if party is not None and party not in room.plan.seats:
            raise Refused(400, f"Seats here: {', '.join(room.plan.seats)}.")
        team = room.join(party)
        self.house.keep(room)
        self._ring(room)
        return JSONResponse({"token": team.token, "seat": for_team(room, team)}, 201)

    async def seat(self, request: Request) -> Response:
        """Show a team its seat."""
        return JSONResponse(for_team(*self._team(request)))

    async def predict(self, request: Request) -> Response:
        """Take a prediction."""
        room, team = self._team(request)
        room.predict(team, (await asked.body(request)).get("value"))
        self.house.keep(room)
        self._ring(room, team)
        return JSONResponse(for_team(room, team))

    async def move(self, request: Request) -> Response:
        """Take a decision."""
        room, team = self._team(request)
        given = await asked.body(request)
        room.move(team, given.get("n"), given.get("question"), given)
        self.house.keep(room)
        self._ring(room, team)
        return JSONResponse(for_team(room, team))

    async def worth(self, request: Request) -> Response:
        """Put a number on a text that a team thinks of."""
        room, team = self._team(request)
        given = await asked.body(request)
        _playing(room, team)
        worth = worth_to(room.talks[team.talk], team.party, given.get("terms"))
        return JSONResponse({"worth": worth})

    async def hint(self, request: Request) -> Response:
        """Give a hint, and count it."""
        room, team = self._team(request)
        await asked.body(request)
        _playing(room, team)
        words = hint(room.talks[team.talk], team.party)
        team.hints += 1
        self.house.keep(room)
        return JSONResponse({"words": words, "hints": team.hints})

    async def advice(self, request: Request) -> Response:
        """Say what the team's agent would do, and count it."""
        room, team = self._team(request)
        await asked.body(request)
        _playing(room, team)
        talk = room.talks[team.talk]
        question = talk.open.get(team.party)
        if question is None:
            raise Refused(409, "Nothing is asked of you now.")
        words = would_do(room.plan.played, talk.setting, question)["words"]
        team.advice += 1
        self.house.keep(room)
        return JSONResponse({"words": words, "advice": team.advice})

    async def score(self, request: Request) -> Response:
        """Give a team its own score."""
        room, team = self._team(request)
        _playing(room, team)
        talk = room.talks[team.talk]
        if not talk.over:
            raise Refused(409, "The talk isn't over yet.")
        alone = await self._alone(room)
        return JSONResponse(score(talk, team.party, alone, team.advice, team.hints))

    async def host(self, request: Request) -> Response:
        """Show the lecturer how all stand."""
        room = self._room(request)
        if not self._is_host(request, room):
            raise Refused(403, "That is for the lecturer alone.")
        return JSONResponse(for_host(room, self._page(request)))

    async def command(self, request: Request) -> Response:
        """Do what the lecturer says."""
        room = self._room(request)
        if not self._is_host(request, room):
            raise Refused(403, "That is for the lecturer alone.")
        given = await asked.body(request)
        do = given.get("do")
        if do not in DOINGS:
            raise Refused(400, f"'do' is one of {', '.join(DOINGS)}.")
        if do == "start":
            room.start()
            self._warm_up(room)
        elif do in ("pause", "go_on"):
            room.pause(do == "pause")
        elif do == "extend":
            room.extend(given.get("seconds", 60))
        elif do == "inject":
            room.inject(given.get("name"))
        elif do == "end":
            await self._end(room)
        else:
            return self._close(room)
        self.house.keep(room)
        self._ring(room)
        return JSONResponse(for_host(room, self._page(request)))

    async def _end(self, room: Room) -> None:
        """End the talks one by one, which takes seconds in all; others are served meanwhile."""
        for _ in room.ending():
            self.wires.ring(room.code, ())  # the lecturer sees how many are over
            await asyncio.sleep(0)
        if self.house.rooms.get(room.code) is not room:
            raise Refused(404, "The room has been closed.")

    def _close(self, room: Room) -> Response:
        """Close a room for good, and forget all of it."""
        self.house.close(room.code)
        self.debriefs.pop(room.code, None)
        self.takeaways.pop(room.code, None)
        self._ring(room)
        return JSONResponse({"closed": shown(room.code)})

    def _warm_up(self, room: Room) -> None:
        """Begin to work out what the agents alone would do, so that the debrief is quick."""
        if not self.ahead:
            return
        self._go(self._alone(room))

    def _go(self, work: Coroutine[Any, Any, Any]) -> None:
        """Let work go on in the background."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _debrief(self, request: Request) -> dict[str, Any]:
        room = self._room(request)
        if not self._is_host(request, room):
            room.team(asked.token(request))
        if room.phase != DEBRIEF:
            raise Refused(409, "The debrief opens when the lecturer has ended the talks.")
        if room.code not in self.debriefs:
            self.debriefs[room.code] = debrief(room, await self._alone(room))
        return self.debriefs[room.code]

    async def _alone(self, room: Room) -> dict[str, Any]:
        """Give what agents alone come to in the talks of a room."""
        luck = tuple(sorted({talk.model.made.replicate for talk in room.talks}))
        text = as_text(room.plan.played)
        found: dict[str, Any] = await self.reckoning.of(
            agents_alone, text, room.plan.seed, luck, self.runs
        )
        return found

    async def debrief(self, request: Request) -> Response:
        """Give the debrief."""
        return JSONResponse(await self._debrief(request))

    async def csv(self, request: Request) -> Response:
        """Give the score sheet as a table."""
        head = {"content-disposition": 'attachment; filename="score-sheet.csv"'}
        text = as_csv(await self._debrief(request))
        return Response(text, media_type="text/csv; charset=utf-8", headers=head)

    async def making(self, request: Request) -> Response:
        """Begin the take-home page, and say how far it is."""
        room, debriefed = self._room(request), await self._debrief(request)
        if room.code not in self.takeaways:
            begun = await asyncio.to_thread(Takeaway, room.plan)
            if self.takeaways.setdefault(room.code, begun) is begun:
                self._go(self._make(begun, debriefed))
        page = self.takeaways[room.code]
        if page.fault:
            del self.takeaways[room.code]  # who asks again begins again
            raise Refused(409, "The page could not be made; try once more.")
        return JSONResponse({"done": page.done, "whole": page.whole, "ready": bool(page.text)})

    async def _make(self, page: Takeaway, debriefed: dict[str, Any]) -> None:
        try:
            await page.play(self.reckoning, debriefed)
        except Exception:
            page.fault = True
            raise

    async def take(self, request: Request) -> Response:
        """Give the take-home page."""
        room = self._room(request)
        await self._debrief(request)  # only who may see it
        page = self.takeaways.get(room.code)
        if page is None or page.text is None:
            raise Refused(409, "The page isn't ready yet.")
        head = {"content-disposition": 'attachment; filename="take-home.html"'}
        return Response(page.text, media_type="text/html; charset=utf-8", headers=head)

    async def qr(self, request: Request) -> Response:
        """Draw the address to join at."""
        room = self._room(request)
        url = f"{self._page(request)}?room={shown(room.code)}"
        return Response(qr_code(url), media_type="image/svg+xml")

    async def events(self, request: Request) -> Response:
        """Send a team, or the lecturer, its own view at each change."""
        room = self._room(request)
        team = None if self._is_host(request, room) else room.team(asked.token(request))
        wire = self.wires.connect(room.code, team.token if team is not None else None)
        lines = self._lines(room, team, wire, self._page(request))
        head = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(lines, media_type="text/event-stream", headers=head)

    async def _lines(
        self, room: Room, team: Team | None, wire: Wire, page: str
    ) -> AsyncIterator[str]:
        if team is not None:
            team.lines += 1
            team.away, team.seen = False, room.time
        self._ring(room, team)
        try:
            while True:
                try:
                    await asyncio.wait_for(wire.bell.wait(), ALIVE)
                except TimeoutError:
                    yield ": here\n\n"
                    continue
                wire.bell.clear()
                if self.house.rooms.get(room.code) is not room:
                    return  # it has been closed
                seen = for_host(room, page) if team is None else for_team(room, team)
                yield f"data: {json.dumps(seen)}\n\n"
        finally:
            self.wires.disconnect(room.code, wire)
            if team is not None:
                team.lines -= 1
                team.seen = room.time
            self.wires.ring(room.code, ())


def _playing(room: Room, team: Team) -> None:
    if team.talk >= len(room.talks):
        raise Refused(409, "The talks haven't begun yet.")
