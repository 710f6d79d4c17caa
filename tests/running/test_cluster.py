"""A real dask cluster on loopback, with a worker killed in mid-sweep; and a stand-in for MPI."""

import logging
import os
import signal
import sys
import time
import types
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from experiments.endurance import sweep_into
from experiments.running.cluster import ClusterExecutor
from experiments.running.halt import WorkerLost
from tests.calls import complain, double, sleep
from tests.running import ASKED, alone


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it tells of the kills
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as made:
        yield made


def test_a_cluster_plays_the_same_rows_though_a_worker_is_killed(
    cluster: Any, tmp_path: Path
) -> None:
    killed: list[int] = []

    def progress(done: int, whole: int, outcomes: dict[str, int]) -> None:
        if done >= 100 and not killed:
            killed.append(cluster.workers[0].process.pid)
            os.kill(killed[0], signal.SIGKILL)

    name = cluster.scheduler_address.replace("tcp://", "dask://")
    manifest = sweep_into(ASKED, tmp_path, executor=name, chunk=20, progress=progress)
    assert killed
    assert (manifest["digest"], manifest["failed"]) == (alone(), 0)
    assert manifest["sessions"][0]["rows"] == 600
    assert manifest["sessions"][0]["executor"] == name


def test_a_call_that_hangs_is_given_up_and_the_cluster_lives_on(cluster: Any) -> None:
    import distributed

    client = distributed.Client(cluster.scheduler_address, set_as_default=False)
    executor = ClusterExecutor(client)
    hung = executor.submit(sleep, 3600.0)
    while not any(client.processing().values()):
        time.sleep(0.05)
    executor.end(hung)
    with pytest.raises(WorkerLost, match="hung and was ended"):
        hung.result(1)
    executor.end(hung)  # twice does no harm
    assert [executor.submit(double, n).result(60) for n in range(4)] == [0, 2, 4, 6]
    with pytest.raises(ValueError, match="so much"):
        executor.submit(complain, "so much").result(60)
    executor.shutdown()


def test_ranks_of_mpi_play_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module: Any = types.ModuleType("mpi4py.futures")
    module.MPIPoolExecutor = lambda: ThreadPoolExecutor(2)
    monkeypatch.setitem(sys.modules, "mpi4py", types.ModuleType("mpi4py"))
    monkeypatch.setitem(sys.modules, "mpi4py.futures", module)
    manifest = sweep_into(ASKED, tmp_path, executor="mpi", chunk=50)
    assert (manifest["digest"], manifest["sessions"][0]["executor"]) == (alone(), "mpi")
