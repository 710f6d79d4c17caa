"""The model's own mind away from the text: levers, agreements, leaving, each by its own interest.

One step ahead: what things would be worth if it acted, against what they are worth as they stand
(``sim/rules/prospect.py``), and a logit of the difference less its cost.
"""

import math

from agents.strategies.logit import draft
from sim.leaving import chosen_policy, concerns
from sim.leverage import end_rivals, passing, settle
from sim.levers.raid import raided
from sim.places import DEAL, IN_FORCE, NO_DEAL, POLICY, SINGLE_TEXT, SPONSOR, ULTIMATUM, UNITY
from sim.rule import rule
from sim.rules.agenda import text_due
from sim.rules.choice import logistic, margin
from sim.rules.consent import needed
from sim.rules.no_deal import believed_odds, bounded
from sim.rules.prospect import glance, prospect, stakes
from sim.table import Array, Joined, Move, View
from sim.tracks import expected_gain


@rule
def pull(view: View, lever: int, draw: float) -> Move:
    """Decide whether to take a lever up or, if it is in force, to end it."""
    public = view.public
    kind = public.levers.kind[lever]
    if kind in (SPONSOR, ULTIMATUM):
        by_text = public.book.protocol == SINGLE_TEXT
        if not (by_text and text_due(public, view.world, view.round)):
            return Move(False, 0.0, 0.0, 0.0)
        gain, no_deal, passes = drafting_gain(view, lever)
    elif passing(kind):
        gain, no_deal, passes = pushed_gain(view, lever)
    else:
        gain, no_deal, passes = changed_gain(view, lever)
    gain -= public.levers.cost[lever]
    # nobody makes a move that it expects to lose by; a small gain is often let pass
    made = gain > 0.0 and draw < logistic(margin(gain, 0.0, public.agenda.precision))
    return Move(made, gain, no_deal, passes)


@rule
def at_stake(view: View) -> Array:
    """Add up what no move changes: what is at stake in the text on the table, and in the war."""
    text = view.world.text
    asked = needed(view.public.space.ballot, text)
    return stakes(view.public, view.world, view.taste, text, asked | (1 << view.seat))


@rule
def ahead(view: View, held: Array) -> tuple[float, float, float]:
    """Value how things stand now, with what is at stake; see ``prospect``."""
    asked = needed(view.public.space.ballot, view.world.text)
    return prospect(view.public, view.world, view.optimism, held, asked, view.seat)


@rule
def drafting_gain(view: View, lever: int) -> tuple[float, float, float]:
    """Gain of a move that changes the text due now: whose it is, or how it is put.

    What the best text is expected to bring with it, against what the mediator's own brings
    without; for a sponsor, which would not draft otherwise, against nothing.
    """
    public, world = view.public, view.world
    drafted, chance = 0.0, 0.0
    if view.seat == public.book.mediator:
        plain = draft(view)
        drafted, chance = -math.exp(plain.score), -plain.chance
    force = world.force[lever]
    world.force[lever] = 1.0
    settle(public, world)
    moved = draft(view)
    world.force[lever] = force
    settle(public, world)
    return drafted + math.exp(moved.score), 0.0, chance + moved.chance


@rule
def pushed_gain(view: View, lever: int) -> tuple[float, float, float]:
    """Gain of a push: the steps that it is expected to bring, at what a step is worth."""
    public, world, levers = view.public, view.world, view.public.levers
    held, at, seat = at_stake(view), view.world.position[0], view.seat
    now = ahead(view, held)
    world.position[0] = at + 1
    above = ahead(view, held)
    world.position[0] = at - 1
    below = ahead(view, held)
    world.position[0] = at
    odds = believed_odds(public, world, view.optimism, -1)
    tilted = bounded(odds + levers.tilt[lever])
    before = public.book.pace * (1.0 - 2.0 * odds)
    after = min(1.0, public.book.pace * levers.tempo[lever]) * (1.0 - 2.0 * tilted)
    steps = levers.lasts[lever] * (after - before)
    leap = above if seat == public.book.defender else below
    gain = 0.5 * steps * (above[0] - below[0]) + levers.chance[lever] * (leap[0] - now[0])
    war = 0.5 * steps * (above[1] - below[1]) + levers.chance[lever] * (leap[1] - now[1])
    passes = 0.5 * steps * (above[2] - below[2]) + levers.chance[lever] * (leap[2] - now[2])
    return gain - levers.own_flow[lever] * levers.lasts[lever], war, passes


@rule
def changed_gain(view: View, lever: int) -> tuple[float, float, float]:
    """Gain of changing what the war and the talks rest on, once the change has its full effect."""
    public, world = view.public, view.world
    held = at_stake(view)
    now = ahead(view, held)
    on, force = world.lever.copy(), world.force.copy()
    cohesion = world.cohesion[view.seat]
    if public.levers.kind[lever] == UNITY:
        world.cohesion[view.seat] = min(1.0, cohesion + public.levers.level[lever])
    elif world.lever[lever, IN_FORCE]:
        world.force[lever] = 0.0
    else:
        end_rivals(public, world, lever)
        world.force[lever] = 1.0
    settle(public, world)
    then = ahead(view, held)
    world.lever[:], world.force[:] = on, force
    world.cohesion[view.seat] = cohesion
    settle(public, world)
    return then[0] - now[0], then[1] - now[1], then[2] - now[2]


@rule
def sign_on(view: View, pact: int, draw: float) -> Joined:
    """Decide whether to join an agreement short of a settlement (E18)."""
    public, world, seat, pacts = view.public, view.world, view.seat, view.public.pacts
    odds = believed_odds(public, world, view.optimism, -1)
    if pacts.life[pact] > 0:
        gain = expected_gain(public, world, pact, seat, odds, raided(public, world), view.round)
    else:
        gain = lasting_gain(view, pact)
    if pacts.hinges[pact] > 0.0:  # a meeting of leaders hangs on what is on the table
        seen = glance(public, world, view.optimism, at_stake(view), world.text, 1 << seat)
        gain += pacts.hinges[pact] * (seen[seat, DEAL] - seen[seat, NO_DEAL])
    chance = logistic(margin(gain, pacts.hurdle[pact], pacts.precision[pact]))
    return Joined(draw < chance, gain, chance)


@rule
def lasting_gain(view: View, pact: int) -> float:
    """Gain of an agreement that is for good: what it changes for no deal and for the text.

    Reluctance is the price of giving a carrot away outside the settlement; the mediator drops it
    once it has left and wants resources whatever becomes of the war (exit-2025-04:14).
    """
    public, world, seat = view.public, view.world, view.seat
    held = at_stake(view)
    now = ahead(view, held)
    world.pact[pact, IN_FORCE] = 1
    settle(public, world)
    then = ahead(view, held)
    world.pact[pact, IN_FORCE] = 0
    settle(public, world)
    gain = then[0] - now[0]
    gone = seat == public.book.mediator and world.at[POLICY] >= 0 and concerns(public, pact)
    return gain if gone else gain - public.reluctance[pact, seat]


@rule
def part(view: View, draw: float) -> int:
    """Choose how to leave the table (E21); the mediator's alone to decide."""
    return chosen_policy(view.public, view.world, view.taste, draw)
