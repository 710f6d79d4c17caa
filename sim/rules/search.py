"""The drafters' search for a text: depth first, issue by issue, wherever a bound leaves hope.

Issues are settled in ``space.order``; those that shift power or guarantee come first, so that the
value of war resumed is known below them and what a text is worth is bounded issue by issue.
Branch and bound: Land and Doig (1960, doi:10.2307/1910129).
"""

import math

from sim.places import LEAST, SPARE, WAR
from sim.rule import rule
from sim.rules.exchange import find_rate
from sim.rules.ledger import new_search
from sim.rules.merit import one_by_one
from sim.rules.reach import blended, promising, reach
from sim.table import Appraisal, Array, Public, Quest, Search


@rule
def best_within(
    public: Public, appraisal: Appraisal, quest: Quest, start: Array, changes: int, found: Array
) -> float:
    """Find the text of the highest score among those that may be tabled.

    Parameters
    ----------
    start
        int[I] a text to begin with: a good one prunes much.
    changes
        On how many issues the text may differ from the start; as many as there are: any text.
    found
        int[I] filled with the best text; left as ``start`` if none scores.

    Returns
    -------
    float
        Its score; minus infinity if the drafter wants no text or none can pass.
    """
    search = new_search(public, appraisal, quest, start, changes)
    found[:] = start
    best = -math.inf
    if stands(public, appraisal, quest, search, start, changes):
        best = reach(public, appraisal, quest, search, public.space.issues, best)
        search.least[0] = math.exp(best)
    return descend(public, appraisal, quest, search, start, start.copy(), found, best)


@rule
def stands(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, text: Array, changes: int
) -> bool:
    """Add up a whole text, and say whether it may be tabled and may score at all."""
    for row in range(public.space.issues):
        if row == public.space.coupled:
            find_rate(public, appraisal, quest, search, row)
        issue = public.space.order[row]
        search.kind[row + 1, SPARE] = changes
        if not quest.offered[issue, text[issue]] or not promising(
            public, appraisal, quest, search, issue, text[issue], row, -math.inf
        ):
            return False
    return True


@rule
def descend(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, start: Array, text: Array,
    found: Array, best: float,
) -> float:  # fmt: skip
    """Settle issue after issue, and give the best score; see ``best_within``."""
    issues, order, options = public.space.issues, public.space.order, public.space.options
    offered, kind, row = quest.offered, search.kind, 0
    known = max(1, public.space.coupled)  # rows from which on the drafter's weight of war is known
    if not one_by_one(public.space.ballot, quest):
        known = issues
    lead, floor, least = quest.lead, quest.floor[quest.lead], search.least
    net, paid, rest, spared, risk = search.net, search.paid, search.rest, search.spared, search.risk
    term, price, top, at_war = appraisal.net, appraisal.price, len(rest) - 1, public.book.at_war
    text[order[0]] = -1
    while row >= 0:
        issue = order[row]
        option = text[issue] + 1
        text[issue] = option
        if option >= options[issue]:
            row -= 1
            continue
        spare = kind[row, SPARE] if option == start[issue] else kind[row, SPARE] - 1
        if spare < 0 or not offered[issue, option]:
            continue
        if row >= known:  # most options are ruled out by the drafter's own gain
            level = min(spare, top)
            worth = net[row, lead] + term[lead, issue, option] + rest[level, row + 1, lead]
            if at_war:
                cost = paid[row, lead] + price[lead, issue, option] + spared[level, row + 1, lead]
                worth = blended(worth, risk[lead, WAR] - cost, risk[lead, LEAST], 1.0)
            if worth - floor <= least[0]:
                continue
        kind[row + 1, SPARE] = spare
        if not promising(public, appraisal, quest, search, issue, option, row, best):
            continue
        row += 1
        if row < issues:
            text[order[row]] = -1
            continue
        row -= 1
        value = reach(public, appraisal, quest, search, issues, best)
        if value > best:
            best, search.least[0] = value, math.exp(value)
            for place in range(issues):
                found[place] = text[place]
    return best
