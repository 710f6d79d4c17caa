"""What agents alone come to: worked out in a process of its own, so that no class has to wait.

Compiling and running hundreds of talks would hold up every move that is made meanwhile.
"""

import asyncio
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from multiprocessing.pool import Pool
from typing import Any

Key = tuple[Any, ...]


def _begin(server: int) -> None:
    """Give way to the server, and end with it, however that ends."""
    if hasattr(os, "nice"):
        os.nice(3)

    def watch() -> None:
        while os.getppid() == server:
            time.sleep(1.0)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


class Reckoning:
    """One worker process, and what it has found; only so much is kept."""

    def __init__(self, kept: int = 64) -> None:
        self.kept = kept
        self.found: dict[Key, asyncio.Future[Any]] = {}
        self.pool: Pool | None = None

    async def of(self, function: Callable[..., Any], *given: Any) -> Any:
        """Give what a function makes of what is given; asked twice, it is worked out once."""
        key = (function.__qualname__, *given)
        if key not in self.found:
            while len(self.found) >= self.kept:
                del self.found[next(iter(self.found))]
            self.found[key] = self._begun(function, given)
        try:
            return await asyncio.shield(self.found[key])
        except Exception:
            self.found.pop(key, None)
            raise

    def _begun(self, function: Callable[..., Any], given: Key) -> "asyncio.Future[Any]":
        if self.pool is None:
            spawned = multiprocessing.get_context("spawn")
            self.pool = spawned.Pool(1, initializer=_begin, initargs=(os.getpid(),))
        loop = asyncio.get_running_loop()
        future = loop.create_future()

        def settle(done: Callable[[Any], None], result: Any) -> None:
            if not future.done():
                done(result)

        def tell(done: Callable[[Any], None]) -> Callable[[Any], object]:
            return lambda result: loop.call_soon_threadsafe(settle, done, result)

        self.pool.apply_async(
            function, given, callback=tell(future.set_result),
            error_callback=tell(future.set_exception),
        )  # fmt: skip
        return future

    def close(self) -> None:
        """End the worker; what it is at is dropped."""
        if self.pool is not None:
            self.pool.terminate()
            self.pool = None
