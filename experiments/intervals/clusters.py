"""Cases that belong together, such as one replicate at all design points."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray


class Clusters(NamedTuple):
    """Which cases belong together.

    Attributes
    ----------
    place
        [n] the cluster of each case, from 0 up.
    number
        How many clusters there are.
    """

    place: NDArray[np.int64]
    number: int

    @classmethod
    def of(cls, names: ArrayLike) -> "Clusters":
        """Tell clusters by their names."""
        place, known = pd.factorize(np.asarray(names))  # no sorting, for millions of cases
        return cls(np.asarray(place, dtype=np.int64), len(known))

    @property
    def together(self) -> bool:
        """Say whether some cases share a cluster."""
        return self.number < len(self.place)

    def variance(self, values: NDArray[np.float64]) -> float:
        """Return the variance of the cases' mean from the clusters' totals (0 with one cluster).

        The mean is a ratio of totals, so that clusters may differ in size (W. G. Cochran,
        Sampling Techniques, 3rd ed. 1977, section 6.3, with clusters as units).
        """
        if self.number < 2:
            return 0.0
        beyond = np.bincount(self.place, values - values.mean(), self.number)
        scale = self.number / (self.number - 1)
        return float(scale * (beyond**2).sum() / len(values) ** 2)
