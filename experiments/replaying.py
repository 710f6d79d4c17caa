"""Any row of a stored sweep, played again by the Mesa model and held against what is stored."""

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from experiments.blocks import Task, empty_block
from experiments.design import Study
from experiments.running.delegates import imported
from experiments.running.parts import FAILED
from experiments.running.plan import Plan, make_plan
from experiments.running.rounds import record_of, setting_of
from experiments.simulation import frame
from experiments.store import load, read_manifest
from sim.errors import InputError
from sim.record import Record
from sim.scenario import Scenario
from sim.setting import setting


class Replay(NamedTuple):
    """A row and its replay.

    Attributes
    ----------
    scenario
        With all numbers of this run.
    record
        None if the replay raised ``error``.
    differ
        By column, what is stored and what came out now, where they differ.
    compared
        How many columns were.
    outdated
        Whether the rules, the scenario or a mind have changed since the sweep.
    """

    stored: dict[str, Any]
    scenario: Scenario
    record: Record | None
    error: str
    differ: dict[str, tuple[Any, Any]]
    compared: int
    outdated: bool

    @property
    def same(self) -> bool:
        """Whether the replay came to the same: every cell equal, or a failure again."""
        if self.stored["status"] == FAILED:
            return self.record is None
        return self.record is not None and not self.differ


def replay(folder: str | Path, run: int) -> Replay:
    """Replay a row of a stored sweep, finished or not.

    Raises
    ------
    InputError
        If there is no such sweep or row.
    """
    folder, manifest = Path(folder), read_manifest(folder)
    rows = load(folder, where=[("run", "==", run)])
    if rows.empty:
        last = int(manifest["rows"]) - 1
        wrong = f"{folder} has no such run"
        raise InputError(f"run {run}", wrong, f"write 0 to {last}" if last >= 0 else "")
    study = Study.model_validate(manifest["study"])
    delegates = imported(manifest.get("delegates") or {})
    plan = make_plan(study, delegates)
    outdated = plan.spec != manifest["spec"] if "spec" in manifest else False
    job = plan.job(range(run, run + 1), folder)
    at, stored = setting_of(job), {str(k): v for k, v in rows.iloc[0].items()}
    try:
        record = record_of(job, at)
    except Exception as error:
        told = f"{type(error).__name__}: {error}".partition("\n")[0]
        return Replay(stored, at, None, told, {}, 0, outdated)
    if stored["status"] == FAILED:
        return Replay(stored, at, record, "", {}, 0, outdated)
    again = _row(plan, job.first_point, record, at)
    names = [name for name in again if name != "engine" and name in stored]
    differ = {n: (stored[n], again[n]) for n in names if not _equal(stored[n], again[n])}
    return Replay(stored, at, record, "", differ, len(names), outdated)


def _row(plan: Plan, design: int, record: Record, at: Scenario) -> dict[str, Any]:
    """Write a record as the sweep would have."""
    from experiments.at_the_table import write_row

    replicate = record.made.replicate
    block = empty_block(setting(at), Task(design, range(replicate, replicate + 1)))
    write_row(record, setting(at), block, 0)
    table = frame(plan.scenario, [block], record.made.seed, plan.points, plan.draws)
    return {str(name): value for name, value in table.iloc[0].items() if name != "run"}


def _equal(one: Any, other: Any) -> bool:
    if pd.isna(one) or pd.isna(other):
        return bool(pd.isna(one) and pd.isna(other))
    return bool(one == other)
