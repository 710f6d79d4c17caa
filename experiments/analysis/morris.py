"""Which numbers matter at all, and which not alone: Morris' elementary effects."""

import numpy as np
import pandas as pd

from experiments.analysis.results import Results, each_lens, point_values, with_lens
from experiments.design import varied_numbers
from experiments.design.trajectories import LEVELS, unit_trajectories
from experiments.measures import Measure
from sim.errors import InputError

COLUMNS = ("parameter", "mu", "mu_star", "low", "high", "sigma")
RESAMPLES = 1000


def table(results: Results, measure: Measure) -> pd.DataFrame:
    """Work out the mean elementary effects of each number.

    An elementary effect is the change of the measure as one number moves and all others stay,
    scaled to its whole range: ``mu`` is their mean, ``mu_star`` the mean of their sizes, ``sigma``
    their standard deviation. A large ``sigma`` says that the effect hangs on where the others
    stand. SALib estimates them (M. D. Morris 1991, doi:10.1080/00401706.1991.10484804;
    F. Campolongo et al. 2007, doi:10.1016/j.envsoft.2006.10.004), the interval by a bootstrap over
    trajectories.

    Parameters
    ----------
    results
        Of a study with ``design = "morris"``.
    measure
        What moves.

    Returns
    -------
    pandas.DataFrame
        A row a number, the largest ``mu_star`` first: (``lens``,) ``parameter``, ``mu``,
        ``mu_star``, ``low``, ``high`` (95 %, of ``mu_star``), ``sigma``, all in the measure's unit
        over the number's whole range. ``attrs`` as those of ``analysis.sobol.table``.

    Raises
    ------
    InputError
        If the study has another design, or a design point says nothing.
    """
    if results.study.design != "morris":
        wrong = f"its design is {results.study.design}, which has no elementary effects"
        raise InputError(f"study {results.study.name}", wrong, 'write design = "morris"')
    return with_lens([(lens, _one(own, measure)) for lens, own in each_lens(results)])


def _one(results: Results, measure: Measure) -> pd.DataFrame:
    study = results.study
    paths = [number.path for number in varied_numbers(study, results.scenario)]
    found = point_values(results, measure, "elementary effects")
    made = effects(unit_trajectories(study, len(paths)), found.value, paths, study.seed)
    made.attrs = {
        "measure": measure.name, "points": len(found.value), "left_out": found.left_out,
        "chance": found.chance,
    }  # fmt: skip
    return made


def effects(unit: np.ndarray, values: np.ndarray, names: list[str], seed: int = 1) -> pd.DataFrame:
    """Estimate the effects from a function's values on trajectories in the unit cube.

    Parameters
    ----------
    unit
        [trajectories x (k + 1), k] the trajectories, one below another.
    values
        [trajectories x (k + 1)] the function there.
    names
        Of the k numbers.
    seed
        Of the bootstrap.
    """
    from SALib.analyze import morris  # a second, which few commands need

    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    said = morris.analyze(
        problem, unit, np.asarray(values, dtype=float), num_resamples=RESAMPLES,
        num_levels=LEVELS, seed=np.random.default_rng(seed),
    )  # fmt: skip
    columns = {key: np.asarray(said[key], dtype=float) for key in ("mu", "mu_star", "sigma")}
    half = np.asarray(said["mu_star_conf"], dtype=float)
    made = pd.DataFrame(
        {"parameter": names, **columns}
        | {"low": columns["mu_star"] - half, "high": columns["mu_star"] + half}
    )
    made["low"] = made["low"].clip(lower=0.0)  # a mean of sizes
    made = made.sort_values("mu_star", ascending=False, kind="stable")
    return made[list(COLUMNS)].reset_index(drop=True)
