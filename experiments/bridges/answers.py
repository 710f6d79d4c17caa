"""A study or a scenario as a function from numbers to a measure, as other tools want it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from experiments.design import Study, at_point, base_scenario, load_study, varied_numbers
from experiments.design.ranges import Varied, range_of
from experiments.measures import find_measure, pooled
from experiments.simulation import check_count, simulate
from sim.errors import InputError
from sim.scenario import Scenario

Asked = str | Path | Study | Scenario


def question(asked: Asked) -> tuple[Study, Scenario, list[Varied]]:
    """Give a study, its scenario, and the numbers that vary: of a scenario, those of tier 1.

    Parameters
    ----------
    asked
        A study, its built-in name or its file; or a scenario already loaded.

    Raises
    ------
    InputError
        If it can't be used, or nothing varies.
    """
    if isinstance(asked, Scenario):
        study = Study(format=1, name=asked.name, title=asked.title, vary_tier=1)
        scenario = asked
    else:
        study = asked if isinstance(asked, Study) else load_study(asked)
        scenario = base_scenario(study)
    varied = varied_numbers(study, scenario)
    if not varied:
        right = "add [[vary]] tables or vary_tier"
        raise InputError(study.name, "nothing varies by a range", right)
    return study, scenario, varied


def bounds(study: Study, varied: list[Varied]) -> list[list[float]]:
    """Give the range of each number."""
    return [list(range_of(study, number)) for number in varied]


def answers(
    asked: Asked, measure: str = "deal", runs: int | None = None, jobs: int | None = None
) -> Callable[[np.ndarray], np.ndarray]:
    """Make a function of the numbers that vary: the measure's mean over negotiations.

    Parameters
    ----------
    asked
        As for ``question``.
    measure
        A name that ``batna measures`` lists.
    runs
        Negotiations at each point, the study's replicates if None; all points meet the same luck.
    jobs
        Threads; all cores if None.

    Returns
    -------
    callable
        From points [n, k], in the order of ``question``, to values [n]; NaN where no negotiation
        says anything. A whole number is rounded.

    Raises
    ------
    InputError
        If something can't be used; the function itself too, for a point that can't be.
    """
    study, scenario, varied = question(asked)
    measured = find_measure(measure, scenario)
    count = study.replicates if runs is None else runs
    check_count("runs", count, 1)

    def respond(points: np.ndarray) -> np.ndarray:
        rows = np.atleast_2d(np.asarray(points, dtype=float))
        if rows.shape[1] != len(varied):
            right = f"give one column a number: {len(varied)}"
            raise InputError("points", f"they have {rows.shape[1]} columns", right)
        found = []
        for row in rows:
            at = at_point(scenario, _point(row, varied))
            table = simulate(at, runs=count, seed=study.seed, jobs=jobs)
            found.append(pooled(measured, table)[0].value)
        return np.array(found)

    return respond


def _point(row: np.ndarray, varied: list[Varied]) -> dict[str, Any]:
    return {
        number.path: round(value) if number.whole else value
        for number, value in zip(varied, row.tolist(), strict=True)
    }
