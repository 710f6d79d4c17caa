"""Many negotiations as one table: compiled rules, all cores, the same rows in any chunking."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from agents.strategies import logit
from sim.draws import luck
from sim.errors import InputError
from sim.loop import BLOCKER, END_ROUND, HELD, OBJECTION, OUTCOME, POSITION, TEXTS, play_many
from sim.reading import load_scenario, with_lens, with_values
from sim.rule import compiled
from sim.rules.outcome import OUTCOMES
from sim.scenario import Scenario
from sim.setting import Setting, first_world, setting
from sim.table import packed

CHUNK = 50  # negotiations: few enough for a live progress bar, enough to hide what a call costs
BUILT_IN: dict[str, Callable[..., Any]] = {
    "draft": logit.draft,
    "answer": logit.answer,
    "take_note": logit.take_note,
}


class Task(NamedTuple):
    """A block of replicates of one design point."""

    design: int
    replicates: range


class Block(NamedTuple):
    """Raw results of a task: whole numbers [n, 8], terms [n, I], utilities [n, P]."""

    task: Task
    whole: np.ndarray
    terms: np.ndarray
    utility: np.ndarray


def simulate(
    scenario: str | Path | Scenario = "ukraine",
    runs: int = 2000,
    seed: int = 1,
    lens: str | None = None,
    overrides: Mapping[str, float] | None = None,
    jobs: int | None = None,
) -> pd.DataFrame:
    """Simulate negotiations of one scenario.

    Parameters
    ----------
    scenario
        A built-in name, a path to a TOML file, or a scenario already loaded.
    runs
        Number of negotiations (replicates 0 to runs - 1).
    seed
        Master seed, 0 to 2^63 - 1. Replicate r meets the same luck under any overrides (common
        random numbers), so that two calls can be compared pair by pair.
    lens, overrides
        What is laid over the scenario, the lens first.
    jobs
        Threads; all cores if None. The rows don't depend on it.

    Returns
    -------
    pandas.DataFrame
        One row a negotiation. The spread between rows is chance alone: same numbers, other luck.

    Raises
    ------
    InputError
        In one sentence, for anything that can't be used.

    Examples
    --------
    >>> from experiments import simulate
    >>> table = simulate("ukraine", runs=4, seed=1, overrides={"actors.us.aid": 0.5})
    >>> list(table["replicate"])
    [0, 1, 2, 3]
    """
    loaded = loaded_scenario(scenario, lens, overrides)
    check_count("runs", runs, 1)
    check_count("seed", seed, 0)
    if jobs is not None:
        check_count("jobs", jobs, 1)
    blocks = list(play_all([loaded], runs, seed, jobs))
    return frame(loaded, blocks, seed)


def loaded_scenario(
    scenario: str | Path | Scenario, lens: str | None, overrides: Mapping[str, float] | None
) -> Scenario:
    """Load a scenario if it is not yet, and lay a lens and single values over it."""
    if not isinstance(scenario, Scenario):
        return load_scenario(scenario, lens, overrides)
    if lens is not None:
        scenario = with_lens(scenario, lens)
    return with_values(scenario, overrides or {})


def check_count(name: str, number: Any, least: int) -> None:
    """Refuse what is not a whole number from ``least`` up."""
    whole = isinstance(number, int | np.integer) and not isinstance(number, bool)
    if not whole or not least <= number < 2**63:
        raise InputError(name, f"{number!r} can't be used", f"write a whole number from {least} up")


def kernel() -> Callable[..., None]:
    """Give the compiled loop with the built-in mind; compiled at its first call on a machine."""
    twin: Callable[..., None] = compiled(play_many, **BUILT_IN)
    return twin


def play_all(
    points: Sequence[Scenario],
    replicates: int,
    seed: int,
    jobs: int | None = None,
    chunk: int = CHUNK,
) -> Iterator[Block]:
    """Play every replicate of every design point, and yield blocks as they are done.

    Parameters
    ----------
    points
        One scenario for each design point, of the same shape.
    """
    tasks = [
        Task(design, range(first, min(first + chunk, replicates)))
        for design in range(len(points))
        for first in range(0, replicates, chunk)
    ]
    workers = jobs or os.cpu_count() or 1
    kernel()  # before the threads, so that it is built once
    with ThreadPoolExecutor(max_workers=workers) as pool:
        # a window, so that memory stays flat and an interruption is felt at once
        waiting = []
        for task in tasks:
            waiting.append(pool.submit(play_block, points[task.design], seed, task))
            if len(waiting) > 2 * workers:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def play_block(scenario: Scenario, seed: int, task: Task) -> Block:
    """Play a block of replicates."""
    numbers, world, n = setting(scenario), first_world(scenario), len(task.replicates)
    space = numbers.public.space
    draws = [luck(numbers.public, seed, replicate) for replicate in task.replicates]
    block = Block(
        task,
        np.zeros((n, 8), dtype=np.int64),
        np.zeros((n, space.issues), dtype=np.int64),
        np.zeros((n, space.parties)),
    )
    kernel()(
        packed(numbers.public),
        numbers.private,
        world,
        np.stack([d.uniform for d in draws]),
        np.stack([d.normal for d in draws]),
        block.whole,
        block.terms,
        block.utility,
    )
    return block


def frame(
    scenario: Scenario, blocks: Sequence[Block], seed: int, varied: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Put blocks into one table, in the order of design and replicate.

    Parameters
    ----------
    varied
        [design points] the value of each varied number, a column a path.
    """
    numbers = setting(scenario)
    ordered = sorted(blocks, key=lambda block: (block.task.design, block.task.replicates.start))
    whole = np.concatenate([block.whole for block in ordered])
    terms = np.concatenate([block.terms for block in ordered])
    utility = np.concatenate([block.utility for block in ordered])
    design = np.concatenate([[b.task.design] * len(b.task.replicates) for b in ordered])
    columns: dict[str, Any] = {
        "run": np.arange(len(whole)),
        "design": design,
        "replicate": np.concatenate([list(b.task.replicates) for b in ordered]),
        "seed": seed,
    }
    if varied is not None:
        for name in varied.columns:
            columns[str(name)] = varied[name].to_numpy()[design]
    columns["outcome"] = _named(OUTCOMES, whole[:, OUTCOME])
    columns["end_round"] = whole[:, END_ROUND]
    for place, issue in enumerate(numbers.issues):
        columns[f"term_{issue}"] = _named(numbers.options[place], terms[:, place])
    for place, actor in enumerate(numbers.actors):
        columns[f"utility_{actor}"] = utility[:, place]
    columns |= _peace_columns(scenario, numbers, whole[:, HELD])
    columns["texts"], columns["position"] = whole[:, TEXTS], whole[:, POSITION]
    columns["blocked_by"] = _named(numbers.actors, whole[:, BLOCKER])
    columns["objection"] = _named(numbers.issues, whole[:, OBJECTION])
    columns["exit_policy"] = pd.Series([None] * len(whole), dtype="string")
    columns["engine"], columns["status"], columns["error"] = "compiled", "ok", ""
    return pd.DataFrame(columns)


def _named(names: Sequence[str], codes: np.ndarray) -> pd.Series:
    """Turn codes into names, missing where the code is -1."""
    lookup = np.array([*names, None], dtype=object)
    return pd.Series(lookup[codes], dtype="string")


def _peace_columns(scenario: Scenario, numbers: Setting, held: np.ndarray) -> dict[str, Any]:
    year, window = int(scenario.calendar.rounds_per_year.value), numbers.public.book.window
    columns: dict[str, Any] = {}
    for years in (2, 3):
        watched = (held >= 0) & (window >= years * year)
        answers = pd.array(held >= years * year, dtype="boolean")
        answers[~watched] = pd.NA
        columns[f"survived_{years}y"] = answers
    rounds = pd.array(held, dtype="Int64")
    rounds[held < 0] = pd.NA
    columns["held"] = rounds
    return columns
