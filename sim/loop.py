"""The compiled loop: the order of a run and no rule of its own.

The Mesa model (``sim/negotiation.py``) drives the same rules in the same order, one negotiation at
a time; a test pins the two together run by run. ``draft``, ``answer`` and ``take_note`` stand for
the strategy that ``compiled(play_many, ...)`` binds.
"""

from typing import Any

import numpy as np

from sim.round import (
    NOT_OVER,
    WIDER,
    copied,
    final_utility,
    hear,
    look,
    minds,
    open_round,
    peace,
    speaker,
)
from sim.rule import rule
from sim.rules.consent import needed
from sim.rules.deal import leaves_all_open
from sim.rules.outcome import outcome
from sim.table import ANSWER, Array, Minds, Private, Public, World

# columns of the whole-number results
OUTCOME, END_ROUND, SIGNED, HELD, POSITION, TEXTS, BLOCKER, OBJECTION = range(8)


def draft(view: Any) -> Any:
    """Stand for a strategy's draft; bound at compilation."""
    raise NotImplementedError


def answer(view: Any, text: Array, drafter: int, draw: float) -> Any:
    """Stand for a strategy's answer; bound at compilation."""
    raise NotImplementedError


def take_note(view: Any, drafted: Any, said: Array, objections: Array, guess: Array) -> None:
    """Stand for a strategy's learning; bound at compilation."""
    raise NotImplementedError


@rule
def table_text(
    public: Public, private: Private, world: World, mind: Minds, drafter: int, number: int,
    uniform: Array, whole: Array,
) -> bool:  # fmt: skip
    """Let a text be drafted, answered and heard; say whether it is signed."""
    space = public.space
    view = look(public, private, world, mind, drafter, number)
    drafted = draft(view)
    if drafted.score == -np.inf:
        return False
    said = np.full(space.parties, -1, dtype=np.int64)
    objections = said.copy()
    asked = needed(space.ballot, drafted.text, space.issues)
    whole[BLOCKER], whole[OBJECTION], shortest = -1, -1, 0.0
    for party in range(space.parties):
        if not (asked >> party) & 1:
            continue
        reply = answer(
            look(public, private, world, mind, party, number), drafted.text, drafter,
            uniform[ANSWER, party],
        )  # fmt: skip
        said[party] = 1 if reply.yes else 0
        objections[party] = reply.objection
        if not reply.yes and (whole[BLOCKER] < 0 or reply.worth - reply.bar < shortest):
            whole[BLOCKER], whole[OBJECTION] = party, reply.objection
            shortest = reply.worth - reply.bar
    signed = hear(public, world, drafted.text, said, uniform)
    take_note(view, drafted, said, objections, mind.guess)
    return signed


@rule
def play(
    public: Public, private: Private, world: World, uniform: Array, normal: Array,
    whole: Array, terms: Array, utility: Array,
) -> None:  # fmt: skip
    """Play one negotiation and write its row.

    Parameters
    ----------
    whole, terms, utility
        int[8], int[I] (-1 none signed) and [P], filled in.
    """
    book = public.book
    mind = minds(public, normal)
    ended, signed, number = NOT_OVER, False, 0
    whole[BLOCKER], whole[OBJECTION], whole[HELD] = -1, -1, -1
    for number in range(book.rounds):
        ended = open_round(public, world, number, uniform[number])
        if ended != NOT_OVER:
            break
        drafter = speaker(public, number)
        if drafter >= 0:
            signed = table_text(
                public, private, world, mind, drafter, number, uniform[number], whole
            )
            if signed:
                break
    space = public.space
    all_open = leaves_all_open(space.left_open, space.core_questions, world.text)
    whole[OUTCOME] = outcome(
        ended == WIDER, world.position[0], book.steps, signed,
        all_open, False, False, False,
    )  # fmt: skip
    whole[END_ROUND], whole[SIGNED] = number, signed
    whole[POSITION], whole[TEXTS] = world.position[0], world.texts[0]
    for party in range(public.space.parties):
        utility[party] = final_utility(public, world, mind.taste, party, ended, signed, world.text)
    for issue in range(public.space.issues):
        terms[issue] = world.text[issue] if signed else -1
    if signed and book.at_war:
        whole[HELD] = peace(public, private, world, mind.taste, world.text, number, uniform)


@rule
def play_many(
    public: Public, private: Private, world: World, uniform: Array, normal: Array,
    whole: Array, terms: Array, utility: Array,
) -> None:  # fmt: skip
    """Play one negotiation for each row of luck; every array gains a leading axis [runs]."""
    for run in range(len(uniform)):
        play(
            public, private, copied(world), uniform[run], normal[run],
            whole[run], terms[run], utility[run],
        )  # fmt: skip
