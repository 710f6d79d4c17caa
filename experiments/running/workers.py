"""Worker processes on this machine, each of which may die or be ended alone.

``concurrent.futures.ProcessPoolExecutor`` gives up all its work when one process dies, and can't
end one that hangs; here a death costs one job, and the next one gets a new process. The processes
are plain children that know nothing of the script that started them, so that no ``__main__`` guard
is needed.
"""

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, BinaryIO, cast

from experiments.running.halt import Halted, WorkerLost

CHILD = "from experiments.running.child import serve; serve()"
START = 600.0  # seconds for a worker to start: it may have to compile the rules
ALONE = {"OMP_NUM_THREADS": "1"}  # of libraries: each core has a worker, and needs no more threads
Call = tuple[Future[Any], bytes]


class Workers(Executor):
    """A pool of worker processes.

    Parameters
    ----------
    count
        How many.
    warm_up
        A function, with its arguments, that each process calls before its first job.

    Attributes
    ----------
    patience
        Seconds that a job may take from now on; None for any. Whoever takes longer is ended, and
        its future raises ``WorkerLost``, as if it had died.
    """

    def __init__(self, count: int, warm_up: tuple[Any, ...] = ()) -> None:
        self.patience: float | None = None
        self._warm_up = warm_up
        self._calls: queue.SimpleQueue[Call | None] = queue.SimpleQueue()
        self._closing = False
        self._children: dict[int, subprocess.Popen[bytes]] = {}
        self._threads = [
            threading.Thread(target=self._attend, args=(seat,), daemon=True)
            for seat in range(count)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pids(self) -> list[int]:
        """Process ids of the workers that run."""
        return [child.pid for child in list(self._children.values()) if child.poll() is None]

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Ask for a call in some worker; function and arguments are pickled."""
        if self._closing:
            raise RuntimeError("the workers have been sent home")
        if kwargs:
            raise TypeError("only positional arguments are passed on")
        future: Future[Any] = Future()
        self._calls.put((future, pickle.dumps((fn, args))))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers; with ``cancel_futures`` at once, in the midst of their jobs."""
        if cancel_futures:
            self._closing = True
            with contextlib.suppress(queue.Empty):
                while True:
                    call = self._calls.get_nowait()
                    if call is not None:
                        call[0].cancel()
            for child in list(self._children.values()):
                child.kill()
        for _ in self._threads:
            self._calls.put(None)
        self._closing = True
        if wait:
            for thread in self._threads:
                thread.join()

    def _attend(self, seat: int) -> None:
        """Look after one worker: a thread of its own, which mostly waits."""
        while (call := self._calls.get()) is not None:
            future, work = call
            if not future.set_running_or_notify_cancel():
                continue
            try:
                good, answer = self._done(seat, work)
            except Exception as error:
                good, answer = False, error
            if good:
                future.set_result(answer)
            else:
                future.set_exception(answer)
        child = self._children.pop(seat, None)
        if child is not None:
            _end(child)

    def _done(self, seat: int, work: bytes) -> tuple[bool, Any]:
        if self._closing:
            raise WorkerLost("sent home")
        child = self._children.get(seat)
        if child is None or child.poll() is not None:
            child = self._started(seat)
        return _ask(child, work, self.patience)

    def _started(self, seat: int) -> subprocess.Popen[bytes]:
        """Start a worker and wait until it is warm."""
        child = self._children[seat] = subprocess.Popen(
            [sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            start_new_session=True,  # so that Ctrl-C reaches the coordinator alone
            env=ALONE | os.environ,
        )  # fmt: skip
        if self._closing:  # perhaps too late for whoever ends all workers that there are
            child.kill()
        try:
            pickle.dump(sys.path, cast(BinaryIO, child.stdin))
            if self._warm_up:
                function, *arguments = self._warm_up
                good, answer = _ask(child, pickle.dumps((function, tuple(arguments))), START)
                if not good:
                    raise answer
        except (WorkerLost, OSError) as error:
            _end(child)
            if self._closing:
                raise WorkerLost("sent home") from None
            raise Halted(f"a worker does not start: {error}") from None
        return child


def _ask(
    child: subprocess.Popen[bytes], work: bytes, patience: float | None
) -> tuple[bool, Any]:  # fmt: skip
    """Have a worker do a call; end it if it takes too long."""
    asked, answers = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
    late = threading.Event()

    def give_up() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(patience, give_up) if patience is not None else None
    began = time.monotonic()
    if timer is not None:
        timer.daemon = True
        timer.start()
    try:
        asked.write(len(work).to_bytes(8, "big") + work)
        asked.flush()
        good, answer = pickle.load(answers)
        return bool(good), answer
    except (OSError, EOFError, pickle.UnpicklingError):
        _end(child)
        seconds = time.monotonic() - began
        how = "hung and was ended" if late.is_set() else f"died ({_how(child.returncode)})"
        raise WorkerLost(f"the worker {how} after {seconds:.0f} s") from None
    finally:
        if timer is not None:
            timer.cancel()


def _how(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"exit status {status}"


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was to be said needn't be any more
                pipe.close()
    child.wait()
