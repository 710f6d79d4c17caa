"""Which numbers tell most about a measure, however they act together: feature scores."""

import warnings

import numpy as np
import pandas as pd

from experiments.analysis.ema import ema
from experiments.analysis.inputs import inputs_and_answers
from experiments.analysis.results import Results, each_lens, with_lens
from experiments.intervals import LEVEL
from experiments.measures import Measure

COLUMNS = ("parameter", "score", "low", "high")
PROBE = "(a number of pure chance)"
FORESTS = 20
LEAF = 50  # of the rows, one part in so many is the least that a leaf holds: it averages the luck
MOST = 20_000  # rows that one forest sees


def table(results: Results, measure: Measure) -> pd.DataFrame:
    """Score numbers by how much extra-trees use them to tell the measure.

    The EMA workbench fits the forests (P. Geurts et al. 2006, doi:10.1007/s10994-006-6226-1;
    M. Jaxa-Rozen & J. Kwakkel 2018, doi:10.1016/j.envsoft.2018.06.011). Among the numbers is one
    of pure chance, which takes the values of each other in turn, shuffled: what scores no higher
    tells nothing that can be seen here.

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
        If the EMA workbench is not there, or no number differs.
    """
    parts = [(lens, _one(own, measure)) for lens, own in each_lens(results)]
    made = with_lens(parts)
    made.attrs = {"measure": measure.name, "rows": len(results.runs), "probe": PROBE}
    return made


def _one(results: Results, measure: Measure) -> pd.DataFrame:
    inputs, answers = inputs_and_answers(results, measure)
    scoring = ema(".analysis.feature_scoring")
    mode = ema(".analysis.scenario_discovery_util").RuleInductionType.REGRESSION
    rng = np.random.default_rng(results.study.seed)
    own = list(inputs.columns)
    size, scores = min(len(inputs), MOST), []
    for forest in range(FORESTS):
        shuffled = rng.permutation(inputs[own[forest % len(own)]].to_numpy())
        inputs = inputs.assign(**{PROBE: shuffled})
        rows = rng.integers(len(inputs), size=size)
        with warnings.catch_warnings():  # of its own libraries
            warnings.simplefilter("ignore")
            said, _forest = scoring.get_ex_feature_scores(
                inputs.iloc[rows], answers[rows], mode=mode,
                max_features=max(1, round(inputs.shape[1] / 3)),
                min_samples_leaf=max(1, size // LEAF),
                random_state=int(rng.integers(2**31)),
            )  # fmt: skip
        scores.append(said[1].reindex(inputs.columns).to_numpy(float))
    each = np.array(scores)
    low, high = np.quantile(each, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2], axis=0)
    made = pd.DataFrame(
        {"parameter": inputs.columns, "score": each.mean(axis=0), "low": low, "high": high}
    )
    return made.sort_values("score", ascending=False, kind="stable").reset_index(drop=True)
