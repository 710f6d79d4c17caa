"""What the parties' offers so far tell: who made which, and what they are worth."""

import math

from agents.bidding.targets import worth_now
from sim.reckoning import Appraisal
from sim.rule import rule
from sim.table import Array, View, World


@rule
def made_by(world: World, party: int, back: int) -> int:
    """Find a party's last offer but ``back``: its place in the list, -1 if it made no so many."""
    for place in range(world.texts[0] - 1, -1, -1):
        if world.bidder[place] == party:
            if back == 0:
                return place
            back -= 1
    return -1


@rule
def offers_of(world: World, party: int) -> int:
    """Count a party's offers."""
    count = 0
    for place in range(world.texts[0]):
        count += world.bidder[place] == party
    return int(count)


@rule
def bid_at(world: World, place: int) -> Array:
    """Copy the text at a place of the list. int[I]."""
    return world.bids[place].copy()


@rule
def same(world: World, one: int, other: int) -> bool:
    """Say whether the texts at two places of the list are the same."""
    alike = True
    for issue in range(world.bids.shape[1]):
        alike = alike and world.bids[one, issue] == world.bids[other, issue]
    return bool(alike)


@rule
def distinct(world: World, party: int) -> int:
    """Count the different offers that a party has made."""
    count = 0
    for place in range(world.texts[0]):
        new = world.bidder[place] == party
        for before in range(place):
            if new and world.bidder[before] == party:
                new = not same(world, before, place)
        count += new
    return int(count)


@rule
def received(view: View, own: Appraisal, back: int) -> float:
    """Say what the others' last offers but ``back`` are worth to the party, in the mean.

    Of those who have made so many; not a number if nobody has.
    """
    total, count, world = 0.0, 0, view.world
    for party in range(view.public.space.parties):
        place = made_by(world, party, back) if party != view.seat else -1
        if place >= 0:
            total += worth_now(view, own, bid_at(world, place))
            count += 1
    return total / count if count > 0 else math.nan
