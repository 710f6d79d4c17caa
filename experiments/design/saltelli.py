"""Saltelli's sample, on which Sobol' indices are worked out."""

import numpy as np
import pandas as pd

from experiments.design.latin import over_ranges
from experiments.design.ranges import Varied
from experiments.design.study import Study
from sim.errors import InputError


def saltelli(study: Study, varied: list[Varied]) -> pd.DataFrame:
    """Lay out A, B and their crossings, base point by base point.

    A. Saltelli (2002), doi:10.1016/S0010-4655(02)00280-1, on a scrambled Sobol' sequence. There
    are ``points`` x (k + 2) design points for k numbers, with ``second_order`` x (2 k + 2).

    Raises
    ------
    InputError
        If ``points`` is no power of two, on which the balance of the sequence rests.
    """
    n = study.points
    if n & (n - 1) or n < 2:
        near = max(2, 2 ** (n.bit_length() - 1))
        wrong = f"points = {n} is no power of two, as a Sobol' sequence needs"
        raise InputError(f"study {study.name}", wrong, f"write {near} or {2 * near}")
    return over_ranges(study, varied, _unit(study, len(varied)))


def _unit(study: Study, width: int) -> np.ndarray:
    from SALib.sample import sobol  # a second and a half, which few studies need

    problem = {"num_vars": width, "names": list(range(width)), "bounds": [[0.0, 1.0]] * width}
    return np.asarray(
        sobol.sample(
            problem, study.points, calc_second_order=study.second_order,
            seed=np.random.default_rng(study.seed_of_points),
        )
    )  # fmt: skip
