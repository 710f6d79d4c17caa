"""Subgame-perfect play for two who make offers in turns: by backward induction from the last round.

Whoever answers takes what is worth no less than its outside option, which it could take at once,
and than what its own next offer would bring, discounted; whoever offers leaves it just that. Stahl
(1972, Bargaining Theory) for a last round; with many rounds Rubinstein (1982,
doi:10.2307/1912531), with outside options Binmore, Shaked and Sutton (1989, doi:10.2307/2937866).
The value without agreement after the last round is not discounted.
"""

import math

import numpy as np

from agents.bidding.targets import answered, appraised, ideal, tabled
from sim.reckoning import Appraisal, Wish
from sim.rule import rule
from sim.rules.agenda import on_offer
from sim.rules.bid import best_bid
from sim.table import Answer, Array, Draft, View


@rule
def total(view: View, own: Appraisal, party: int, text: Array) -> float:
    """Say what a text is worth to a party, where all adds up."""
    worth = view.public.who.legacy[party]
    for issue in range(len(text)):
        worth += own.net[party, issue, text[issue]]
    return float(worth)


@rule
def play_on(view: View, own: Appraisal, offered: Array, text: Array) -> Array:
    """Say what either can expect when this party makes the next offer, now. [2].

    Parameters
    ----------
    text
        int[I] filled in with that offer.
    """
    public, discount, seat = view.public, view.public.who.discount, view.seat
    nothing = np.zeros((0, public.space.issues), dtype=np.int64)
    worth, last = own.no_deal.copy(), public.book.rounds - 2  # nobody can answer a later offer
    ideal(view, own, offered, text)
    for number in range(last, view.round - 1, -1):
        proposer = seat if (number - view.round) % 2 == 0 else 1 - seat
        answering = 1 - proposer
        waiting, later = worth[proposer], worth[answering]
        if number < last:
            waiting, later = discount[proposer] * waiting, discount[answering] * later
        least = max(own.no_deal[answering], later)
        sought = Wish(
            answering, least, own.net[proposer].copy(), math.inf, -1, 0.0, 0.0, 0.0
        )  # fmt: skip
        made = text.copy()
        found = best_bid(public, own, offered, sought, nothing, 0, made)
        worth[proposer], worth[answering] = waiting, later
        if found and total(view, own, proposer, made) >= waiting:
            worth[proposer] = total(view, own, proposer, made)
            worth[answering] = total(view, own, answering, made)
            if number == view.round:
                text[:] = made
    return worth


@rule
def draft(view: View) -> Draft:
    """Offer the best text that leaves the other what it could have by waiting."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    text = view.world.text.copy()
    play_on(view, own, offered, text)
    return tabled(view, own, text, True)


@rule
def answer(view: View, text: Array, drafter: int) -> Answer:
    """Accept what is worth no less than the outside option and one's own offer a round later."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    least, seat = own.no_deal[view.seat], view.seat
    if view.round <= view.public.book.rounds - 2:  # an offer of its own could still be answered
        ahead = play_on(view, own, offered, view.world.text.copy())
        least = max(least, view.public.who.discount[seat] * ahead[seat])
    return answered(view, own, offered, text, drafter, least)
