"""Points that fill a box of ranges: a Latin hypercube, or independent draws."""

import numpy as np
import pandas as pd

from experiments.design.ranges import Varied, range_of
from experiments.design.study import Study
from experiments.uncertainty import stretched


def latin_hypercube(study: Study, varied: list[Varied]) -> pd.DataFrame:
    """Draw a Latin hypercube: each number has one point in each of ``points`` strata.

    M. D. McKay, R. J. Beckman & W. J. Conover (1979), doi:10.2307/1268522. The strata hang on
    ``points``: with more of them all points are others.
    """
    from scipy.stats import qmc  # half a second, which few studies need

    sampler = qmc.LatinHypercube(d=len(varied), rng=np.random.default_rng(study.seed_of_points))
    return over_ranges(study, varied, sampler.random(study.points))


def independent(study: Study, varied: list[Varied]) -> pd.DataFrame:
    """Draw each point by itself: with more ``points`` the first ones stay as they are."""
    rng = np.random.default_rng(study.seed_of_points)
    return over_ranges(study, varied, rng.random((study.points, len(varied))))


def over_ranges(study: Study, varied: list[Varied], unit: np.ndarray) -> pd.DataFrame:
    """Stretch points of the unit cube [points, numbers] over the ranges of a study."""
    return pd.DataFrame(
        {
            n.path: stretched(unit[:, place], *range_of(study, n), n.quantity.unit)
            for place, n in enumerate(varied)
        }
    )
