"""What agents alone come to: worked out in a process of its own, so that no class has to wait.

Compiling and running hundreds of talks would hold up every move that is made meanwhile.
"""

import asyncio
import os
from collections.abc import Callable
from typing import Any

from experiments.running.workers import Workers

Key = tuple[Any, ...]


def give_way() -> None:
    """Let the server go first."""
    if hasattr(os, "nice"):
        os.nice(3)


class Reckoning:
    """One worker process, and what it has found; only so much is kept."""

    def __init__(self, kept: int = 64) -> None:
        self.kept = kept
        self.found: dict[Key, asyncio.Future[Any]] = {}
        self.workers: Workers | None = None

    async def of(self, function: Callable[..., Any], *given: Any) -> Any:
        """Give what a function makes of what is given; asked twice, it is worked out once."""
        key = (function.__qualname__, *given)
        if key not in self.found:
            while len(self.found) >= self.kept:
                del self.found[next(iter(self.found))]
            if self.workers is None:
                self.workers = Workers(1, (give_way,))
            self.found[key] = asyncio.wrap_future(self.workers.submit(function, *given))
        try:
            return await asyncio.shield(self.found[key])
        except Exception:
            self.found.pop(key, None)
            raise

    def close(self) -> None:
        """End the worker; what it is at is dropped, and nobody asks why it wasn't done."""
        for asked in self.found.values():
            asked.cancel()
        if self.workers is not None:
            self.workers.shutdown(wait=False, cancel_futures=True)
            self.workers = None
