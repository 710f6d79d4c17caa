"""How long something takes, where not all cases are seen to the end."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.intervals.clusters import Clusters
from experiments.intervals.interval import Z
from experiments.intervals.means import t_quantile


class Waiting(NamedTuple):
    """A survival curve at each distinct time; all arrays have the same length."""

    time: NDArray[np.float64]
    share: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]


def waiting(times: ArrayLike, happened: ArrayLike, clusters: ArrayLike | None = None) -> Waiting:
    """Return the share still waiting for an event after each time.

    The curve is the product-limit estimate of E. L. Kaplan & P. Meier (1958),
    doi:10.1080/01621459.1958.10501452. The band is Greenwood's variance on the
    log(-log) scale, which stays within 0..1 (J. D. Kalbfleisch & R. L. Prentice, The
    Statistical Analysis of Failure Time Data, 2nd ed. 2002, section 1.4,
    doi:10.1002/9781118032985); it is undefined (NaN) where the share is 1 or 0.

    Where cases share their luck, the variance is that of their clusters' totals (Z. Ying &
    L. J. Wei 1994, doi:10.1006/jmva.1994.1031) with Student's quantile of as many degrees of
    freedom as there are clusters but one. It is never less than Greenwood's; with one cluster
    the band is undefined.

    Parameters
    ----------
    times : array of float, shape (n,)
        When each case had the event or was last seen.
    happened : array of bool, shape (n,)
        Whether it was the event; the rest are right-censored.
    clusters : array, shape (n,), optional
        Which cases belong together: their replicate. By default each stands alone.
    """
    from scipy import stats  # half a second, which few callers need

    time = np.asarray(times, dtype=np.float64)
    event = np.asarray(happened, dtype=bool)
    data = stats.CensoredData.right_censored(time, ~event)
    curve = stats.ecdf(data).sf
    moment = np.asarray(curve.quantiles, dtype=np.float64)
    share = np.asarray(curve.probabilities, dtype=np.float64)
    at_risk = np.array([(time >= t).sum() for t in moment], dtype=np.int64)
    events = np.array([(event & (time == t)).sum() for t in moment], dtype=np.int64)
    groups = Clusters.of(np.arange(len(time)) if clusters is None else clusters)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance, quantile = np.cumsum(events / (at_risk * (at_risk - events))), Z
        if groups.together:
            shared = _shared(np.searchsorted(moment, time), event, groups, at_risk, events)
            variance = np.maximum(variance, shared)
            quantile = float(t_quantile(groups.number - 1))
        spread = quantile * np.sqrt(variance) / np.log(share)
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


def _shared(
    place: NDArray[np.intp], event: NDArray[np.bool_], groups: Clusters,
    at_risk: NDArray[np.int64], events: NDArray[np.int64],
) -> NDArray[np.float64]:  # fmt: skip
    """Return the variance of the log of the curve at each time, from the clusters' totals.

    A cluster moves the log by how many more events it has than its cases at risk would have by
    the common hazard, over those that go on waiting. NaN with one cluster.
    """
    shape, cell = (groups.number, len(at_risk)), groups.place * len(at_risk) + place
    ended = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    own = np.bincount(cell, event, shape[0] * shape[1]).reshape(shape)
    there = ended[:, ::-1].cumsum(axis=1)[:, ::-1]
    beyond = np.cumsum((own - there * events / at_risk) / (at_risk - events), axis=1)
    scale = np.float64(groups.number) / (groups.number - 1)
    return np.asarray(scale * (beyond**2).sum(axis=0))
