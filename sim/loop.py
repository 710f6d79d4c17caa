"""The compiled loop: the order of a run and no rule of its own.

The Mesa model (``sim/negotiation.py``) drives the same rules in the same order, one negotiation at
a time; a test pins the two together run by run. The functions that raise stand for the strategy
that ``compiled(play_many, ...)`` binds.
"""

import numpy as np

from sim.columns import (
    BINDING,
    BLOCKER,
    COST,
    DRAFTER,
    END_ROUND,
    EXIT,
    EXIT_ROUND,
    FIRST_TEXT,
    HELD,
    OBJECTION,
    OUTCOME,
    OVER,
    POSITION,
    RETURNS,
    SIGNED,
    TEXTS,
    TURN,
    UTILITY,
)
from sim.draws import deal, slots
from sim.leaving import leave, stay_out, tire
from sim.leverage import carry, up
from sim.offers import all_bid
from sim.peace import final_utility, lay_down_arms, peace_holds
from sim.places import (
    ANSWER,
    BATTLE,
    BLOCKED_BY,
    BREACH,
    ENGAGEMENT,
    FIRST,
    GAMBLE,
    IN_FORCE,
    JOIN,
    LAPSE,
    LEAVE,
    LOST,
    MAIN,
    MOVE,
    OFFER,
    OUTLOOK,
    OVER_HEAD,
    POLICY,
    PROMISE,
    PURPOSES,
    RESUMPTION,
    SINCE,
    THREAT,
    WIDER_WAR,
)
from sim.round import (
    NOT_OVER,
    WIDER,
    copied,
    enter,
    hear,
    look,
    minds,
    open_round,
    speaker,
    take_floor,
)
from sim.rule import rule
from sim.rules.consent import needed
from sim.rules.deal import leaves_all_open
from sim.rules.outcome import outcome, partly
from sim.standing_in import answer, draft, part, pull, read, sign_on, take_note
from sim.table import (
    Agenda,
    Array,
    Ballot,
    Exits,
    Levers,
    Minds,
    Pacts,
    Parties,
    Peril,
    Private,
    Public,
    Rulebook,
    Space,
    World,
)
from sim.tracks import join, meets
from sim.turns import bid_at_once, draw_bid, take_turn


@rule
def deal_war(public: Public, world: World, key: Array, number: int, luck: Array) -> None:
    """Draw what the war and the side agreements in force need in a round."""
    deal(public, key, number, BATTLE, 0, luck)
    deal(public, key, number, WIDER_WAR, 0, luck)
    for pact in range(len(world.pact)):
        if world.pact[pact, IN_FORCE]:
            deal(public, key, number, BREACH, pact, luck)
            deal(public, key, number, LAPSE, pact, luck)


@rule
def move_levers(
    public: Public, private: Private, world: World, mind: Minds, number: int, key: Array,
    uniform: Array,
) -> None:  # fmt: skip
    """Let the holders of levers that are up this round decide, in turn."""
    for lever in range(len(world.lever)):
        state, holder = up(public, world, lever, number), public.levers.holder[lever]
        made = state == 2
        if state == 1:
            deal(public, key, number, MOVE, lever, uniform)
            view = look(public, private, world, mind, holder, number, MAIN)
            made = pull(view, lever, uniform[MOVE, lever]).made
        if made:
            deal(public, key, number, GAMBLE, lever, uniform)
            carry(public, world, mind.guess, lever, number, uniform)


@rule
def meet(
    public: Public, private: Private, world: World, mind: Minds, number: int, key: Array,
    uniform: Array,
) -> None:  # fmt: skip
    """Let the side tracks that are due meet, and what all their members join take force."""
    for pact in range(len(world.pact)):
        state = meets(public, world, pact, number)
        agreed, place = state > 0, 0
        for party in range(public.space.parties):
            if state != 1 or not (public.pacts.members[pact] >> party) & 1:
                continue
            deal(public, key, number, JOIN + place, pact, uniform)
            view = look(public, private, world, mind, party, number, MAIN)
            if not sign_on(view, pact, uniform[JOIN + place, pact]).yes:
                agreed = False
            place += 1
        if agreed:
            join(public, world, mind, pact, number)


