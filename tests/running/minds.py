"""A mind that fails in every way, for workers to import."""

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
