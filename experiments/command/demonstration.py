"""``batna demo``: a story, a sweep over two levers, pictures, and what was found."""

import os
import shutil
import sys
import time
from pathlib import Path

import pandas as pd
from rich.rule import Rule
from rich.text import Text

from experiments.command.progress import progress_bar
from experiments.command.screen import err, out
from experiments.command.seats import Talks
from experiments.command.sweeps import print_shares
from experiments.command.telling import run
from experiments.design import Study, load_study
from experiments.drawing import draw_all
from experiments.endurance import sweep_into
from experiments.figures import two_parameters
from experiments.running.plan import make_plan
from experiments.store import check_target, load
from sim.errors import InputError

STUDY = "pressure"
TOLD = 32  # the seed of a short story in which much happens


def demo(folder: Path, jobs: int | None) -> None:
    """Tell one negotiation, run the study ``pressure``, draw it and sum it up."""
    if jobs is not None and jobs < 1:
        raise InputError("--jobs", f"{jobs} threads can't work", "write 1 or more")
    study = load_study(STUDY)
    check_target(folder, study)
    console = out()
    console.print(Rule("1  One negotiation"))
    run("ukraine", TOLD, 0, None, None, Talks(), False, False)
    console.print(Rule("2  The same talks, thousands of times"))
    console.print(" ".join(study.question.split()))
    started = time.monotonic()
    with progress_bar(study.title) as update:
        sweep_into(study, folder, jobs=jobs, progress=update, afresh=outdated(folder, study))
    table = load(folder)
    took = time.monotonic() - started
    err().print(f"{len(table):,} negotiations in {took:.0f} s, compiling included.", style="dim")
    print_shares(table)
    summary(table).to_csv(folder / "table.csv", index=False)
    console.print(Rule("3  Pictures"))
    drawn = draw_all(folder, folder)
    for figure in drawn:
        console.print(Text(f"{figure.files[0]}", style="cyan") + Text(f"  {figure.finding}."))
    console.print(f"{folder / 'table.csv'}  the numbers behind the heat map", style="cyan")
    console.print(Rule("4  What was found"))
    for figure in drawn:
        if figure.name.startswith("deal_by") or figure.name == "outcomes":
            console.print(f"- {figure.finding}.")
    console.print("A model of what five articles claim, not a forecast. Next:", style="dim")
    batna = command_name()
    for command in (
        f"{batna} run --seed 3 --lens W",
        f"{batna} explain ukraine actors.US.threats",
        f"{batna} sweep tornado",
        f"{batna} plot results/tornado",
    ):
        console.print(f"  {command}", style="dim", soft_wrap=True)


def outdated(folder: Path, study: Study) -> bool:
    """Say whether a folder holds this study as other rules made it: the demo makes it anew."""
    try:
        check_target(folder, study, make_plan(study).spec)
    except InputError:
        return True
    return False


def command_name() -> str:
    """Give the command as it can be typed here: with its folder where it isn't on the path."""
    if shutil.which("batna") is not None:
        return "batna"
    beside = Path(sys.executable).parent / "batna"
    return os.path.relpath(beside) if beside.exists() else "batna"


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """Give the table behind the heat map: deals at each pair of pressures, with intervals."""
    paths = [column for column in table.columns if str(column).startswith("actors.")]
    return two_parameters.table(table, *paths[:2])
