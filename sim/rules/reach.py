"""What a text on the working paper scores, or the most that one settled in part can score."""

import math

from sim.places import PEACE, WAR
from sim.rule import rule
from sim.rules.choice import log_logistic, margin
from sim.rules.deal import all_open, collapse_weight, hazard, text_hazard, war_after, weighed
from sim.rules.ledger import UNKNOWN
from sim.rules.merit import log_positive, one_by_one, score
from sim.table import Appraisal, Public, Quest, Search


@rule
def reach(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int, whole: bool,
    best: float,
) -> float:  # fmt: skip
    """Score a whole text, or bound the score of every completion of one settled in part.

    Minus infinity as soon as it can't beat ``best``: a drafter for its own gain asks one party
    after the other, so that most texts are dropped early.

    Parameters
    ----------
    row
        Where the working paper has added the text up.
    """
    space, asked, out = public.space, search.asked[row], search.out[row]
    if not one_by_one(space.ballot, quest):
        for party in range(space.parties):
            search.worth[party] = reached_worth(public, appraisal, search, row, whole, party)
        return score(space.ballot, quest, asked, out, search.worth, search.log_yes)
    if out & (asked | (1 << quest.lead)):
        return -math.inf
    lead = quest.lead
    gain = reached_worth(public, appraisal, search, row, whole, lead) - quest.floor[lead]
    merit, chance = log_positive(gain), 0.0
    for party in range(space.parties):
        if merit + chance <= best:
            return -math.inf
        if party != lead and (asked >> party) & 1:
            worth = reached_worth(public, appraisal, search, row, whole, party)
            z = margin(worth, quest.bar[party], quest.slope[party])
            if merit + chance + min(0.0, z) <= best:  # log_logistic(z) is no more than either
                return -math.inf
            chance += log_logistic(z)
    return merit + chance


@rule
def hopeless(public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int) -> bool:
    """Say whether the drafter's own gain alone rules a partly settled text out."""
    if not one_by_one(public.space.ballot, quest):
        return False
    gain = highest(public, appraisal, search, row, quest.lead) - quest.floor[quest.lead]
    return bool(gain <= search.least[0])


@rule
def reached_worth(
    public: Public, appraisal: Appraisal, search: Search, row: int, whole: bool, party: int
) -> float:
    """Say what a text is worth to a party, or the most that any completion can be."""
    if whole:
        return entered_worth(public, appraisal, search, row, party)
    return highest(public, appraisal, search, row, party)


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
def entered_worth(
    public: Public, appraisal: Appraisal, search: Search, row: int, party: int
) -> float:
    """Say what a text that the working paper has added up is worth to a party (E14)."""
    if not public.book.at_war:
        return float(search.net[row, party])
    space, book, index = public.space, public.book, search.index[row]
    terms = entered_terms(public, search, row, party)
    of_attacker = war_after(public, appraisal, index, book.attacker)
    of_attacker -= entered_terms(public, search, row, book.attacker)
    of_defender = war_after(public, appraisal, index, book.defender)
    of_defender -= entered_terms(public, search, row, book.defender)
    return weighed(
        public, appraisal.calm[party], war_after(public, appraisal, index, party),
        min(1.0, search.strong[row]), all_open(space.core_questions, search.left[row]),
        appraisal.over_head, of_attacker, of_defender, party, terms,
    ) - float(search.paid[row, party])  # fmt: skip


@rule
def entered_terms(public: Public, search: Search, row: int, party: int) -> float:
    """Give the terms that the working paper has added up, without legacy or price."""
    return float(search.net[row, party] + search.paid[row, party] - public.who.legacy[party])
