"""What a text on the working paper scores, or whether one settled in part can still be the best."""

import math

from sim.places import (
    ASKED,
    INDEX,
    KNOWN_INDEX,
    KNOWN_STRONG,
    LEAST,
    LEFT_OPEN,
    MOST,
    OUT,
    RATE,
    SPARE,
    WAR,
)
from sim.rule import rule
from sim.rules.choice import log_logistic, margin
from sim.rules.deal import all_open, collapse_weight, hazard, text_hazard, war_after, weighed
from sim.rules.exchange import joint_bound, war_at_best
from sim.rules.ledger import enter_kind, enter_worth
from sim.rules.merit import log_positive, one_by_one, score
from sim.table import Appraisal, Public, Quest, Search


@rule
def promising(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, issue: int, option: int,
    row: int, best: float,
) -> bool:  # fmt: skip
    """Settle one more issue, and say whether any completion may score more than ``best``.

    A drafter for its own gain asks one party after the other, so that most texts are dropped
    early; the rows of those that it has not come to are then left as they were.

    Parameters
    ----------
    row
        Where the working paper has added up the issues settled before; the sums go a row below.
    """
    space, below, lead = public.space, row + 1, quest.lead
    bounded = below >= space.coupled
    enter_kind(public, search, issue, option, row, below)
    if not one_by_one(space.ballot, quest):
        for party in search.seats:
            enter_worth(appraisal, search, party, issue, option, row, below)
        return not bounded or overall(public, appraisal, quest, search, below, False) > best
    asked, out = search.kind[below, ASKED], search.kind[below, OUT]
    if out & (asked | (1 << lead)):
        return False
    gain, merit, chance, content = math.inf, math.inf, 0.0, False
    for party in search.seats:
        enter_worth(appraisal, search, party, issue, option, row, below)
        if not bounded or (party != lead and not (asked >> party) & 1):
            continue
        fearless = content and party == search.seats[1]
        worth = highest(public, appraisal, search, below, party, fearless)
        if party == lead:
            gain = worth - quest.floor[lead]
            if gain <= search.least[0]:
                return False
            content = never_aggrieved(public, quest, search, below)
            continue
        z = margin(worth, quest.bar[party], quest.slope[party])
        if z < 0.0:  # else it may say yes as likely as not, which rules little out
            if z == -math.inf:
                return False
            if merit == math.inf:
                merit = log_positive(gain)
            chance += z  # no less than the logarithm of its yes, and cheaper
            if merit + chance <= best:
                return False
        if fearless and search.swap[RATE] > 0.0:
            bound = joint_bound(public, appraisal, quest, search, below)
            if bound - quest.floor[lead] <= search.least[0]:
                return False
    return True


@rule
def never_aggrieved(public: Public, quest: Quest, search: Search, row: int) -> bool:
    """Say whether a drafter that fights has no grievance in any completion that it wants.

    If war, at best for it, is worth no more than it looks for, then it wants a peace that is.
    """
    lead, book = quest.lead, public.book
    fights = book.at_war and lead in (book.attacker, book.defender)
    if not fights or public.who.legacy[lead] > 0.0:
        return False
    return bool(war_at_best(search, row, lead) - quest.floor[lead] <= search.least[0])


@rule
def overall(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int, whole: bool
) -> float:
    """Score a whole text, or bound the score of every completion, from what it is worth to all."""
    for party in search.seats:
        search.worth[party] = highest(public, appraisal, search, row, party, False)
    if whole and public.book.at_war:
        for party in search.seats:
            search.worth[party] = settled_worth(public, appraisal, search, row, party)
    asked, out = search.kind[row, ASKED], search.kind[row, OUT]
    return score(public.space.ballot, quest, asked, out, search.worth, search.log_yes)