@rule
def table_text(
    public: Public, private: Private, world: World, mind: Minds, turn: tuple[int, int],
    number: int, key: Array, uniform: Array, whole: Array, trace: Array,
) -> bool:  # fmt: skip
    """Let a text be drafted, answered and heard; say whether it is signed.

    Parameters
    ----------
    trace
        [2] the margin of the last text and the largest change of it so far: the turning point.
    """
    space, mediator = public.space, public.book.mediator
    drafter, track = turn
    take_floor(world, track, number)
    draw_bid(public, mind, drafter, number, key, uniform)
    view = look(public, private, world, mind, drafter, number, track)
    drafted = draft(view)
    if track == MAIN:
        world.mood[OUTLOOK] = drafted.chance
    if drafted.score == -np.inf:
        world.at[BLOCKED_BY] = -1
        return False
    said = np.full(space.parties, -1, dtype=np.int64)
    objections = said.copy()
    asked = needed(space.ballot, drafted.text)
    binding, blocker, shortest = -1, -1, 0.0
    closest = np.inf
    for party in range(space.parties):
        if not (asked >> party) & 1:
            continue
        deal(public, key, number, ANSWER, party, uniform)
        reply = answer(
            look(public, private, world, mind, party, number, track), drafted.text, drafter,
            uniform[ANSWER, party],
        )  # fmt: skip
        said[party] = 1 if reply.yes else 0
        objections[party] = reply.objection
        short = reply.worth - reply.bar
        if short < closest:
            binding, closest = party, short
        if not reply.yes and (blocker < 0 or short < shortest):
            blocker, shortest = party, short
            whole[OBJECTION] = reply.objection
    whole[BLOCKER], whole[BINDING], whole[DRAFTER] = blocker, binding, drafter
    if blocker < 0:
        whole[OBJECTION] = -1
    if blocker >= 0:
        deal(public, key, number, THREAT, blocker, uniform)
    enter(world, drafted.text, drafter)
    signed = hear(public, world, drafted.text, said, track, uniform)
    world.at[BLOCKED_BY] = blocker if track == MAIN else -1
    if whole[FIRST_TEXT] < 0 and track == MAIN:
        whole[FIRST_TEXT] = number
    if world.texts[0] > 1 and abs(closest - trace[0]) > trace[1]:
        whole[TURN], trace[1] = number, abs(closest - trace[0])
    trace[0] = closest
    if drafter != mediator:
        view = look(public, private, world, mind, mediator, number, track)
        drafted = read(view, drafted.text)
    take_note(view, drafted, said, objections, mind.guess)
    return signed


@rule
def close_round(
    public: Public, private: Private, world: World, mind: Minds, number: int, tabled: bool,
    key: Array, uniform: Array, whole: Array,
) -> None:  # fmt: skip
    """Let the mediator tire, leave, stay away or return."""
    mediator = public.book.mediator
    if world.at[POLICY] >= 0:
        deal(public, key, number, LEAVE, 1, uniform)
        stay_out(public, world, mind.guess, uniform[LEAVE, 1])
        if world.at[POLICY] < 0:
            whole[RETURNS] += 1
        return
    tire(public, world, tabled)
    if world.mood[ENGAGEMENT] <= 0.0 or public.exits.script == number:
        deal(public, key, number, LEAVE, 0, uniform)
        view = look(public, private, world, mind, mediator, number, MAIN)
        policy = part(view, uniform[LEAVE, 0])
        if policy >= 0:
            leave(public, world, policy)
            if whole[EXIT] < 0:
                whole[EXIT], whole[EXIT_ROUND] = policy, number


