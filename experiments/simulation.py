"""Many negotiations as one table: compiled rules, all cores, the same rows in any chunking."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from agents.mind import PLAIN
from experiments.blocks import Block, Delegates, Task, empty_block
from experiments.uncertainty import Draws, draw_numbers, lens_paths, spelt, spread
from sim import columns as at
from sim.draws import as_normal, deal_types
from sim.errors import InputError
from sim.loop import play_many
from sim.reading import load_scenario, with_lens, with_values
from sim.rule import compiled
from sim.rules.outcome import OUTCOMES
from sim.scenario import Scenario
from sim.seating import arranged
from sim.setting import Setting, first_world, setting
from sim.table import World

CHUNK = 50  # negotiations: few enough for a live progress bar, enough to hide what a call costs


def simulate(
    scenario: str | Path | Scenario = "ukraine",
    runs: int = 2000,
    seed: int = 1,
    lens: str | None = None,
    overrides: Mapping[str, float] | None = None,
    jobs: int | None = None,
    uncertain: bool = False,
    delegates: Delegates | None = None,
    seats: Mapping[str, str] | None = None,
    protocol: str | None = None,
    information: str | None = None,
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
    uncertain
        Let each run draw its tier-1 numbers from their ranges, by Latin hypercube over the
        replicates; what the lens or the overrides set is not drawn.
    delegates
        Classes of your own by party, as ``Negotiation`` takes them. The negotiations then run as
        the Mesa model, some thirty times slower; the column ``engine`` says so.
    seats, protocol, information
        Strategies by party, such as ``{"RU": "boulware"}`` or ``{"all": "micro"}``, how the parties
        talk, and what they see of one another's interests, in place of the scenario's own.

    Returns
    -------
    pandas.DataFrame
        One row a negotiation, with a column for each number drawn. ``attrs["spread"]`` says what
        the spread between rows is: chance alone, or uncertainty over the numbers too.

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
    loaded = arranged(loaded, seats, protocol=protocol, information=information)
    check_count("runs", runs, 1)
    check_count("seed", seed, 0)
    if jobs is not None:
        check_count("jobs", jobs, 1)
    draws = None
    if uncertain:
        settled = spelt(loaded, overrides or {}) | lens_paths(loaded, lens)
        draws = draw_numbers([loaded], [settled], int(runs), int(seed))
    blocks = list(play_all([loaded], runs, seed, jobs, draws=draws, delegates=delegates))
    return frame(loaded, blocks, seed, draws=draws, engine=engine(delegates))


def engine(delegates: Delegates | None) -> str:
    """Name the engine that plays: only the built-in mind is compiled."""
    return "mesa" if delegates else "compiled"


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


@cache
def kernel() -> Callable[..., None]:
    """Give the compiled loop with the built-in minds; compiled at its first call on a machine."""
    twin: Callable[..., None] = compiled(play_many, **PLAIN._asdict())
    return twin


def play_all(
    points: Sequence[Scenario],
    replicates: int,
    seed: int,
    jobs: int | None = None,
    chunk: int = CHUNK,
    draws: Draws | None = None,
    delegates: Delegates | None = None,
    numbered: Sequence[range] | None = None,
) -> Iterator[Block]:
    """Play every replicate of every design point, and yield blocks as they are done.

    Parameters
    ----------
    points
        One scenario for each design point, of the same shape.
    numbered
        The replicate numbers of each design point; from 0 up if None.
    draws
        The numbers that each replicate has drawn; None if all have the scenario's own.
    """
    own = numbered or [range(replicates)] * len(points)
    tasks = [
        Task(design, own[design][first : first + chunk])
        for design in range(len(points))
        for first in range(0, replicates, chunk)
    ]
    workers = jobs or os.cpu_count() or 1
    if delegates:
        from experiments.at_the_table import play_at_table  # mesa takes half a second to load

        yield from play_at_table(points, tasks, seed, delegates, workers, draws)
        return
    kernel()  # before the threads, so that it is built once
    with ThreadPoolExecutor(max_workers=workers) as pool:
        # a window, so that memory stays flat and an interruption is felt at once
        waiting = []
        for task in tasks:
            waiting.append(pool.submit(play_block, points[task.design], seed, task, draws))
            if len(waiting) > 2 * workers:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def play_block(scenario: Scenario, seed: int, task: Task, draws: Draws | None = None) -> Block:
    """Play a block of replicates: at once, or one by one where each has numbers of its own."""
    numbers = setting(scenario)
    block = empty_block(numbers, task)
    if draws is None:
        _play(numbers, first_world(scenario), seed, task.replicates, block[1:])
        return block
    placed = draws.placing(scenario, task.design)
    for row, replicate in enumerate(task.replicates):
        own, alone = placed(replicate), range(replicate, replicate + 1)
        _play(setting(own), first_world(own), seed, alone, [a[row : row + 1] for a in block[1:]])
    return block


def _play(
    numbers: Setting, world: World, seed: int, replicates: range, results: Sequence[np.ndarray]
) -> None:
    """Play replicates that share their numbers, into the rows of the results."""
    keys = np.array([(seed, replicate) for replicate in replicates], dtype=np.uint64)
    space = numbers.public.space
    types = np.empty((len(keys), 1 + space.issues, space.parties))
    compiled(deal_types)(numbers.public, keys, types)
    kernel()(numbers.public, numbers.private, world, keys, as_normal(types), *results)


def frame(
    scenario: Scenario,
    blocks: Sequence[Block],
    seed: int,
    varied: pd.DataFrame | None = None,
    draws: Draws | None = None,
    engine: str = "compiled",
) -> pd.DataFrame:
    """Put blocks into one table, in the order of design and replicate.

    Parameters
    ----------
    varied
        [design points] the value of each varied number, a column a path.
    draws
        What each replicate has drawn, as in ``play_all``.
    engine
        What played them.
    """
    numbers, ordered = setting(scenario), _in_order(blocks)
    whole = np.concatenate([block.whole for block in ordered])
    ends = endings(scenario, ordered)
    since = np.concatenate([block.since for block in ordered])
    real = np.concatenate([block.real for block in ordered])
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
    if draws is not None:
        used = draws.used(design, columns["replicate"])
        columns |= {path: used[:, place] for place, path in enumerate(draws.paths)}
    columns["outcome"], columns["end_round"] = _text(ends["outcome"]), ends["end_round"]
    for issue in numbers.issues:
        columns[f"term_{issue}"] = _text(ends[f"term_{issue}"])
    for place, actor in enumerate(numbers.actors):
        columns[f"utility_{actor}"] = real[:, at.UTILITY, place]
    for place, actor in enumerate(numbers.actors):
        columns[f"cost_{actor}"] = real[:, at.COST, place]
    columns |= _peace_columns(scenario, columns, whole[:, at.HELD])
    columns["texts"], columns["position"] = whole[:, at.TEXTS], whole[:, at.POSITION]
    columns["blocked_by"] = _text(ends["blocked_by"])
    columns["objection"] = _text(ends["objection"])
    columns["binding"] = _text(_named(numbers.actors, whole[:, at.BINDING]))
    columns["turning_round"] = _rounds(whole[:, at.TURN])
    columns["drafter"] = _text(_named(numbers.actors, whole[:, at.DRAFTER]))
    columns["over_head"] = whole[:, at.OVER] == 1
    columns["first_text"] = _rounds(whole[:, at.FIRST_TEXT])
    columns["exit_policy"] = _text(_named(numbers.policies, whole[:, at.EXIT]))
    columns["exit_round"] = _rounds(whole[:, at.EXIT_ROUND])
    columns["returns"] = whole[:, at.RETURNS]
    for place, name in enumerate(numbers.levers + numbers.pacts):
        columns[f"since_{name}"] = _rounds(since[:, place])
    columns["engine"], columns["status"], columns["error"] = engine, "ok", ""
    table = pd.DataFrame(columns)
    table.attrs["spread"] = spread(draws is not None)
    return table


def _in_order(blocks: Sequence[Block]) -> list[Block]:
    """Sort blocks by design and replicate."""
    return sorted(blocks, key=lambda block: (block.task.design, block.task.replicates.start))


def endings(scenario: Scenario, blocks: Sequence[Block]) -> dict[str, np.ndarray]:
    """Say how each negotiation ended, in plain arrays: quick, for who waits for a few of them.

    Returns
    -------
    dict
        By the names of the table's columns: outcome, round, terms, who blocked the last text and
        over what; words are objects, None where there is none.
    """
    numbers, ordered = setting(scenario), _in_order(blocks)
    whole = np.concatenate([block.whole for block in ordered])
    terms = np.concatenate([block.terms for block in ordered])
    ends = {
        "outcome": _named(OUTCOMES, whole[:, at.OUTCOME]),
        "end_round": whole[:, at.END_ROUND],
        "blocked_by": _named(numbers.actors, whole[:, at.BLOCKER]),
        "objection": _named(numbers.issues, whole[:, at.OBJECTION]),
    }
    for place, issue in enumerate(numbers.issues):
        ends[f"term_{issue}"] = _named(numbers.options[place], terms[:, place])
    return ends


def _named(names: Sequence[str], codes: np.ndarray) -> np.ndarray:
    """Turn codes into names, None where the code is -1."""
    named: np.ndarray = np.array([*names, None], dtype=object)[codes]
    return named


def _text(words: np.ndarray) -> pd.Series:
    return pd.Series(words, dtype="string")


def _peace_columns(
    scenario: Scenario, given: Mapping[str, Any], held: np.ndarray
) -> dict[str, Any]:
    """Say whether a peace outlived two and three years, as far as it was watched."""
    year = given.get("calendar.rounds_per_year", scenario.calendar.rounds_per_year.value)
    seen = scenario.durability.rounds.value if scenario.durability else 0
    window = given.get("durability.rounds", seen)
    columns: dict[str, Any] = {}
    for years in (2, 3):
        watched = (held >= 0) & (window >= years * year)
        answers = pd.array(held >= years * year, dtype="boolean")
        answers[~watched] = pd.NA
        columns[f"survived_{years}y"] = answers
    columns["held"] = _rounds(held)
    return columns


def _rounds(numbers: np.ndarray) -> Any:
    """Give rounds as whole numbers, missing where it never came to that."""
    rounds = pd.array(numbers, dtype="Int64")
    rounds[numbers < 0] = pd.NA
    return rounds
