"""``batna repro``: replay a row of a stored sweep as a story, and check it."""

from pathlib import Path
from typing import Any

import pandas as pd
import typer
from rich.text import Text

from experiments.command.screen import err, out, print_json
from experiments.command.telling import print_story
from experiments.replaying import Replay, replay
from experiments.running.parts import FAILED
from experiments.simulation import check_count
from experiments.spoken import listing
from experiments.story import story


def repro(folder: Path, run_id: int, verbose: bool, as_json: bool) -> None:
    """Replay a row; exit status 1 if it comes to another end."""
    check_count("RUN_ID", run_id, 0)
    played = replay(folder, run_id)
    if as_json:
        record = None if played.record is None else played.record.to_dict()
        differ = {name: [str(cell) for cell in pair] for name, pair in played.differ.items()}
        told: dict[str, Any] = {"run": run_id, "same": played.same, "differ": differ}
        print_json(told | {"error": played.error, "record": record})
    else:
        out().print(place(folder, run_id, played), style="dim")
        if played.record is not None:
            print_story(story(played.scenario, played.record, verbose))
        out().print()
        out().print(Text(verdict(run_id, played), style="bold"))
    if played.outdated:
        words = "The rules, the scenario or a mind have changed since this sweep."
        err().print(words, style="dim", soft_wrap=True)
    if not played.same:
        raise typer.Exit(1)


def place(folder: Path, run_id: int, played: Replay) -> str:
    """Say where a row stands in its sweep: its lens, and the numbers that the study varies.

    What a story calls run is the replicate, so that it is called so here too.
    """
    stored = played.stored
    moved = [n for n in stored if "." in n and not pd.isna(stored[n])]
    if "parameter" in stored:  # each number alone, beside the base case
        moved = [stored["parameter"]] if stored["parameter"] else []
    where = f"run {stored['replicate']} of design point {stored['design']}"
    lens = f", lens {stored['lens']}" if "lens" in stored else ""
    values = [f"{path} = {stored[path]:g}" for path in moved]
    numbers = f", {listing(values)}" if values else ""
    return f"Run {run_id} of {folder}: {where}{lens}{numbers}."


def verdict(run_id: int, played: Replay) -> str:
    """Say whether the replay and the row agree."""
    if played.stored["status"] == FAILED:
        if played.record is None:
            return f"Run {run_id} failed, and fails again: {played.error}."
        return f"Run {run_id} failed ({played.stored['error']}); played here it ends."
    if played.record is None:
        return f"Run {run_id} ended in {played.stored['outcome']}; played again it fails: " + (
            f"{played.error}."
        )
    if played.differ:
        cells = [f"{name} {one} then, {now} now" for name, (one, now) in played.differ.items()]
        return f"Run {run_id} differs in {len(cells)} columns: {'; '.join(cells[:5])}."
    return (
        f"Run {run_id} is what is stored: outcome, end, terms, utilities and all other of its "
        f"{played.compared} columns are equal, to the last digit."
    )
