"""How sure a number is: 95 % intervals for shares, means, differences and waiting."""

from experiments.intervals.crossed import crossed_half_width
from experiments.intervals.differences import (
    Means,
    bootstrap_difference,
    clustered_difference,
    difference_of,
    mcnemar,
    paired_difference,
    share_difference,
)
from experiments.intervals.interval import LEVEL, Interval, Z
from experiments.intervals.means import clustered_mean, t_quantile
from experiments.intervals.shares import clustered_share, wilson, wilson_bounds
from experiments.intervals.waiting import Waiting, waiting

__all__ = [
    "LEVEL",
    "Interval",
    "Means",
    "Waiting",
    "Z",
    "bootstrap_difference",
    "clustered_difference",
    "clustered_mean",
    "clustered_share",
    "crossed_half_width",
    "difference_of",
    "mcnemar",
    "paired_difference",
    "share_difference",
    "t_quantile",
    "waiting",
    "wilson",
    "wilson_bounds",
]
