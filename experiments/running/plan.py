"""A plan: what a sweep is asked for, which runs that makes, and the job of any stretch of them."""

import hashlib
import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from experiments.blocks import Delegates, Task
from experiments.design import (
    Study,
    base_scenario,
    design_points,
    point_scenarios,
    readings,
    replicates_of,
    stop_measure,
    study_draws,
)
from experiments.digest import digest
from experiments.running.delegates import import_paths, source_hashes
from experiments.running.job import Job
from experiments.uncertainty import Draws
from sim.errors import InputError
from sim.negotiation import scenario_hash
from sim.rule import cache_folder
from sim.scenario import Scenario

if TYPE_CHECKING:
    from experiments.running.stopping import Sums

CHECKED = 1000  # design points that are tried before any work; the others fail as rows
ASIDE = {"title", "question", "scenario", "file", "measures", "figures"}  # they change no row


@dataclass(frozen=True)
class Plan:
    """What is asked, with everything that a study leaves to be found.

    Runs are numbered block by block: a block holds ``study.replicates`` of every design point,
    point by point. A study without a stopping rule is one block.

    Attributes
    ----------
    points
        [designs] the design, a column a varied number.
    blocks
        How many blocks there may be.
    spec
        Hash of all that the rows hang on: study, scenario, rules, delegates.
    """

    study: Study
    scenario: Scenario
    laid: Mapping[str, Scenario]
    points: pd.DataFrame
    draws: Draws | None
    delegates: dict[str, str]
    blocks: int
    spec: str

    @property
    def block(self) -> int:
        """Runs in a block."""
        return len(self.points) * self.study.replicates

    def tasks(self, ids: range) -> list[Task]:
        """Give the blocks of replicates that runs are, in their order."""
        size, tasks, at = self.study.replicates, [], ids.start
        while at < ids.stop:
            block, within = divmod(at, self.block)
            design, first = divmod(within, size)
            count = min(size - first, ids.stop - at)
            numbers = self.replicates(design, block)[first : first + count]
            tasks.append(Task(design, numbers))
            at += count
        return tasks

    def replicates(self, design: int, block: int) -> range:
        """Give the replicate numbers of a design point in a block."""
        size = self.study.replicates
        longer = self.study.model_copy(update={"replicates": (block + 1) * size})
        return replicates_of(longer, design, len(self.points))[block * size :]

    def sums(self) -> "Sums | None":
        """Give the sums that the stopping rule looks at; None without one."""
        measure = stop_measure(self.study, self.scenario)
        if self.study.stop is None or measure is None:
            return None
        from experiments.running.stopping import Sums

        return Sums(self.study.stop, measure, len(self.points))

    def job(self, ids: range, folder: Path) -> Job:
        """Make the job of playing runs, which lie in one block."""
        tasks = self.tasks(ids)
        designs = range(tasks[0].design, tasks[-1].design + 1)
        draws = None
        if self.draws is not None:
            numbers = np.concatenate([list(task.replicates) for task in tasks])
            draws = self.draws.only(designs, numbers)
        points = self.points.iloc[designs.start : designs.stop].reset_index(drop=True)
        own = tuple(Task(task.design - designs.start, task.replicates) for task in tasks)
        return Job(
            folder.absolute(), self.spec, ids, self.study.seed, self.scenarios, points,
            designs.start, own, draws, self.delegates,
        )  # fmt: skip

    @cached_property
    def scenarios(self) -> bytes:
        """Pickle what a worker needs to know of scenarios, once."""
        return pickle.dumps((self.scenario, dict(self.laid)))


def make_plan(study: Study, delegates: Delegates | None = None, storable: bool = True) -> Plan:
    """Lay out a study.

    Parameters
    ----------
    storable
        Name delegates by their import paths; they must have some.

    Raises
    ------
    InputError
        If the study can't be played.
    """
    scenario = base_scenario(study)
    points = design_points(study, scenario)
    laid = readings(study, scenario)
    blocks, whole = 1, study
    if study.stop is not None:
        blocks = study.stop.at_most // study.replicates
        if blocks < 1:
            wrong = f"at_most is under the study's replicates, {study.replicates}"
            raise InputError(f"study {study.name}: stop", wrong, "write more, or less replicates")
        whole = study.model_copy(update={"replicates": blocks * study.replicates})
    if study.uncertain:
        settings = point_scenarios(study, scenario, points)
    else:
        settings = point_scenarios(study, scenario, points.head(CHECKED))
    draws = study_draws(whole, scenario, points, settings)
    paths, sources = dict[str, str](), dict[str, str]()
    if storable and delegates:
        paths, sources = import_paths(delegates), source_hashes(delegates)
    spec = _spec(study, scenario, points, paths, sources)
    return Plan(study, scenario, laid, points, draws, paths, blocks, spec)


def _spec(
    study: Study, scenario: Scenario, points: pd.DataFrame, paths: Mapping[str, str],
    sources: Mapping[str, str],
) -> str:  # fmt: skip
    asked: dict[str, Any] = {
        "study": study.model_dump(mode="json", exclude_defaults=True, exclude=ASIDE),
        "scenario": scenario_hash(scenario),
        "points": digest(points),
        "rules": cache_folder().name,
        "delegates": [dict(paths), dict(sources)],
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]
