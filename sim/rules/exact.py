"""The exact drafter: the best of all packages, found by branch and bound (4.8).

Issues are settled in ``space.order``; those that shift power or guarantee come first, so that the
value of war resumed is known below them and what a text is worth is bounded issue by issue.
Branch and bound: Land and Doig (1960, doi:10.2307/1910129).
"""

import math

from sim.rule import rule
from sim.rules.deal import collapse_weight, hazard, text_hazard, war_after
from sim.rules.ledger import (
    UNKNOWN,
    begin,
    enter_kind,
    enter_text,
    enter_worth,
    new_search,
    note,
)
from sim.rules.merit import one_by_one, promise, score, share
from sim.table import PEACE, WAR, Appraisal, Array, Public, Quest, Search


@rule
def highest(public: Public, appraisal: Appraisal, search: Search, row: int, party: int) -> float:
    """Find the most that any completion of a partly settled text can be worth to a party.

    A text is worth (1 - w) P + w W, P its terms and W the war resumed, both less its price, with
    w no less than the weight of collapse if nobody is aggrieved: no more than at that weight where
    peace beats war, and no more than W where it doesn't.
    """
    peace = search.net[row, party] + search.rest[row, party, PEACE]
    if not public.book.at_war:
        return float(peace)
    weight = search.weight[party]
    if weight == UNKNOWN:
        strong = min(1.0, search.strong[row])
        eta = text_hazard(
            public.book.peril, appraisal.calm[party], strong, 0.0, False, appraisal.over_head
        )
        eta += min(0.0, public.book.peril.left_open)  # at best for the text
        weight = collapse_weight(public.who.discount[party], hazard(eta))
        search.weight[party] = weight
        search.war[party] = war_after(public, appraisal, search.index[row], party)
    war = search.war[party] - search.paid[row, party] + search.rest[row, party, WAR]
    return float(max((1.0 - weight) * peace + weight * war, war))


@rule
def ceiling(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int, best: float
) -> float:
    """Bound the score of every completion of a partly settled text.

    Minus infinity as soon as it can't beat ``best``.
    """
    space, asked, out = public.space, search.asked[row], search.out[row]
    if not one_by_one(space.ballot, quest):
        for party in range(space.parties):
            search.worth[party] = highest(public, appraisal, search, row, party)
        return score(space.ballot, quest, asked, out, search.worth, search.log_yes)
    if out & (asked | (1 << quest.lead)):
        return -math.inf
    merit = share(quest, quest.lead, highest(public, appraisal, search, row, quest.lead))
    chance = 0.0
    for party in range(space.parties):
        if merit + chance <= best:
            return -math.inf
        if party != quest.lead and (asked >> party) & 1:
            chance += share(quest, party, highest(public, appraisal, search, row, party))
    return merit + chance


@rule
def hopeless(public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int) -> bool:
    """Say whether the drafter's own gain alone rules a partly settled text out."""
    if not one_by_one(public.space.ballot, quest):
        return False
    gain = highest(public, appraisal, search, row, quest.lead) - quest.floor[quest.lead]
    return bool(gain <= search.least[0])


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
        best = promise(public, appraisal, quest, search, 0, best)
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
    text[space.order[0]] = -1
    while row >= 0:
        issue = space.order[row]
        text[issue] += 1
        option, below = text[issue], row + 1
        if option >= space.options[issue]:
            row -= 1
            continue
        if not quest.offered[issue, option]:
            continue
        enter_kind(public, search, issue, option, row, below)
        enter_worth(appraisal, search, quest.lead, issue, option, row, below)
        if below == shifts:
            for party in range(space.parties):
                search.weight[party] = UNKNOWN
        if below >= shifts and hopeless(public, appraisal, quest, search, below):
            continue
        for party in range(space.parties):
            if party != quest.lead:
                enter_worth(appraisal, search, party, issue, option, row, below)
        if below == issues:
            value = promise(public, appraisal, quest, search, below, best)
            if value > best:
                best, search.least[0] = value, math.exp(value)
                note(text, found)
        elif below < shifts or ceiling(public, appraisal, quest, search, below, best) > best:
            row = below
            text[space.order[row]] = -1
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
