"""An estimate with its bounds, and how sure they are."""

from typing import NamedTuple

from scipy.special import ndtri

LEVEL = 0.95


def upper(comparisons: int = 1) -> float:
    """Return which quantile of a distribution bounds a 95 % interval from above.

    Where one of several comparisons is picked by what came out, ``comparisons`` says of how many:
    all their intervals hold together with 95 % (Bonferroni's inequality; O. J. Dunn 1961,
    doi:10.1080/01621459.1961.10482090).
    """
    return 1 - (1 - LEVEL) / (2 * comparisons)


Z = float(ndtri(upper()))


class Interval(NamedTuple):
    """An estimate with its lower and upper bound, all on one scale."""

    value: float
    low: float
    high: float
