"""The search for an offer: the best by a simple measure among those worth enough to the bidder.

Depth first, issue by issue, with the bounds of what the issues below can add (branch and bound:
Land and Doig 1960, doi:10.2307/1910129). The measure adds up issue by issue, so that one search
serves the tactics of the literature: their own least loss, the other side's gain, the next best.
"""

import math

import numpy as np

from sim.reckoning import Appraisal, Wish
from sim.rule import rule
from sim.rules.consent import excluded, needed
from sim.rules.deal import war_after, worths
from sim.table import Array, Public

NEAR = 1e-9  # two worths as close as this are equal: sums of the same numbers in another order


@rule
def lowest(public: Public, appraisal: Appraisal, offered: Array, seat: int) -> float:
    """Say what a text is worth to a party in which every issue is settled worst for it."""
    total = public.who.legacy[seat]
    for issue in range(public.space.issues):
        worst = math.inf
        for option in range(public.space.options[issue]):
            if offered[issue, option]:
                worst = min(worst, appraisal.net[seat, issue, option])
        total += worst
    return float(total)


@rule
def best_bid(
    public: Public, appraisal: Appraisal, offered: Array, sought: Wish, made: Array, count: int,
    found: Array,
) -> bool:  # fmt: skip
    """Find the offer that a wish is best met by.

    Parameters
    ----------
    made, count
        int[n, I] offers that may not be made again, and how many of them count.
    found
        int[I] filled in, where there is one.

    Returns
    -------
    bool
        Whether there is an offer that meets the wish.
    """
    space, issues, order = public.space, public.space.issues, public.space.order
    most, high = bounds(public, appraisal, offered, sought)
    own, gained = np.zeros(issues + 1), np.zeros(issues + 1)
    own[0] = public.who.legacy[sought.seat]
    choice, text = np.empty(issues, dtype=np.int64), np.zeros(issues, dtype=np.int64)
    worth = np.zeros(space.parties)
    war = war_at_most(public, appraisal, sought.seat)
    row, best = 0, -math.inf
    choice[0] = -1
    while row >= 0:
        choice[row] += 1
        issue = order[row]
        if choice[row] >= space.options[issue]:
            row -= 1
            continue
        if not offered[issue, choice[row]]:
            continue
        text[issue], below = choice[row], row + 1
        own[below] = own[row] + appraisal.net[sought.seat, issue, choice[row]]
        gained[below] = gained[row] + sought.gain[issue, choice[row]]
        if gained[below] + most[below] <= best + NEAR:
            continue
        if max(own[below] + high[below], war) < sought.least - NEAR:
            continue
        if below < issues:
            row = below
            choice[row] = -1
            continue
        if meets(public, appraisal, sought, text, worth, made, count):
            best = gained[below]
            found[:] = text
            if best >= sought.enough - NEAR:
                break
    return best > -math.inf


@rule
def bounds(
    public: Public, appraisal: Appraisal, offered: Array, sought: Wish
) -> tuple[Array, Array]:
    """Add up the most that the issues below each row can add, to the measure and to the worth."""
    issues, order = public.space.issues, public.space.order
    most, high = np.zeros(issues + 1), np.zeros(issues + 1)
    for row in range(issues - 1, -1, -1):
        issue = order[row]
        gain, greatest = -math.inf, -math.inf
        for option in range(public.space.options[issue]):
            if offered[issue, option]:
                gain = max(gain, sought.gain[issue, option])
                greatest = max(greatest, appraisal.net[sought.seat, issue, option])
        most[row], high[row] = most[row + 1] + gain, high[row + 1] + greatest
    return most, high


@rule
def war_at_most(public: Public, appraisal: Appraisal, seat: int) -> float:
    """Say what war resumed can be worth to a party at most: a text lies between it and its terms.

    Minus infinity without war, where a text is worth its terms.
    """
    most = -math.inf
    if public.book.at_war:
        for index in range(len(public.space.shift)):
            most = max(most, war_after(public, appraisal, index, seat))
    return most


@rule
def meets(
    public: Public, appraisal: Appraisal, sought: Wish, text: Array, worth: Array, made: Array,
    count: int,
) -> bool:  # fmt: skip
    """Say whether a whole text is what is wished for; nobody tables what is ruled out."""
    ballot = public.space.ballot
    if excluded(ballot, text) & (needed(ballot, text) | (1 << sought.seat)):
        return False
    for row in range(count):
        same = True
        for issue in range(len(text)):
            same = same and made[row, issue] == text[issue]
        if same:
            return False
    worths(public, appraisal, text, worth)
    own = worth[sought.seat]
    if own < sought.least - NEAR:
        return False
    if sought.other < 0:
        return True
    gain, others = own - sought.floor, worth[sought.other] - sought.others_floor
    return bool(gain > 0.0 and others > 0.0 and gain * others > sought.product + NEAR)
