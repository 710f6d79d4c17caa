"""Minds that fail in every way, and functions that do: for workers to import."""

import os
import signal
import time
from typing import Any

from agents import Delegate

RAISES, KILLS, HANGS = 1, 4, 6  # replicates


class Raiser(Delegate):
    """Raises in one replicate."""

    def answer(self, *given: Any) -> Any:
        if self.model.made.replicate == RAISES:
            raise ValueError("no answer\nto this")
        return super().answer(*given)


class Worst(Raiser):
    """Takes its process along in another, and never answers in a third."""

    def answer(self, *given: Any) -> Any:
        if self.model.made.replicate == KILLS:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.model.made.replicate == HANGS:
            time.sleep(3600)
        return super().answer(*given)


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
