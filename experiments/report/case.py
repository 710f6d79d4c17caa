"""What a report is about: a stored sweep, what made it, and what it measures."""

from pathlib import Path
from typing import Any, NamedTuple

from experiments.analysis.results import Results, stored_results
from experiments.design import measures_of
from experiments.measures import Measure
from experiments.store import read_manifest
from sim.rules.outcome import OUTCOMES


class Case(NamedTuple):
    """A stored sweep with its manifest and its measures, the first of which is analysed."""

    folder: Path
    results: Results
    manifest: dict[str, Any]
    measures: list[Measure]

    @property
    def outcome(self) -> str:
        """Name the outcome whose share is drawn: the first that is measured, else the deal."""
        return next((m.name for m in self.measures if m.name in OUTCOMES), "deal")

    @property
    def unfinished(self) -> str:
        """Say how much of the sweep there is, if not all."""
        return str(self.results.runs.attrs.get("unfinished", ""))


def read_case(folder: Path) -> Case:
    """Read a stored sweep, finished or not.

    Raises
    ------
    InputError
        If the folder holds none, or its scenario has changed since.
    """
    results, manifest = stored_results(folder), read_manifest(folder)
    return Case(folder, results, manifest, measures_of(results.study, results.scenario))
