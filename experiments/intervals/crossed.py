"""How sure a mean over blocks of a design is, where the blocks share their luck."""

import math

import numpy as np
from numpy.typing import NDArray

from experiments.intervals.means import t_quantile


def crossed_half_width(blocks: NDArray[np.float64], luck: NDArray[np.float64]) -> float:
    """Return half the 95 % interval of a mean over blocks: over the blocks and over the luck.

    The spread of what the blocks say holds the luck that is each block's own. What they have in
    common through a replicate moves their mean besides, and is added: two-way clusters, blocks
    by replicates (A. C. Cameron, J. B. Gelbach & D. L. Miller 2011,
    doi:10.1198/jbes.2010.07136). Student's quantile has the degrees of freedom of F. E.
    Satterthwaite (1946), doi:10.2307/3002019.

    Parameters
    ----------
    blocks : array, shape (n,)
        What each block says: a base point, a trajectory.
    luck : array, shape (replicates, n)
        By how much the luck of each replicate moves what each block says, so scaled that the
        products of two blocks, added up over replicates, are their covariance. No rows: no luck,
        or none that is known.

    Returns
    -------
    float
        In the unit of the blocks; 0 where nothing differs. NaN of one block.
    """
    number, moved = len(blocks), luck / len(blocks)
    if number < 2:
        return math.nan
    own = float(blocks.var(ddof=1)) / number
    shared = max(0.0, float((moved.sum(axis=1) ** 2).sum() - (moved**2).sum()))
    if own + shared == 0.0:
        return 0.0
    doubt = own**2 / (number - 1) + (shared**2 / (len(luck) - 1) if shared else 0.0)
    return float(t_quantile((own + shared) ** 2 / doubt)) * math.sqrt(own + shared)
