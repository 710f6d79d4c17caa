"""A run that fails is a row that says so; a run that kills its workers too."""

import json
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments import load, simulation
from experiments.endurance import sweep_into
from experiments.figures import outcome_shares
from experiments.running.gathering import gather
from experiments.running.halt import Halted, Unwritable, WorkerLost
from experiments.running.job import Played
from experiments.running.pace import FIRST, LEAST, Pace
from experiments.running.runner import TRIES, Runner
from experiments.running.team import Team
from sim.errors import InputError
from tests.experiments import AID, study, varied
from tests.running import ASKED
from tests.running.minds import HANGS, KILLS, RAISES, Raiser, Worst

FEW = study(vary=[varied(AID, 1)], replicates=8)


def failed_rows(folder: Path) -> dict[int, str]:
    """Give the failures of a folder, after checking that row, line and count agree."""
    table = load(folder)
    bad = table[table["status"] != "ok"]
    told = dict(zip(bad["run"].tolist(), bad["error"].tolist(), strict=True))
    lines = (folder / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    assert {line["run"]: line["error"] for line in map(json.loads, lines)} == told
    assert json.loads((folder / "manifest.json").read_text())["failed"] == len(told)
    results = table.columns[list(table.columns).index("outcome") :].drop(
        ["engine", "status", "error"]
    )
    assert bad[results].isna().all(axis=None)
    assert set(bad["status"]) == {"failed"}
    assert (bad["seed"] == FEW.seed).all()
    return told


def test_minds_that_raise_kill_and_hang_are_rows(tmp_path: Path) -> None:
    manifest = sweep_into(
        FEW, tmp_path, delegates={"D": Worst}, chunk=1, jobs=2, patience=6.0, rounds=5
    )  # fmt: skip
    failures = failed_rows(tmp_path)
    assert set(failures) == {RAISES, KILLS, HANGS}
    assert failures[RAISES] == "ValueError: no answer"
    assert failures[KILLS].startswith("WorkerLost: the worker died (signal 9)")
    assert failures[HANGS].startswith("WorkerLost: the worker hung and was ended")
    assert manifest["delegates"] == {"D": "tests.running.minds:Worst"}
    assert manifest["rounds"] == 5
    assert set(pd.read_parquet(tmp_path / "rounds.parquet")["run"]) == {0, 2, 3}
    sound = load(tmp_path, where=[("status", "==", "ok")])
    assert len(sound) == 5
    shares = outcome_shares.table(load(tmp_path))
    assert (shares["count"].sum(), shares.attrs["left_out"]) == (5, 3)
    other = sweep_into(FEW, tmp_path / "r", delegates={"D": Raiser}, executor="threads", chunk=8)
    assert other["failed"] == 1
    alike = load(tmp_path / "r")
    pd.testing.assert_frame_equal(
        sound.reset_index(drop=True),
        alike[alike["run"].isin(sound["run"])].reset_index(drop=True),
        check_dtype=False,  # another number of rows failed
    )


def test_numbers_that_are_none_are_failures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = sweep_into(ASKED, tmp_path / "sound")
    play = simulation._play

    def spoilt(numbers: Any, world: Any, seed: int, replicates: range, results: Any) -> None:
        play(numbers, world, seed, replicates, results)
        for row, replicate in enumerate(replicates):
            if replicate == 3:
                results[-1][row, 0, 1] = np.nan
            if replicate == 5:
                results[-1][row, 1, 0] = np.inf

    monkeypatch.setattr(simulation, "_play", spoilt)
    manifest = sweep_into(ASKED, tmp_path / "spoilt", chunk=100, executor="threads")
    assert (manifest["failed"], manifest["rows"]) == (4, sound["rows"])
    told = {"utility_D is nan", "cost_A is inf"}
    assert set(failed_rows(tmp_path / "spoilt").values()) == told
    one, other = load(tmp_path / "sound"), load(tmp_path / "spoilt")
    kept = other["status"] == "ok"
    assert (one.loc[kept, "end_round"] == other.loc[kept, "end_round"]).all()
    assert str(other["end_round"].dtype) == "Int64"


def test_a_point_that_contradicts_itself_fails_as_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Far points of a great design are not tried before the work begins."""
    monkeypatch.setattr("experiments.running.plan.CHECKED", 1)
    asked = study(vary=[varied("talks.opens", 2, 12)], replicates=3)
    sweep_into(asked, tmp_path)
    failures = failed_rows(tmp_path)
    assert set(failures) == {3, 4, 5}
    assert "talks open after they end" in failures[4]


def test_such_a_point_among_the_first_is_refused_before_any_work(tmp_path: Path) -> None:
    asked = study(vary=[varied("talks.opens", 2, 12)], replicates=3)
    with pytest.raises(InputError, match="talks open after they end"):
        sweep_into(asked, tmp_path / "out")
    assert not (tmp_path / "out").exists()


class Fake(Executor):
    """Does calls at once, by a function of the runs."""

    def __init__(self, outcome: Callable[[range], object]) -> None:
        self.outcome, self.asked = outcome, list[range]()

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        (ids,) = args
        self.asked.append(ids)
        future: Future[Any] = Future()
        result = self.outcome(ids)
        if isinstance(result, BaseException):
            future.set_exception(result)
        else:
            future.set_result(result)
        return future


def played(fake: Fake, stretches: list[range], chunk: int = 16) -> tuple[list[range], list[int]]:
    """Run stretches with a fake; give what was kept, and what was given up."""
    kept: list[range] = []
    team = Team(fake, "fake", 2)
    runner = Runner(team, Pace(chunk), lambda ids: ids, lambda done: kept.append(done.ids))  # type: ignore[arg-type, return-value]
    runner.run(stretches)
    return kept, [ids.start for ids in kept if len(ids) == 1]


def done(ids: range) -> Played:
    return Played(ids, {}, {}, 0.1, "")


@pytest.mark.parametrize("deadly", [{0}, {15}, {7, 8}, {3, 40, 41}, set(range(16)), set()])
def test_the_runs_that_kill_are_found_and_no_others(
    monkeypatch: pytest.MonkeyPatch, deadly: set[int]
) -> None:
    given_up: list[int] = []

    def give_up(ids: range, error: str) -> Played:
        assert len(ids) == 1
        given_up.append(ids.start)
        return done(ids)

    monkeypatch.setattr("experiments.running.runner.fail_job", give_up)
    fake = Fake(lambda ids: WorkerLost("died") if deadly & set(ids) else done(ids))
    kept, _ = played(fake, [range(0, 30), range(35, 64)])
    assert sorted(given_up) == sorted(deadly & ({*range(30)} | {*range(35, 64)}))
    assert sorted(run for ids in kept for run in ids) == [*range(30), *range(35, 64)]
    for run in given_up:
        assert fake.asked.count(range(run, run + 1)) <= TRIES


def test_a_worker_lost_once_costs_a_second_try() -> None:
    lost: list[range] = []

    def once(ids: range) -> object:
        if not lost:
            lost.append(ids)
            return WorkerLost("out of memory")
        return done(ids)

    fake = Fake(once)
    kept, _ = played(fake, [range(40)])
    assert fake.asked.count(lost[0]) == 2
    assert len(fake.asked) == len(kept) + 1


@pytest.mark.parametrize(("error", "words"), [
    (Unwritable("No space left on device"), r"it can't be written \(No space left on device\)"),
    (ModuleNotFoundError("no batna here"), r"a worker can't go on \(ModuleNotFoundError: no b"),
    (Halted("a worker does not start"), "a worker does not start"),
])  # fmt: skip
def test_what_no_other_worker_would_mend_stops_the_sweep(error: Exception, words: str) -> None:
    with pytest.raises(Halted, match=words):
        played(Fake(lambda _: error), [range(40)])


class Never(Executor):
    """Takes calls and does none."""

    def __init__(self) -> None:
        self.given_up: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        return Future()

    def end(self, future: Future[Any]) -> None:
        self.given_up.append(future)
        future.set_exception(WorkerLost("hung"))


@pytest.mark.parametrize("ends", [True, False])
def test_workers_that_hang_are_ended_where_they_can_be(
    monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    monkeypatch.setattr("experiments.running.runner.LOOK", 0.01)
    monkeypatch.setattr("experiments.running.runner.fail_job", lambda ids, _: done(ids))
    executor, kept = Never(), list[range]()
    team = Team(executor, "far", 1, end=executor.end if ends else None)
    runner = Runner(team, Pace(2, 0.02), lambda ids: ids, lambda d: kept.append(d.ids))  # type: ignore[arg-type, return-value]
    if ends:
        runner.run([range(2)])
        assert sorted(ids.start for ids in kept) == [0, 1]
        assert len(executor.given_up) == 2 + 2 * (TRIES - 1)
    else:
        with pytest.raises(Halted, match="runs 0 to 1 have hung for 0 s, and no worker can be end"):
            runner.run([range(2)])


def test_chunks_follow_the_pace() -> None:
    pace = Pace()
    assert (pace.chunk(1000, 2), pace.chunk(10, 2), pace.patience) == (8, 1, FIRST)
    pace.note(8, 0.008)
    assert pace.chunk(1_000_000, 2) == 2000  # two seconds' work
    assert pace.chunk(8000, 2) == 1000  # so that all have work near the end
    assert pace.chunk(100, 2) == 300  # but no crumbs
    assert pace.patience == LEAST
    pace.note(1, 10.0)
    assert pace.patience == 200.0
    assert Pace(7, 3.0).chunk(1000, 2) == 7
    assert Pace(7, 3.0).patience == 3.0


@pytest.mark.parametrize("given", [
    {"patience": 0}, {"patience": -1.0}, {"patience": float("nan")}, {"chunk": 0}, {"rounds": -1},
    {"jobs": 0}, {"rounds": 1.5},
])  # fmt: skip
def test_numbers_that_can_not_be_used_are_refused(tmp_path: Path, given: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=next(iter(given))):
        sweep_into(FEW, tmp_path / "out", **given)
    assert not (tmp_path / "out").exists()


def test_a_file_is_no_folder_afresh_either(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="file: it is a file"):
        sweep_into(FEW, tmp_path / "file", afresh=True)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_mind_that_workers_can_not_import_is_refused(tmp_path: Path) -> None:
    class Here(Raiser):
        pass

    with pytest.raises(InputError, match=r"the mind of D, .*Here, can't be imported by workers"):
        sweep_into(FEW, tmp_path / "out", delegates={"D": Here})
    assert not (tmp_path / "out").exists()


def test_other_code_of_a_mind_is_another_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = study(vary=[varied(AID, 1)], replicates=1)
    sweep_into(asked, tmp_path, delegates={"D": Raiser}, executor="threads")
    sweep_into(asked, tmp_path, delegates={"D": Raiser}, executor="threads")
    for other in ({"D": Worst}, {"A": Raiser}, None):
        with pytest.raises(InputError, match="as other rules, numbers or delegates made it"):
            sweep_into(asked, tmp_path, delegates=other)
    changed = tmp_path / "minds.py"
    changed.write_text("# other code")
    monkeypatch.setattr("inspect.getfile", lambda _: str(changed))
    with pytest.raises(InputError, match="as other rules, numbers or delegates made it"):
        sweep_into(asked, tmp_path, delegates={"D": Raiser})


@pytest.mark.parametrize(("name", "words"), [
    ("cloud", "there is no such executor; write local"),
    ("dask://nowhere", "there is no such executor"),
    ("dask://127.0.0.1:1", "no dask scheduler answers there"),
])  # fmt: skip
def test_an_executor_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.setattr("experiments.running.cluster.MEETING", 0.5)
    with pytest.raises(InputError, match=words):
        sweep_into(FEW, tmp_path / "out", executor=name)


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "mpi4py.futures", None)
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    for name, extra in (("mpi", "mpi"), ("dask://127.0.0.1:8786", "dask")):
        with pytest.raises(InputError, match=rf"can't be loaded .*batna\[{extra}\]"):
            sweep_into(FEW, tmp_path / "out", executor=name)
    assert not (tmp_path / "out").exists()


def test_little_work_is_done_by_threads_and_much_by_processes() -> None:
    for expected, name in ((1.0, "threads"), (1e6, "processes")):
        team = gather("local", 1, expected, ())
        team.close()
        assert team.name == name
