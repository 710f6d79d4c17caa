"""The mediator's engagement: how it wears, how the mediator leaves, when it returns (4.10)."""

import math

import numpy as np

from sim.leverage import settle
from sim.places import (
    BLOCKED_BY,
    DEAL,
    ENGAGEMENT,
    IN_FORCE,
    NO_DEAL,
    OPENED,
    OUT,
    OUTLOOK,
    POLICY,
    RESUMED,
    SUSPENDED,
)
from sim.rule import rule
from sim.rules.choice import logistic
from sim.rules.members import includes, pair
from sim.rules.no_deal import believed_odds, first_passage
from sim.rules.prospect import glance, stakes, within
from sim.rules.war import mediator_aid, war_risk
from sim.table import Array, Public, World


@rule
def tire(public: Public, world: World, tabled: bool) -> None:
    """Let engagement wear in a barren round (E20): the less, the likelier the last text looked.

    Source: talk of leaving within days where no deal seems feasible (exit-2025-04:8).
    """
    if world.at[OPENED] < 0 or world.at[POLICY] >= 0:
        return
    hope = min(1.0, 2.0 * world.mood[OUTLOOK])
    world.mood[ENGAGEMENT] -= public.exits.fatigue * (1.0 - hope)
    if tabled and world.at[BLOCKED_BY] >= 0:
        blame(public, world, world.at[BLOCKED_BY])


@rule
def blame(public: Public, world: World, blocker: int) -> None:
    """Shift blame for a failed text to whoever was furthest from it (mediation-2025-05:10)."""
    step = public.exits.blame_step
    for party in range(public.space.parties):
        share = 1.0 if party == blocker else 0.0
        world.blame[party] += step * (share - world.blame[party])


@rule
def stake(public: Public, world: World) -> float:
    """Sum what the mediator has come to own in the defender's fate (mediation-2025-05:14)."""
    total = 0.0
    for pact in range(len(world.pact)):
        if world.pact[pact, IN_FORCE]:
            total += public.pacts.stake[pact]
    return total


@rule
def shortfall(public: Public, world: World, taste: Array) -> float:
    """How far the text on the table is from the worse-off belligerent's no deal; above 0: no gap.

    By the mediator's reading, at the forces of the moment.
    """
    held = stakes(public, world, taste, world.text, 0)
    seen = glance(public, world, 0.0, held, world.text, 0)
    a, d = public.book.attacker, public.book.defender
    return float(min(seen[a, DEAL] - seen[a, NO_DEAL], seen[d, DEAL] - seen[d, NO_DEAL]))


@rule
def policy_worth(public: Public, world: World, taste: Array, policy: int) -> float:
    """Value leaving in one way to the mediator (E21), by its own reading.

    Its legacy if the pressure might yet close the gap (exit-2025-04:15); the aid that goes on;
    the risk of a wider war (mediation-2025-05:12) and of a defeat that it would own, the more
    so with a stake in the country (mediation-2025-05:14); a gain from resources; and, where the
    attacker is to blame, satisfaction in hardening (mediation-2025-05:10).
    """
    book, exits, before = public.book, public.exits, world.at[POLICY]
    world.at[POLICY] = policy
    settle(public, world)
    gap = shortfall(public, world, taste)
    chance = believed_odds(public, world, 0.0, -1)
    aid = mediator_aid(public, world, -1)
    hazard = war_risk(public, world)
    collapse = first_passage(
        public.who.discount[book.defender], book.pace, chance, world.position[0], book.steps
    )[0]
    world.at[POLICY] = before
    settle(public, world)
    owned = stake(public, world)
    worth = exits.hope * public.who.legacy[book.mediator]
    worth *= logistic(exits.steepness * (gap - exits.near))
    worth -= exits.weight_aid * aid
    worth -= exits.weight_wider_war * within(hazard, exits.horizon)
    worth -= (exits.weight_defeat + owned) * collapse * (
        exits.owns[policy] + exits.owns_stake[policy] * owned
    )  # fmt: skip
    worth += exits.gain[policy]
    if exits.hardens[policy]:
        worth += exits.weight_blame * (world.blame[book.attacker] - 0.5)
    return float(worth)


@rule
def chosen_policy(public: Public, world: World, taste: Array, draw: float) -> int:
    """Choose how to leave: a logit over what each way is worth; -1 if none is open.

    Source: McKelvey and Palfrey (1995, doi:10.1006/game.1995.1023).
    """
    count = len(public.exits.enabled)
    weights, best = np.full(count, -math.inf), -math.inf
    for policy in range(count):
        if public.exits.enabled[policy]:
            weights[policy] = policy_worth(public, world, taste, policy)
            best = max(best, weights[policy])
    if best == -math.inf:
        return -1
    total = 0.0
    for policy in range(count):
        if weights[policy] == best:
            weights[policy] = 1.0  # with an infinite precision too
        else:
            weights[policy] = math.exp(public.exits.precision * (weights[policy] - best))
        total += weights[policy]
    chosen = -1
    for policy in range(count):
        if weights[policy] > 0.0:
            chosen = policy
            draw -= weights[policy] / total
            if draw < 0.0:
                break
    return chosen


@rule
def leave(public: Public, world: World, policy: int) -> None:
    """Leave the table: the policy takes the place of levers, and allies count it as a breach."""
    world.at[POLICY], world.at[OUT], world.at[RESUMED] = policy, 0, 0
    for party in range(public.space.parties):
        ally = public.who.aid_to[party] == public.book.defender or party == public.book.defender
        if ally and party != public.book.mediator:
            world.broken[party, public.book.mediator] += public.exits.breach[policy]
    if public.exits.suspends[policy]:
        for pact in range(len(world.pact)):
            if concerns(public, pact):
                world.pact[pact, SUSPENDED] = max(world.pact[pact, SUSPENDED], public.book.rounds)
    settle(public, world)


@rule
def concerns(public: Public, pact: int) -> bool:
    """Say whether an agreement is one between the mediator and the attacker."""
    return includes(public.pacts.members[pact], pair(public.book.mediator, public.book.attacker))


@rule
def stay_out(public: Public, world: World, taste: Array, draw: float) -> None:
    """Let a round pass outside: talks on resources may resume, and the mediator may come back.

    The longer the war drags on, the likelier talks on resources resume (exit-2025-04:16). The
    mediator returns after its policy's spell, or as soon as the text on the table has no gap.
    """
    exits, policy = public.exits, world.at[POLICY]
    world.at[OUT] += 1
    if draw < exits.resumes * world.at[OUT] and not world.at[RESUMED]:
        world.at[RESUMED] = world.at[OUT]
        for pact in range(len(world.pact)):
            if concerns(public, pact):
                world.pact[pact, SUSPENDED] = 0
    spell = exits.returns[policy]
    due = spell > 0 and world.at[OUT] >= spell
    if due or shortfall(public, world, taste) > 0.0:
        world.at[POLICY] = -1
        world.mood[ENGAGEMENT] = exits.renewed
        settle(public, world)
