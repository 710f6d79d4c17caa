"""Bargaining without a mediator: offers in turns, and offers of all at once.

In turns (Rubinstein 1982, doi:10.2307/1912531; stacked for three and more parties, Aydogan,
Festen, Hindriks and Jonker 2017, doi:10.1007/978-3-319-51563-2_10): whose turn it is accepts the
offer on the table or makes its own. At once (Rosenschein and Zlotkin 1994, Rules of Encounter,
ch. 3; for more parties Endriss 2006, doi:10.1145/1160633.1160823): every party makes an offer, and
nobody may go back behind its last.
"""

import numpy as np

from sim.places import HOLDING, MONOTONIC_CONCESSION, STANDING
from sim.round import enter
from sim.rule import rule
from sim.rules.agenda import text_due
from sim.rules.appraisal import appraise
from sim.rules.consent import excluded, needed, passes
from sim.rules.deal import worths
from sim.table import Array, Public, View, World

NEAR = 1e-12  # two worths as close as this are equal


@rule
def offer(public: Public, world: World, text: Array, party: int) -> bool:
    """Let a party's offer stand on the table; say whether its own yes is all that it needs."""
    enter(world, text, party)
    world.texts[0] += 1
    world.text[:] = text
    world.said[:] = -1
    world.said[party] = 1
    world.at[STANDING], world.at[HOLDING] = party + 1, 1 << party
    return agreed(public, world)


@rule
def reply(public: Public, world: World, party: int, yes: bool) -> bool:
    """Let a party accept the offer on the table, or clear the table; say whether it is a deal."""
    world.said[party] = 1 if yes else 0
    if not yes:
        world.at[STANDING], world.at[HOLDING] = 0, 0
        return False
    world.at[HOLDING] |= 1 << party
    return agreed(public, world)


@rule
def agreed(public: Public, world: World) -> bool:
    """Say whether all whose consent the offer on the table needs hold to it."""
    ballot = public.space.ballot
    return passes(ballot, world.at[HOLDING], needed(ballot, world.text))


@rule
def all_bid(public: Public, world: World, number: int) -> bool:
    """Say whether all parties make an offer this round."""
    return public.book.protocol == MONOTONIC_CONCESSION and text_due(public, world, number)


@rule
def worth_to(view: View, text: Array) -> float:
    """Say what a text is worth to the party that has this view."""
    own = appraise(view.public, view.world, view.optimism, view.taste)
    worth = np.zeros(view.public.space.parties)
    worths(view.public, own, text, worth)
    return float(worth[view.seat])


@rule
def last_offers(public: Public, world: World) -> Array:
    """Give each party's last offer; the status quo before the first. int[P, I]."""
    parties, count = public.space.parties, world.texts[0]
    offers = np.zeros((parties, public.space.issues), dtype=np.int64)
    for party in range(parties):
        offers[party] = world.bids[count - parties + party] if count >= parties else world.text
    return offers


@rule
def admit(world: World, offers: Array, before: Array, worth: Array, worth_before: Array) -> None:
    """Let offers stand from which nobody goes back.

    Where nobody comes nearer any more the textbook breaks off; here the talks run out, which leaves
    the parties with the same.

    Parameters
    ----------
    offers, before
        int[P, I] this round's offers, and those that stand; an offer that is worse for another
        party than the one that stands is replaced by it.
    worth, worth_before
        [P, P] what each offer (row) is worth to each party; the first is mended with the offers.
    """
    first = world.texts[0] == 0
    for party in range(len(offers)):
        nearer, back = False, False
        for other in range(len(offers)):
            if other != party:
                gain = worth[party, other] - worth_before[party, other]
                nearer, back = nearer or gain > NEAR, back or gain < -NEAR
        if not first and (back or not nearer):
            for issue in range(offers.shape[1]):
                offers[party, issue] = before[party, issue]
            for other in range(len(offers)):
                worth[party, other] = worth_before[party, other]
    for party in range(len(offers)):
        place = world.texts[0]
        world.bidder[place] = party
        for issue in range(offers.shape[1]):
            world.bids[place, issue] = offers[party, issue]
        world.texts[0] += 1


@rule
def taken(public: Public, offers: Array, worth: Array, draw: float) -> int:
    """Find the offer that all others like no less than their own; -1 none, one by lot of several.

    Parameters
    ----------
    draw
        Uniform in [0, 1), for the lot.
    """
    space, count = public.space, 0
    good = np.zeros(len(offers), dtype=np.int64)
    for party in range(len(offers)):
        fits = not excluded(space.ballot, offers[party].copy())
        for other in range(len(offers)):
            fits = fits and worth[party, other] >= worth[other, other] - NEAR
        if fits:
            good[count] = party
            count += 1
    return int(good[int(draw * count)]) if count else -1
