"""Morris trajectories: each step moves one number, in a random order."""

import numpy as np
import pandas as pd

from experiments.design.ranges import Varied, range_of
from experiments.design.study import Study
from sim.errors import InputError

LEVELS = 4  # of each number, as Morris (1991) and Campolongo et al. (2007) take them


def trajectories(study: Study, varied: list[Varied]) -> pd.DataFrame:
    """Lay out ``points`` trajectories of k + 1 points, one below another.

    M. D. Morris (1991), doi:10.1080/00401706.1991.10484804. A number has four levels from its
    low to its high end and moves by two thirds of its range; a whole number goes to the nearest
    whole value.

    Raises
    ------
    InputError
        If one trajectory is asked for: there is no spread of one.
    """
    if study.points < 2:
        wrong, right = "points = 1 trajectory shows no spread", "write 2 or more, 10 to 50 say"
        raise InputError(f"study {study.name}", wrong, right)
    unit, columns = unit_trajectories(study, len(varied)), {}
    for place, number in enumerate(varied):
        low, high = range_of(study, number)
        column = low + unit[:, place] * (high - low)
        columns[number.path] = np.round(column) if number.whole else column.clip(low, high)
    return pd.DataFrame(columns)


def unit_trajectories(study: Study, width: int) -> np.ndarray:
    """Draw the trajectories in the unit cube [points x (width + 1), width]."""
    from SALib.sample import morris  # a second, which few studies need

    problem = {"num_vars": width, "names": list(range(width)), "bounds": [[0.0, 1.0]] * width}
    rng = np.random.default_rng(study.seed_of_points)
    return np.asarray(morris.sample(problem, study.points, num_levels=LEVELS, seed=rng))
