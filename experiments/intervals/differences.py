"""How sure a difference is: on the same pairs, and between samples without any."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.intervals.interval import LEVEL, Interval, Z
from experiments.intervals.means import clustered_mean
from experiments.intervals.shares import wilson

DRAWS = 2000  # of a bootstrap


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


def share_difference(before: tuple[int, int], after: tuple[int, int]) -> Interval:
    """Return the difference of two shares (count, total) that have no pairs.

    The 95 % interval is the hybrid score interval of R. G. Newcombe (1998), method 10,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    """
    first, then = wilson(*before), wilson(*after)
    value = then.value - first.value
    down = math.hypot(then.value - then.low, first.high - first.value)
    up = math.hypot(then.high - then.value, first.value - first.low)
    return Interval(value, value - down, value + up)


def mcnemar(gained: int, lost: int) -> float:
    """Return the exact two-sided p-value of McNemar's test: as many gained as lost.

    Q. McNemar (1947), doi:10.1007/BF02295996; 1 without a discordant pair.
    """
    if gained + lost == 0:
        return 1.0
    from scipy.stats import binomtest  # half a second, which few callers need

    return float(binomtest(gained, gained + lost, 0.5).pvalue)


class Means(NamedTuple):
    """Sums over clusters, from which a mean over any clusters follows: totals and cases."""

    totals: NDArray[np.float64]
    cases: NDArray[np.float64]


def bootstrap_difference(before: Means, after: Means, paired: bool, seed: int = 0) -> Interval:
    """Return the difference of two means with its 95 % percentile interval.

    Whole clusters are drawn again (B. Efron 1979, doi:10.1214/aos/1176344552), the same ones on
    both sides where they are pairs. So it serves means of what is not seen in every case, such as
    the round of a deal. The draws hang on ``seed`` alone. NaN bounds where nothing is seen.
    """
    rng, parts = np.random.default_rng(seed), []
    with np.errstate(invalid="ignore", divide="ignore"):
        value = after.totals.sum() / after.cases.sum() - before.totals.sum() / before.cases.sum()
        for draws in _in_steps(max(len(before.cases), len(after.cases))):
            counts = _redrawn(rng, len(before.cases), draws)
            again = counts if paired else _redrawn(rng, len(after.cases), draws)
            then = (again @ after.totals) / (again @ after.cases)
            parts.append(then - (counts @ before.totals) / (counts @ before.cases))
    spread = np.concatenate(parts)
    seen = spread[np.isfinite(spread)]
    if len(seen) < DRAWS // 2:
        return Interval(float(value), math.nan, math.nan)
    low, high = np.quantile(seen, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    return Interval(float(value), float(low), float(high))


def _in_steps(clusters: int) -> list[int]:
    """Split the draws, so that no step takes more than some tens of megabytes."""
    step = max(1, min(DRAWS, 4_000_000 // clusters))
    return [min(step, DRAWS - first) for first in range(0, DRAWS, step)]


def _redrawn(rng: np.random.Generator, clusters: int, draws: int) -> NDArray[np.float64]:
    """Draw how often each cluster comes up in each bootstrap sample [draws, clusters]."""
    return rng.multinomial(clusters, [1.0 / clusters] * clusters, size=draws).astype(np.float64)


def paired_mean_difference(differences: ArrayLike) -> Interval:
    """Return the mean of paired differences with its 95 % Student interval."""
    value = np.asarray(differences, dtype=np.float64)
    return clustered_mean(value, np.arange(value.size))
