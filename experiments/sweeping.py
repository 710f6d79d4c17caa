"""A sweep: every replicate of every design point of a study, as a table or in a folder."""

from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pandas as pd

from experiments.asked import Progress, asked
from experiments.blocks import Delegates
from experiments.design import Study, point_scenarios
from experiments.endurance import sweep_into
from experiments.running.plan import Plan, make_plan
from experiments.running.rows import failed, not_numbers
from experiments.simulation import check_count, engine, frame, play_all
from experiments.store import load
from sim.rules.outcome import OUTCOMES


def sweep(
    study: str | Path | Study,
    out: str | Path | None = None,
    runs: int | None = None,
    jobs: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    uncertain: bool = False,
    delegates: Delegates | None = None,
    executor: str | Executor = "local",
) -> pd.DataFrame:
    """Run a study and give its table.

    Replicate r has one stream of luck, whatever the point. With common luck every design point has
    the same replicates, so that contrasts between points are paired; with independent luck each
    has its own.

    Parameters
    ----------
    study
        A built-in name, a path to a TOML file, or a ``Study``.
    out
        Folder for ``runs.parquet`` and ``manifest.json``, as ``sweep_into`` writes them; nothing
        is stored if None. For more rows than memory holds, call ``sweep_into`` and ``load`` some.
    runs, seed
        Replicates a design point and master seed, in place of the study's own.
    jobs
        Workers; all cores if None. The rows don't depend on it.
    progress
        Called after each block with negotiations done, all of them, and outcomes so far.
    uncertain
        Let each replicate draw its tier-1 numbers, as ``uncertain = true`` in the study does.
    delegates
        Classes of your own by party, as for ``simulate``. To be stored, they must stand in a
        module that a worker can import.
    executor
        As for ``sweep_into``; without ``out`` threads play.

    Returns
    -------
    pandas.DataFrame
        One row a negotiation, as ``simulate`` gives it, with a column for each varied number.

    Raises
    ------
    InputError
        In one sentence, for anything that can't be used.
    """
    study = asked(study, runs, seed, uncertain)
    if jobs is not None:
        check_count("jobs", jobs, 1)
    if out is not None:
        sweep_into(
            study, out, jobs=jobs, progress=progress, delegates=delegates, executor=executor
        )  # fmt: skip
        return load(out)
    plan = make_plan(study, delegates, storable=False)
    table = pd.concat(_blocks(plan, jobs, progress, delegates), ignore_index=True)
    return failed(table, not_numbers(table))


def _blocks(
    plan: Plan, jobs: int | None, progress: Progress | None, delegates: Delegates | None
) -> Iterator[pd.DataFrame]:
    """Play block after block, until the study has seen enough."""
    settings = point_scenarios(plan.study, plan.scenario, plan.points)
    seen, done, sums = dict[str, int](), 0, plan.sums()
    for number in range(plan.blocks):
        numbered = [plan.replicates(design, number) for design in range(len(plan.points))]
        size, blocks = plan.study.replicates, []
        for block in play_all(
            settings, size, plan.study.seed, jobs, draws=plan.draws, delegates=delegates,
            numbered=numbered,
        ):  # fmt: skip
            blocks.append(block)
            done += len(block.whole)
            _count(seen, block.whole[:, 0].tolist())
            if progress is not None:
                progress(done, plan.block * (number + 1), seen)
        table = frame(
            plan.scenario, blocks, plan.study.seed, plan.points, plan.draws, engine(delegates)
        )  # fmt: skip
        table["run"] += number * plan.block
        yield table
        if sums is None:
            return
        sums.add(table)
        if sums.enough():
            return


def _count(seen: dict[str, int], codes: list[int]) -> None:
    for code in codes:
        seen[OUTCOMES[code]] = seen.get(OUTCOMES[code], 0) + 1
