"""Bring the workers of a sweep together: threads, processes, a dask cluster, an MPI job's ranks."""

import os
from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor
from importlib import import_module
from typing import Any

from experiments.running.halt import WorkerLost
from experiments.running.team import Team
from experiments.running.workers import Workers
from sim.errors import InputError

KNOWN = "write local, threads, processes, dask://HOST:PORT or mpi"
SMALL = 10.0  # seconds of work that threads do sooner than processes start


def checked_name(name: str) -> str:
    """Check an executor's name, before any work.

    Raises
    ------
    InputError
        If there is none of that name, or its library is missing.
    """
    if name in ("local", "threads", "processes"):
        return name
    if name == "mpi":
        _library("mpi4py.futures", "mpi", "an MPI library and pip install 'batna[mpi]'")
        return name
    address = name.removeprefix("dask://")
    if address != name and ":" in address:
        _library("distributed", name, "pip install 'batna[dask]'")
        return name
    raise InputError(f"--executor {name}", "there is no such executor", KNOWN)


def gather(name: str, jobs: int | None, expected: float, warm_up: tuple[Any, ...]) -> Team:
    """Bring together the workers that a name stands for.

    Parameters
    ----------
    jobs
        Workers on this machine; all cores if None.
    expected
        Seconds of work for one core, as far as is known: little work is done by threads.
    warm_up
        What a worker process calls first.
    """
    if name.startswith("dask://"):
        from experiments.running.cluster import dask_team

        return dask_team(name)
    if name == "mpi":
        return _mpi_team()
    width = jobs or os.cpu_count() or 1
    if name == "threads" or (name == "local" and expected < SMALL):
        threads = ThreadPoolExecutor(width)
        close = lambda: threads.shutdown(cancel_futures=True)  # noqa: E731
        return Team(threads, "threads", width, close=close)
    workers = Workers(width, warm_up)
    return Team(
        workers, "processes", width, close=lambda: workers.shutdown(cancel_futures=True)
    )  # fmt: skip


def own_team(executor: Executor, jobs: int | None) -> Team:
    """Take an executor of the caller's own; it is left open."""
    width = jobs or getattr(executor, "_max_workers", None) or os.cpu_count() or 1
    return Team(executor, type(executor).__name__, int(width), far=True)


def _mpi_team() -> Team:
    futures = _library("mpi4py.futures", "mpi", "an MPI library and pip install 'batna[mpi]'")
    executor = futures.MPIPoolExecutor()
    width = max(1, int(getattr(executor, "num_workers", 1)))
    close = lambda: executor.shutdown(wait=True, cancel_futures=True)  # noqa: E731
    return Team(executor, "mpi", width, (WorkerLost, BrokenExecutor), None, close, far=True)


def _library(name: str, executor: str, right: str) -> Any:
    try:
        return import_module(name)
    except (ImportError, RuntimeError, OSError) as error:
        first = str(error).partition("\n")[0]
        wrong = f"its library can't be loaded ({first})"
        raise InputError(f"--executor {executor}", wrong, f"it needs {right}") from None
