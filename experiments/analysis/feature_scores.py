"""Which numbers tell most about a measure, however they act together: feature scores."""

from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.inputs import inputs_and_answers
from experiments.analysis.results import Results, each_lens, with_lens
from experiments.intervals import LEVEL
from experiments.measures import Measure
from sim.errors import InputError

COLUMNS = ("parameter", "score", "low", "high")
PROBE = "(a number of pure chance)"
FORESTS, TREES = 20, 100  # … each of so many trees
LEAF = 50  # of the rows, one part in so many is the least that a leaf holds: it averages the luck
MOST = 20_000  # rows that one forest sees


def table(results: Results, measure: Measure) -> pd.DataFrame:
    """Score numbers by how much extra-trees use them to tell the measure.

    As the EMA workbench does (P. Geurts et al. 2006, doi:10.1007/s10994-006-6226-1; M. Jaxa-Rozen
    & J. Kwakkel 2018, doi:10.1016/j.envsoft.2018.06.011), but straight by scikit-learn, since the
    workbench takes many seconds to load. Among the numbers is one of pure chance, which takes the
    values of each other in turn, shuffled: what scores no higher tells nothing that can be seen
    here. A number that is drawn once for each replicate, and so tells the replicates' luck apart
    whatever it does, is shuffled over replicates; one that stands still at a design point, over
    design points.

    Parameters
    ----------
    results
        Of any study in which numbers differ: varied, or drawn for each replicate.
    measure
        What is told.

    Returns
    -------
    pandas.DataFrame
        A row a number, the highest first: (``lens``,) ``parameter``, ``score`` (all of one lens
        add up to 1), ``low``, ``high`` (95 % of 20 forests, each on negotiations drawn again).
        ``attrs``: ``measure``, ``rows``, ``probe`` (the name of the number of pure chance).

    Raises
    ------
    InputError
        If scikit-learn is not there, or no number differs.
    """
    parts = [(lens, _one(own, measure)) for lens, own in each_lens(results)]
    made = with_lens(parts)
    made.attrs = {"measure": measure.name, "rows": len(results.runs), "probe": PROBE}
    return made


def _one(results: Results, measure: Measure) -> pd.DataFrame:
    inputs, answers = inputs_and_answers(results, measure)
    forest = _forest()
    rng = np.random.default_rng(results.study.seed)
    own, places = list(inputs.columns), results.runs.loc[inputs.index, ["replicate", "design"]]
    size, scores = min(len(inputs), MOST), []
    for number in range(FORESTS):
        inputs[PROBE] = _shuffled(inputs[own[number % len(own)]], places, rng)
        rows = rng.integers(len(inputs), size=size)
        fitted = forest(
            n_estimators=TREES, bootstrap=True,
            max_features=max(1, round(inputs.shape[1] / 3)),
            min_samples_leaf=max(1, size // LEAF),
            random_state=int(rng.integers(2**31)),
        ).fit(inputs.to_numpy()[rows], answers[rows])  # fmt: skip
        scores.append(fitted.feature_importances_)
    each = np.array(scores)
    low, high = np.quantile(each, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2], axis=0)
    made = pd.DataFrame(
        {"parameter": inputs.columns, "score": each.mean(axis=0), "low": low, "high": high}
    )
    return made.sort_values("score", ascending=False, kind="stable").reset_index(drop=True)


def _shuffled(values: pd.Series, places: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Deal a number's values out anew, among what they belong to: replicates, points or rows."""
    for unit in places:
        each = values.groupby(places[unit].to_numpy())
        if len(each) > 1 and (each.nunique() == 1).all():
            first = each.first()
            dealt = pd.Series(rng.permutation(first.to_numpy()), index=first.index)
            return places[unit].map(dealt).to_numpy()
    return rng.permutation(values.to_numpy())


def _forest() -> Any:
    """Give the extra-trees, of an optional extra; loaded where they are used."""
    try:
        from sklearn.ensemble import ExtraTreesRegressor
    except ImportError:
        right = "pip install 'batna[ema]'"
        raise InputError("scikit-learn", "it is not installed", right) from None
    return ExtraTreesRegressor