@rule
def play(
    public: Public, private: Private, world: World, key: Array, normal: Array,
    whole: Array, terms: Array, since: Array, real: Array,
) -> None:  # fmt: skip
    """Play one negotiation and write its row.

    Parameters
    ----------
    key
        uint64[2] the master seed and the replicate.
    whole, terms, since, real
        int[COLUMNS]; int[I] (-1 none signed); int[L + K] the first round of each lever and
        agreement, -1 never; and [2, P] utilities and costs of the war; filled in.
    """
    book = public.book
    mind = minds(public, normal)
    ended, signed, over_head, number = NOT_OVER, False, False, 0
    whole[:] = -1
    whole[RETURNS] = 0
    trace, luck = np.zeros(2), np.zeros((PURPOSES, slots(public)))
    for number in range(book.rounds):
        deal_war(public, world, key, number, luck)
        ended = open_round(public, world, number, luck)
        if ended != NOT_OVER:
            break
        move_levers(public, private, world, mind, number, key, luck)
        meet(public, private, world, mind, number, key, luck)
        turn = speaker(public, world, number)
        tabled = turn[0] >= 0
        if tabled:
            over_head = world.at[OVER_HEAD] > 0
            if turn[1] == OFFER:
                signed = take_turn(
                    public, private, world, mind, turn[0], number, key, luck, whole, trace
                )  # fmt: skip
            else:
                signed = table_text(
                    public, private, world, mind, turn, number, key, luck, whole, trace
                )  # fmt: skip
        elif all_bid(public, world, number):
            tabled = True
            signed = bid_at_once(public, private, world, mind, number, key, luck, whole)
        if signed:
            break
        close_round(public, private, world, mind, number, tabled, key, luck, whole)
    space = public.space
    all_open = leaves_all_open(space.left_open, space.core_questions, world.text)
    over_head = signed and over_head
    whole[OUTCOME] = outcome(
        ended == WIDER, world.position[0], book.steps, signed, all_open, over_head,
        world.at[LOST] >= 2, partly(public, world),
    )  # fmt: skip
    whole[END_ROUND], whole[SIGNED], whole[OVER] = number, signed, over_head
    whole[POSITION], whole[TEXTS] = world.position[0], world.texts[0]
    for party in range(space.parties):
        real[UTILITY, party] = final_utility(
            public, world, mind.taste, party, ended, signed, world.text, number
        )
        real[COST, party] = world.cost[party]
    for issue in range(space.issues):
        terms[issue] = world.text[issue] if signed else -1
    for lever in range(len(world.lever)):
        since[lever] = world.lever[lever, SINCE] - 1
    for pact in range(len(world.pact)):
        since[len(world.lever) + pact] = world.pact[pact, FIRST] - 1
    if signed and book.at_war:
        whole[HELD] = peace(public, private, world, mind, world.text, number, over_head, key, luck)


@rule
def peace(
    public: Public, private: Private, world: World, mind: Minds, text: Array, number: int,
    over_head: bool, key: Array, luck: Array,
) -> int:  # fmt: skip
    """Count the rounds that a signed text holds, at most ``book.window``."""
    lived = np.zeros((public.space.parties, public.space.issues), dtype=np.int64)
    lay_down_arms(public, world, text, lived)
    for held in range(public.book.window):
        for party in range(public.space.parties):
            deal(public, key, number + 1 + held, PROMISE, party, luck)
        deal(public, key, number + 1 + held, RESUMPTION, 0, luck)
        if not peace_holds(public, private, world, mind, text, lived, over_head, luck):
            return held
    return int(public.book.window)


@rule
def by_reference(public: Public) -> Public:
    """Build the table anew; compiled, the new one is passed by reference from here on."""
    space, book = public.space, public.book
    ballot = Ballot(*space.ballot)
    peril = Peril(*book.peril)
    return Public(
        Space(*(space[:-1] + (ballot,))),  # noqa: RUF005 (numba knows this form)
        Parties(*public.who), Rulebook(*(book[:-1] + (peril,))),  # noqa: RUF005
        Levers(*public.levers), Pacts(*public.pacts), public.flows, public.reluctance,
        Exits(*public.exits), Agenda(*public.agenda),
    )  # fmt: skip


@rule
def play_many(
    public: Public, private: Private, world: World, keys: Array, normal: Array,
    whole: Array, terms: Array, since: Array, real: Array,
) -> None:  # fmt: skip
    """Play one negotiation for each key; every array gains a leading axis [runs]."""
    known, hidden, first = by_reference(public), Private(*private), World(*world)
    for run in range(len(keys)):
        play(
            known, hidden, copied(first), keys[run], normal[run],
            whole[run], terms[run], since[run], real[run],
        )  # fmt: skip
