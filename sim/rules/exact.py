"""The exact drafter: the best of all packages, found by branch and bound (4.8).

Issues are settled in ``space.order``; those that shift power or guarantee come first, so that the
value of war resumed is known below them and what a text is worth is bounded issue by issue.
Branch and bound: Land and Doig (1960, doi:10.2307/1910129).
"""

import math

import numpy as np

from sim.rule import rule
from sim.rules.deal import collapse_weight, guarantee_strength, hazard, shift_index, text_hazard
from sim.rules.deal import worths as fill_worths
from sim.rules.merit import score
from sim.table import Appraisal, Array, Public, Quest


@rule
def prepare_bounds(
    public: Public, appraisal: Appraisal, text: Array, weight: Array, war: Array,
    rest: Array, cheap: Array, offered: Array,
) -> None:  # fmt: skip
    """Bound what the issues still open can add, once power and guarantees are settled.

    Parameters
    ----------
    weight, war
        [P] filled with the least weight of collapse and the value of war resumed.
    rest, cheap
        [I + 1, P] filled with the most that the issues from a depth on can add to
        ``(1 - weight) x utility - price``, and the least price that they can cost.
    """
    space, who = public.space, public.who
    strong, index = (guarantee_strength(space.guarantee, text), shift_index(space.stride, text))
    for party in range(space.parties):
        weight[party], war[party] = 0.0, -math.inf
        if public.book.at_war:
            eta = text_hazard(
                public.book.peril, appraisal.calm[party], strong, 0.0, False, appraisal.over_head
            )
            eta += min(0.0, public.book.peril.left_open)  # at best for the text
            weight[party] = collapse_weight(who.discount[party], hazard(eta))
            war[party] = appraisal.resumed[index, party]
        rest[space.issues, party] = 0.0
        cheap[space.issues, party] = 0.0
        for depth in range(space.issues - 1, space.coupled - 1, -1):
            issue = space.order[depth]
            most, least = -math.inf, math.inf
            for option in range(space.options[issue]):
                if offered[issue, option]:
                    price = appraisal.price[party, issue, option]
                    gain = (1.0 - weight[party]) * appraisal.term[party, issue, option] - price
                    most, least = max(most, gain), min(least, price)
            rest[depth, party] = rest[depth + 1, party] + most
            cheap[depth, party] = cheap[depth + 1, party] + least


@rule
def bound(
    order: Array, legacy: Array, term: Array, price: Array, text: Array, depth: int,
    weight: Array, war: Array, rest: Array, cheap: Array, into: Array,
) -> None:  # fmt: skip
    """Fill in the most that any completion of a partly settled text can be worth to each.

    A text is worth (1 - w) (u + legacy) + w V - price with w no less than ``weight``: no more
    than at that weight where peace beats war, and no more than war less the price where it
    doesn't. Without war the weight is 0 and ``war`` minus infinity.
    """
    for party in range(len(into)):
        peace, paid = legacy[party], 0.0
        for place in range(depth):
            issue = order[place]
            peace += term[party, issue, text[issue]]
            paid += price[party, issue, text[issue]]
        best = (1.0 - weight[party]) * peace - paid + rest[depth, party]
        if weight[party] > 0.0:
            best += weight[party] * war[party]
        into[party] = max(best, war[party] - paid - cheap[depth, party])


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
    issues, parties = space.issues, space.parties
    worth, log_yes = np.zeros(parties), np.zeros(parties)
    weight, war = np.zeros(parties), np.zeros(parties)
    rest, cheap = np.zeros((issues + 1, parties)), np.zeros((issues + 1, parties))
    text = start.copy()
    found[:] = start
    best = -math.inf
    if tabled(quest.offered, start):
        fill_worths(public, appraisal, start, worth)
        best = score(space.ballot, quest, start, issues, worth, log_yes)
    depth = 0
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
            fill_worths(public, appraisal, text, worth)
            value = score(space.ballot, quest, text, issues, worth, log_yes)
            if value > best:
                best = value
                found[:] = text
            continue
        if depth + 1 >= space.coupled:
            if depth + 1 == space.coupled or (space.coupled == 0 and depth == 0):
                for place in range(depth + 1, issues):
                    text[space.order[place]] = 0
                prepare_bounds(public, appraisal, text, weight, war, rest, cheap, quest.offered)
            bound(
                space.order, public.who.legacy, appraisal.term, appraisal.price, text, depth + 1,
                weight, war, rest, cheap, worth,
            )  # fmt: skip
            if score(space.ballot, quest, text, depth + 1, worth, log_yes) <= best:
                continue
        depth += 1
        text[space.order[depth]] = -1
    return best


@rule
def tabled(offered: Array, text: Array) -> bool:
    """Say whether every option of a text may be tabled."""
    count = 0
    for issue in range(len(text)):
        count += offered[issue, text[issue]]
    return bool(count == len(text))
