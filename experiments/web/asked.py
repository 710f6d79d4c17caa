"""What comes over the web, before anything is done with it: bodies, tokens, addresses."""

import json
from typing import Any

from starlette.requests import Request

from experiments.web.refusing import Refused

MOST_BYTES = 16_384
LOOPBACK = ("127.0.0.1", "::1", "localhost", "testclient")


async def body(request: Request) -> dict[str, Any]:
    """Read a JSON object from a request.

    Raises
    ------
    Refused
        If it isn't said to be JSON (which pages of other hosts can't say unasked), is too large,
        or is no object.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "Send JSON, with the content type application/json.")
    raw = bytearray()
    async for piece in request.stream():
        raw += piece
        if len(raw) > MOST_BYTES:
            raise Refused(413, f"That is too large: {MOST_BYTES} bytes are the most.")
    try:
        given = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "That is no JSON.") from error
    if not isinstance(given, dict):
        raise Refused(400, "Send a JSON object.")
    return given


def _no_number(name: str) -> float:
    raise ValueError(name)


def token(request: Request) -> str:
    """Read the bearer's token."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not value.strip():
        raise Refused(401, "Say who you are: join the room by its code.")
    return value.strip()


def address(request: Request) -> str:
    """Give the address that a request came from."""
    return request.client.host if request.client is not None else "unknown"


def from_here(request: Request) -> bool:
    """Say whether a request came from the machine that the server runs on."""
    return address(request) in LOOPBACK
