"""Handlers of requests, and what becomes of their refusals."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from experiments.web.refusing import Refused
from sim.errors import InputError

Handler = Callable[[Request], Awaitable[Response]]


def told(handler: Handler) -> Handler:
    """Turn a refusal into a reply that says why."""

    async def handled(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refused:
            return JSONResponse({"error": refused.words}, refused.status)
        except InputError as error:
            return JSONResponse({"error": f"{str(error)[:400]}."}, 400)

    return handled
