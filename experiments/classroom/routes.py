"""Live and One talk over the web: a table of addresses, what each does, how refusals are told.

=======================  =====  ==================================================================
address                         what it does
=======================  =====  ==================================================================
``/api/live/scenarios``  GET    ``?neutral=``: the built-in scenarios and their lenses
``/api/live/scenario``   GET    ``?name=&lens=&neutral=``: parties, sliders, numbers with grounds
``/api/live/talks``      POST   settings and ``runs``: what so many talks come to
``/api/live/talk``       POST   settings and ``kind`` or ``replicate``: one talk, step by step
``/api/live/beside``     POST   settings, ``replicate``, ``without``: the same luck, else all alike
``/api/live/ready``      GET    whether the kernel has been compiled
=======================  =====  ==================================================================

Settings: ``{"scenario": "ukraine", "lens": null, "set": {"actors.US.aid": 0.5}, "seed": 1}``, all
of them optional; ``"neutral": true`` (in a query ``neutral=1``) tells of Country A, B and so
on. A refusal is ``{"error": "a sentence"}``.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from experiments.classroom.beside import beside
from experiments.classroom.choice_of_talk import KINDS, choose
from experiments.classroom.live import FULL, MOST, PART, Live
from experiments.classroom.numbers import described, scenarios
from experiments.classroom.one_talk import one_talk
from experiments.classroom.settings import Settings, read_settings, read_whole, read_yes
from experiments.web import asked
from experiments.web.refusing import Refused, Tries
from experiments.web.replying import told
from sim.loop import play_many
from sim.reading import FLAGSHIP
from sim.rule import on_disk

STATIC = __file__.removesuffix("routes.py") + "static"
OVERTAKEN = 499  # nobody reads it: the page that asked has gone on
SHARE = 50  # talks that count as one
MOST_A_MINUTE = 6000  # talks for one device of others, since --lan opens Live to a whole class
TOLD = 2  # shares that a talk step by step counts as: it is played by the slower twin


class LiveWeb:
    """The addresses of Live, with one line of talks to be played."""

    def __init__(self) -> None:
        self.live = Live()
        self.turn = asyncio.Lock()
        words = f"{MOST_A_MINUTE:,} talks a minute are the most for one device"
        self.shares = Tries(MOST_A_MINUTE // SHARE, words=words)

    def _count(self, request: Request, shares: int) -> None:
        """Count talks that another machine has played here, and refuse too many."""
        if not asked.from_here(request):
            who, now = asked.address(request), time.monotonic()
            self.shares.check(who, now)
            self.shares.miss(who, now, shares)

    async def scenarios(self, request: Request) -> Response:
        """List scenarios and lenses."""
        listed = await asyncio.to_thread(scenarios, _neutral(request))
        return JSONResponse({"scenarios": listed, "first": FLAGSHIP})

    async def scenario(self, request: Request) -> Response:
        """Describe one scenario under a lens."""
        query = request.query_params
        name, lens = query.get("name", FLAGSHIP), query.get("lens") or None
        return JSONResponse(await asyncio.to_thread(described, name, lens, _neutral(request)))

    async def kernel(self, request: Request) -> Response:
        """Say whether the kernel is compiled: the first talks on a machine wait for it."""
        return JSONResponse({"ready": on_disk(play_many)})

    async def talks(self, request: Request) -> Response:
        """Play talks, and say what they come to."""
        given = await asked.body(request)
        settings = await asyncio.to_thread(_settings, given, ("runs",))
        runs = read_whole(given, "runs", FULL, 10, MOST)
        known = self.live.known(settings, runs)
        if known is None and not await self.played(request, settings, runs):
            return Response(status_code=OVERTAKEN)
        return JSONResponse(known or await asyncio.to_thread(self.live.result, settings, runs))

    async def played(self, request: Request, settings: Settings, runs: int) -> bool:
        """Play what is missing part by part, as long as the page that asked still waits."""
        while self.live.missing(settings, runs):
            async with self.turn:
                if await request.is_disconnected():
                    return False
                self._count(request, -(-min(runs, PART) // SHARE))
                await asyncio.to_thread(self.live.play_part, settings, runs)
        return True

    async def talk(self, request: Request) -> Response:
        """Tell one talk, chosen by its kind or its number, and what came of the same luck else."""
        given = await asked.body(request)
        settings = await asyncio.to_thread(_settings, given, ("kind", "replicate"))
        kind = given.get("kind", KINDS[0])
        if kind not in KINDS:
            raise Refused(400, f"kind: choose one of {', '.join(KINDS)}.")
        if "replicate" in given:
            replicate, chosen = read_whole(given, "replicate", 0, 0, MOST - 1), ""
        else:
            if not await self.played(request, settings, FULL):
                return Response(status_code=OVERTAKEN)
            found = choose(await asyncio.to_thread(self.live.table, settings, FULL), kind)
            if found is None:
                raise Refused(409, "No talk of these settings ends so; choose another kind.")
            replicate, chosen = found
        self._count(request, TOLD)
        async with self.turn:
            shown = await asyncio.to_thread(one_talk, settings, replicate)
        return JSONResponse({**shown, "chosen": chosen})

    async def beside(self, request: Request) -> Response:
        """Tell the talk that the same luck brings with one thing different."""
        given = await asked.body(request)
        settings = await asyncio.to_thread(_settings, given, ("replicate", "without"))
        replicate = read_whole(given, "replicate", 0, 0, MOST - 1)
        name = given.get("without")
        if not isinstance(name, str):
            raise Refused(400, "without: give the name of what is to be different, as a text.")
        self._count(request, 2 * TOLD)
        async with self.turn:
            return JSONResponse(await asyncio.to_thread(beside, settings, replicate, name))

    def routes(self) -> list[BaseRoute]:
        """List the addresses."""
        table: list[tuple[str, Any, str]] = [
            ("/scenarios", self.scenarios, "GET"),
            ("/scenario", self.scenario, "GET"),
            ("/ready", self.kernel, "GET"),
            ("/talks", self.talks, "POST"),
            ("/talk", self.talk, "POST"),
            ("/beside", self.beside, "POST"),
        ]
        routes = [Route(f"/api/live{at}", told(do), methods=[how]) for at, do, how in table]
        return [*routes, Mount("/live", StaticFiles(directory=STATIC))]


def _settings(given: Mapping[str, Any], others: tuple[str, ...]) -> Settings:
    """Read settings, and whether the page is told in neutral names."""
    settings = read_settings(given, (*others, "neutral"))
    return replace(settings, neutral=read_yes(given, "neutral"))


def _neutral(request: Request) -> bool:
    words = request.query_params.get("neutral", "0")
    if words not in ("0", "1"):
        raise Refused(400, "neutral: write 0 or 1.")
    return words == "1"


def routes() -> list[BaseRoute]:
    """Give the addresses of Live and One talk, and their static files under ``/live``."""
    return LiveWeb().routes()
