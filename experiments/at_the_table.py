"""Negotiations with delegates of the user's own: the Mesa model, one by one, on all cores.

The rows are the compiled loop's, number by number; a test holds the two together.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from agents.swift import at_hand, prepare
from experiments.blocks import Block, Delegates, Task, empty_block
from experiments.uncertainty import Draws
from sim import columns as at
from sim.negotiation import Negotiation
from sim.record import Record
from sim.rules.outcome import OUTCOMES
from sim.scenario import Scenario
from sim.setting import Setting, setting

MANY = 100  # talks for which it pays to compile the built-in minds of the other seats first

_shared: dict[str, Any] = {}  # what a worker process was given when it began


def play_at_table(
    points: Sequence[Scenario], tasks: Sequence[Task], seed: int, delegates: Delegates,
    jobs: int, draws: Draws | None,
) -> Iterator[Block]:  # fmt: skip
    """Play tasks with the Mesa model, in worker processes if there is more than one job."""
    compile_for(sum(len(task.replicates) for task in tasks))
    given = (points, seed, delegates, draws)
    if jobs == 1:
        yield from (_block(task, *given) for task in tasks)
        return
    with ProcessPoolExecutor(
        jobs, mp_context=_context(), initializer=_begin, initargs=given
    ) as pool:
        yield from pool.map(_play, tasks)


def _context() -> Any:
    """Fork where the system can, so that classes of a script or a notebook are known at once."""
    fork = "fork" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if fork else None)


def _begin(*given: Any) -> None:
    _shared["given"] = given


def _play(task: Task) -> Block:
    return _block(task, *_shared["given"])


def _block(
    task: Task, points: Sequence[Scenario], seed: int, delegates: Delegates, draws: Draws | None
) -> Block:
    return play_one_block(task, points[task.design], seed, delegates, draws)


def compile_for(talks: int) -> None:
    """Compile the built-in minds if so many talks are worth it; before workers begin."""
    if talks >= MANY or at_hand():
        prepare()


def play_record(scenario: Scenario, seed: int, replicate: int, **given: Any) -> Record:
    """Play one negotiation, by compiled minds if they are at hand: the record is the same.

    Parameters
    ----------
    given
        ``delegates``, ``lens`` and ``overrides``, as ``Negotiation`` takes them.
    """
    return Negotiation(scenario, rng=seed, replicate=replicate, swift=at_hand(), **given).run()


def play_one_block(
    task: Task, scenario: Scenario, seed: int, delegates: Delegates, draws: Draws | None
) -> Block:
    """Play the replicates of a task at its design point's scenario, one by one."""
    placed = draws.placing(scenario, task.design) if draws is not None else lambda _: scenario
    block = empty_block(setting(scenario), task)
    for row, replicate in enumerate(task.replicates):
        own = placed(replicate)
        record = play_record(own, seed, replicate, delegates=delegates)
        write_row(record, setting(own), block, row)
    return block


def write_row(record: Record, names: Setting, block: Block, row: int) -> None:
    """Write a record as a row of numbers, as the compiled loop does; -1 for what never was."""
    whole, signed = block.whole[row], [text for text in record.texts if text.signed]
    formal = [
        r.number
        for r in record.rounds
        if r.offers or (r.text is not None and r.text.kind in ("main", "offer"))
    ]
    drafter = (signed or record.texts)[-1].drafter if record.texts else None
    whole[at.OUTCOME] = OUTCOMES.index(record.outcome)
    whole[at.END_ROUND], whole[at.SIGNED] = record.end_round, record.terms is not None
    whole[at.POSITION], whole[at.TEXTS] = record.rounds[-1].position, len(record.texts)
    whole[at.OVER] = record.over_head
    whole[at.RETURNS] = sum(r.events.count("returns") for r in record.rounds)
    for column, known, name in (
        (at.BLOCKER, names.actors, record.blocked_by),
        (at.OBJECTION, names.issues, record.objection),
        (at.BINDING, names.actors, record.binding),
        (at.DRAFTER, names.actors, drafter),
        (at.EXIT, names.policies, record.exit_policy),
    ):
        whole[column] = -1 if name is None else known.index(name)
    for column, number in (
        (at.HELD, record.held),
        (at.TURN, record.turning_round),
        (at.EXIT_ROUND, record.exit_round),
        (at.FIRST_TEXT, formal[0] if formal else None),
    ):
        whole[column] = -1 if number is None else number
    if record.terms is not None:
        for place, (issue, options) in enumerate(zip(names.issues, names.options, strict=True)):
            block.terms[row, place] = options.index(record.terms[issue])
    first = record.levers | record.agreements
    block.since[row] = [first.get(name, -1) for name in names.levers + names.pacts]
    for line, of in ((at.UTILITY, record.utility), (at.COST, record.cost)):
        block.real[row, line] = [of[actor] for actor in names.actors]
