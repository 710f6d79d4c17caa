"""What a figure of a stored sweep is told with: its finding, its table, its labels, its note."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from experiments.design import Study
from sim.scenario import Scenario


class Drawn(NamedTuple):
    """A figure that was drawn: its name, what it shows, and its files."""

    name: str
    finding: str
    files: list[Path]


class Told(NamedTuple):
    """A figure before it is saved, with the table behind it; its kind is the file that draws it."""

    kind: str
    name: str
    finding: str
    figure: Figure
    table: pd.DataFrame


def one_lens(runs: pd.DataFrame, study: Study) -> tuple[pd.DataFrame, str | None]:
    """Give the runs that one figure may pool, and their lens: of several lenses the first."""
    if "lens" not in runs:
        return runs, study.lens
    first = str(runs["lens"].iloc[0])
    return runs[runs["lens"] == first], first


def note(study: Study, scenario: Scenario, runs: pd.DataFrame, lens: str | None) -> str:
    """Say what made a figure's data, and which spread it shows."""
    spread = "chance only"
    if study.uncertain:
        spread = "chance and uncertainty (tier-1 numbers drawn)"
    return (
        f"{study.name}: scenario {scenario.name}"
        + (f", lens {lens}" if lens else "")
        + f", {len(runs):,} negotiations, seed {study.seed}"
        + ("" if study.design_seed is None else f", design seed {study.design_seed}")
        + f"; spread: {spread}"
    )


def labels(scenario: Scenario) -> dict[str, str]:
    """Put parties, issues and options into words for figures."""
    words = {name: actor.short for name, actor in scenario.actors.items()}
    for name, issue in scenario.issues.items():
        words[name] = issue.name
        words |= {f"{name}.{key}": o.short or key for key, o in issue.options.items()}
    return words


def parameter_label(study: Study, scenario: Scenario, path: str) -> str:
    """Name a varied number: as the study labels it, else by its path."""
    for vary in study.vary:
        if vary.path.casefold() == path.casefold() and vary.label:
            return vary.label
    parts = path.split(".")
    if parts[0] == "actors":
        return f"{scenario.actors[parts[1]].short}: {' '.join(parts[2:]).replace('_', ' ')}"
    return " ".join(parts).replace("_", " ")
