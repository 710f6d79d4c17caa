"""How sure a number is: 95 % intervals for shares, for paired differences and for waiting."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats  # type: ignore[import-untyped, unused-ignore]

LEVEL = 0.95
Z = float(stats.norm.ppf(0.5 + LEVEL / 2))


class Interval(NamedTuple):
    """An estimate with its lower and upper bound, all on one scale."""

    value: float
    low: float
    high: float


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
    bounds = stats.binomtest(count, total).proportion_ci(LEVEL, method="wilson")
    return Interval(count / total, float(bounds.low), float(bounds.high))


def paired_difference(gained: int, lost: int, pairs: int) -> Interval:
    """Return a difference between two shares that were measured on the same pairs.

    The 95 % interval is the Wald interval with one added to each discordant count of
    D. G. Bonett & R. M. Price (2012), doi:10.3102/1076998611411915, clipped to -1..1.

    Parameters
    ----------
    gained, lost : int
        Pairs in which only the second, and only the first, had the outcome.
    pairs : int
        All pairs.

    Returns
    -------
    Interval
        Its value is the plain difference ``(gained - lost) / pairs``.

    Raises
    ------
    ValueError
        If the counts cannot belong to `pairs` pairs.
    """
    if pairs < 1 or gained < 0 or lost < 0 or gained + lost > pairs:
        raise ValueError(f"{gained} gained and {lost} lost do not fit {pairs} pairs")
    up, down = (gained + 1) / (pairs + 2), (lost + 1) / (pairs + 2)
    half = Z * math.sqrt((up + down - (up - down) ** 2) / (pairs + 2))
    middle = up - down
    return Interval((gained - lost) / pairs, max(-1.0, middle - half), min(1.0, middle + half))


class Waiting(NamedTuple):
    """A survival curve at each distinct time; all arrays have the same length."""

    time: NDArray[np.float64]
    share: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]


def waiting(times: ArrayLike, happened: ArrayLike) -> Waiting:
    """Return the share still waiting for an event after each time.

    The curve is the product-limit estimate of E. L. Kaplan & P. Meier (1958),
    doi:10.1080/01621459.1958.10501452. The band is Greenwood's variance on the
    log(-log) scale, which stays within 0..1 (J. D. Kalbfleisch & R. L. Prentice, The
    Statistical Analysis of Failure Time Data, 2nd ed. 2002, section 1.4,
    doi:10.1002/9781118032985); it is undefined (NaN) where the share is 1 or 0.

    Parameters
    ----------
    times : array of float, shape (n,)
        When each case had the event or was last seen.
    happened : array of bool, shape (n,)
        Whether it was the event; the rest are right-censored.
    """
    time = np.asarray(times, dtype=np.float64)
    event = np.asarray(happened, dtype=bool)
    data = stats.CensoredData.right_censored(time, ~event)
    curve = stats.ecdf(data).sf
    moment = np.asarray(curve.quantiles, dtype=np.float64)
    share = np.asarray(curve.probabilities, dtype=np.float64)
    at_risk = np.array([(time >= t).sum() for t in moment], dtype=np.int64)
    events = np.array([(event & (time == t)).sum() for t in moment], dtype=np.int64)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        spread = Z * np.sqrt(greenwood) / np.log(share)
        low, high = share ** np.exp(-spread), share ** np.exp(spread)
    inside = (share > 0) & (share < 1)
    return Waiting(
        moment,
        share,
        np.where(inside, low, np.nan),
        np.where(inside, high, np.nan),
        at_risk,
        events,
    )
