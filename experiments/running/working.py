"""What a worker does with a job: play its runs, write its part, tell the counts."""

import time
from collections.abc import Callable
from importlib import import_module

import numpy as np

from experiments.blocks import Block, Task, empty_block
from experiments.running.delegates import imported
from experiments.running.job import Job, Played
from experiments.running.parts import outcomes_in, write_part
from experiments.running.rows import rows
from experiments.running.scenarios import settings_of, unpacked
from experiments.simulation import engine, play_block
from sim.errors import InputError
from sim.scenario import Scenario
from sim.setting import setting

Play = Callable[[Task], Block]


def play_job(job: Job) -> Played:
    """Play a job and write its part.

    Raises
    ------
    Unwritable
        If the part can't be written.
    """
    base, laid = unpacked(job.scenarios)
    settings = settings_of(laid, job.points)
    minds = imported(job.delegates)
    blocks, faults, row = [], dict[int, str](), 0
    started = time.perf_counter()
    for task in job.tasks:
        at = settings[task.design]
        block, wrong = _safely(_player(job, at, minds), base, task, at)
        faults |= {row + place: error for place, error in wrong.items()}
        blocks.append(block)
        row += len(task.replicates)
    seconds = time.perf_counter() - started
    return _kept(job, blocks, faults, seconds)


def fail_job(job: Job, error: str) -> Played:
    """Write a part in which every run failed; for runs that no worker survives."""
    base, _ = unpacked(job.scenarios)
    numbers = setting(base)
    blocks = [empty_block(numbers, task) for task in job.tasks]
    return _kept(job, blocks, dict.fromkeys(range(len(job.ids)), error), 0.0)


def warm_up(scenarios: bytes, delegates: dict[str, str]) -> None:
    """Load what the first job would wait for, so that it does not count as its own time.

    With minds of one's own it is a talk of the built-in minds that is played: theirs may hang.
    """
    base, _ = unpacked(scenarios)
    import_module("pyarrow.parquet")
    if imported(delegates):
        from experiments.at_the_table import play_record  # mesa takes half a second to load

        play_record(base, 0, 0)
    else:
        play_block(base, 0, Task(0, range(1)))


def _player(job: Job, at: Scenario | InputError, minds: dict[str, type]) -> Play:
    """Give the function that plays a block at a design point."""
    if isinstance(at, InputError):
        raised = at

        def refuse(task: Task) -> Block:
            raise raised

        return refuse
    if minds:
        from experiments.at_the_table import play_one_block  # mesa takes half a second to load

        return lambda task: play_one_block(task, at, job.seed, minds, job.draws)
    return lambda task: play_block(at, job.seed, task, job.draws)


def _safely(
    play: Play, base: Scenario, task: Task, at: Scenario | InputError
) -> tuple[Block, dict[int, str]]:
    """Play a block; if it raises, run by run, so that only the runs at fault are lost.

    Returns
    -------
    block, faults
        ``faults`` says by row what was raised.
    """
    try:
        return play(task), {}
    except Exception as error:
        if len(task.replicates) == 1 or isinstance(at, InputError):
            blank = empty_block(setting(base), task)
            return blank, dict.fromkeys(range(len(task.replicates)), _told(error))
    alone = [
        _safely(play, base, Task(task.design, task.replicates[row : row + 1]), at)
        for row in range(len(task.replicates))
    ]
    faults = {row: wrong[0] for row, (_, wrong) in enumerate(alone) if wrong}
    arrays = zip(*(block[1:] for block, _ in alone), strict=True)
    return Block(task, *(np.concatenate(parts) for parts in arrays)), faults


def _told(error: Exception) -> str:
    first = str(error).partition("\n")[0]
    return first if isinstance(error, InputError) else f"{type(error).__name__}: {first}"


def _kept(job: Job, blocks: list[Block], faults: dict[int, str], seconds: float) -> Played:
    base, _ = unpacked(job.scenarios)
    table, failures = rows(
        base, blocks, job.seed, job.points, job.draws, engine(imported(job.delegates)),
        job.first_point, job.ids, faults,
    )  # fmt: skip
    checksum = write_part(job.folder, job.ids, table, job.spec)
    return Played(job.ids, outcomes_in(table), failures, seconds, checksum)
