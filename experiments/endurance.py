"""Sweeps that are stored as they go: whatever dies, what is finished stays, and they go on."""

import contextlib
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.blocks import Delegates
from experiments.design import Study
from experiments.running.compacting import RUNS, clear_parts, compact
from experiments.running.halt import Halted, Unwritable
from experiments.running.job import Played
from experiments.running.ledger import (
    FAILURES,
    MANIFEST,
    WHOLE,
    Ledger,
    finish_manifest,
    write_manifest,
)
from experiments.running.lock import locked
from experiments.running.pace import Pace
from experiments.running.parts import PARTS, Part, clear, find_parts
from experiments.running.plan import Plan, make_plan
from experiments.running.rounds import ROUNDS, write_rounds
from experiments.running.runner import Runner
from experiments.running.team import Team, checked_name, gather, own_team
from experiments.running.working import play_job, warm_up
from experiments.simulation import check_count
from experiments.store import check_target
from experiments.sweeping import Progress, asked
from sim.errors import InputError

TRIAL = 8  # runs that the coordinator plays itself, to see how long they take


def sweep_into(
    study: str | Path | Study,
    out: str | Path,
    runs: int | None = None,
    jobs: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    uncertain: bool = False,
    delegates: Delegates | None = None,
    executor: str | Executor = "local",
    afresh: bool = False,
    rounds: int = 0,
    patience: float | None = None,
    chunk: int | None = None,
) -> dict[str, Any]:
    """Run a study into a folder, or go on with it where it was left off.

    Workers write each stretch of runs to the disk as it is finished. After an interruption of any
    kind the same call plays what is missing and no more; the rows are those of an undisturbed run.
    Rows are never gathered in memory.

    Parameters
    ----------
    study, runs, jobs, seed, progress, uncertain, delegates
        As for ``sweep``; ``progress`` counts failed runs under ``failed``.
    out
        The folder. It gets ``runs.parquet``, ``manifest.json``, and ``failures.jsonl`` if runs
        failed; while the sweep is unfinished, ``parts``.
    executor
        ``local`` (threads for a few seconds' work, else processes), ``threads``, ``processes``,
        ``dask://HOST:PORT``, ``mpi``, or an ``Executor`` of your own.
    afresh
        Throw away what the folder holds of a sweep.
    rounds
        Store the rounds of the first replicates of each design point too, in ``rounds.parquet``.
    patience
        Seconds that a chunk may take before its worker is held to hang; found by itself if None.
    chunk
        Runs a chunk; found by itself if None. The rows don't depend on it.

    Returns
    -------
    dict
        The manifest.

    Raises
    ------
    InputError
        In one sentence, for anything that can't be used.
    experiments.running.halt.Halted
        If the sweep can't go on: a full disk, lost workers. What is finished is kept.
    """
    study = asked(study, runs, seed, uncertain)
    if jobs is not None:
        check_count("jobs", jobs, 1)
    for name, number in (("rounds", rounds), ("chunk", chunk if chunk is not None else 1)):
        check_count(name, number, int(name == "chunk"))
    if isinstance(executor, str):
        checked_name(executor)
    folder = Path(out)
    plan = make_plan(study, delegates)
    before = {} if afresh else check_target(folder, study, plan.spec)
    try:
        if before.get("state") == WHOLE and not rounds:
            return before
        if afresh:
            _throw_away(folder)
        (folder / PARTS).mkdir(parents=True, exist_ok=True)
        with locked(folder / PARTS):
            pace = Pace(chunk, patience)
            return _Sweep(plan, folder, before, pace, progress).run(jobs, executor, rounds)
    except OSError as error:
        raise Halted(_halted(folder, f"it can't be written ({error.strerror or error})")) from None


def _halted(folder: Path, why: str) -> str:
    parts = find_parts(folder, None).sound
    kept = sum(len(part.ids) for part in parts)
    return f"{folder}: {why}; {kept:,} negotiations are kept, run the same again to go on"


