"""The commands ``batna studies`` and ``batna sweep``."""

from pathlib import Path

import pandas as pd
from rich.text import Text

from experiments.command.screen import err, out, print_json, progress_bar
from experiments.design import load_study, study_names
from experiments.figures import outcome_shares
from experiments.store import UNCERTAIN, digest
from experiments.sweeping import changed
from experiments.sweeping import sweep as run_sweep
from sim.errors import InputError


def studies(as_json: bool) -> None:
    """List the built-in studies."""
    loaded = [load_study(name) for name in study_names()]
    if as_json:
        print_json([study.model_dump(mode="json") for study in loaded])
        return
    for study in loaded:
        out().print(Text(study.name, style="bold") + Text(f"  {study.title}"))
        out().print(f"  {' '.join(study.question.split())}", style="dim")


def sweep(
    name: str,
    folder: Path | None,
    runs: int | None,
    jobs: int | None,
    seed: int | None,
    as_json: bool,
    uncertain: bool = False,
) -> None:
    """Run a study, store it and print what came out."""
    if jobs is not None and jobs < 1:
        raise InputError("--jobs", f"{jobs} threads can't work", "write 1 or more")
    study = load_study(name)
    study = changed(study, runs, seed, uncertain)
    folder = folder or Path("results") / (study.name + UNCERTAIN * uncertain)
    with progress_bar(study.title) as update:
        table = run_sweep(study, folder, jobs=jobs, progress=update)
    shares = outcome_shares.table(table)
    if as_json:
        print_json(
            {
                "folder": str(folder),
                "rows": len(table),
                "digest": digest(table),
                "spread": table.attrs["spread"],
                "outcomes": shares.to_dict("records"),
            }
        )
        return
    print_shares(table)
    err().print(f"Stored in {folder}. Pictures: batna plot {folder}", style="dim")


def print_shares(table: pd.DataFrame) -> None:
    """Print the outcomes of a table with their intervals, and which spread they show."""
    shares = outcome_shares.table(table)
    console = out()
    console.print(Text(outcome_shares.finding(shares) + ".", style="bold"))
    for row in shares.to_dict("records"):
        if row["count"]:
            console.print(
                f"  {row['outcome']:<13}{100 * row['share']:5.1f} %   "
                f"{100 * row['low']:.1f} to {100 * row['high']:.1f} %   "
                f"{row['count']:>7,}"
            )
    pooled = ", over all lenses of the study" if "lens" in table else ""
    console.print(
        f"{len(table):,} negotiations{pooled}; the intervals (95 %, Wilson) are over "
        f"{table.attrs['spread']}. A model, not a forecast.",
        style="dim",
    )
