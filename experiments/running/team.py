"""A team: an executor, and what the runner must know of it."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from experiments.running.halt import WorkerLost
from experiments.running.workers import Workers


def _nothing() -> None:
    pass


@dataclass
class Team:
    """An executor and what the runner must know of it.

    Attributes
    ----------
    name
        As the manifest tells it.
    width
        How many jobs it does at once.
    lost
        What a future raises when its worker died.
    end
        Ends the worker that does a future's job; None where this can't be.
    close
        Lets the workers go: called last.
    """

    executor: Executor
    name: str
    width: int
    lost: tuple[type[BaseException], ...] = (WorkerLost,)
    end: Callable[[Future[Any]], None] | None = None
    close: Callable[[], None] = field(default=_nothing)
    far: bool = False

    def allow(self, seconds: float) -> bool:
        """Set how long a job may take; say whether the workers see to it themselves."""
        if isinstance(self.executor, Workers):
            self.executor.patience = seconds
            return True
        return isinstance(self.executor, ThreadPoolExecutor)
