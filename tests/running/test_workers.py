"""Worker processes: each may die, hang or be ended alone, and the next job gets a new one."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from experiments.blocks import Delegates
from experiments.running.halt import Halted, WorkerLost
from experiments.running.parts import PARTS
from experiments.running.plan import make_plan
from experiments.running.workers import Workers
from experiments.running.working import play_job, warm_up
from tests.calls import (
    complain,
    complain_oddly,
    die,
    double,
    leave,
    loaded,
    process_id,
    sleep,
    threads_of_numpy,
)
from tests.running import ASKED
from tests.running.minds import Raiser


@pytest.fixture
def workers() -> Iterator[Workers]:
    pool = Workers(2)
    yield pool
    pool.shutdown(cancel_futures=True)
    assert not pool.pids


def test_calls_are_done_and_what_they_print_is_no_answer(workers: Workers) -> None:
    assert [f.result(60) for f in [workers.submit(double, n) for n in range(9)]] == [
        2 * n for n in range(9)
    ]


def test_an_error_is_the_callers_and_the_worker_lives_on(workers: Workers) -> None:
    with pytest.raises(ValueError, match="so much"):
        workers.submit(complain, "so much").result(60)
    with pytest.raises(RuntimeError, match="Unpicklable: odd"):
        workers.submit(complain_oddly, "odd").result(60)
    before = set(workers.pids)
    assert workers.submit(double, 4).result(60) == 8
    assert before & set(workers.pids)


def test_a_death_costs_one_call(workers: Workers) -> None:
    futures = [workers.submit(double, 1), workers.submit(die, 0), workers.submit(double, 3)]
    with pytest.raises(WorkerLost, match=r"died \(signal 9\)"):
        futures[1].result(60)
    assert (futures[0].result(60), futures[2].result(60)) == (2, 6)
    with pytest.raises(WorkerLost, match="exit status 3"):
        workers.submit(leave, 3).result(60)
    assert workers.submit(double, 5).result(60) == 10


def test_a_hung_worker_is_ended(workers: Workers) -> None:
    workers.submit(double, 1).result(60)
    workers.patience = 0.2
    with pytest.raises(WorkerLost, match="hung and was ended"):
        workers.submit(sleep, 3600.0).result(60)
    workers.patience = None
    assert workers.submit(double, 7).result(60) == 14


def test_a_worker_that_can_not_start_is_told() -> None:
    pool = Workers(1, (leave, 4))
    try:
        with pytest.raises(Halted, match="does not start: the worker died \\(exit status 4"):
            pool.submit(double, 1).result(60)
    finally:
        pool.shutdown(cancel_futures=True)


def test_a_pool_goes_home_in_the_midst_of_work() -> None:
    pool = Workers(1)
    pid = pool.submit(process_id).result(60)
    hanging, waiting = pool.submit(sleep, 3600.0), pool.submit(double, 1)
    while not hanging.running():
        time.sleep(0.01)
    pool.shutdown(cancel_futures=True)
    assert waiting.cancelled()
    assert isinstance(hanging.exception(60), WorkerLost)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError, match="sent home"):
        pool.submit(double, 1)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_pool_goes_home_while_its_workers_start() -> None:
    pool = Workers(2, (sleep, 3600.0))
    asked = [pool.submit(double, number) for number in range(4)]
    while len(pool.pids) < 2:
        time.sleep(0.01)
    pool.shutdown(cancel_futures=True)
    assert not pool.pids
    for future in asked:
        with pytest.raises((CancelledError, WorkerLost)):
            future.result()


def test_ctrl_c_is_left_to_the_coordinator(workers: Workers) -> None:
    pid = workers.submit(process_id).result(60)
    os.kill(pid, signal.SIGINT)
    assert pid in {workers.submit(process_id).result(60) for _ in range(20)}


@pytest.mark.parametrize("delegates", [{}, {"D": Raiser}], ids=["built in", "own"])
def test_a_first_job_loads_nothing_that_patience_would_count(
    delegates: Delegates, tmp_path: Path
) -> None:
    plan = make_plan(ASKED, delegates)
    (tmp_path / PARTS).mkdir()
    pool = Workers(1, (warm_up, plan.scenarios, plan.delegates))
    try:
        before = pool.submit(loaded).result()
        pool.submit(play_job, plan.job(range(1), tmp_path)).result()
        late = pool.submit(loaded).result() - before
    finally:
        pool.shutdown()
    assert not late


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted on Linux")
def test_a_worker_takes_one_core(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert workers.submit(threads_of_numpy).result() == 0
