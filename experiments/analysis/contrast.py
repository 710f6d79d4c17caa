"""How much a measure differs between two samples: pair by pair where they share their luck."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.intervals import (
    Interval,
    Means,
    bootstrap_difference,
    clustered_difference,
    clustered_mean,
    clustered_share,
    difference_of,
    mcnemar,
    paired_difference,
)
from experiments.measures import Measure

PAIR = ["design", "replicate"]


class Contrast(NamedTuple):
    """A difference, then less before, with its interval.

    Attributes
    ----------
    difference
        With its 95 % interval.
    pairs
        Negotiations that were compared one by one; 0 where the samples share no luck.
    gained, lost
        Of a share, the pairs in which only the second, and only the first, said yes.
    p
        Of McNemar's exact test; NaN where it is not defined.
    """

    difference: Interval
    pairs: int
    gained: int
    lost: int
    p: float


def contrast(
    measure: Measure, before: pd.DataFrame, after: pd.DataFrame, paired: bool
) -> Contrast | None:
    """Compare a measure between two samples of finished negotiations.

    Pairs have the same ``design`` and ``replicate``. A share over independent pairs has the
    interval of Bonett & Price (2012) and McNemar's test, a mean Student's. Where pairs of
    several design points share a replicate, replicates are taken together
    (`experiments.intervals.clustered_difference` for a share). Where only some negotiations say
    something, as for the round of a deal, the means of those that do are compared, replicates
    drawn again (bootstrap). Without pairs, or where all draws of a share agree, a share has
    Newcombe's interval (1998) from those of both sides, all else a bootstrap.

    Returns
    -------
    Contrast or None
        None if one of the samples says nothing.
    """
    first = before[PAIR].assign(value=measure.values(before))
    then = after[PAIR].assign(value=measure.values(after))
    if paired:
        both = first.merge(then, on=PAIR, suffixes=("", "_then"))
        first = both[[*PAIR, "value"]]
        then = both[PAIR].assign(value=both["value_then"])
    if first["value"].count() == 0 or then["value"].count() == 0:
        return None
    whole = not (first["value"].isna().any() or then["value"].isna().any())
    if paired and whole:
        return _pair_by_pair(measure, first, then["value"].to_numpy(float))
    return _sample_by_sample(measure, first, then, paired)


def _pair_by_pair(measure: Measure, first: pd.DataFrame, then: np.ndarray) -> Contrast:
    before = first["value"].to_numpy(float)
    change, together = then - before, bool(first["replicate"].duplicated().any())
    gained, lost = int((change > 0).sum()), int((change < 0).sum())
    if not measure.is_share:
        gained = lost = 0
    pairs = len(change)
    if measure.is_share and not together:
        found = paired_difference(gained, lost, pairs)
        return Contrast(found, pairs, gained, lost, mcnemar(gained, lost))
    how = clustered_difference if measure.is_share else clustered_mean
    found = how(change, first["replicate"].to_numpy())
    return Contrast(found, pairs, gained, lost, np.nan)


def _sample_by_sample(
    measure: Measure, first: pd.DataFrame, then: pd.DataFrame, paired: bool
) -> Contrast:
    pairs = len(first) if paired else 0
    if paired or not measure.is_share:
        found = bootstrap_difference(_sums(first), _sums(then), paired)
        if not measure.is_share or found.low < found.high:
            return Contrast(found, pairs, 0, 0, np.nan)
    seen = [own.dropna(subset="value") for own in (first, then)]
    found = difference_of(*(clustered_share(own["value"], own["replicate"]) for own in seen))
    return Contrast(found, pairs, 0, 0, np.nan)


def _sums(own: pd.DataFrame) -> Means:
    """Add up what the negotiations of each replicate say; the same replicates on both sides."""
    grouped = own.groupby("replicate", sort=True)["value"]
    return Means(
        np.asarray(grouped.sum(), dtype=np.float64), np.asarray(grouped.count(), dtype=np.float64)
    )
