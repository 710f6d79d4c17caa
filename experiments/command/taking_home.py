"""``batna export-page``: Live, talks and what explains them, as one file that needs no server."""

from collections import Counter
from pathlib import Path
from typing import Any

from experiments.classroom.settings import MOST_SEED, opened
from experiments.command.progress import progress_bar
from experiments.command.screen import err, parse_settings
from experiments.command.writing import check_targets, written
from experiments.takehome.content import content, opening, recorded
from experiments.takehome.grid import (
    LEAST_RUNS,
    LEAST_STEPS,
    MOST_RUNS,
    MOST_STEPS,
    grid,
    played,
)
from experiments.takehome.page import page
from sim.errors import InputError
from sim.reading import with_lens, with_values


def export_page(
    name: str, lens: str | None, seed: int, settings: list[str] | None, sliders: list[str] | None,
    runs: int, steps: int, file: Path, neutral: bool,
) -> None:  # fmt: skip
    """Play the grid and the talks, and write the page whole, or not at all."""
    check_between("--runs", runs, LEAST_RUNS, MOST_RUNS)
    check_between("--steps", steps, LEAST_STEPS, MOST_STEPS)
    check_between("--seed", seed, 0, MOST_SEED)
    scenario, numbers = opened(name), parse_settings(settings)
    if lens is not None:
        scenario = with_lens(scenario, lens, "--lens")
    with_values(scenario, numbers, "--set")
    laid = grid(opening(name, lens, numbers, seed, neutral), sliders or [], steps, runs)
    check_targets([file], overwrite=True)
    points, ended = laid.points(), Counter[str]()
    with progress_bar("take-home page") as update:
        update(0, len(points) * runs, {})

        def told(summary: dict[str, Any]) -> None:
            ended.update(summary["outcomes"])
            update(ended.total(), len(points) * runs, ended)

        summaries = played(points, runs, told)
        talks = recorded(laid.start(), runs)
    text = page(content(laid, summaries, talks, steps))
    written({file: text}, overwrite=True)
    err().print(
        f"{len(points)} points, {runs} talks at each; {len(text.encode()) / 1000:.0f} kB. "
        "A model, not a forecast.",
        style="dim",
    )  # fmt: skip


def check_between(option: str, number: int, least: int, most: int) -> None:
    """Refuse a number that is not within bounds."""
    if not least <= number <= most:
        right = f"write a whole number from {least} to {most}"
        raise InputError(option, f"{number} can't be used", right)
