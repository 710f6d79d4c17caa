"""An estimate with its bounds, and how sure they are."""

from typing import NamedTuple

from scipy.special import ndtri

LEVEL = 0.95
Z = float(ndtri(0.5 + LEVEL / 2))


class Interval(NamedTuple):
    """An estimate with its lower and upper bound, all on one scale."""

    value: float
    low: float
    high: float