class _Sweep:
    """One session of a stored sweep."""

    def __init__(
        self, plan: Plan, folder: Path, before: dict[str, Any], pace: Pace,
        progress: Progress | None,
    ) -> None:  # fmt: skip
        self.plan, self.folder, self.pace, self.progress = plan, folder, pace, progress
        self.before = before
        self.ledger = Ledger(folder, plan, before)
        self.whole = plan.block

    def run(self, jobs: int | None, executor: str | Executor, rounds: int) -> dict[str, Any]:
        if self.before.get("state") == WHOLE:
            manifest = self.before
            with _Lazy(self, jobs, executor) as team:
                manifest = self._add_rounds(manifest, rounds, team)
            clear_parts(self.folder)
            return manifest
        self.ledger.open_session()
        self._tell()
        try:
            with _Lazy(self, jobs, executor) as team:
                blocks = self._play(team)
                told = compact(self.folder, self._whole(blocks))
                manifest = finish_manifest(self.ledger.told(), **told)
                write_manifest(self.folder, manifest)
                if rounds:
                    manifest = self._add_rounds(manifest, rounds, team)
        except (Halted, InputError) as error:
            self._close()
            if isinstance(error, InputError):
                raise
            raise Halted(_halted(self.folder, str(error))) from error.__cause__
        except BaseException:
            self._close()
            raise
        clear_parts(self.folder)
        return manifest

    def _play(self, team: "_Lazy") -> int:
        """Play block after block; give how many the study took."""
        sums = self.plan.sums()
        for number in range(self.plan.blocks):
            ids = range(number * self.plan.block, (number + 1) * self.plan.block)
            self.whole = ids.stop
            if self.ledger.missing(ids):
                team.play(ids)
            if sums is None:
                return 1
            sums.add(self._rows(ids, sums.columns))
            if sums.enough():
                return number + 1
        return self.plan.blocks

    def _rows(self, ids: range, columns: list[str]) -> pd.DataFrame:
        """Read columns of a block's rows from its parts."""
        from pyarrow import parquet

        parts = [part for part in self.ledger.in_order() if part.ids.start in ids]
        there = set(parquet.read_schema(parts[0].path).names)
        asked = [name for name in columns if name in there]
        read = (parquet.read_table(part.path, columns=asked) for part in parts)
        tables: list[pd.DataFrame] = [table.to_pandas() for table in read]
        return pd.concat(tables, ignore_index=True)

    def _whole(self, blocks: int) -> list[Part]:
        """Give the parts of so many blocks, which hold each run once."""
        ids = range(blocks * self.plan.block)
        if self.ledger.missing(ids):
            raise RuntimeError(f"runs are missing from {self.folder}")
        parts = [part for part in self.ledger.in_order() if part.ids.start in ids]
        if sum(len(part.ids) for part in parts) != len(ids):
            raise RuntimeError(f"runs are twice in {self.folder}")
        return parts

    def _add_rounds(self, manifest: dict[str, Any], rounds: int, team: "_Lazy") -> dict[str, Any]:
        if not rounds or (manifest.get("rounds") == rounds and (self.folder / ROUNDS).is_file()):
            return manifest
        write_rounds(self.plan, self.folder, rounds, team.gathered().executor)
        manifest = {**manifest, "rounds": rounds}
        write_manifest(self.folder, manifest)
        return manifest

    def keep(self, played: Played) -> None:
        """Take note of a finished job."""
        self.ledger.keep(played)
        self._tell()

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(self.ledger.done, self.whole, dict(self.ledger.outcomes))

    def _close(self) -> None:
        """Write down what is done; whatever stopped the sweep may prevent that too."""
        with contextlib.suppress(OSError):
            clear(self.folder)
            self.ledger.write()


class _Lazy:
    """The team of a session, brought together when there is work."""

    def __init__(self, sweep: _Sweep, jobs: int | None, executor: str | Executor) -> None:
        self.sweep, self.jobs, self.executor = sweep, jobs, executor
        self.team: Team | None = None

    def __enter__(self) -> "_Lazy":
        return self

    def __exit__(self, *_: object) -> None:
        if self.team is not None:
            self.team.close()

    def play(self, ids: range) -> None:
        """Play what is missing of a block."""
        if self.team is None and self.executor == "local" and not self.sweep.plan.delegates:
            self._try_out(ids)
        left = self.sweep.ledger.missing(ids)
        if left:
            job_of: Callable[[range], Any] = lambda ids: self.sweep.plan.job(  # noqa: E731
                ids, self.sweep.folder
            )
            Runner(self.gathered(ids), self.sweep.pace, job_of, self.sweep.keep).run(left)

    def _try_out(self, ids: range) -> None:
        """Play a few runs here, to see how long they take; the rules are compiled by the way."""
        plan, ledger = self.sweep.plan, self.sweep.ledger
        warm_up(plan.scenarios, plan.delegates)
        first = ledger.missing(ids)[0][:TRIAL]
        try:
            played = play_job(plan.job(first, self.sweep.folder))
        except Unwritable as error:
            raise Halted(f"it can't be written ({error})") from None
        self.sweep.pace.note(len(played.ids), played.seconds)
        self.sweep.keep(played)

    def gathered(self, ids: range | None = None) -> Team:
        """Bring the team together, once."""
        if self.team is None:
            plan, expected = self.sweep.plan, 0.0
            if ids is not None:
                left = sum(map(len, self.sweep.ledger.missing(ids)))
                expected = left * self.sweep.pace.each if not plan.delegates else 1e9
            if isinstance(self.executor, Executor):
                self.team = own_team(self.executor, self.jobs)
            else:
                warm = (warm_up, plan.scenarios, plan.delegates)
                self.team = gather(self.executor, self.jobs, expected, warm)
            if ids is not None:
                self.sweep.ledger.name_team(self.team.width, self.team.name)
        return self.team


def _throw_away(folder: Path) -> None:
    """Take away what a sweep has left in a folder, and nothing else."""
    clear_parts(folder)
    for name in (MANIFEST, RUNS, FAILURES, ROUNDS):
        (folder / name).unlink(missing_ok=True)
