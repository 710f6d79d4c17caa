"""Functions for workers to call: some die, some hang, some complain. Light to import."""

import importlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any


def double(number: int) -> int:
    print("words that a function may say")
    return 2 * number


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave(status: int) -> None:
    os._exit(status)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def complain(words: str) -> None:
    raise ValueError(words)


class Unpicklable(Exception):
    def __reduce__(self) -> Any:
        raise TypeError("not me")


def complain_oddly(words: str) -> None:
    raise Unpicklable(words)


def process_id() -> int:
    return os.getpid()


def loaded() -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}


def threads_of_numpy() -> int:
    """Count the threads that numpy starts when it is loaded."""
    tasks = Path("/proc/self/task")
    before = len(list(tasks.iterdir()))
    importlib.import_module("numpy")
    return len(list(tasks.iterdir())) - before
