"""A grid: every combination of the values of each number."""

import itertools
import math

import pandas as pd

from experiments.design.ranges import Varied, levels_of
from experiments.design.study import Study
from sim.errors import InputError

MOST = 10_000_000  # design points


def every_combination(study: Study, varied: list[Varied]) -> pd.DataFrame:
    """Lay out every combination, the last number moving first.

    Raises
    ------
    InputError
        If there are more than anybody can play.
    """
    axes = [levels_of(study, number) for number in varied]
    size = math.prod(len(axis) for axis in axes)
    if size > MOST:
        many = f"{size:,}" if size < 10**15 else f"10^{len(str(size)) - 1}"
        raise InputError(study.name, f"a grid of {many} points", f"{MOST:,} are the most")
    return pd.DataFrame(list(itertools.product(*axes)), columns=[n.path for n in varied])
