"""For users of the EMA workbench: a study as a model."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.analysis.ema import ema
from experiments.bridges.answers import Asked, bounds, question
from experiments.design import at_point
from experiments.measures import find_measure, pooled
from experiments.simulation import simulate


def ema_model(asked: Asked, measures: Sequence[str] = ("deal",), runs: int | None = None) -> Any:
    """Give a study, or a scenario's tier-1 numbers, as a Model of the EMA workbench.

    Parameters
    ----------
    asked
        A study, its built-in name or its file; or a scenario already loaded.
    measures
        Names that ``batna measures`` lists; each becomes an outcome.
    runs
        Negotiations of each experiment, all with the same luck; the study's replicates if None.

    Returns
    -------
    ema_workbench.Model
        Its uncertainties are the numbers that vary: ``actors_US_aid`` stands for
        ``actors.US.aid``, for the workbench takes names of Python.

    Raises
    ------
    InputError
        If something can't be used, or the workbench is not installed.
    """
    study, scenario, varied = question(asked)
    measured = [find_measure(name, scenario) for name in measures]
    count = study.replicates if runs is None else runs
    paths = {number.path.replace(".", "_"): number.path for number in varied}

    def play(**numbers: float) -> dict[str, float]:
        at = at_point(scenario, {paths[name]: value for name, value in numbers.items()})
        table = simulate(at, runs=count, seed=study.seed)
        return {_named(m.name): pooled(m, table)[0].value for m in measured}

    tool = ema("")
    model = tool.Model("".join(filter(str.isalnum, study.name)) or "study", function=play)
    made = []
    for name, number, (low, high) in zip(paths, varied, bounds(study, varied), strict=True):
        if number.whole:
            made.append(tool.IntegerParameter(name, int(np.ceil(low)), int(np.floor(high))))
        else:
            made.append(tool.RealParameter(name, low, high))
    model.uncertainties = made
    model.outcomes = [tool.ScalarOutcome(_named(m.name)) for m in measured]
    return model


def _named(measure: str) -> str:
    return measure.replace(".", "_")
