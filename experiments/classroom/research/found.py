"""What a sweep has found: its measures by design point, its rows as CSV, all of it as a zip."""

import io
import math
import zipfile
from pathlib import Path
from typing import Any

from experiments.analysis.results import stored_results
from experiments.design import Study, measures_of
from experiments.measures import Measure, estimates
from experiments.store import load, read_manifest
from sim.scenario import Scenario

CELL = ("estimate", "low", "high", "n")
TOLD = ("digest", "scenario_hash", "rows", "failed", "engine", "spread")
WORDS = {  # Live calls a comprehensive deal a settlement
    "deal": "Talks that end in a settlement",
    "settlement": "Talks that end in a settlement, a limited agreement or a frozen conflict",
    "time_to_deal": "Rounds until a settlement",
    "lasting_2y": "Talks whose text is signed and holds for two years",
}
README = """\
A sweep of batna, from its page Research. A model, not a forecast: it says what follows from its
numbers, and who claims each of them stands in the scenario.

{study}.toml      the study; "batna sweep {study}.toml" plays the same rows (digest {digest})
runs.parquet      the rows as the command stores them, one a negotiation
manifest.json     what made them: study, hash of the scenario, seed, versions, digest
rows.csv          the same rows as CSV
estimates.csv     the measures at each design point, with 95 % intervals

This folder is one that "batna measures", "plot", "compare", "report" and "repro" read.
"""


def found(folder: Path) -> dict[str, Any]:
    """Sum up a folder of results for the page."""
    runs, study, scenario = stored_results(folder, ())
    manifest = read_manifest(folder)
    told = []
    for measure in measures_of(study, scenario):
        points = estimates(runs, [measure])
        cells = [
            {key: _plain(value) for key, value in row.items()}
            for row in points[[*CELL]].to_dict("records")
        ]
        told.append({**_named(measure), "cells": cells})
    return {"measures": told, **{key: manifest.get(key) for key in TOLD}}


def measures_shown(scenario: Scenario) -> list[dict[str, Any]]:
    """List the measures that a sweep of a scenario reports."""
    usual = Study(format=1, name="sweep", title="", scenario=scenario.name)
    return [_named(measure) for measure in measures_of(usual, scenario)]


def _named(measure: Measure) -> dict[str, Any]:
    words = WORDS.get(measure.name, measure.meaning)
    among = measure.among if measure.conditional else ""
    return {"name": measure.name, "words": words, "unit": measure.unit, "among": among}


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 6)


def rows_csv(folder: Path) -> str:
    """Write the rows of a folder as CSV."""
    return str(load(folder).to_csv(index=False, lineterminator="\n"))


def estimates_csv(folder: Path) -> str:
    """Write the measures at each design point as CSV."""
    runs, study, scenario = stored_results(folder, ())
    return str(estimates(runs, measures_of(study, scenario)).to_csv(index=False))


def as_zip(folder: Path, study: str, name: str) -> bytes:
    """Pack a folder of results with its study, so that every command can go on from it.

    Parameters
    ----------
    study, name
        The study's file, and its name.
    """
    digest = read_manifest(folder)["digest"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{name}/README.txt", README.format(study=name, digest=digest))
        packed.writestr(f"{name}/{name}.toml", study)
        packed.writestr(f"{name}/rows.csv", rows_csv(folder))
        packed.writestr(f"{name}/estimates.csv", estimates_csv(folder))
        for file in ("runs.parquet", "manifest.json"):
            packed.write(folder / file, f"{name}/{file}")
    return out.getvalue()
