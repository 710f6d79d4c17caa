"""The exact drafter: the best of all packages, found by branch and bound (4.8).

Issues are settled in ``space.order``; those that shift power or guarantee come first, so that the
value of war resumed is known below them and what a text is worth is bounded issue by issue.
Branch and bound: Land and Doig (1960, doi:10.2307/1910129).
"""

import math

import numpy as np

from sim.rule import rule
from sim.rules.consent import always_needed
from sim.rules.deal import (
    collapse_weight,
    guarantee_strength,
    hazard,
    shift_index,
    text_hazard,
    war_after,
)
from sim.rules.merit import one_by_one, promise, score, share
from sim.table import PEACE, WAR, Appraisal, Array, Public, Quest, Search

UNKNOWN = -1.0  # a weight of collapse that nobody has asked for yet


@rule
def new_search(public: Public) -> Search:
    """Lay out the working paper of a search."""
    issues, parties = public.space.issues, public.space.parties
    return Search(
        np.zeros((issues + 1, parties)), np.zeros((issues + 1, parties)),
        np.zeros((issues + 1, parties, 2)), np.zeros(issues + 1, dtype=np.int64),
        np.zeros(issues + 1, dtype=np.int64), np.zeros(parties), np.zeros(parties), np.zeros(1),
        np.zeros(1, dtype=np.int64), np.zeros(parties), np.zeros(parties),
    )  # fmt: skip


@rule
def begin(public: Public, appraisal: Appraisal, offered: Array, search: Search) -> None:
    """Write down what is known before any issue is settled: whose yes, and what all may add."""
    space = public.space
    search.asked[0], search.out[0] = always_needed(space.ballot), 0
    for party in range(space.parties):
        search.net[0, party], search.paid[0, party] = public.who.legacy[party], 0.0
        search.rest[space.issues, party, PEACE] = 0.0
        search.rest[space.issues, party, WAR] = 0.0
        for depth in range(space.issues - 1, -1, -1):
            issue = space.order[depth]
            peace, war = -math.inf, -math.inf
            for option in range(space.options[issue]):
                if offered[issue, option]:
                    price = appraisal.price[party, issue, option]
                    peace = max(peace, appraisal.term[party, issue, option] - price)
                    war = max(war, -price)
            search.rest[depth, party, PEACE] = search.rest[depth + 1, party, PEACE] + peace
            search.rest[depth, party, WAR] = search.rest[depth + 1, party, WAR] + war


@rule
def settle_issue(
    public: Public, appraisal: Appraisal, search: Search, text: Array, depth: int
) -> None:
    """Write down what the option chosen at a depth adds to what is settled before it."""
    space = public.space
    issue = space.order[depth]
    option = text[issue]
    search.asked[depth + 1] = search.asked[depth] | space.ballot.owners[issue, option]
    search.out[depth + 1] = search.out[depth] | space.ballot.barred[issue, option]
    for party in range(space.parties):
        term, price = appraisal.term[party, issue, option], appraisal.price[party, issue, option]
        search.net[depth + 1, party] = search.net[depth, party] + (term - price)
        search.paid[depth + 1, party] = search.paid[depth, party] + price


@rule
def settle_power(public: Public, search: Search, text: Array, depth: int) -> None:
    """Write down the power shift and the guarantees, settled from this depth on."""
    space = public.space
    for place in range(depth, space.issues):
        text[space.order[place]] = 0  # none of these shifts or guarantees anything
    search.strong[0] = guarantee_strength(space.guarantee, text)
    search.index[0] = shift_index(space.stride, text)
    for party in range(space.parties):
        search.weight[party] = UNKNOWN


@rule
def highest(public: Public, appraisal: Appraisal, search: Search, depth: int, party: int) -> float:
    """Find the most that any completion of a partly settled text can be worth to a party.

    A text is worth (1 - w) P + w W, P its terms and W the war resumed, both less its price, with
    w no less than the weight of collapse if nobody is aggrieved: no more than at that weight where
    peace beats war, and no more than W where it doesn't.
    """
    peace = search.net[depth, party] + search.rest[depth, party, PEACE]
    if not public.book.at_war:
        return float(peace)
    if search.weight[party] == UNKNOWN:
        eta = text_hazard(
            public.book.peril, appraisal.calm[party], search.strong[0], 0.0, False,
            appraisal.over_head,
        )  # fmt: skip
        eta += min(0.0, public.book.peril.left_open)  # at best for the text
        search.weight[party] = collapse_weight(public.who.discount[party], hazard(eta))
        search.war[party] = war_after(public, appraisal, search.index[0], party)
    weight = search.weight[party]
    war = search.war[party] - search.paid[depth, party] + search.rest[depth, party, WAR]
    return float(max((1.0 - weight) * peace + weight * war, war))


@rule
def ceiling(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, depth: int, best: float
) -> float:
    """Bound the score of every completion of a partly settled text.

    Minus infinity as soon as it can't beat ``best``.
    """
    space, asked, out = public.space, search.asked[depth], search.out[depth]
    if not one_by_one(space.ballot, quest):
        for party in range(space.parties):
            search.worth[party] = highest(public, appraisal, search, depth, party)
        return score(space.ballot, quest, asked, out, search.worth, search.log_yes)
    if out & (asked | (1 << quest.lead)):
        return -math.inf
    merit = share(quest, quest.lead, highest(public, appraisal, search, depth, quest.lead))
    chance = 0.0
    for party in range(space.parties):
        if merit + chance <= best:
            return -math.inf
        if party != quest.lead and (asked >> party) & 1:
            chance += share(quest, party, highest(public, appraisal, search, depth, party))
    return merit + chance


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
    space = public.space
    issues, search, text = space.issues, new_search(public), start.copy()
    begin(public, appraisal, quest.offered, search)
    found[:] = start
    best, depth = -math.inf, 0
    if tabled(quest.offered, start):
        best = promise(public, appraisal, quest, start, best, search)
    text[space.order[0]] = -1
    while depth >= 0:
        issue = space.order[depth]
        text[issue] += 1
        if text[issue] >= space.options[issue]:
            depth -= 1
            continue
        if not quest.offered[issue, text[issue]]:
            continue
        if depth + 1 == issues:
            value = promise(public, appraisal, quest, text, best, search)
            if value > best:
                best = value
                found[:] = text
            continue
        settle_issue(public, appraisal, search, text, depth)
        depth += 1
        if depth == max(1, space.coupled):
            settle_power(public, search, text, depth)
        if depth >= space.coupled and (
            ceiling(public, appraisal, quest, search, depth, best) <= best
        ):
            depth -= 1
            continue
        text[space.order[depth]] = -1
    return best


@rule
def tabled(offered: Array, text: Array) -> bool:
    """Say whether every option of a text may be tabled."""
    count = 0
    for issue in range(len(text)):
        count += offered[issue, text[issue]]
    return bool(count == len(text))
