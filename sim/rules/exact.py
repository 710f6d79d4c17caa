"""The exact drafter: the best of all packages, found by branch and bound (4.8).

Issues are settled in ``space.order``; those that shift power or guarantee come first, so that the
value of war resumed is known below them and what a text is worth is bounded issue by issue.
Branch and bound: Land and Doig (1960, doi:10.2307/1910129).
"""

import math

from sim.rule import rule
from sim.rules.ledger import UNKNOWN, begin, enter_kind, enter_text, enter_worth, new_search, note
from sim.rules.reach import hopeless, reach
from sim.table import Appraisal, Array, Public, Quest, Search


@rule
def best_text(
    public: Public, appraisal: Appraisal, quest: Quest, start: Array, found: Array
) -> float:
    """Find the text of the highest score among all that may be tabled.

    Parameters
    ----------
    start
        int[I] a text to begin with (the last one): a good one prunes much.
    found
        int[I] filled with the best text; left as ``start`` if none scores.

    Returns
    -------
    float
        Its score; minus infinity if the drafter wants no text or none can pass.
    """
    search = new_search(public, appraisal, quest.offered)
    found[:] = start
    best = -math.inf
    if tabled(quest.offered, start):
        enter_text(public, appraisal, search, start, -1, -1)
        best = reach(public, appraisal, quest, search, 0, True, best)
        begin(public, search)
    search.least[0] = math.exp(best)
    return descend(public, appraisal, quest, search, start.copy(), found, best)


@rule
def descend(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, text: Array, found: Array,
    best: float,
) -> float:  # fmt: skip
    """Settle issue after issue, depth first, wherever the bound leaves hope; see ``best_text``."""
    space = public.space
    issues, shifts, row = space.issues, max(1, space.coupled), 0
    order, options, offered, lead = space.order, space.options, quest.offered, quest.lead
    term, price, net, paid = appraisal.term, appraisal.price, search.net, search.paid
    text[order[0]] = -1
    while row >= 0:
        issue = order[row]
        text[issue] += 1
        option, below = text[issue], row + 1
        if option >= options[issue]:
            row -= 1
            continue
        if not offered[issue, option]:
            continue
        enter_kind(public, search, issue, option, row, below)
        enter_worth(term, price, net, paid, lead, issue, option, row, below)
        if below == shifts:
            for party in range(space.parties):
                search.weight[party] = UNKNOWN
        if below >= shifts and hopeless(public, appraisal, quest, search, below):
            continue
        for party in range(space.parties):
            if party != lead:
                enter_worth(term, price, net, paid, party, issue, option, row, below)
        if below == issues:
            value = reach(public, appraisal, quest, search, below, True, best)
            if value > best:
                best, search.least[0] = value, math.exp(value)
                note(text, found)
        elif below < shifts or (reach(public, appraisal, quest, search, below, False, best) > best):
            row = below
            text[order[row]] = -1
    return best


@rule
def tabled(offered: Array, text: Array) -> bool:
    """Say whether every option of a text may be tabled."""
    return tabled_but(offered, text, -1, -1)


@rule
def tabled_but(offered: Array, text: Array, but: int, nor: int) -> bool:
    """Say whether every option of a text may be tabled, two issues apart (-1 none)."""
    for issue in range(len(text)):
        if issue not in (but, nor) and not offered[issue, text[issue]]:
            return False
    return True