@rule
def reach(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int, best: float
) -> float:
    """Score a whole text; minus infinity as soon as it can't beat ``best``."""
    if not one_by_one(public.space.ballot, quest):
        return overall(public, appraisal, quest, search, row, True)
    asked, lead = search.kind[row, ASKED], quest.lead
    gain = settled_worth(public, appraisal, search, row, lead) - quest.floor[lead]
    merit, chance = log_positive(gain), 0.0
    for party in search.seats:
        if merit + chance <= best:
            return -math.inf
        if party != lead and (asked >> party) & 1:
            worth = settled_worth(public, appraisal, search, row, party)
            chance += log_logistic(margin(worth, quest.bar[party], quest.slope[party]))
    return merit + chance


@rule
def highest(
    public: Public, appraisal: Appraisal, search: Search, row: int, party: int, fearless: bool
) -> float:
    """Find the most that any completion of a partly settled text can be worth to a party.

    A text is worth (1 - w) P + w W, P its terms and W the war resumed, both less its price. The
    weight w is no less than if nobody is aggrieved, and no more than 1; or, for a party that has
    no grievance to fear, than if all questions are left open.
    """
    level = min(search.kind[row, SPARE], len(search.rest) - 1)
    peace = search.net[row, party] + search.rest[level, row, party]
    if not public.book.at_war:
        return float(peace)
    risk = search.risk
    if risk[party, KNOWN_STRONG] != search.strong[row]:
        weigh_risks(public, appraisal, search, row, party)
    if risk[party, KNOWN_INDEX] != search.kind[row, INDEX]:
        risk[party, KNOWN_INDEX] = search.kind[row, INDEX]
        risk[party, WAR] = war_after(public, appraisal, search.kind[row, INDEX], party)
    most = risk[party, MOST] if fearless else 1.0
    return blended(peace, war_at_best(search, row, party), risk[party, LEAST], most)


@rule
def blended(peace: float, war: float, least: float, most: float) -> float:
    """Give the most that peace and war can come to, war at a weight between two."""
    return float(max((1.0 - least) * peace + least * war, (1.0 - most) * peace + most * war))


@rule
def weigh_risks(public: Public, appraisal: Appraisal, search: Search, row: int, party: int) -> None:
    """Write down a party's weight of collapse if nobody is aggrieved, at least and at most."""
    peril, discount = public.book.peril, public.who.discount[party]
    search.risk[party, KNOWN_STRONG] = search.strong[row]
    eta = text_hazard(
        peril, appraisal.calm[party], min(1.0, search.strong[row]), 0.0, False,
        appraisal.over_head,
    )  # fmt: skip
    least = collapse_weight(discount, hazard(eta + min(0.0, peril.left_open)))
    search.risk[party, LEAST] = search.risk[party, MOST] = least
    if peril.left_open != 0.0:
        most = collapse_weight(discount, hazard(eta + max(0.0, peril.left_open)))
        search.risk[party, MOST] = most


@rule
def settled_worth(
    public: Public, appraisal: Appraisal, search: Search, row: int, party: int
) -> float:
    """Say what a text that the working paper has added up is worth to a party (E14)."""
    book = public.book
    if not book.at_war:
        return float(search.net[row, party])
    return weighed(
        public, appraisal.calm[party], min(1.0, search.strong[row]),
        all_open(public.space.core_questions, search.kind[row, LEFT_OPEN]), appraisal.over_head,
        grievance_of(public, appraisal, search, row, book.attacker),
        grievance_of(public, appraisal, search, row, book.defender), party,
        search.net[row, party],
        war_after(public, appraisal, search.kind[row, INDEX], party) - search.paid[row, party],
    )  # fmt: skip


@rule
def grievance_of(
    public: Public, appraisal: Appraisal, search: Search, row: int, party: int
) -> float:
    """Say how much better a side would do by war than by a text's terms, legacy and price apart."""
    terms = search.net[row, party] + search.paid[row, party]
    war = war_after(public, appraisal, search.kind[row, INDEX], party)
    return float(war - (terms - public.who.legacy[party]))
