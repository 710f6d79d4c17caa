"""What the other side's consent costs a drafter: a bound on two parties at once.

The best that a text can be for each alone is often far from what it can be for both. Each gain of
the other side, at a rate of exchange, is counted to the drafter; what it must have at least is
taken off. Whatever the rate, no text that the other accepts is worth more to the drafter than the
best of all texts so counted, which is found issue by issue (Lagrangian relaxation: Fisher 1981,
doi:10.1287/mnsc.27.1.1).
"""

import math

from sim.places import KNOWN, RATE
from sim.reckoning import Quest, Search
from sim.rule import rule
from sim.rules.ledger import so_far, war_at_best
from sim.table import Public

TOO_DEAR = 64.0  # a rate beyond which the other side's consent is taken to be out of reach
HALVINGS = 6


@rule
def find_rate(public: Public, quest: Quest, search: Search, row: int) -> None:
    """Find the rate at which the bound is tightest, for a text that has settled what shifts power.

    At it the other side just gets what it must have. No rate (0) is set where it gets that
    anyway, where it says yes by chance or not at all, and where the drafter doesn't fight it.
    """
    book = public.book
    if not book.at_war or quest.lead not in (book.attacker, book.defender):
        return
    other = search.seats[1]
    if quest.slope[other] != math.inf or not (public.space.ballot.core >> other) & 1:
        return
    short = quest.bar[other] - so_far(search, row, 1)
    low, high = 0.0, 1.0
    if conceded_at(public, search, 0.0) >= short:
        return
    while conceded_at(public, search, high) < short:
        low, high = high, 2.0 * high
        if high > TOO_DEAR:
            return
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if conceded_at(public, search, middle) < short:
            low = middle
        else:
            high = middle
    search.swap[RATE] = high


@rule
def conceded_at(public: Public, search: Search, rate: float) -> float:
    """Say what the other side gets on the open issues if each is settled best at a rate."""
    first, total = public.space.first, 0.0
    for row in range(public.space.coupled, public.space.issues):
        best, gets = -math.inf, 0.0
        for cell in range(first[row], first[row + 1]):
            if search.offered[cell]:
                part = weighted(search, cell, 1)
                both = weighted(search, cell, 0) + rate * part
                if both > best:
                    best, gets = both, part
        total += gets
    return total


@rule
def weighted(search: Search, cell: int, place: int) -> float:
    """Say what an option adds to a text's worth if nobody is aggrieved by the text."""
    weight, at = search.least_weight[place], cell * search.size + place
    return float((1.0 - weight) * search.term[at] - weight * search.price[at])


@rule
def joint_bound(public: Public, quest: Quest, search: Search, row: int) -> float:
    """Bound what any completion that the other side accepts is worth to the drafter.

    Valid where a war is worth too little to the drafter: what it then wants leaves it without a
    grievance, so that the other side's weight of collapse is known but for the questions left
    open. Where war is worth more to that side than it must have, a text under which it hopes for
    one may be worth that much more to it than the linear sum says.
    """
    bar, most = quest.bar[search.seats[1]], search.most_weight[1]
    if search.swap[KNOWN] != search.strong[row]:
        search.swap[KNOWN] = search.strong[row]
        fill_joint(public, search)
    hoped = max(0.0, war_at_best(public, search, row, 1) - bar)
    hoped *= (most - search.least_weight[1]) / (1.0 - most)
    slack = so_far(search, row, 1) - bar + hoped
    return float(so_far(search, row, 0) + search.swap[RATE] * slack + search.joint[row])


@rule
def fill_joint(public: Public, search: Search) -> None:
    """Write down the most that the issues below each row can add for both, at the rate."""
    first, joint, rate = public.space.first, search.joint, search.swap[RATE]
    joint[public.space.issues] = 0.0
    for row in range(public.space.issues - 1, public.space.coupled - 1, -1):
        best = -math.inf
        for cell in range(first[row], first[row + 1]):
            if search.offered[cell]:
                best = max(best, weighted(search, cell, 0) + rate * weighted(search, cell, 1))
        joint[row] = joint[row + 1] + best
