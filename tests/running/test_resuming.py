"""A sweep goes on where it was left off, and ends with the rows of one that was left alone."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from experiments import load, sweep
from experiments.endurance import sweep_into
from experiments.running.ledger import MANIFEST
from experiments.running.workers import Workers
from experiments.store import UnfinishedWarning, digest, read_manifest
from sim.errors import InputError
from tests.experiments import AID, PACE, study, varied
from tests.running import ASKED, alone, half_done, parts


def test_an_interrupted_sweep_keeps_what_is_finished_and_goes_on(tmp_path: Path) -> None:
    before = parts(half_done(tmp_path))
    assert len(before) >= 5
    manifest = read_manifest(tmp_path)
    assert manifest["state"] == "unfinished"
    assert 200 <= manifest["rows"] <= 40 * len(before)  # a chunk in hand may end after all
    done: list[int] = []
    manifest = sweep_into(ASKED, tmp_path, progress=lambda n, *_: done.append(n), chunk=7, jobs=2)
    assert done[0] == 40 * len(before)
    assert done[-1] == manifest["rows"] == 600
    assert manifest["sessions"][1]["rows"] == 600 - done[0]
    assert manifest["digest"] == digest(load(tmp_path)) == alone()
    assert sorted(os.listdir(tmp_path)) == ["manifest.json", "runs.parquet"]


def test_what_is_whole_is_not_played_again(tmp_path: Path) -> None:
    first = sweep_into(ASKED, tmp_path)
    stamps = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = sweep_into(ASKED, tmp_path, progress=lambda *_: pytest.fail("it ran"))
    assert first == again
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == stamps


def test_finished_parts_are_left_alone(tmp_path: Path) -> None:
    before = parts(half_done(tmp_path))
    half_done(tmp_path, rows=400, chunk=13)
    after = parts(tmp_path)
    assert before.items() < after.items()


@pytest.mark.parametrize(("jobs", "chunk"), [(1, None), (2, None), (2, 1000), (1, 37), (3, 64)])
def test_jobs_and_chunks_leave_no_trace(tmp_path: Path, jobs: int, chunk: int | None) -> None:
    manifest = sweep_into(ASKED, tmp_path, jobs=jobs, chunk=chunk)
    assert manifest["digest"] == alone()
    assert manifest["sessions"][0]["executor"] == "threads"


def test_an_uncertain_study_of_several_lenses_is_stored_as_it_is_played(tmp_path: Path) -> None:
    for luck in ("common", "independent"):
        asked = study(
            lenses=["base", "L"], vary=[varied(AID, 0, 1)], uncertain=True, replicates=5, luck=luck
        )
        half_done(tmp_path / luck, asked, rows=6, chunk=3)
        manifest = sweep_into(asked, tmp_path / luck, chunk=4)
        table = sweep(asked)
        assert manifest["digest"] == digest(load(tmp_path / luck)) == digest(table)
        assert list(load(tmp_path / luck).columns) == list(table.columns)


def test_a_folder_says_what_it_has_so_far(tmp_path: Path) -> None:
    half_done(tmp_path)
    with pytest.warns(UnfinishedWarning, match="unfinished, .* negotiations so far"):
        table = load(tmp_path)
    assert 200 <= len(table) < 600
    assert table.attrs["unfinished"].startswith("unfinished")
    whole = sweep(ASKED)
    assert digest(table) == digest(whole[whole["run"].isin(table["run"])])


def test_columns_rows_and_categories_can_be_chosen(tmp_path: Path) -> None:
    table = sweep(ASKED, tmp_path)
    some = load(tmp_path, columns=["run", "outcome"], where=[("run", "<", 9)], categories=True)
    assert list(some.columns) == ["run", "outcome"]
    assert some["outcome"].dtype == "category"
    assert some["outcome"].tolist() == table["outcome"].tolist()[:9]
    with pytest.raises(InputError, match="it has no column 'luck'"):
        load(tmp_path, columns=["luck"])


def test_another_spec_is_refused_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = parts(half_done(tmp_path))
    other = study(vary=[varied(PACE, 0.1, 0.2)], replicates=300)
    with pytest.raises(InputError, match="another study, small with other settings"):
        sweep_into(other, tmp_path)
    monkeypatch.setattr("experiments.running.plan.cache_folder", lambda: Path("other-rules"))
    with pytest.raises(InputError, match="as other rules, numbers or delegates made it; give"):
        sweep_into(ASKED, tmp_path)
    (tmp_path / MANIFEST).unlink()
    with pytest.raises(InputError, match="it is a part of another sweep"):
        sweep_into(ASKED, tmp_path)
    assert parts(tmp_path) == before


def test_afresh_replaces_what_is_there_and_nothing_else(tmp_path: Path) -> None:
    half_done(tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    other = study(vary=[varied(PACE, 0.1, 0.2)], replicates=3)
    manifest = sweep_into(other, tmp_path, afresh=True)
    assert manifest["digest"] == digest(sweep(other)) == digest(load(tmp_path))
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_title_is_no_other_study(tmp_path: Path) -> None:
    half_done(tmp_path)
    renamed = ASKED.model_copy(update={"title": "Another title", "question": "Why?"})
    assert sweep_into(renamed, tmp_path)["digest"] == alone()


def test_without_a_manifest_parts_still_count(tmp_path: Path) -> None:
    before = parts(half_done(tmp_path))
    (tmp_path / MANIFEST).unlink()
    done: list[int] = []
    manifest = sweep_into(ASKED, tmp_path, progress=lambda n, *_: done.append(n))
    assert done[0] == 40 * len(before)
    assert manifest["digest"] == alone()


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_two_sweeps_at_once_are_one_too_many(tmp_path: Path) -> None:
    def progress(*_: Any) -> None:
        with pytest.raises(InputError, match="another sweep is writing there"):
            sweep_into(ASKED, tmp_path)

    sweep_into(ASKED, tmp_path, chunk=300, jobs=1, progress=progress)
    assert read_manifest(tmp_path)["digest"] == alone()


def test_a_worker_killed_in_mid_sweep_costs_its_chunk(tmp_path: Path) -> None:
    workers, killed = Workers(2), list[int]()

    def progress(done: int, whole: int, outcomes: dict[str, int]) -> None:
        if done >= 200 and not killed:
            killed.append(workers.pids[0])
            os.kill(killed[0], signal.SIGKILL)

    manifest = sweep_into(ASKED, tmp_path, executor=workers, jobs=2, chunk=20, progress=progress)
    assert killed
    assert (manifest["digest"], manifest["failed"]) == (alone(), 0)
    assert manifest["sessions"][0]["rows"] == 600
    assert workers.submit(os.getpid).result(60) not in killed  # an executor of one's own stays open
    workers.shutdown(cancel_futures=True)


LONG = study(vary=[varied(AID, 0, 1)], replicates=3000)  # so that it is never over too soon
SCRIPT = """
import sys
from experiments.endurance import sweep_into
from tests.running.test_resuming import LONG
sweep_into(LONG, sys.argv[1], jobs=2, chunk=10, executor=sys.argv[2])
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_coordinator_killed_at_any_moment(tmp_path: Path) -> None:
    """A script without a __main__ guard, killed twice; what it had is not played again."""
    known: dict[str, int] = {}
    for count, executor in ((10, "processes"), (25, "threads")):
        process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path), executor])
        while process.poll() is None and len(list(tmp_path.glob("parts/0*"))) < count:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen = parts(tmp_path)
        assert known.items() <= seen.items()
        known = seen
    assert len(known) >= 25
    assert json.loads((tmp_path / MANIFEST).read_text())["state"] == "unfinished"
    with contextlib.suppress(InputError), pytest.warns(UnfinishedWarning):
        load(tmp_path)
    manifest = sweep_into(LONG, tmp_path, executor="threads")
    assert manifest["digest"] == digest(sweep(LONG))
    assert manifest["sessions"][-1]["rows"] == 6000 - 10 * len(known)
    assert not (tmp_path / "parts").exists()
