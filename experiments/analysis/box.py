"""In which box of numbers does something become possible? PRIM, the patient rule induction."""

import warnings
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.ema import ema
from experiments.analysis.inputs import inputs_and_answers
from experiments.analysis.results import Results, each_lens, with_lens
from experiments.measures import Measure
from sim.errors import InputError

COLUMNS = (
    "parameter", "low", "high", "range_low", "range_high", "p_low", "p_high",
    "density", "base", "coverage", "mass", "rows",
)  # fmt: skip
MOST = 50_000  # negotiations that are looked at, at random if there are more
ANY = 1e-9  # a yes counts, a no does not, and a box of any density is given


def table(results: Results, measure: Measure) -> pd.DataFrame:
    """Find the box of numbers in which negotiations say yes most clearly more often.

    The EMA workbench peels the box (J. H. Friedman & N. I. Fisher 1999,
    doi:10.1023/A:1008894516817; B. P. Bryant & R. J. Lempert 2010,
    doi:10.1016/j.techfore.2009.08.002). Of all boxes on its way the one with the largest gain is
    taken: its share of the negotiations times how much its share of yes exceeds that of all
    (weighted relative accuracy; N. Lavrač et al. 1999, doi:10.1007/3-540-48751-4_17). It is
    chosen on the same negotiations that it is described by, so that its density is flattered.

    Parameters
    ----------
    results
        Of any study in which numbers differ: varied, or drawn for each replicate.
    measure
        A share: the box is where its yes is frequent.

    Returns
    -------
    pandas.DataFrame
        A row for each number that the box restricts: (``lens``,) ``parameter``, ``low``, ``high``
        (the box), ``range_low``, ``range_high`` (all that was tried), ``p_low``, ``p_high`` (of
        the box being as dense by chance without this end of it; NaN where the end is that of all),
        and of the whole box, the same in each row, ``density`` (the share of yes in it), ``base``
        (that of all), ``coverage`` (the share of all yes that lie in it), ``mass`` (the share of
        negotiations in it) and ``rows``. No row if no box stands out. ``attrs``: ``measure``.

    Raises
    ------
    InputError
        If the EMA workbench is not there, the measure is no share, all say the same, or no
        number differs.
    """
    made = with_lens([(lens, _one(own, measure)[0]) for lens, own in each_lens(results)])
    made.attrs = {"measure": measure.name}
    return made


def trajectory(results: Results, measure: Measure) -> pd.DataFrame:
    """Give all boxes on the way, each smaller: what is gained in density is lost in coverage.

    Returns
    -------
    pandas.DataFrame
        A row a box: (``lens``,) ``step``, ``density``, ``coverage``, ``mass``, ``rows``,
        ``restricted`` (numbers) and ``chosen`` (the one that ``table`` describes).
    """
    return with_lens([(lens, _one(own, measure)[1]) for lens, own in each_lens(results)])


def _one(results: Results, measure: Measure) -> tuple[pd.DataFrame, pd.DataFrame]:
    if not measure.is_share:
        wrong = f"it is measured in {measure.unit}, and a box needs a yes or a no"
        raise InputError(f"measure {measure.name}", wrong, "name a share, such as deal")
    inputs, answers = inputs_and_answers(results, measure, MOST)
    inputs = inputs.reset_index(drop=True)
    yes = answers > 0
    if yes.all() or not yes.any():
        wrong = f"{'all' if yes.any() else 'none'} of the {len(yes):,} negotiations say yes"
        raise InputError(f"measure {measure.name}", wrong, "name another measure")
    found = _peeled(inputs, yes)
    way = found.peeling_trajectory
    step = int(np.argmax(way["mass"] * (way["density"] - yes.mean())))
    boxes = pd.DataFrame(
        {
            "step": np.arange(len(way)), "density": way["density"].astype(float),
            "coverage": way["coverage"].astype(float), "mass": way["mass"].astype(float),
            "rows": way["n"].astype(int), "restricted": way["res_dim"].astype(int),
            "chosen": np.arange(len(way)) == step,
        }
    )  # fmt: skip
    return _described(found, step, inputs, boxes.iloc[step], float(yes.mean())), boxes


def _peeled(inputs: pd.DataFrame, yes: np.ndarray) -> Any:
    prim = ema(".analysis.prim")
    with warnings.catch_warnings():  # of its own libraries
        warnings.simplefilter("ignore")
        return prim.Prim(inputs, yes, threshold=ANY).find_box()


def _described(
    found: Any, step: int, inputs: pd.DataFrame, box: pd.Series, base: float
) -> pd.DataFrame:
    limits, chances, rows = found.box_lims[step], found.qp[step], []
    for path, p in chances.items():
        low, high = float(limits[path].iloc[0]), float(limits[path].iloc[1])
        seen = float(inputs[path].min()), float(inputs[path].max())
        whole = (box["density"], base, box["coverage"], box["mass"], int(box["rows"]))
        ends = [np.nan if value < 0 else float(value) for value in p]
        rows.append((path, low, high, *seen, *ends, *whole))
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    surest = made[["p_low", "p_high"]].min(axis=1)
    return made.loc[surest.sort_values(kind="stable").index].reset_index(drop=True)
