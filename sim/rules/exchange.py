"""What the other side's consent costs a drafter: a bound on two parties at once.

The best that a text can be for each alone is often far from what it can be for both. Each gain of
the other side, at a rate of exchange, is counted to the drafter; what it must have at least is
taken off. Whatever the rate, no text that the other accepts is worth more to the drafter than the
best of all texts so counted, which is found issue by issue (Lagrangian relaxation: Fisher 1981,
doi:10.1287/mnsc.27.1.1).
"""

import math

from sim.places import KNOWN, LEAST, MOST, RATE, SPARE, WAR
from sim.rule import rule
from sim.table import Appraisal, Public, Quest, Search

TOO_DEAR = 64.0  # a rate beyond which the other side's consent is taken to be out of reach
HALVINGS = 6


@rule
def find_rate(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int
) -> None:  # fmt: skip
    """Find the rate at which the bound is tightest, for a text that has settled what shifts power.

    At it the other side just gets what it must have. No rate (0) is set where it gets that
    anyway, where it says yes by chance or not at all, and where the drafter doesn't fight it.
    """
    book, lead = public.book, quest.lead
    if not book.at_war or lead not in (book.attacker, book.defender):
        return
    other = search.seats[1]
    if quest.slope[other] != math.inf or not (public.space.ballot.core >> other) & 1:
        return
    short = quest.bar[other] - so_far(search, row, other)
    low, high = 0.0, 1.0
    if conceded_at(public, appraisal, quest, search, lead, other, 0.0) >= short:
        return
    while conceded_at(public, appraisal, quest, search, lead, other, high) < short:
        low, high = high, 2.0 * high
        if high > TOO_DEAR:
            return
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if conceded_at(public, appraisal, quest, search, lead, other, middle) < short:
            low = middle
        else:
            high = middle
    search.swap[RATE] = high


@rule
def conceded_at(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, lead: int, other: int,
    rate: float,
) -> float:  # fmt: skip
    """Say what the other side gets on the open issues if each is settled best at a rate."""
    space, total = public.space, 0.0
    for row in range(space.coupled, space.issues):
        issue, best, gets = space.order[row], -math.inf, 0.0
        for option in range(space.options[issue]):
            if quest.offered[issue, option]:
                part = weighted(appraisal, search, other, issue, option)
                both = weighted(appraisal, search, lead, issue, option) + rate * part
                if both > best:
                    best, gets = both, part
        total += gets
    return total


@rule
def weighted(
    appraisal: Appraisal, search: Search, party: int, issue: int, option: int
) -> float:  # fmt: skip
    """Say what an option adds to a text's worth if nobody is aggrieved by the text."""
    weight = search.risk[party, LEAST]
    net, price = appraisal.net[party, issue, option], appraisal.price[party, issue, option]
    return float((1.0 - weight) * net - weight * price)


@rule
def so_far(search: Search, row: int, party: int) -> float:
    """Say what the issues settled come to if nobody is aggrieved by the text, and the war."""
    weight, war = search.risk[party, LEAST], search.risk[party, WAR]
    peace = search.net[row, party]
    return float((1.0 - weight) * peace + weight * (war - search.paid[row, party]))


@rule
def joint_bound(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int
) -> float:
    """Bound what any completion that the other side accepts is worth to the drafter.

    Valid where a war is worth too little to the drafter: what it then wants leaves it without a
    grievance, so that the other side's weight of collapse is known but for the questions left
    open. Where war is worth more to that side than it must have, a text under which it hopes for
    one may be worth that much more to it than the linear sum says.
    """
    rate, other, risk = search.swap[RATE], search.seats[1], search.risk
    if search.swap[KNOWN] != search.strong[row]:
        search.swap[KNOWN] = search.strong[row]
        fill_joint(public, appraisal, quest, search)
    hoped = max(0.0, war_at_best(search, row, other) - quest.bar[other])
    hoped *= (risk[other, MOST] - risk[other, LEAST]) / (1.0 - risk[other, MOST])
    slack = so_far(search, row, other) - quest.bar[other] + hoped
    return float(so_far(search, row, quest.lead) + rate * slack + search.joint[row])


@rule
def war_at_best(search: Search, row: int, party: int) -> float:
    """Say what war resumed is worth to a party, at the least price that the text may have."""
    level = min(search.kind[row, SPARE], len(search.rest) - 1)
    paid = search.paid[row, party] + search.spared[level, row, party]
    return float(search.risk[party, WAR] - paid)


@rule
def fill_joint(public: Public, appraisal: Appraisal, quest: Quest, search: Search) -> None:
    """Write down the most that the issues below each row can add for both, at the rate."""
    space, rate, lead, other = public.space, search.swap[RATE], quest.lead, search.seats[1]
    search.joint[space.issues] = 0.0
    for row in range(space.issues - 1, space.coupled - 1, -1):
        issue, best = space.order[row], -math.inf
        for option in range(space.options[issue]):
            if quest.offered[issue, option]:
                mine = weighted(appraisal, search, lead, issue, option)
                best = max(best, mine + rate * weighted(appraisal, search, other, issue, option))
        search.joint[row] = search.joint[row + 1] + best
