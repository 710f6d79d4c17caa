"""The web app of the rooms: the page, its addresses, what a browser may do with it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from experiments.classroom.research.routes import Research
from experiments.classroom.routes import routes as live_routes
from experiments.rooms.house import House
from experiments.rooms.web import Rooms
from experiments.seats.scores import RUNS
from experiments.web.hosts import OwnName

STATIC = Path(__file__).parent / "static"
HEADERS = {
    b"content-security-policy": b"default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
}


class Guarded:
    """Adds the headers to every reply; as plain ASGI, so that long replies stay streams."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to what comes back."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS.items()]
            await send(message)

        await self.app(scope, receive, sent)


def app_of(
    folder: Path | None, address: str | None = None, ahead: bool = True, runs: int = RUNS
) -> Starlette:
    """Build the app; rooms are kept in a folder, and read from it again at the start.

    Parameters
    ----------
    address
        Where phones find it, with a slash at the end; None: where the lecturer's browser does.
    ahead
        Whether to work out what the debrief needs while the talks go on.
    runs
        How many talks of the agents alone a debrief rests on.
    """
    rooms, research = Rooms(House(folder), address, ahead, runs), Research()

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        clock = asyncio.create_task(rooms.keep_time())
        yield
        clock.cancel()
        rooms.close()
        await asyncio.to_thread(research.sweeps.close)

    async def page(_: object) -> FileResponse:
        return FileResponse(STATIC / "index.html")

    files = Mount("/static", StaticFiles(directory=STATIC))
    app = Starlette(
        routes=[Route("/", page), *live_routes(), *research.routes(), *rooms.routes(), files],
        lifespan=lifespan,
    )
    app.add_middleware(OwnName)
    app.add_middleware(Guarded)
    app.state.rooms, app.state.research = rooms, research
    return app
