"""How sure a share is: of independent cases, and of cases that share their luck."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.intervals.clusters import Clusters
from experiments.intervals.interval import Interval, Z
from experiments.intervals.means import t_quantile


def wilson(count: int, total: int) -> Interval:
    """Return the share ``count / total`` with its 95 % Wilson score interval.

    E. B. Wilson (1927), Probable inference, the law of succession, and statistical
    inference, doi:10.1080/01621459.1927.10502953.

    Raises
    ------
    ValueError
        If `total` is not positive or `count` is not between 0 and `total`.
    """
    if total < 1 or not 0 <= count <= total:
        raise ValueError(f"{count} of {total} is not a share")
    low, high = wilson_bounds(count / total, total)
    return Interval(count / total, float(low), float(high))


def wilson_bounds(share: Any, cases: Any) -> tuple[Any, Any]:
    """Return the bounds of Wilson's interval for shares of so many cases; arrays too.

    ``cases`` may be an effective number, which is no whole one.
    """
    scale = 2 * (cases + Z**2)
    middle = (2 * cases * share + Z**2) / scale
    half = Z * np.sqrt(Z**2 + 4 * cases * share * (1 - share)) / scale
    # at 0 and 1 the ends are exact but for the last bit
    return np.where(share == 0, 0.0, middle - half), np.where(share == 1, 1.0, middle + half)


def clustered_share(hits: ArrayLike, clusters: ArrayLike) -> Interval:
    """Return a share over cases of which some share their luck, with a 95 % interval.

    Negotiations of one replicate meet the same luck at every design point, so that n of them
    tell less than n independent ones. The interval is Wilson's with the effective number of
    cases n / d, where d is the design effect: the variance of the share, from the replicates'
    totals, over that of n independent cases (L. Kish, Survey Sampling, 1965; for Wilson's
    interval N. Dean & M. Pagano 2015, doi:10.1093/jssam/smv024). Since few clusters tell d badly,
    Student's quantile stands for the normal one, with as many degrees of freedom as there are
    clusters but one: the cases are n / d times (z / t)^2 (E. L. Korn & B. I. Graubard 1998,
    Survey Methodology 24, 193). It is never narrower than that of independent cases; where all
    cases agree, each cluster counts as one.

    Parameters
    ----------
    hits : array of bool, shape (n,)
    clusters : array, shape (n,)
        Which cases belong together: their replicate.

    Raises
    ------
    ValueError
        If there is no case.
    """
    hit = np.asarray(hits, dtype=np.float64)
    if hit.size == 0:
        raise ValueError("0 of 0 is not a share")
    groups = Clusters.of(clusters)
    share = float(hit.mean())
    cases = float(hit.size)
    if groups.together:
        cases = _effective(hit, groups)
    low, high = wilson_bounds(share, cases)
    return Interval(share, float(low), float(high))


def _effective(hit: NDArray[np.float64], groups: Clusters) -> float:
    """Return how many independent cases tell as much, the doubt about their number within."""
    share = float(hit.mean())
    alone = share * (1 - share) / hit.size
    if alone == 0 or groups.number < 2:
        return float(groups.number)
    effect = max(groups.variance(hit) / alone, 1.0)
    return hit.size / effect * (Z / float(t_quantile(groups.number - 1))) ** 2
