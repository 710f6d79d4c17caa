"""The screen of a researcher over the web: a table of addresses, and what each does.

=================================  =====  ========================================================
address under ``/api/research``           what it does (who may)
=================================  =====  ========================================================
``/offer``                         GET    ``?name=&lens=``: limits and measures; ``here`` (anybody)
``/screen``                        POST   settings and ``pin``: the study of a screen (anybody)
``/study``                         POST   settings, ``vary``, ``runs``: a sweep's study (anybody)
``/sweeps``                        POST   the same: plays it (from this machine alone)
``/sweeps/{id}``                   GET    how far it is, and what it found (this machine)
``/sweeps/{id}/cancel``            POST   ends it (this machine)
``/sweeps/{id}/rows.csv``          GET    its rows (this machine)
``/sweeps/{id}/all.zip``           GET    study, rows and what made them (this machine)
=================================  =====  ========================================================

Settings are those of ``experiments.classroom.routes``. A refusal is ``{"error": "a sentence"}``.
"""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from experiments.classroom.research import wanted
from experiments.classroom.research.found import as_zip, measures_shown, rows_csv
from experiments.classroom.research.screen import read_screen, screen_study
from experiments.classroom.research.sweeps import DONE, Sweep, Sweeps
from experiments.classroom.settings import scenario_with
from experiments.web import asked
from experiments.web.refusing import Refused
from experiments.web.replying import told
from sim.reading import FLAGSHIP

ELSEWHERE = "Sweeps are played on the lecturer's machine; run the study on your own instead."


class Research:
    """The addresses of the researcher's screen, and its sweeps."""

    def __init__(self) -> None:
        self.sweeps = Sweeps()

    async def offer(self, request: Request) -> Response:
        """Say what may be asked for."""
        query = request.query_params
        name, lens = query.get("name", FLAGSHIP), query.get("lens") or None
        scenario = await asyncio.to_thread(scenario_with, name, lens)
        return JSONResponse({
            "values": [wanted.FEWEST_VALUES, wanted.MOST_VALUES],
            "talks": [wanted.FEWEST_TALKS, wanted.MOST_TALKS],
            "usual_talks": wanted.USUAL_TALKS, "most": wanted.MOST, "numbers": wanted.NUMBERS,
            "measures": measures_shown(scenario), "here": asked.from_here(request),
        })  # fmt: skip

    async def screen(self, request: Request) -> Response:
        """Write the study of a screen."""
        given = await asked.body(request)

        def answer() -> dict[str, Any]:
            return screen_study(*read_screen(given)).shown()

        return JSONResponse(await asyncio.to_thread(answer))

    async def study(self, request: Request) -> Response:
        """Write the study of a sweep."""
        given = await asked.body(request)
        return JSONResponse((await asyncio.to_thread(wanted.read_wanted, given)).shown())

    async def start(self, request: Request) -> Response:
        """Start a sweep."""
        _only_here(request)
        given = await asked.body(request)
        sweep = await asyncio.to_thread(self.sweeps.start, lambda: wanted.read_wanted(given))
        return JSONResponse(sweep.shown(), 201)

    async def look(self, request: Request) -> Response:
        """Say how far a sweep is."""
        return JSONResponse(self._sweep(request).shown(), headers={"cache-control": "no-store"})

    async def cancel(self, request: Request) -> Response:
        """End a sweep; it ends with the talks at hand."""
        sweep = self._sweep(request)
        await asked.body(request)
        sweep.unwanted.set()
        return JSONResponse(sweep.shown())

    async def rows(self, request: Request) -> Response:
        """Give the rows of a sweep as CSV."""
        sweep = self._done(request)
        text = await asyncio.to_thread(rows_csv, sweep.results)
        return _file(text, "text/csv; charset=utf-8", f"{_name(sweep)}-rows.csv")

    async def whole(self, request: Request) -> Response:
        """Give all of a sweep as a zip."""
        sweep = self._done(request)
        text, name = sweep.wanted.written.text, sweep.wanted.written.study.name
        packed = await asyncio.to_thread(as_zip, sweep.results, text, name)
        return _file(packed, "application/zip", f"{_name(sweep)}.zip")

    def _sweep(self, request: Request) -> Sweep:
        _only_here(request)
        return self.sweeps.find(request.path_params["id"])

    def _done(self, request: Request) -> Sweep:
        sweep = self._sweep(request)
        if sweep.state != DONE:
            raise Refused(409, "This sweep isn't done; there is nothing to be had of it yet.")
        return sweep

    def routes(self) -> list[BaseRoute]:
        """List the addresses."""
        table: list[tuple[str, Any, str]] = [
            ("/offer", self.offer, "GET"),
            ("/screen", self.screen, "POST"),
            ("/study", self.study, "POST"),
            ("/sweeps", self.start, "POST"),
            ("/sweeps/{id}", self.look, "GET"),
            ("/sweeps/{id}/cancel", self.cancel, "POST"),
            ("/sweeps/{id}/rows.csv", self.rows, "GET"),
            ("/sweeps/{id}/all.zip", self.whole, "GET"),
        ]
        return [Route(f"/api/research{at}", told(do), methods=[how]) for at, do, how in table]


def _only_here(request: Request) -> None:
    if not asked.from_here(request):
        raise Refused(403, ELSEWHERE)


def _name(sweep: Sweep) -> str:
    """Name what is taken out of a sweep, so that no copy of it is without its caution."""
    return f"{sweep.wanted.written.study.name}-model-not-forecast"


def _file(content: str | bytes, kind: str, name: str) -> Response:
    head = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type=kind, headers=head)
