"""Which runs a report tells: a typical one and a surprising one, by rule and not by taste."""

from typing import NamedTuple

import pandas as pd

from experiments.design import Study
from experiments.measures import finished
from experiments.told import one_lens
from sim.rules.outcome import OUTCOMES


class Chosen(NamedTuple):
    """A run to be told: its number, and how it was chosen."""

    run: int
    why: str


def typical(runs: pd.DataFrame, study: Study) -> Chosen:
    """Choose a run of the most common outcome, of about its median length."""
    rows, counts = _counts(runs, study)
    outcome = str(counts.index[0])
    share = 100 * counts.iloc[0] / len(rows)
    why = (
        f"It ends in the most common outcome, {outcome} ({share:.3g} % of all), and of these its "
        "length is the nearest to the median; the first such run."
    )
    return Chosen(_nearest(rows[rows["outcome"] == outcome]), why)


def surprising(runs: pd.DataFrame, study: Study) -> Chosen:
    """Choose a run of the rarest outcome that came about, or the one of the oddest length."""
    rows, counts = _counts(runs, study)
    outcome = str(counts.index[-1])
    if len(counts) == 1:
        apart = (rows["end_round"] - rows["end_round"].median()).abs()
        run = int(rows.loc[apart.sort_values(ascending=False, kind="stable").index[0], "run"])
        return Chosen(run, f"All end in {outcome}; its length is the furthest from the median.")
    share = 100 * counts.iloc[-1] / len(rows)
    why = (
        f"It ends in the rarest outcome that came about, {outcome} ({share:.3g} % of all), and of "
        "these its length is the nearest to the median; the first such run."
    )
    return Chosen(_nearest(rows[rows["outcome"] == outcome]), why)


def _counts(runs: pd.DataFrame, study: Study) -> tuple[pd.DataFrame, pd.Series]:
    """Give finished runs of one lens, and how often each outcome came about, most often first."""
    rows = finished(one_lens(runs, study)[0])
    counts = rows["outcome"].value_counts().reindex(list(OUTCOMES)).dropna()
    return rows, counts.sort_values(ascending=False, kind="stable")


def _nearest(rows: pd.DataFrame) -> int:
    apart = (rows["end_round"] - rows["end_round"].median()).abs()
    return int(rows.loc[apart.sort_values(kind="stable").index[0], "run"])
