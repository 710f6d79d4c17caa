"""After the table: what a signed text comes to month by month, and what each is left with."""

import math

from sim.leverage import pass_time, settle
from sim.places import IN_FORCE, OPENED, POLICY, PROMISE, RESUMPTION
from sim.round import WIDER, drift
from sim.rule import rule
from sim.rules.appraisal import peace_trust
from sim.rules.deal import (
    guarantee_strength,
    hazard,
    leaves_all_open,
    shift_index,
    text_hazard,
)
from sim.rules.no_deal import believed_odds, end_values, no_deal_value, shifted
from sim.rules.worth import doubted_term
from sim.table import Array, Minds, Private, Public, World


@rule
def lay_down_arms(public: Public, world: World, text: Array, lived: Array) -> None:
    """Begin the peace: threats and punishments end with signing, and every lever begins to fade.

    Parameters
    ----------
    lived
        int[P, I] filled in with the option of each issue that each party lives with.
    """
    world.punished[:] = 0
    world.at[POLICY] = -1
    for lever in range(len(world.lever)):
        world.lever[lever, IN_FORCE] = 0
    for party in range(public.space.parties):
        for issue in range(public.space.issues):
            lived[party, issue] = text[issue]


@rule
def peace_holds(
    public: Public, private: Private, world: World, mind: Minds, text: Array, lived: Array,
    over_head: bool, luck: Array,
) -> bool:  # fmt: skip
    """Let a round of peace pass, and say whether it holds (4.11).

    Cohesion drifts on, promises are kept or broken, trust follows, and the hazard of resumption
    is taken anew at the forces, trust and terms of the round. Levers fade as fast as they grew, so
    that what pressure alone had bought is a grievance now (Werner and Yuen 2005,
    doi:10.1017/S0020818305050095).
    """
    book = public.book
    keep_promises(public, private, world, text, lived, luck)
    drift(public, world)
    pass_time(public, world)
    settle(public, world)
    risk = resumption_risk(public, private, world, mind, text, lived, over_head)
    if luck[RESUMPTION, 0] < risk:
        return False
    world.kept[book.attacker, book.defender] += 1.0
    world.kept[book.defender, book.attacker] += 1.0
    return True


@rule
def keep_promises(
    public: Public, private: Private, world: World, text: Array, lived: Array, luck: Array
) -> None:
    """Let each promisor keep its word for a round, or break it for good.

    A promise is broken with probability (1 - reliability) / 12 a round (4.11); the promisee then
    lives with the fallback, and its trust in the promisor falls.
    """
    space = public.space
    for party in range(space.parties):
        for issue in range(space.issues):
            by = space.promisor[party, issue, text[issue]]
            if by < 0 or lived[party, issue] != text[issue]:
                continue
            if luck[PROMISE, by] < (1.0 - private.reliability[by]) / 12.0:
                lived[party, issue] = space.otherwise[party, issue, text[issue]]
                world.broken[party, by] += public.book.breach_weight
            else:
                world.kept[party, by] += 1.0


@rule
def resumption_risk(
    public: Public, private: Private, world: World, mind: Minds, text: Array, lived: Array,
    over_head: bool,
) -> float:  # fmt: skip
    """Probability that the war resumes this round, at today's forces, trust and terms (E13).

    A party's private resolve is part of its grievance: who signed because it wanted an end is
    content with less than who signed because it was pressed.
    """
    space, book = public.space, public.book
    shift = space.shift[shift_index(space.stride, text)]
    trusted, worst = 0.0, 0.0
    for party in (book.attacker, book.defender):
        chance = shifted(believed_odds(public, world, private.optimism[party], -1), shift)
        grievance = no_deal_value(public, world, mind.taste, chance, party, -1)
        grievance += mind.resolve[party]
        for issue in range(space.issues):
            grievance -= doubted_term(space, world, mind.taste, party, issue, lived[party, issue])
        worst = max(worst, grievance)
        trusted += 0.5 * peace_trust(public, world, party)
    calm = book.peril.base + book.peril.mistrust * (0.5 - trusted)
    strong = guarantee_strength(space.guarantee, text)
    all_open = leaves_all_open(space.left_open, space.core_questions, text)
    return hazard(text_hazard(book.peril, calm, strong, worst, all_open, over_head))


@rule
def final_utility(
    public: Public, world: World, taste: Array, party: int, ended: int, signed: bool, text: Array,
    number: int,
) -> float:  # fmt: skip
    """Say what a party is left with at the end of a run, in utility.

    Of the signed text (E10, promises doubted as at signing); else of the side's collapse, of the
    wider war, or of the war that goes on at the true odds (E6). Where talks are discounted, as seen
    from their first round.
    """
    book = public.book
    left = left_with(public, world, taste, party, ended, signed, text)
    if book.discounted:
        left *= math.pow(public.who.discount[party], number - max(0, world.at[OPENED]))
    return left


@rule
def left_with(
    public: Public, world: World, taste: Array, party: int, ended: int, signed: bool, text: Array
) -> float:
    """Say what a party is left with in the round in which it gets it; see ``final_utility``."""
    book = public.book
    if signed:
        total = 0.0
        for issue in range(public.space.issues):
            total += doubted_term(public.space, world, taste, party, issue, text[issue])
        return total
    if ended == WIDER:
        return book.wider_war_utility
    if ended != 0:
        at_collapse, at_exhaustion = end_values(public, taste, party)
        return at_collapse if world.position[0] <= 0 else at_exhaustion
    chance = believed_odds(public, world, 0.0, -1) if book.at_war else 0.5
    return no_deal_value(public, world, taste, chance, party, -1)
