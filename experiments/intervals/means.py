"""How sure a mean is: of independent cases, and of cases that share their luck."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from experiments.intervals.clusters import Clusters
from experiments.intervals.interval import LEVEL, Interval


def clustered_mean(values: ArrayLike, clusters: ArrayLike, comparisons: int = 1) -> Interval:
    """Return a mean with its 95 % t interval, cases of one cluster taken together.

    With clusters of one case each this is Student's interval; else the variance is that of the
    clusters' totals, with as many degrees of freedom as there are clusters but one. With one
    cluster the bounds are NaN. ``comparisons`` is how many means may be looked at (`t_quantile`).

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
    """Return the half width of a 95 % interval in standard errors.

    Where one of several comparisons is picked by what came out, ``comparisons`` says of how many:
    all their intervals hold together with 95 % (Bonferroni's inequality; O. J. Dunn 1961,
    doi:10.1080/01621459.1961.10482090).
    """
    return np.asarray(stdtrit(freedom, 1 - (1 - LEVEL) / (2 * comparisons)))
