"""Sweeps that are stored as they go: whatever dies, what is finished stays, and they go on."""

from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from experiments.asked import Progress, asked
from experiments.blocks import Delegates
from experiments.design import Study
from experiments.running.compacting import RUNS
from experiments.running.crew import Crew
from experiments.running.gathering import checked_name
from experiments.running.halt import Halted
from experiments.running.ledger import FAILURES, MANIFEST, WHOLE
from experiments.running.lock import locked
from experiments.running.pace import Pace
from experiments.running.parts import PARTS, clear
from experiments.running.plan import make_plan
from experiments.running.rounds import ROUNDS
from experiments.running.session import Session, told_halt
from experiments.simulation import check_count
from experiments.store import check_target, check_writable
from sim.errors import InputError


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
    if patience is not None and not patience > 0:
        raise InputError("patience", f"{patience!r} s is no time to wait", "write more than 0")
    folder = Path(out)
    check_writable(folder)
    plan = make_plan(study, delegates)
    before = {} if afresh else check_target(folder, study, plan.spec)
    if before.get("state") == WHOLE and not rounds and not (folder / PARTS).exists():
        return before
    try:
        (folder / PARTS).mkdir(parents=True, exist_ok=True)
        with locked(folder / PARTS):
            if afresh:
                _throw_away(folder)
            before = check_target(folder, study, plan.spec)  # the last holder may have ended it
            session = Session(plan, folder, before, Pace(chunk, patience), progress)
            with Crew(session, jobs, executor) as crew:
                return session.run(crew, rounds)
    except OSError as error:
        raise Halted(
            told_halt(folder, f"it can't be written ({error.strerror or error})")
        ) from None


def _throw_away(folder: Path) -> None:
    """Take away what a sweep has left in a folder, and nothing else."""
    clear(folder, (folder / PARTS).glob("*.parquet"))
    for name in (MANIFEST, RUNS, FAILURES, ROUNDS):
        (folder / name).unlink(missing_ok=True)
