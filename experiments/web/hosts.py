"""Under what name a request may come: this machine's own.

A page of another host whose name is made to point here (DNS rebinding) could otherwise do all that
the lecturer's own page may. An address in figures is nobody else's name.
"""

import ipaddress
import socket

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

KNOWN = {"localhost", "testserver"}  # the second is what Starlette's test client calls itself


class OwnName:
    """Refuses what is asked of a name that is not this machine's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        own = socket.gethostname().lower()
        self.names = KNOWN | {own, f"{own}.local", own.partition(".")[0]}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say why not."""
        if scope["type"] == "http":
            named = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
            if not self._is_own(named):
                words = "This server is found by its address or by this machine's name alone."
                await JSONResponse({"error": words}, 421)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _is_own(self, named: str) -> bool:
        name = named.lower()
        if name.startswith("["):
            name = name[1:].partition("]")[0]
        elif name.count(":") == 1:
            name = name.partition(":")[0]
        try:
            ipaddress.ip_address(name)
        except ValueError:
            name = name.rstrip(".")
            return name in self.names or name.endswith(".localhost")  # kept for this: RFC 6761
        return True
