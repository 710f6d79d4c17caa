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
from sim.rules.ledger import NEVER, so_far, war_at_best
from sim.table import Public

TOO_DEAR = 64.0  # a rate beyond which the other side's consent is taken to be out of reach
CUTS = 16  # three or four are made as a rule: the end of a search that rounding keeps going


@rule
def beyond(public: Public, quest: Quest, search: Search, row: int) -> bool:
    """Say whether no completion that the other side accepts can gain the drafter enough.

    By the rate found last; and where that is not enough, for a text that has just settled what
    shifts power, by the rate that is best for it.
    """
    if search.swap[RATE] > 0.0 and joint_bound(public, quest, search, row) <= search.least[0]:
        return True
    if row != public.space.coupled:
        return False
    find_rate(public, quest, search, row)
    return bool(
        search.swap[RATE] > 0.0 and joint_bound(public, quest, search, row) <= search.least[0]
    )


@rule
def find_rate(public: Public, quest: Quest, search: Search, row: int) -> None:
    """Find the rate at which the bound is tightest, for a text that has settled what shifts power.

    There the other side begins to get what it must have. No rate (0) is set where it gets that
    anyway, where it says yes by chance or not at all, and where the drafter doesn't fight it.
    The bound as a function of the rate is the highest of straight lines: a line on either side is
    followed to where they cross (Kelley's cutting planes, 1960, doi:10.1137/0108053).
    """
    book, rate = public.book, max(1.0, search.swap[RATE])
    search.swap[RATE] = 0.0
    if not book.at_war or quest.lead not in (book.attacker, book.defender):
        return
    other = search.seats[1]
    if quest.slope[other] != math.inf or not (public.space.ballot.core >> other) & 1:
        return
    short = quest.bar[other] - so_far(search, row, 1)
    low = settled_at(public, search, row, 0.0)
    if low[1] >= short:
        return
    high = settled_at(public, search, row, rate)
    while high[1] < short:
        low, rate = high, 4.0 * rate
        if rate > TOO_DEAR:
            search.swap[RATE] = 0.0
            return
        high = settled_at(public, search, row, rate)
    for _ in range(CUTS):
        rate = (low[0] - high[0]) / (high[1] - low[1])
        found = settled_at(public, search, row, rate)
        if found[1] == low[1] or found[1] == high[1]:
            return  # no line lies above where the two cross
        if found[1] < short:
            low = found
        else:
            high = found


@rule
def settled_at(public: Public, search: Search, row: int, rate: float) -> tuple[float, float]:
    """Settle each open issue best for both at a rate, and set that as the rate of the bound.

    Returns
    -------
    tuple of float
        What the drafter and the other side get on these issues.
    """
    if search.swap[KNOWN] != search.strong[row]:
        search.swap[KNOWN] = search.strong[row]
        fill_adds(public, search)
    search.swap[RATE] = rate
    first, adds, joint, gain, got = public.space.first, search.adds, search.joint, 0.0, 0.0
    joint[public.space.issues] = 0.0
    for below in range(public.space.issues - 1, public.space.coupled - 1, -1):
        best, pick = -math.inf, first[below]
        for cell in range(first[below], first[below + 1]):
            both = adds[2 * cell] + rate * adds[2 * cell + 1]
            if both > best:
                best, pick = both, cell
        joint[below] = joint[below + 1] + best
        gain, got = gain + adds[2 * pick], got + adds[2 * pick + 1]
    return gain, got


@rule
def fill_adds(public: Public, search: Search) -> None:
    """Write down what each option adds for the two if nobody is aggrieved by the text."""
    for cell in range(public.space.first[public.space.coupled], len(search.offered)):
        for place in range(2):
            weight, at = search.least_weight[place], cell * search.size + place
            part = (1.0 - weight) * search.term[at] - weight * search.price[at]
            if not search.offered[cell]:
                part = -NEVER if place == 0 else 0.0
            search.adds[2 * cell + place] = part


@rule
def joint_bound(public: Public, quest: Quest, search: Search, row: int) -> float:
    """Bound what any completion that the other side accepts gains the drafter.

    Valid where one of the two is known to have no grievance under such a text that the drafter
    wants (``unprovoked``): the other's weight of collapse is then known but for the questions left
    open, and its own can only lower what peace is worth to it.
    """
    if search.swap[KNOWN] != search.strong[row]:
        settled_at(public, search, row, search.swap[RATE])
    bar, floor = quest.bar[search.seats[1]], quest.floor[quest.lead]
    slack = so_far(search, row, 1) - bar + hoped(public, search, row, 1, bar)
    gain = so_far(search, row, 0) - floor
    gain += hoped(public, search, row, 0, floor + search.least[0])
    return float(gain + search.swap[RATE] * slack + search.joint[row])


@rule
def hoped(public: Public, search: Search, row: int, place: int, needs: float) -> float:
    """Bound how much more than the linear sum a text may be worth to a side that needs so much.

    Where war is worth more to it than that, and a text that leaves all questions open makes war
    likelier: such a text may do by the hope for war.
    """
    most, least = search.most_weight[place], search.least_weight[place]
    if most == least:
        return 0.0
    tempted = max(0.0, war_at_best(public, search, row, place) - needs)
    return float(tempted * (most - least) / (1.0 - most))
