"""What agents alone come to: worked out in a process of its own, so that no class has to wait.

Compiling and running hundreds of talks would hold up every move that is made meanwhile.
"""

import asyncio
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

Key = tuple[Any, ...]


def _begin(server: int) -> None:
    """Give way to the server, and end with it, however that ends."""
    if hasattr(os, "nice"):
        os.nice(10)

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
        self.worker: ProcessPoolExecutor | None = None

    async def of(self, function: Callable[..., Any], *given: Any) -> Any:
        """Give what a function makes of what is given; asked twice, it is worked out once."""
        key = (function.__qualname__, *given)
        if key not in self.found:
            if self.worker is None:
                spawned = multiprocessing.get_context("spawn")
                self.worker = ProcessPoolExecutor(
                    1, mp_context=spawned, initializer=_begin, initargs=(os.getpid(),)
                )
            while len(self.found) >= self.kept:
                del self.found[next(iter(self.found))]
            loop = asyncio.get_running_loop()
            self.found[key] = loop.run_in_executor(self.worker, function, *given)
        try:
            return await asyncio.shield(self.found[key])
        except Exception:
            self.found.pop(key, None)
            raise

    def close(self) -> None:
        """End the worker; what it is at is dropped."""
        if self.worker is not None:
            self.worker.shutdown(wait=False, cancel_futures=True)
            self.worker = None
