"""Levers at work: what is in force now, who may touch what, and what a touch does."""

import numpy as np

from sim.levers import (
    aid,
    deep_strikes,
    gift,
    grid_strikes,
    offensive,
    raid,
    replacement,
    sanctions,
    sponsor,
    ultimatum,
    unity,
)
from sim.places import (
    AID,
    DEEP_STRIKES,
    GIFT,
    GRID_STRIKES,
    IN_FORCE,
    LEFT,
    OFFENSIVE,
    OVER_HEAD,
    POLICY,
    RAID,
    REPLACEMENT,
    REST,
    SANCTIONS,
    SINCE,
    SPONSOR,
    TEMPO,
    TILT,
    ULTIMATUM,
    UNITY,
)
from sim.rule import rule
from sim.rules.no_deal import believed_odds, no_deal_value
from sim.rules.threat import credibility_after
from sim.table import Array, Public, World

# one file a kind; a rule can't be passed around, so that the choice between them is spelt out
bear_aid, bear_sanctions, bear_strikes = aid.bear, sanctions.bear, deep_strikes.bear
bear_gift, bear_replacement, bear_offensive = gift.bear, replacement.bear, offensive.bear
bear_grid, bear_raid, bear_ultimatum = grid_strikes.bear, raid.bear, ultimatum.bear
strike, rally, step_in = raid.strike, unity.rally, sponsor.step_in


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Let one lever have its effect, by its kind."""
    kind = public.levers.kind[lever]
    if kind == AID:
        bear_aid(public, world, lever)
    elif kind == SANCTIONS:
        bear_sanctions(public, world, lever)
    elif kind == DEEP_STRIKES:
        bear_strikes(public, world, lever)
    elif kind == GIFT:
        bear_gift(public, world, lever)
    elif kind == REPLACEMENT:
        bear_replacement(public, world, lever)
    elif kind == OFFENSIVE:
        bear_offensive(public, world, lever)
    elif kind == GRID_STRIKES:
        bear_grid(public, world, lever)
    elif kind == RAID:
        bear_raid(public, world, lever)
    elif kind == ULTIMATUM:
        bear_ultimatum(public, world, lever)


@rule
def settle(public: Public, world: World) -> None:
    """Work out today's levels from the start's, the levers, agreements and policy in force."""
    who, mediator = public.who, public.book.mediator
    for party in range(public.space.parties):
        world.aid[party] = who.aid[party]
        world.sanctions[party] = who.sanctions[party]
        world.strikes[party] = who.strikes[party]
        world.replacing[party] = who.replacement[party]
        world.hardship[party] = 0.0
        world.flow[party] = 0.0
    world.push[TEMPO], world.push[TILT], world.at[OVER_HEAD] = 1.0, 0.0, 0
    for lever in range(len(world.lever)):
        if world.force[lever] > 0.0:
            bear(public, world, lever)
    for pact in range(len(world.pact)):
        if world.pact[pact, IN_FORCE] and public.pacts.life[pact] == 0:
            share = 1.0 - public.pacts.impeded[pact]
            for party in range(public.space.parties):
                world.flow[party] -= share * public.flows[pact, party]
    policy = world.at[POLICY]
    if policy >= 0:  # the mediator has left: its policy stands above its levers
        world.aid[mediator] = public.exits.aid[policy]
        world.sanctions[mediator] = public.exits.sanctions[policy]
        world.strikes[mediator] = public.exits.strikes[policy]


@rule
def pass_time(public: Public, world: World) -> None:
    """Let a round pass for every lever: what wears off, what grows, what may be touched again."""
    for lever in range(len(world.lever)):
        state = world.lever[lever]
        if state[REST] > 0:
            state[REST] -= 1
        if state[IN_FORCE] and state[LEFT] > 0:
            state[LEFT] -= 1
            if state[LEFT] == 0:
                state[IN_FORCE] = 0
        phase = max(1.0, float(public.levers.phase[lever]))
        if state[IN_FORCE]:
            world.force[lever] = min(1.0, world.force[lever] + 1.0 / phase)
        else:
            world.force[lever] = max(0.0, world.force[lever] - 1.0 / phase)


@rule
def up(public: Public, world: World, lever: int, number: int) -> int:
    """Say whether a lever is up for decision: 0 no, 1 its holder may choose, 2 it is scripted.

    Each is looked at every few rounds, by turns. Once the mediator has left, its policy has taken
    the place of its levers.
    """
    levers, state = public.levers, world.lever[lever]
    if not levers.enabled[lever] or not public.book.at_war:
        return 0
    if levers.script[lever] >= 0:
        return 2 if levers.script[lever] == number else 0
    if levers.holder[lever] == public.book.mediator and world.at[POLICY] >= 0:
        return 0
    if (number + lever) % public.agenda.every != 0 or state[REST] > 0:
        return 0
    if state[IN_FORCE]:
        return 1 if levers.reversible[lever] and levers.lasts[lever] == 0 else 0
    return 1


@rule
def passing(kind: int) -> bool:
    """Say whether a lever pushes the war for a while instead of changing what it rests on."""
    return kind in (OFFENSIVE, RAID)


@rule
def turn(public: Public, world: World, lever: int, number: int, uniform: Array) -> None:
    """Take a lever up, or end it; what is felt as a breach costs trust at once."""
    levers, state = public.levers, world.lever[lever]
    if state[IN_FORCE]:
        state[IN_FORCE], state[LEFT] = 0, 0
    else:
        state[IN_FORCE], state[LEFT] = 1, levers.lasts[lever]
        if levers.kind[lever] == UNITY:  # done once, there is nothing to end
            state[LEFT] = 1
        if state[SINCE] == 0:
            state[SINCE] = number + 1
        for party in range(public.space.parties):
            if (levers.felt_by[lever] >> party) & 1:
                world.broken[party, levers.holder[lever]] += levers.breach[lever]
        end_rivals(public, world, lever)
        kind = levers.kind[lever]
        if kind == RAID:
            strike(public, world, lever, uniform)
        elif kind == UNITY:
            rally(public, world, lever)
        elif kind == SPONSOR:
            step_in(public, world, lever)
    state[REST] = levers.cool_down[lever]
    if levers.phase[lever] == 0:
        world.force[lever] = 1.0 if state[IN_FORCE] else 0.0
    world.cost[levers.holder[lever]] += levers.cost[lever]
    settle(public, world)


@rule
def end_rivals(public: Public, world: World, lever: int) -> None:
    """End the holder's other levers of the same kind: aid can't be cut and raised at once."""
    levers = public.levers
    for other in range(len(world.lever)):
        same = (
            levers.kind[other] == levers.kind[lever]
            and levers.holder[other] == levers.holder[lever]
        )
        if same and other != lever and world.lever[other, IN_FORCE]:
            world.lever[other, IN_FORCE], world.lever[other, LEFT] = 0, 0
            world.force[other] = 0.0


@rule
def contradict(public: Public, world: World, taste: Array, no_deal: Array) -> None:
    """Let threats lose credit where the mediator's own act has done the reverse (E9).

    Parameters
    ----------
    no_deal
        [P] what no deal was worth to each before the act; a threatened party that is now better
        off without a deal has been favoured, whatever was threatened (mediation-2025-05:8).
    """
    chance = believed_odds(public, world, 0.0, -1)
    for party in range(public.space.parties):
        if public.who.threat[party] > 0.0:
            now = no_deal_value(public, world, taste, chance, party, -1)
            if now > no_deal[party] + 1e-3:
                world.credibility[party] = credibility_after(
                    world.credibility[party], False, public.book.credit, public.book.bluff
                )


@rule
def carry(
    public: Public, world: World, guess: Array, lever: int, number: int, uniform: Array
) -> None:
    """Make a move, and let the mediator's threats lose credit where it contradicts them."""
    no_deal = np.zeros(public.space.parties)
    judged = public.levers.holder[lever] == public.book.mediator
    if judged:
        chance = believed_odds(public, world, 0.0, -1)
        for party in range(public.space.parties):
            no_deal[party] = no_deal_value(public, world, guess, chance, party, -1)
    turn(public, world, lever, number, uniform)
    if judged:
        contradict(public, world, guess, no_deal)
