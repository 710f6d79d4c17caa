"""How sure a mean is: of independent cases, and of cases that share their luck."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from experiments.intervals.clusters import Clusters
from experiments.intervals.interval import Interval, upper


def clustered_mean(values: ArrayLike, clusters: ArrayLike, comparisons: int = 1) -> Interval:
    """Return a mean with its 95 % t interval, cases of one cluster taken together.

    With clusters of one case each this is Student's interval; else the variance is that of the
    clusters' totals, with as many degrees of freedom as there are clusters but one. With one
    cluster the bounds are NaN. ``comparisons`` is of how many means this one was picked
    (`interval.upper`).

    Raises
    ------
    ValueError
        If there is no case.
    """
    value = np.asarray(values, dtype=np.float64)
    if value.size == 0:
        raise ValueError("there is no mean of no cases")
    groups, mean = Clusters.of(clusters), float(value.mean())
    if groups.number < 2:
        return Interval(mean, math.nan, math.nan)
    half = float(t_quantile(groups.number - 1, comparisons)) * math.sqrt(groups.variance(value))
    return Interval(mean, mean - half, mean + half)


def t_quantile(freedom: ArrayLike, comparisons: int = 1) -> np.ndarray:
    """Return the half width of a 95 % interval in standard errors (`interval.upper`)."""
    return np.asarray(stdtrit(freedom, upper(comparisons)))
