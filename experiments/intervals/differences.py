"""How sure a difference is: on the same pairs, and between samples without any."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from experiments.intervals.clusters import Clusters
from experiments.intervals.interval import LEVEL, Interval, upper
from experiments.intervals.means import clustered_mean
from experiments.intervals.shares import wilson

DRAWS = 2000  # of a bootstrap
FEW = 5  # clusters that differ; of fewer, the spread of all says little


def paired_difference(gained: float, lost: float, pairs: int, comparisons: int = 1) -> Interval:
    """Return a difference between two shares that were measured on the same pairs.

    The 95 % interval is the Wald interval with one added to each discordant count of
    D. G. Bonett & R. M. Price (2012), doi:10.3102/1076998611411915, clipped to -1..1.

    Parameters
    ----------
    gained, lost : float
        Pairs in which only the second, and only the first, had the outcome.
    pairs : int
        All pairs.
    comparisons : int
        Of how many differences this one was picked (`interval.upper`).

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
    half = float(ndtri(upper(comparisons))) * math.sqrt(
        (up + down - (up - down) ** 2) / (pairs + 2)
    )
    middle = up - down
    return Interval((gained - lost) / pairs, max(-1.0, middle - half), min(1.0, middle + half))


def clustered_difference(changes: ArrayLike, clusters: ArrayLike, comparisons: int = 1) -> Interval:
    """Return the mean change of a share over pairs that share their luck, with a 95 % interval.

    It is that of `clustered_mean`. Where fewer than five clusters depart from the commonest
    change, their spread says little, and none at all where they agree; the interval is then at
    least that of `paired_difference` with as many pairs as there are clusters. (Five: the least
    count for which W. G. Cochran 1954, doi:10.2307/3001616, trusts a normal distribution.)

    Parameters
    ----------
    changes : array of float, shape (n,)
        The second less the first, -1 to 1.
    clusters : array, shape (n,)
        Which pairs belong together: their replicate.
    comparisons : int
        Of how many differences this one was picked (`interval.upper`).

    Raises
    ------
    ValueError
        If there is no pair.
    """
    change = np.asarray(changes, dtype=np.float64)
    found, groups = clustered_mean(change, clusters, comparisons), Clusters.of(clusters)
    own = np.bincount(groups.place, change, groups.number) / np.bincount(groups.place)
    commonest = np.unique(own.round(9), return_counts=True)[1].max()
    if groups.number - commonest >= FEW:
        return found
    gained = groups.number * float(change.clip(min=0).mean())
    lost = min(groups.number * float(-change.clip(max=0).mean()), groups.number - gained)
    least = paired_difference(gained, lost, groups.number, comparisons)
    low, high = np.fmin(found.low, least.low), np.fmax(found.high, least.high)
    return Interval(found.value, float(low), float(high))


def share_difference(before: tuple[int, int], after: tuple[int, int]) -> Interval:
    """Return the difference of two shares (count, total) that have no pairs.

    The 95 % interval is the hybrid score interval of R. G. Newcombe (1998), method 10,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    """
    return difference_of(wilson(*before), wilson(*after))


def difference_of(first: Interval, then: Interval) -> Interval:
    """Return the difference of two shares without pairs from their own intervals.

    As `share_difference`, for intervals of any kind (G. Y. Zou & A. Donner 2008,
    doi:10.1002/sim.3095).
    """
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
