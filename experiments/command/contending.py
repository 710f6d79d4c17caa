"""``batna tournament``: every strategy against every other on one scenario."""

import json
from pathlib import Path

import pandas as pd
from rich.table import Table

from experiments.command.amounts import records
from experiments.command.progress import progress_bar
from experiments.command.screen import err, out, print_json
from experiments.figures import tournament as picture
from experiments.figures.style import save
from experiments.tournament import tournament as play
from experiments.words import points
from sim.errors import InputError
from sim.reading import load_scenario
from sim.scenario import Scenario


def tournament(
    name: str, strategies: list[str] | None, party: str | None, protocol: str | None,
    information: str | None, runs: int, seed: int, jobs: int | None, folder: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Play a tournament, tell it, and keep it if a folder is given."""
    if folder is not None and folder.exists() and not folder.is_dir():
        raise InputError("--out", f"{folder} is a file", "name a folder")
    scenario = load_scenario(name)
    with progress_bar("tournament") as update:
        results = play(
            scenario, strategies or None, runs, seed, party, protocol, information, jobs=jobs,
            progress=lambda done, whole: update(done, whole, {}),
        )  # fmt: skip
    who = results.attrs["party"]
    files = [] if folder is None else _kept(results, scenario, who, folder, seed)
    if as_json:
        print_json({**results.attrs, "seed": seed, "files": files, "rows": records(results)})
        return
    short = scenario.actors[who].short
    unit = "points" if scenario.scale == "unit" else "score"
    console = out()
    console.print(_square(results, "agreement", "", f"Agreements in 100; rows {short}"))
    title = f"What {short} is left with ({unit})"
    console.print(_square(results, "utility", who, title, scenario))
    distance = picture.table(results, "nash_distance")
    if distance.notna().any(axis=None):
        console.print(_square(results, "nash_distance", "", "Distance from the Nash point"))
    console.print(picture.finding(results, who, short) + ".")
    console.print(
        f"{runs} negotiations a pairing, the same luck in each, seed {seed}. A model, not a "
        "forecast. --json gives every number with its interval.", style="dim",
    )  # fmt: skip
    if results.attrs["left_out"]:
        err().print(f"Do not fit these talks: {', '.join(results.attrs['left_out'])}.", style="dim")
    for file in files:
        console.print(file)


def _square(
    results: pd.DataFrame, measure: str, party: str, title: str, scenario: Scenario | None = None
) -> Table:
    """Lay a measure out as a square, its columns numbered as its rows are."""
    square = picture.table(results, measure, party)
    table = Table(title=title, box=None, title_justify="left", padding=(0, 1), pad_edge=False)
    table.add_column("")
    for number in range(len(square)):
        table.add_column(str(number + 1), justify="right")
    for number, (mind, row) in enumerate(square.iterrows()):
        values = [points(scenario, v) if scenario else v for v in row]
        scaled = [100 * v if measure == "agreement" else v for v in values]
        digits = 2 if measure == "nash_distance" else 0
        cells = ["-" if v != v else f"{v:.{digits}f}" for v in scaled]
        table.add_row(f"{number + 1} {str(mind).replace('_', ' ')}", *cells)
    return table


def _kept(
    results: pd.DataFrame, scenario: Scenario, who: str, folder: Path, seed: int
) -> list[str]:  # fmt: skip
    """Write the table, what made it and its picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    data, made = folder / "tournament.csv", folder / "tournament.json"
    results.to_csv(data, index=False)
    made.write_text(json.dumps({**results.attrs, "seed": seed}, indent=1) + "\n", encoding="utf-8")
    unit = "points" if scenario.scale == "unit" else "score"
    runs = results.attrs["runs"]
    drawn = picture.draw(
        results, who, scenario.actors[who].short, unit, lambda value: points(scenario, value),
        f"{scenario.name}, {runs} negotiations a pairing, seed {seed}",
    )  # fmt: skip
    return [str(file) for file in (data, made, *save(drawn, folder / "tournament"))]
