"""How long something takes, where not all cases are seen to the end."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.intervals.interval import Z


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
    from scipy import stats  # half a second, which few callers need

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
