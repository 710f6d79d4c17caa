"""Sweeps of a page: one at a time, by the runner of ``batna sweep``, in a thread of its own."""

import os
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from experiments.classroom.research.found import found
from experiments.classroom.research.wanted import Wanted
from experiments.design import load_study
from experiments.endurance import sweep_into
from experiments.running.crew import TRIAL
from experiments.running.halt import Halted
from experiments.web.refusing import Refused
from sim.errors import InputError

KEPT = 4  # sweeps whose rows are kept, the newest
PLAYING, DONE, CANCELLED, FAILED = "playing", "done", "cancelled", "failed"
PATIENCE = 10.0  # seconds that the end of the server waits for the end of a sweep


class Cancelled(Exception):
    """Ends a sweep that nobody wants any more."""


class Sweep:
    """A sweep that is being played, or has been.

    Parameters
    ----------
    folder
        Where the study and its results are; the name of it is ours, never a client's.
    """

    def __init__(self, wanted: Wanted, folder: Path) -> None:
        self.id, self.wanted, self.folder = secrets.token_hex(8), wanted, folder
        self.state, self.error = PLAYING, ""
        self.done = 0
        self.unwanted = threading.Event()
        self.first: tuple[float, int] | None = None
        self.found: dict[str, Any] | None = None
        self.thread = threading.Thread(target=self._play, daemon=True)

    @property
    def results(self) -> Path:
        """The folder that ``batna sweep`` would have written."""
        return self.folder / self.wanted.written.study.name

    def _play(self) -> None:
        try:
            file = self.folder / f"{self.wanted.written.study.name}.toml"
            file.write_text(self.wanted.written.text, encoding="utf-8")
            study = load_study(file)
            jobs = max(1, (os.cpu_count() or 1) - 1)  # one core is left for who looks at Live
            sweep_into(study, self.results, jobs=jobs, progress=self._note)
            self.found = found(self.results)
            self.state = DONE
        except Cancelled:
            shutil.rmtree(self.results, ignore_errors=True)
            self.state = CANCELLED
        except (InputError, Halted, OSError) as error:
            self.error = f"{str(error).replace(str(self.results), 'The sweep')[:400]}."
            self.state = FAILED
        except BaseException:
            self.error = "The sweep broke off; the server's own messages say why."
            self.state = FAILED
            raise

    def _note(self, done: int, whole: int, outcomes: dict[str, int]) -> None:
        if self.unwanted.is_set():
            raise Cancelled
        if done > TRIAL and self.first is None:  # what comes before says how long workers start
            self.first = time.monotonic(), done
        self.done = done

    def left(self) -> float | None:
        """Give the seconds that are left, as far as they can be told."""
        if self.first is None or self.state != PLAYING:
            return None
        since, before = self.first
        if self.done == before:
            return None
        each = (time.monotonic() - since) / (self.done - before)
        return round(each * (self.wanted.talks - self.done), 1)

    def shown(self) -> dict[str, Any]:
        """Give it as a page shows it."""
        return {
            "id": self.id, "state": self.state, "done": self.done, "talks": self.wanted.talks,
            "left": self.left(), "cancelling": self.unwanted.is_set() and self.state == PLAYING,
            "error": self.error, "wanted": self.wanted.shown(), "found": self.found,
        }  # fmt: skip


class Sweeps:
    """The sweeps of a server: the newest are kept until it ends."""

    def __init__(self) -> None:
        self.root: Path | None = None
        self.kept: dict[str, Sweep] = {}
        self.door = threading.Lock()

    @property
    def playing(self) -> Sweep | None:
        """The one that is being played."""
        return next((one for one in self.kept.values() if one.state == PLAYING), None)

    def start(self, read: Callable[[], Wanted]) -> Sweep:
        """Start a sweep.

        Raises
        ------
        Refused
            If another one is being played, or what is asked for can't be.
        """
        with self.door:
            other = self.playing
            if other is not None:
                far = f"{other.done:,} of {other.wanted.talks:,} talks"
                wait = "wait until it is done, or cancel it"
                raise Refused(409, f"Another sweep is being played ({far}); {wait}.")
            wanted = read()
            if self.root is None:
                self.root = Path(tempfile.mkdtemp(prefix="batna-sweeps-"))
            sweep = Sweep(wanted, Path(tempfile.mkdtemp(dir=self.root)))
            self.kept[sweep.id] = sweep
            while len(self.kept) > KEPT:
                shutil.rmtree(self.kept.pop(next(iter(self.kept))).folder, ignore_errors=True)
            sweep.thread.start()
            return sweep

    def find(self, name: str) -> Sweep:
        """Find a sweep by its id, which is a key and never a part of a path."""
        if name not in self.kept:
            raise Refused(404, "There is no such sweep; the newest are kept until the server ends.")
        return self.kept[name]

    def close(self) -> None:
        """End what is being played, and take all away."""
        for sweep in self.kept.values():
            sweep.unwanted.set()
        for sweep in self.kept.values():
            sweep.thread.join(PATIENCE)
        if self.root is not None:
            shutil.rmtree(self.root, ignore_errors=True)
        self.root = None
        self.kept.clear()
