"""From raw results to the rows that a figure may count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.figures.style import OUTCOMES, look_of
from experiments.intervals import Interval, clustered_difference, clustered_mean, clustered_share
from experiments.spoken import span

LEFT_OUT = "left_out"


def require(frame: pd.DataFrame, columns: Iterable[str]) -> None:
    """Check that `frame` has rows and every one of `columns`.

    Raises
    ------
    ValueError
        If it is empty or a column is missing.
    """
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(f"the table lacks the column {', '.join(map(repr, missing))}")
    if frame.empty:
        raise ValueError("the table has no rows")


def counted(runs: pd.DataFrame, columns: Iterable[str] = ()) -> pd.DataFrame:
    """Return the negotiations that ended in order, with known outcomes.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation, with at least ``outcome`` and ``status``.
    columns : iterable of str
        Further columns that must be there.

    Returns
    -------
    DataFrame
        The rows whose ``status`` is ``"ok"``; ``attrs["left_out"]`` holds how many were not.

    Raises
    ------
    ValueError
        If a column is missing, no row is left, or an outcome is none of the eight words.
    """
    require(runs, ["outcome", "status", *columns])
    rows = runs[runs["status"] == "ok"].copy()
    if rows.empty:
        raise ValueError(f"all {len(runs)} negotiations failed, so there is nothing to show")
    unknown = sorted(set(map(str, rows["outcome"].unique())) - set(OUTCOMES))
    if unknown:
        look_of(unknown[0])
    rows.attrs = {LEFT_OUT: len(runs) - len(rows)}
    return rows


def share_of(hits: pd.Series, rows: pd.DataFrame) -> Interval:
    """Return the share of hits among rows, those of one replicate sharing their luck."""
    return clustered_share(hits, clusters_of(rows))


def clusters_of(rows: pd.DataFrame) -> np.ndarray:
    """Return which rows share their luck: their replicate, else each row stands alone."""
    own = rows["replicate"] if "replicate" in rows else np.arange(len(rows))
    return np.asarray(own)


def change_of(
    first: pd.Series, last: pd.Series, rows: pd.DataFrame, comparisons: int = 1
) -> Interval | None:
    """Return how much more often the last rows hit than the first, or how much larger they are.

    Replicate by replicate, since the luck of one is the same in both groups.

    Parameters
    ----------
    first, last : Series of bool or float
        Hits, or values, of two groups of rows, by the rows' index.
    rows : DataFrame
        All rows.
    comparisons : int
        Of how many differences this one was picked (`experiments.intervals.clustered_difference`).

    Returns
    -------
    Interval or None
        The mean over replicates that both groups have of the difference of their shares, or
        means, with its 95 % interval (`experiments.intervals.clustered_difference` of shares,
        `clustered_mean` of values); None if there are fewer than two of them.
    """
    if "replicate" not in rows:
        return None
    means = [own.groupby(rows.loc[own.index, "replicate"]).mean() for own in (first, last)]
    difference = (means[1] - means[0]).dropna()
    if len(difference) < 2:
        return None
    how = clustered_difference if first.dtype == bool else clustered_mean
    return how(difference, difference.index, comparisons)


def widest_change(hits: Sequence[pd.Series], rows: pd.DataFrame) -> Interval | None:
    """Return how much more often the group that hits most does so than the one that hits least.

    The two are picked by what came out, of all pairs of groups, so that the interval of
    `change_of` is corrected for as many comparisons. None with one group, too.
    """
    shares = [float(hit.mean()) for hit in hits]
    bottom, top = hits[int(np.argmin(shares))], hits[int(np.argmax(shares))]
    pairs = len(hits) * (len(hits) - 1) // 2
    return change_of(bottom, top, rows, pairs) if pairs else None


class Extremes(NamedTuple):
    """The rows with the highest and the lowest share, and whether they differ.

    Attributes
    ----------
    top, bottom
        The rows.
    clear
        Whether they differ for sure.
    gap
        The difference in words, after a comma, where the two intervals don't show it; else "".
    """

    top: pd.Series
    bottom: pd.Series
    clear: bool
    gap: str


def extremes(shares: pd.DataFrame, change: Interval | None) -> Extremes:
    """Find the highest and the lowest share, and decide whether they differ.

    By the interval of their difference (`widest_change`); without shared replicates, by whether
    their own intervals are apart.
    """
    size = shares["share"].to_numpy()
    top, bottom = shares.iloc[int(size.argmax())], shares.iloc[int(size.argmin())]
    apart = bool(bottom["high"] < top["low"])
    if change is None:
        return Extremes(top, bottom, apart, "")
    gap = f", {100 * change.value:.0f} apart ({span(change.low, change.high)})"
    return Extremes(top, bottom, change.low > 0, "" if apart else gap)


def left_out(table: pd.DataFrame) -> int:
    """Return how many failed negotiations `table` was made without (0 if it doesn't say)."""
    return int(table.attrs.get(LEFT_OUT, 0))


def levels(rows: pd.DataFrame, parameter: str, least: int = 2) -> list[object]:
    """Return the distinct values of `parameter`, sorted.

    Raises
    ------
    ValueError
        If the column is missing, holds a null, or has fewer than `least` values.
    """
    require(rows, [parameter])
    if bool(rows[parameter].isna().any()):
        raise ValueError(f"{parameter!r} has rows without a value")
    values: list[object] = sorted(rows[parameter].unique().tolist())
    if len(values) < least:
        raise ValueError(f"{parameter!r} must take at least {least} values, not {len(values)}")
    return values
