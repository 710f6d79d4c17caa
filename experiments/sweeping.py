"""A sweep: every replicate of every design point of a study, stored with what made it."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from experiments.blocks import Delegates
from experiments.design import (
    Study,
    base_scenario,
    design_points,
    load_study,
    point_scenarios,
    replicates_of,
    study_draws,
)
from experiments.simulation import check_count, engine, frame, play_all
from experiments.store import check_target, write_results
from sim.errors import InputError
from sim.rules.outcome import OUTCOMES

Progress = Callable[[int, int, dict[str, int]], None]


def sweep(
    study: str | Path | Study,
    out: str | Path | None = None,
    runs: int | None = None,
    jobs: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    uncertain: bool = False,
    delegates: Delegates | None = None,
) -> pd.DataFrame:
    """Run a study.

    Replicate r has one stream of luck, whatever the point. With common luck every design point has
    the same replicates, so that contrasts between points are paired; with independent luck each
    has its own.

    Parameters
    ----------
    study
        A built-in name, a path to a TOML file, or a ``Study``.
    out
        Folder for ``runs.parquet`` and ``manifest.json``; nothing is stored if None.
    runs, seed
        Replicates a design point and master seed, in place of the study's own.
    jobs
        Threads; all cores if None. The rows don't depend on it.
    progress
        Called after each block with negotiations done, all of them, and outcomes so far.
    uncertain
        Let each replicate draw its tier-1 numbers, as ``uncertain = true`` in the study does.
    delegates
        Classes of your own by party, as for ``simulate``. Such a table can't be stored: the
        manifest could not say what made it.

    Returns
    -------
    pandas.DataFrame
        One row a negotiation, as ``simulate`` gives it, with a column for each varied number.

    Raises
    ------
    InputError
        In one sentence, for anything that can't be used.
    """
    if not isinstance(study, Study):
        study = load_study(study)
    study = changed(study, runs, seed, uncertain)
    if jobs is not None:
        check_count("jobs", jobs, 1)
    scenario = base_scenario(study)
    points = design_points(study, scenario)
    if out is not None and delegates:
        wrong = "a sweep with delegates of your own can't be stored"
        raise InputError(str(out), wrong, "leave out away and keep the table that sweep gives")
    if out is not None:
        check_target(Path(out), study)
    settings = point_scenarios(study, scenario, points)
    draws = study_draws(study, scenario, points, settings)
    blocks, done, seen = [], 0, dict[str, int]()
    whole = len(points) * study.replicates
    numbered = [replicates_of(study, design, len(points)) for design in range(len(points))]
    for block in play_all(
        settings,
        study.replicates,
        study.seed,
        jobs,
        draws=draws,
        delegates=delegates,
        numbered=numbered,
    ):
        blocks.append(block)
        done += len(block.whole)
        _count(seen, block.whole[:, 0].tolist())
        if progress is not None:
            progress(done, whole, seen)
    table = frame(scenario, blocks, study.seed, points, draws, engine(delegates))
    if out is not None:
        write_results(Path(out), table, study, scenario)
    return table


def changed(
    study: Study, runs: int | None = None, seed: int | None = None, uncertain: bool = False
) -> Study:
    """Give a study other replicates, another seed, or uncertain numbers.

    Raises
    ------
    InputError
        If a number can't be used.
    """
    changes = {"replicates": runs, "seed": seed}
    for name, value in changes.items():
        if value is not None:
            check_count("runs" if name == "replicates" else name, value, int(name != "seed"))
    update = {name: int(value) for name, value in changes.items() if value is not None}
    return study.model_copy(update=update | {"uncertain": study.uncertain or bool(uncertain)})


def _count(seen: dict[str, int], codes: list[int]) -> None:
    for code in codes:
        seen[OUTCOMES[code]] = seen.get(OUTCOMES[code], 0) + 1
