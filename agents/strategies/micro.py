"""MiCRO: the least concession, made only in return for one.

It goes down the list of its texts from the best, and offers a new one only if it has made no more
different offers than it has received; else it repeats one at random. It accepts what is worth no
less than the offer that it would make next. De Jonge (2022, doi:10.24963/ijcai.2022/32).
"""

import math

import numpy as np

from agents.bidding.bids import bid_at, distinct, made_by, offers_of
from agents.bidding.targets import answered, appraised, reservation, tabled, worth_now
from sim.reckoning import Appraisal, Wish
from sim.rule import rule
from sim.rules.agenda import on_offer
from sim.rules.bid import best_bid
from sim.table import Answer, Array, Draft, View


@rule
def next_best(view: View, own: Appraisal, offered: Array, text: Array) -> bool:
    """Find the best text that it has not offered yet and that beats walking away.

    Parameters
    ----------
    text
        int[I] filled in.
    """
    world, seat = view.world, view.seat
    count = offers_of(world, seat)
    made = np.zeros((count, view.public.space.issues), dtype=np.int64)
    for back in range(count):
        made[back] = bid_at(world, made_by(world, seat, back))
    least, gain = reservation(view, own, offered), own.net[seat].copy()
    sought = Wish(seat, least, gain, math.inf, -1, 0.0, 0.0, 0.0)
    return best_bid(view.public, own, offered, sought, made, count, text)


@rule
def answers_in_kind(view: View) -> bool:
    """Say whether a concession is due: no more different offers made than received."""
    fewest, world = -1, view.world
    for party in range(view.public.space.parties):
        if party != view.seat and made_by(world, party, 0) >= 0:
            theirs = distinct(world, party)
            fewest = theirs if fewest < 0 else min(fewest, theirs)
    return distinct(world, view.seat) <= max(0, fewest)


@rule
def draft(view: View) -> Draft:
    """Offer the next text on its list if one is due, else repeat one at random."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    text, count = view.world.text.copy(), offers_of(view.world, view.seat)
    found = answers_in_kind(view) and next_best(view, own, offered, text)
    if not found and count > 0:
        text[:] = bid_at(view.world, made_by(view.world, view.seat, int(view.luck * count)))
        found = True
    return tabled(view, own, text, found)


@rule
def answer(view: View, text: Array, drafter: int) -> Answer:
    """Accept what is worth no less than what it would offer next, or has offered at least."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    world, seat, coming = view.world, view.seat, view.world.text.copy()
    least = math.inf
    for back in range(offers_of(world, seat)):
        least = min(least, worth_now(view, own, bid_at(world, made_by(world, seat, back))))
    if answers_in_kind(view) and next_best(view, own, offered, coming):
        least = min(least, worth_now(view, own, coming))
    if least == math.inf:  # nothing to offer that beats walking away
        least = reservation(view, own, offered)
    return answered(view, own, offered, text, drafter, least)
