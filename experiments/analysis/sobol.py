"""How much of the variance of a measure each number explains: Sobol' indices."""

import numpy as np
import pandas as pd

from experiments.analysis.results import Results, each_lens, point_values, with_lens
from experiments.design import varied_numbers
from experiments.measures import Measure
from sim.errors import InputError

COLUMNS = ("parameter", "other", "order", "index", "low", "high")
RESAMPLES = 1000


def table(results: Results, measure: Measure) -> pd.DataFrame:
    """Work out first-order and total indices, and those of pairs if the design has them.

    The first-order index is the share of the variance between design points that a number
    explains alone; the total index, with all its interactions; that of a pair, the two together
    beyond each alone. SALib estimates them (A. Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018;
    pairs: A. Saltelli 2002, doi:10.1016/S0010-4655(02)00280-1). The interval is a 95 % bootstrap
    over base points, and says nothing of the luck: see ``chance``.

    Parameters
    ----------
    results
        Of a study with ``design = "sobol"``.
    measure
        What is explained.

    Returns
    -------
    pandas.DataFrame
        A row an index: (``lens``,) ``parameter``, ``other`` (of a pair, else ""), ``order``
        (first, total, second), ``index``, ``low``, ``high``. The largest total comes first.
        ``attrs``: ``measure``, ``points`` (design points), ``left_out`` (failed negotiations) and
        ``chance`` (0..1), how much of the variance luck may account for, at most.

    Raises
    ------
    InputError
        If the study has another design, or a design point says nothing.
    """
    if results.study.design != "sobol":
        wrong = f"its design is {results.study.design}, on which Sobol' indices can't be estimated"
        raise InputError(f"study {results.study.name}", wrong, 'write design = "sobol"')
    return with_lens([(lens, _one(own, measure)) for lens, own in each_lens(results)])


def _one(results: Results, measure: Measure) -> pd.DataFrame:
    paths = [number.path for number in varied_numbers(results.study, results.scenario)]
    found = point_values(results, measure, "Sobol' indices")
    made = indices(found.value, paths, results.study.second_order, results.study.seed)
    made.attrs = {
        "measure": measure.name, "points": len(found.value), "left_out": found.left_out,
        "chance": found.chance,
    }  # fmt: skip
    return made


def indices(
    values: np.ndarray, names: list[str], second_order: bool = False, seed: int = 1
) -> pd.DataFrame:
    """Estimate the indices from a function's values on Saltelli's sample, in its order.

    Parameters
    ----------
    values
        [points x (k + 2)], or [points x (2 k + 2)] with ``second_order``.
    names
        Of the k numbers.
    seed
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        With the columns ``COLUMNS``.
    """
    from SALib.analyze import sobol  # a second and a half, which few commands need

    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    said = sobol.analyze(
        problem, np.asarray(values, dtype=float), calc_second_order=second_order,
        num_resamples=RESAMPLES, seed=np.random.default_rng(seed),
    )  # fmt: skip
    rows = []
    for place in np.argsort(-said["ST"], kind="stable"):
        for order, key in (("first", "S1"), ("total", "ST")):
            value, half = float(said[key][place]), float(said[f"{key}_conf"][place])
            rows.append((names[place], "", order, value, value - half, value + half))
    if second_order:
        for one in range(len(names)):
            for other in range(one + 1, len(names)):
                value, half = float(said["S2"][one, other]), float(said["S2_conf"][one, other])
                rows.append((names[one], names[other], "second", value, value - half, value + half))
    return pd.DataFrame(rows, columns=list(COLUMNS))
