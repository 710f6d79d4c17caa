"""A job: what a worker is handed to play some runs, whole in itself."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from experiments.blocks import Task
from experiments.uncertainty import Draws


class Job(NamedTuple):
    """Contiguous runs of a sweep.

    Attributes
    ----------
    folder, spec
        Where the part goes, and the hash of what is asked.
    ids
        The runs.
    scenarios
        Pickled: the base scenario, and the scenario in each reading, by lens.
    points
        The design points of these runs, renumbered from 0; ``first_point`` was the first.
    tasks
        The blocks of replicates, by renumbered point, in the order of the runs.
    draws
        What these replicates have drawn; None if all have the scenario's own numbers.
    delegates
        Import paths of minds of one's own.
    """

    folder: Path
    spec: str
    ids: range
    seed: int
    scenarios: bytes
    points: pd.DataFrame
    first_point: int
    tasks: tuple[Task, ...]
    draws: Draws | None
    delegates: dict[str, str]


class Played(NamedTuple):
    """What a worker tells of a job: counts alone, for the rows are in its part.

    Attributes
    ----------
    outcomes
        Negotiations by outcome; ``failed`` for those that failed.
    failures
        Runs that failed, with the error.
    seconds
        How long the runs took, without writing.
    checksum
        SHA-256 of the part.
    """

    ids: range
    outcomes: dict[str, int]
    failures: dict[int, str]
    seconds: float
    checksum: str
