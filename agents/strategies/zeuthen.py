"""Zeuthen's strategy for two: who can less afford a breakdown gives way, by as little as will do.

A party's willingness to risk a breakdown is what it would lose by taking the other's offer over
what it would lose by none. The less willing gives way, on a tie the one of the lower seat, until
the other is the less willing: until the product of gains of its offer is the larger, so that play
ends at the Nash point. Zeuthen (1930, Problems of Monopoly and Economic Warfare, ch. 4); Harsanyi
(1956, doi:10.2307/1905748); Rosenschein and Zlotkin (1994, Rules of Encounter, ch. 3).
"""

import math

import numpy as np

from agents.bidding.bids import bid_at, made_by
from agents.bidding.targets import answered, appraised, ideal, tabled, worth_now
from sim.reckoning import Appraisal, Wish
from sim.rule import rule
from sim.rules.agenda import on_offer
from sim.rules.bid import best_bid
from sim.rules.deal import worths
from sim.table import Answer, Array, Draft, View


@rule
def gains(view: View, own: Appraisal, text: Array) -> Array:
    """Say what a text gains each of the two over no deal. [2]."""
    worth = np.zeros(view.public.space.parties)
    worths(view.public, own, text, worth)
    return worth - own.no_deal


@rule
def willingness(to_offer: float, to_take: float) -> float:
    """Say how willing a party is to risk a breakdown, from what either offer gains it."""
    if to_offer <= 0.0:
        return 1.0  # it has nothing to lose
    return (to_offer - max(0.0, to_take)) / to_offer


@rule
def draft(view: View) -> Draft:
    """Stand by the last offer, or give way as little as will do."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    seat, other, text = view.seat, 1 - view.seat, view.world.text.copy()
    mine, theirs = made_by(view.world, seat, 0), made_by(view.world, other, 0)
    if mine < 0:
        best = ideal(view, own, offered, text)
        return tabled(view, own, text, best >= own.no_deal[seat])
    text[:] = bid_at(view.world, mine)
    if theirs < 0:
        return tabled(view, own, text, True)
    asked, given = gains(view, own, text), gains(view, own, bid_at(view.world, theirs))
    risk = willingness(asked[seat], given[seat])
    others_risk = willingness(given[other], asked[other])
    if risk < others_risk or (risk == others_risk and seat < other):
        product = max(0.0, given[seat]) * max(0.0, given[other])
        nothing = np.zeros((0, view.public.space.issues), dtype=np.int64)
        sought = Wish(
            seat, own.no_deal[seat], own.net[seat].copy(), math.inf, other, product,
            own.no_deal[seat], own.no_deal[other],
        )  # fmt: skip
        found = best_bid(view.public, own, offered, sought, nothing, 0, text)
        if not found and given[seat] >= 0.0:  # nothing is better for both: the other's offer it is
            text[:] = bid_at(view.world, theirs)
    return tabled(view, own, text, True)


@rule
def answer(view: View, text: Array, drafter: int) -> Answer:
    """Accept what is worth no less than the offer that it would make."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    drafted = draft(view)
    return answered(view, own, offered, text, drafter, worth_now(view, own, drafted.text))
