"""Measures of a runs table with their intervals: at each design point, or over all of them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.intervals import (
    Interval,
    clustered_mean,
    clustered_share,
    t_quantile,
    wilson_bounds,
)
from experiments.measures.measure import Measure
from sim.errors import InputError

POINT = ("lens", "parameter", "end")  # columns of a design besides its paths
FEWEST = 5  # independent cases for a mean's interval: of fewer, Student's hangs on normal values
COLUMNS = ("measure", "unit", "estimate", "low", "high", "n", "runs", "left_out")


def estimates(runs: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    """Estimate measures at each design point.

    The interval is Wilson's for a share and Student's for a mean. Within a design point every
    replicate is independent of the others, whether its spread is chance alone or drawn numbers
    too.

    Parameters
    ----------
    runs
        One row a negotiation.
    measures
        What is measured.

    Returns
    -------
    pandas.DataFrame
        One row a measure and design point: ``measure``, ``unit``, ``design``, the columns that
        say what varies, ``estimate``, ``low``, ``high`` (95 %; NaN where too few say anything),
        ``n`` (negotiations that say something), ``runs``, ``left_out`` (failed).
    """
    sound, number = finished(runs), runs.groupby("design", sort=True).size()
    point = design_columns(runs)
    parts = []
    for measure in measures:
        own = pd.DataFrame({"design": sound["design"], "value": measure.values(sound)})
        grouped = own.groupby("design")["value"]
        found = grouped.agg(["mean", "count", "std"]).reindex(number.index)
        n = found["count"].fillna(0).astype(int)
        mean, sd = found["mean"].to_numpy(), found["std"].to_numpy()
        low, high = bounds(measure, mean, n.to_numpy(), sd)
        finished_runs = own.groupby("design").size().reindex(number.index).fillna(0).astype(int)
        parts.append(
            pd.DataFrame(
                {
                    "measure": measure.name, "unit": measure.unit, "design": number.index,
                    **{c: point[c].to_numpy() for c in point},
                    "estimate": mean, "low": low, "high": high,
                    "n": n.to_numpy(), "runs": number.to_numpy(),
                    "left_out": (number - finished_runs).to_numpy(),
                }
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def overall(runs: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    """Estimate measures over all negotiations, or lens by lens if there are several.

    Negotiations of one replicate share their luck wherever it is common to the design points, so
    that they are taken together (``experiments.intervals.clustered_share``).

    Returns
    -------
    pandas.DataFrame
        One row a measure (and ``lens``): ``measure``, ``unit``, ``estimate``, ``low``, ``high``,
        ``n``, ``runs``, ``left_out``.
    """
    rows = []
    groups = list(runs.groupby("lens", sort=False)) if "lens" in runs else [("", runs)]
    for measure in measures:
        for lens, own in groups:
            sound = finished(own)
            found, n = pooled(measure, sound)
            row = (measure.name, measure.unit, *found, n, len(own), len(own) - len(sound))
            rows.append({"lens": lens} | dict(zip(COLUMNS, row, strict=True)))
    table = pd.DataFrame(rows)
    return table if "lens" in runs else table.drop(columns="lens")


def pooled(measure: Measure, sound: pd.DataFrame) -> tuple[Interval, int]:
    """Estimate one measure over finished negotiations, and count those that say something."""
    values = measure.values(sound)
    seen = ~np.isnan(values)
    if not seen.any():
        return Interval(np.nan, np.nan, np.nan), 0
    clusters = sound["replicate"].to_numpy()[seen]
    how = clustered_share if measure.is_share else clustered_mean
    found, n = how(values[seen], clusters), int(seen.sum())
    if not measure.is_share and np.unique(clusters).size < FEWEST:
        return Interval(found.value, np.nan, np.nan), n
    return found, n


def finished(runs: pd.DataFrame) -> pd.DataFrame:
    """Give the negotiations that ended in order.

    Raises
    ------
    InputError
        If there is none.
    """
    sound = runs[runs["status"] == "ok"] if "status" in runs else runs
    if sound.empty:
        raise InputError("the runs", f"all {len(runs)} negotiations failed", "run the sweep again")
    return sound


def design_columns(runs: pd.DataFrame) -> pd.DataFrame:
    """Give what varies at each design point: drawn numbers, which vary within, are left out."""
    names = [c for c in runs.columns if "." in str(c) or c in POINT]
    grouped = runs.groupby("design", sort=True)[names]
    if not names:
        return pd.DataFrame(index=grouped.size().index)
    first, same = grouped.first(), grouped.nunique().max() <= 1
    return first[[name for name in names if same[name]]]


def bounds(
    measure: Measure, mean: np.ndarray, n: np.ndarray, sd: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the 95 % intervals of estimates of independent cases; NaN where there are too few.

    Wilson's for shares, Student's for means, of ``n`` cases with the standard deviation ``sd``.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        if measure.is_share:
            low, high = wilson_bounds(mean, n.astype(float))
            return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)
        half = t_quantile(np.maximum(n - 1, 1)) * sd / np.sqrt(n)
        half = np.where(n >= FEWEST, half, np.nan)
        return mean - half, mean + half
