"""Workers of a dask cluster, as an executor; loaded only where one is asked for."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from typing import Any

from experiments.running.halt import WorkerLost
from experiments.running.team import Team
from sim.errors import InputError

MEETING = 10.0  # seconds to find the scheduler


class ClusterExecutor(Executor):
    """Calls on a dask cluster.

    dask's own executor would do but for one thing: to end a worker that hangs, the key of its
    task must be known.
    """

    def __init__(self, client: Any) -> None:
        self.client = client
        self._tasks: dict[Future[Any], Any] = {}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Ask for a call somewhere in the cluster."""
        task = self.client.submit(fn, *args, pure=False, **kwargs)
        future: Future[Any] = Future()
        self._tasks[future] = task
        future.set_running_or_notify_cancel()
        task.add_done_callback(lambda done: self._settle(done, future))
        return future

    def _settle(self, task: Any, future: Future[Any]) -> None:
        if self._tasks.pop(future, None) is None:  # given up
            return
        try:
            future.set_result(task.result(timeout=60))
        except BaseException as error:
            future.set_exception(error)

    def end(self, future: Future[Any]) -> None:
        """Give a call up and end the worker that is at it; the cluster starts another."""
        task = self._tasks.pop(future, None)
        if task is None:
            return
        at = [worker for worker, keys in self.client.processing().items() if task.key in keys]
        self.client.cancel([task], force=True)  # else it would hang the next worker too
        threading.Thread(target=self._restart, args=(at,), daemon=True).start()
        future.set_exception(WorkerLost("the worker hung and was ended"))

    def _restart(self, workers: list[str]) -> None:
        with contextlib.suppress(Exception):  # a worker without a nanny stays
            self.client.restart_workers(workers, timeout=30)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Cancel what has not begun, and leave the cluster as it was."""
        tasks = list(self._tasks.values())
        self._tasks.clear()
        self.client.cancel(tasks)
        self.client.close()


def dask_team(name: str) -> Team:
    """Join a dask cluster.

    Raises
    ------
    InputError
        If it can't be reached, or has no workers.
    """
    import distributed

    address = name.removeprefix("dask://")
    try:
        client = distributed.Client(f"tcp://{address}", timeout=MEETING, set_as_default=False)
    except (OSError, ValueError) as error:
        wrong = f"no dask scheduler answers there ({str(error).partition(chr(10))[0]})"
        raise InputError(f"--executor {name}", wrong, "start one with dask scheduler") from None
    width = sum(client.nthreads().values())
    if not width:
        client.close()
        wrong = "the cluster has no workers"
        raise InputError(f"--executor {name}", wrong, f"start some with dask worker {address}")
    executor = ClusterExecutor(client)
    lost = (WorkerLost, distributed.scheduler.KilledWorker, CancelledError)
    return Team(executor, name, width, lost, executor.end, executor.shutdown, far=True)
