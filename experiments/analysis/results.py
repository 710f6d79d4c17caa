"""A stored sweep with what made it, as every analysis takes it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.design import Study, base_scenario, design_points, measures_of
from experiments.measures import Measure, estimates, finished, known_measures
from experiments.store import columns_of, load, read_manifest
from sim.errors import InputError
from sim.record import scenario_hash
from sim.scenario import Scenario

KEPT = (  # columns that every analysis needs, of those that there are
    "run", "design", "replicate", "seed", "status", "outcome", "lens", "parameter", "end",
)  # fmt: skip


class Results(NamedTuple):
    """The runs of a study, the study, and its scenario before anything varies."""

    runs: pd.DataFrame
    study: Study
    scenario: Scenario

    def __repr__(self) -> str:
        """Name what is held: a scenario in full fills a notebook with thousands of numbers."""
        name, scenario = self.study.name, self.scenario.name
        return f"Results(study {name!r}, scenario {scenario!r}, {len(self.runs):,} negotiations)"


def stored_results(folder: str | Path, measures: Sequence[str] | None = None) -> Results:
    """Load the results of a folder that ``batna sweep`` wrote.

    Parameters
    ----------
    folder
        Where it wrote them.
    measures
        Read only what these measures need, or those of the study if none is named, and what
        varies: a fraction of the memory, for millions of runs. All columns if None.

    Raises
    ------
    InputError
        If there are none, or the scenario is no longer what it was.
    """
    there, manifest = columns_of(folder), read_manifest(folder)
    study = Study.model_validate(manifest["study"])
    scenario = base_scenario(study)
    if scenario_hash(scenario) != manifest.get("scenario_hash"):
        wrong = f"the scenario {study.scenario!r} has changed since this sweep"
        raise InputError(str(folder), wrong, "run the sweep again into another folder")
    if measures is None:
        return Results(load(folder), study, scenario)
    asked = list(measures) or [measure.name for measure in measures_of(study, scenario)]
    folded = {name.casefold() for name in asked}
    read = {*KEPT}
    for name, measure in known_measures(scenario).items():
        if name.casefold() in folded:
            read |= set(measure.columns)
    columns = [name for name in there if name in read or "." in name]
    return Results(load(folder, columns=columns), study, scenario)


def each_lens(results: Results) -> list[tuple[str, Results]]:
    """Split results by lens; an analysis never pools two readings. One without lenses is ""."""
    if "lens" not in results.runs:
        return [("", results)]
    groups = results.runs.groupby("lens", sort=False)
    return [(str(lens), results._replace(runs=own)) for lens, own in groups]


def with_lens(parts: list[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """Put the tables of the lenses one below another, named if there are several."""
    if [lens for lens, _ in parts] == [""]:
        return parts[0][1]
    tables = []
    for lens, table in parts:
        table.insert(0, "lens", lens)
        tables.append(table)
    whole = pd.concat(tables, ignore_index=True)
    whole.attrs = dict(parts[0][1].attrs)
    return whole


class PointValues(NamedTuple):
    """A measure at each design point, in the order of the design.

    Attributes
    ----------
    value
        [points] its estimate, a mean over replicates.
    luck
        [replicates, points] by how much each replicate moves the estimates, so scaled that the
        products of two points, added up over replicates, are the covariance of their estimates:
        common luck, which moves all points alike, tells itself from each point's own. No rows
        where luck can't be told: a point has but one negotiation that says something.
    replicates
        Negotiations that say something at the point where they are fewest.
    chance
        Which share of the variance between the estimates is luck, 0..1; NaN where it can't be
        told.
    left_out
        Failed negotiations.
    """

    value: NDArray[np.float64]
    luck: NDArray[np.float64]
    replicates: int
    chance: float
    left_out: int


def point_values(results: Results, measure: Measure, needs: str) -> PointValues:
    """Estimate a measure at each design point, for a method that needs every one of them.

    Raises
    ------
    InputError
        If a design point has no negotiation that says something, the measure is the same at all
        of them, or the design can't be laid out again as it was.
    """
    found = estimates(results.runs, [measure])
    _check_design(results, found)
    value = found["estimate"].to_numpy(float)
    empty = int(np.isnan(value).sum())
    if empty:
        whom = "that ended in order" if not measure.conditional else f"among {measure.among}"
        wrong = f"{empty} of {len(value)} design points have no negotiation {whom}"
        right = f"{needs} need them all: name another measure or give more replicates"
        raise InputError(f"measure {measure.name}", wrong, right)
    if np.ptp(value) == 0.0:
        wrong = f"it is {value[0]:g} at every design point, so that no number explains it"
        raise InputError(f"measure {measure.name}", wrong, "name another measure")
    luck, least = _luck(results, measure)
    chance = np.nan
    if least > 1:
        chance = min(float(luck.var(axis=1, ddof=1).sum()) / float(value.var(ddof=1)), 1.0)
    return PointValues(value, luck, least, chance, int(found["left_out"].sum()))


def _luck(results: Results, measure: Measure) -> tuple[NDArray[np.float64], int]:
    """Give by how much each replicate moves the estimates, and the fewest that a point has."""
    sound = finished(results.runs)
    own = sound[["design", "replicate"]].assign(value=measure.values(sound)).dropna()
    if results.study.luck == "independent":  # no number comes twice: the first of each point, …
        own["replicate"] = own.groupby("design").cumcount()
    said = own.pivot(index="replicate", columns="design", values="value")
    many = said.count()
    least = int(many.min())
    if least < 2:
        return np.zeros((0, said.shape[1])), least
    moved = (said - said.mean()).fillna(0.0) / (many * (many - 1)) ** 0.5
    return moved.to_numpy(float), least


def _check_design(results: Results, found: pd.DataFrame) -> None:
    """Make sure that points lie in the order in which the method lays them out."""
    laid = design_points(results.study, results.scenario)
    if "lens" in laid:
        laid = laid[laid["lens"] == found["lens"].iloc[0]]
    names = [path for path in laid.columns if "." in path]
    same = len(laid) == len(found) and np.array_equal(
        laid[names].to_numpy(float), found[names].to_numpy(float)
    )
    if not same:
        wrong = "the design can't be laid out again as it was"
        right = "finish the sweep, or use the versions that its manifest names"
        raise InputError(f"study {results.study.name}", wrong, right)
