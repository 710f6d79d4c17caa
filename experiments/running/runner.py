"""Keep workers busy with chunks of runs, and find the runs that no worker survives."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from typing import Any, NamedTuple

from experiments.running.halt import Halted, Unwritable
from experiments.running.job import Job, Played
from experiments.running.pace import Pace
from experiments.running.team import Team
from experiments.running.working import fail_job, play_job
from sim.errors import InputError

WINDOW = 2  # jobs in flight a worker: the next one waits at the door
LOOK = 0.5  # seconds between looks for jobs that take too long
TRIES = 3  # workers that a single run may cost


class Piece(NamedTuple):
    """Runs to be played in one job, and how many workers they have cost so far."""

    ids: range
    cost: int = 0


class Runner:
    """Plays stretches of runs with a team.

    A chunk whose worker dies or hangs is tried again; the second time it is halved, and the
    halves again, down to the single run, which after three workers is written down as failed.

    Parameters
    ----------
    job_of
        Makes the job of some runs.
    keep
        Called with what each job came to, in whatever order they end.
    """

    def __init__(
        self, team: Team, pace: Pace, job_of: Callable[[range], Job],
        keep: Callable[[Played], None],
    ) -> None:  # fmt: skip
        self.team, self.pace, self.job_of, self.keep = team, pace, job_of, keep
        self._again: deque[Piece] = deque()
        self._flying: dict[Future[Played], tuple[Piece, float]] = {}

    def run(self, stretches: Iterable[range]) -> None:
        """Play all runs of some stretches.

        Raises
        ------
        Halted
            If the sweep can't go on: no room to write, no workers left, a fault of the program.
        """
        fresh = deque(stretches)
        while fresh or self._again or self._flying:
            while len(self._flying) < WINDOW * self.team.width and (fresh or self._again):
                self._send(self._again.popleft() if self._again else self._cut(fresh))
            done, _ = wait(self._flying, timeout=LOOK, return_when=FIRST_COMPLETED)
            for future in done:
                piece, _ = self._flying.pop(future)
                self._take(piece, future)
            self._look_for_hung()

    def _cut(self, fresh: deque[range]) -> Piece:
        """Cut the next chunk off what has not been tried yet."""
        left = sum(len(stretch) for stretch in fresh)
        stretch = fresh.popleft()
        size = self.pace.chunk(left, self.team.width)
        if len(stretch) > size:
            fresh.appendleft(stretch[size:])
        return Piece(stretch[:size])

    def _send(self, piece: Piece) -> None:
        self.team.allow(self.pace.patience)
        try:
            future = self.team.executor.submit(play_job, self.job_of(piece.ids))
        except (BrokenExecutor, RuntimeError, OSError) as error:
            raise Halted(f"the workers are gone ({error})") from None
        self._flying[future] = (piece, time.monotonic())

    def _take(self, piece: Piece, future: Future[Any]) -> None:
        try:
            played = future.result()
        except self.team.lost as error:
            self._lost(piece, str(error))
        except Unwritable as error:
            raise Halted(f"it can't be written ({error})") from None
        except (Halted, InputError):
            raise
        except Exception as error:
            raise Halted(f"a worker can't go on ({type(error).__name__}: {error})") from error
        else:
            self.pace.note(len(played.ids), played.seconds)
            self.keep(played)

    def _lost(self, piece: Piece, how: str) -> None:
        """Try lost runs again, in halves from the second time on."""
        ids, cost = piece.ids, piece.cost + 1
        if len(ids) == 1 and cost >= TRIES:
            try:
                self.keep(fail_job(self.job_of(ids), f"WorkerLost: {how.partition(chr(10))[0]}"))
            except Unwritable as error:
                raise Halted(f"it can't be written ({error})") from None
        elif len(ids) == 1 or cost < 2:
            self._again.append(Piece(ids, cost))
        else:
            middle = len(ids) // 2
            self._again += [Piece(ids[:middle], 1), Piece(ids[middle:], 1)]

    def _look_for_hung(self) -> None:
        """End workers that take too long, where they don't see to it themselves."""
        if self.team.allow(self.pace.patience):
            return
        now, patience = time.monotonic(), WINDOW * self.pace.patience
        for future, (piece, since) in list(self._flying.items()):
            if now - since < patience or future.done():
                continue
            if self.team.end is None:
                runs = f"runs {piece.ids.start} to {piece.ids.stop - 1}"
                raise Halted(f"{runs} have hung for {patience:.0f} s, and no worker can be ended")
            self.team.end(future)
            self._flying[future] = (piece, now)
