"""The commands ``batna studies`` and ``batna sweep``."""

from pathlib import Path

import pandas as pd
from rich.text import Text

from experiments.asked import changed, seen_otherwise
from experiments.command.progress import progress_bar
from experiments.command.screen import err, out, parse_settings, print_json
from experiments.design import load_study, study_names
from experiments.endurance import sweep_into
from experiments.figures import outcome_shares
from experiments.store import UNCERTAIN, columns_of, load
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
    executor: str = "local",
    afresh: bool = False,
    rounds: int = 0,
    patience: float | None = None,
    design_seed: int | None = None,
    lens: str | None = None,
    settings: list[str] | None = None,
) -> None:
    """Run a study into a folder, or go on with it, and print what came out."""
    if jobs is not None and jobs < 1:
        raise InputError("--jobs", f"{jobs} workers can't work", "write 1 or more")
    if rounds < 0:
        raise InputError("--rounds", f"{rounds} replicates can't be", "write 0 or more")
    study = changed(load_study(name), runs, seed, uncertain, design_seed)
    study = seen_otherwise(study, lens, parse_settings(settings))
    otherwise = f"-{lens}" * (lens is not None) + "-set" * bool(settings)
    folder = folder or Path("results") / (study.name + otherwise + UNCERTAIN * uncertain)
    done = 0
    try:
        with progress_bar(study.title) as update:

            def progress(so_far: int, whole: int, outcomes: dict[str, int]) -> None:
                nonlocal done
                done = so_far
                update(so_far, whole, outcomes)

            manifest = sweep_into(
                study, folder, jobs=jobs, progress=progress, executor=executor, afresh=afresh,
                rounds=rounds, patience=patience,
            )  # fmt: skip
    except KeyboardInterrupt:
        if done:
            words = f"{done:,} negotiations are kept in {folder}; run the same again to go on."
            err().print(words, style="dim", soft_wrap=True)
        raise
    table = counted_rows(folder)
    if as_json:
        told = {key: manifest.get(key) for key in ("rows", "failed", "digest", "spread")}
        shares = outcome_shares.table(table).to_dict("records")
        print_json({"folder": str(folder), **told, "outcomes": shares})
        return
    print_shares(table)
    err().print(f"Stored in {folder}. Pictures: batna plot {folder}", style="dim")
    if len(study.each) > 1 or (study.design == "grid" and study.vary):
        err().print(f"Each lens or level by itself: batna compare {folder}", style="dim")


def counted_rows(folder: Path) -> pd.DataFrame:
    """Load what shares are counted from, however many rows there are."""
    names = columns_of(folder)
    wanted = [n for n in ("run", "design", "replicate", "lens", "outcome", "status") if n in names]
    return load(folder, columns=wanted, categories=True)


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
    points, lenses = (table[name].nunique() if name in table else 1 for name in ("design", "lens"))
    pooled = f" at {points:,} design points" if points > lenses else ""
    pooled += ", over all lenses of the study" if lenses > 1 else ""
    failed = int((table["status"] != "ok").sum())
    if failed:
        console.print(f"  {failed:,} failed and are left out; failures.jsonl says why")
    console.print(
        f"{len(table):,} negotiations{pooled}; the intervals (95 %, Wilson) are over "
        f"{table.attrs['spread']}. A model, not a forecast.",
        style="dim",
    )
