"""The drafters' search for a text: depth first, issue by issue, wherever a bound leaves hope.

Issues are settled in ``space.order``; those that shift power or guarantee come first, so that the
value of war resumed is known below them and what a text is worth is bounded issue by issue.
Branch and bound: Land and Doig (1960, doi:10.2307/1910129).
"""

import math

import numpy as np

from sim.reckoning import Appraisal, Quest, Search
from sim.rule import rule
from sim.rules.choice import margin
from sim.rules.ledger import below_at, new_search
from sim.rules.merit import one_by_one
from sim.rules.reach import blended, promising, reach
from sim.table import Array, Public


@rule
def best_within(
    public: Public, appraisal: Appraisal, quest: Quest, start: Array, changes: int, found: Array
) -> float:
    """Find the text of the highest score among those that may be tabled.

    Parameters
    ----------
    start
        int[I] a text to begin with: a good one prunes much. May be ``found`` itself.
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
    if stands(public, appraisal, quest, search):
        best = reach(public, appraisal, quest, search, best)
        search.least[0] = math.exp(best)
    search.spare[:] = changes
    return descend(public, appraisal, quest, search, found, best)


@rule
def stands(public: Public, appraisal: Appraisal, quest: Quest, search: Search) -> bool:
    """Add up the text to begin with, and say whether it may be tabled and may score at all."""
    for row in range(public.space.issues):
        cell = public.space.first[row] + search.start[row]
        if not search.offered[cell] or not promising(
            public, appraisal, quest, search, cell, row, -math.inf
        ):
            return False
    return True


@rule
def descend(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, found: Array, best: float
) -> float:
    """Settle issue after issue, and give the best score; see ``best_within``."""
    issues, first, order = public.space.issues, public.space.first, public.space.order
    start, spare, offered = search.start, search.spare, search.offered
    row, choice = 0, np.empty(issues, dtype=np.int64)
    choice[0] = -1
    while row >= 0:
        choice[row] += 1
        option, cell = choice[row], first[row] + choice[row]
        if cell >= first[row + 1]:
            row -= 1
            continue
        left = spare[row] if option == start[row] else spare[row] - 1
        if left < 0 or not offered[cell]:
            continue
        spare[row + 1] = left
        if hopeless(public, quest, search, cell, row):
            continue
        if not promising(public, appraisal, quest, search, cell, row, best):
            continue
        if row + 1 < issues:
            row += 1
            choice[row] = -1
            continue
        value = reach(public, appraisal, quest, search, best)
        if value > best:
            best, search.least[0] = value, math.exp(value)
            for place in range(issues):
                found[order[place]] = choice[place]
    return best


@rule
def hopeless(public: Public, quest: Quest, search: Search, cell: int, row: int) -> bool:
    """Say whether an option is ruled out, as most are, at first sight.

    By the drafter's own gain, or by what the side that it fights must have; once the issues are
    settled on which their weight of war hangs.
    """
    if row < max(1, public.space.coupled) or not one_by_one(public.space.ballot, quest):
        return False
    if at_sight(public, search, cell, row, 0) - quest.floor[quest.lead] <= search.least[0]:
        return True
    if search.size < 2:
        return False
    other = search.seats[1]
    if quest.slope[other] != math.inf or not (public.space.ballot.core >> other) & 1:
        return False
    sight = at_sight(public, search, cell, row, 1)
    return margin(sight, quest.bar[other], quest.slope[other]) == -math.inf


@rule
def at_sight(public: Public, search: Search, cell: int, row: int, place: int) -> float:
    """Bound what a text with one more option settled, which is not entered, is worth to a party."""
    at, below = row * search.size + place, below_at(public, search, row + 1, place)
    of_cell = cell * search.size + place
    worth = search.net[at] + search.term[of_cell] + search.rest[below]
    if not public.book.at_war:
        return float(worth)
    paid = search.paid[at] + search.price[of_cell] + search.spared[below]
    return blended(worth, search.war[place] - paid, search.least_weight[place], 1.0)
