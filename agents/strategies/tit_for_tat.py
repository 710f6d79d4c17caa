"""Tit for tat: a party gives way as the others have given way to it.

Measured in its own worth of their offers. Relative: in the same proportion as the last concession;
random absolute: by the same amount, and a little more or less at random; averaged: in proportion
over several offers. Behaviour-dependent tactics of Faratin, Sierra and Jennings (1998,
doi:10.1016/S0921-8890(98)00029-3), eqs. 10-12, taken to worths as in Baarslag et al. (2012).
"""

from agents.bidding.bids import bid_at, made_by, offers_of, received
from agents.bidding.targets import answered, appraised, ideal, offered_at, reservation, worth_now
from sim.places import AVERAGED_TFT, RANDOM_TFT
from sim.reckoning import Appraisal
from sim.rule import rule
from sim.rules.agenda import on_offer
from sim.rules.bid import lowest
from sim.table import Answer, Array, Draft, View

WINDOW = 3  # offers over which the averaging kind looks back
STRAY = 0.02  # the most that the random kind adds or takes, as a share of its range


@rule
def target(view: View, own: Appraisal, offered: Array) -> float:
    """Say what the party holds out for: its last demand, less what the others have given way.

    A party that has made no offer yet, since it only answers, gives way from its best text on, by
    all that the others have come towards it.
    """
    public, seat, kind = view.public, view.seat, view.public.who.mind[view.seat]
    least = reservation(view, own, offered)
    best = max(least, ideal(view, own, offered, view.world.text.copy()))
    last = made_by(view.world, seat, 0)
    demand = worth_now(view, own, bid_at(view.world, last)) if last >= 0 else best
    back = WINDOW if kind == AVERAGED_TFT else 1
    if last < 0:
        back = most_back(view)
    now, before = received(view, own, 0), received(view, own, back)
    if now != now or before != before:  # too few offers to go by
        return float(demand)
    if kind == RANDOM_TFT:
        stray = STRAY * (best - least) * (2.0 * view.luck - 1.0)
        return float(min(best, max(least, demand - (now - before) - stray)))
    floor = lowest(public, own, offered, seat)
    share = (before - floor) / (now - floor) if now - floor > 1e-9 else 1.0
    return float(min(best, max(least, floor + (demand - floor) * share)))


@rule
def most_back(view: View) -> int:
    """Count how far back the others' offers go."""
    most = 0
    for party in range(view.public.space.parties):
        if party != view.seat:
            most = max(most, offers_of(view.world, party) - 1)
    return most


@rule
def draft(view: View) -> Draft:
    """Offer the text that gives away most down to the target."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    return offered_at(view, own, offered, target(view, own, offered))


@rule
def answer(view: View, text: Array, drafter: int) -> Answer:
    """Accept what is worth the target."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    return answered(view, own, offered, text, drafter, target(view, own, offered))
