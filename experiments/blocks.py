"""A block of negotiations as numbers: what either engine fills in, and a table is made of."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.columns import COLUMNS
from sim.setting import Setting

Delegates = Mapping[str, type]  # classes of the user's own, by party


class Task(NamedTuple):
    """A block of replicates of one design point."""

    design: int
    replicates: range


class Block(NamedTuple):
    """Raw results of a task.

    Whole numbers [n, COLUMNS], terms [n, I], the first round of each lever and agreement
    [n, L + K], utilities and costs [n, 2, P].
    """

    task: Task
    whole: np.ndarray
    terms: np.ndarray
    since: np.ndarray
    real: np.ndarray


def empty_block(numbers: Setting, task: Task) -> Block:
    """Lay out a block to be filled in."""
    space, n = numbers.public.space, len(task.replicates)
    means = len(numbers.levers) + len(numbers.pacts)
    return Block(
        task,
        np.full((n, COLUMNS), -1, dtype=np.int64),
        np.full((n, space.issues), -1, dtype=np.int64),
        np.full((n, means), -1, dtype=np.int64),
        np.zeros((n, 2, space.parties)),
    )
