"""The numbers that differ between runs: what a study varies, and what it draws."""

import numpy as np
import pandas as pd

from experiments.analysis.results import Results
from experiments.measures import Measure, finished
from sim.errors import InputError


def inputs_and_answers(
    results: Results, measure: Measure, most: int | None = None
) -> tuple[pd.DataFrame, np.ndarray]:
    """Give the numbers [rows, numbers] of the negotiations that say something, and what they say.

    The numbers keep the index of ``results.runs``.

    Parameters
    ----------
    most
        Draw so many of them at random, by the study's seed, if there are more.

    Raises
    ------
    InputError
        If no number differs, or nothing is said.
    """
    sound = finished(results.runs)
    answers = measure.values(sound)
    seen = np.flatnonzero(~np.isnan(answers))
    if most is not None and len(seen) > most:
        rng = np.random.default_rng(results.study.seed)
        seen = np.sort(rng.choice(seen, most, replace=False))
    paths = [c for c in sound.columns if "." in str(c) and not str(c).startswith("term_")]
    inputs = sound.iloc[seen][paths].astype(float)
    inputs = inputs[[path for path in paths if inputs[path].nunique() > 1]]
    if inputs.empty or inputs.shape[1] == 0:
        wrong = "no number differs between its negotiations"
        right = "vary numbers, or let them be drawn: batna sweep STUDY --uncertain"
        raise InputError(f"study {results.study.name}", wrong, right)
    return inputs, answers[seen]
