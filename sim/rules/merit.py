"""How good a text is to whoever drafts it: its own gain or a neutral standard, times the odds."""

import math

from sim.rule import rule
from sim.rules.choice import log_logistic, margin
from sim.rules.consent import log_chance
from sim.rules.deal import all_open, war_after, weighed
from sim.table import (
    EGALITARIAN,
    KALAI_SMORODINSKY,
    NASH,
    OWN,
    QUOTA,
    UTILITARIAN,
    Appraisal,
    Array,
    Ballot,
    Public,
    Quest,
    Search,
)


@rule
def log_positive(x: float) -> float:
    """Logarithm, minus infinity at and below 0 (and within rounding of it)."""
    return math.log(x) if x > 1e-12 else -math.inf


@rule
def log_merit(quest: Quest, worth: Array) -> float:
    """Logarithm of what a text is worth to the drafter's aim; growing in every worth.

    ``OWN``: its own gain over no deal (E17). The neutral standards count all parties' gains:
    their product (Nash 1950, doi:10.2307/1907266), the least (Kalai 1977, doi:10.2307/1911954),
    the least as a share of the best that the party could have (Kalai and Smorodinsky 1975,
    doi:10.2307/1914280) or their sum.
    """
    if quest.aim == OWN:
        return log_positive(worth[quest.lead] - quest.floor[quest.lead])
    logs, least, total = 0.0, math.inf, 0.0
    for party in range(len(worth)):
        gain = worth[party] - quest.floor[party]
        total += gain
        if quest.aim == NASH:
            logs += log_positive(gain)
        if quest.aim == KALAI_SMORODINSKY:
            if quest.ideal[party] > 0.0:
                gain = gain / quest.ideal[party]
            elif gain >= 0.0:
                gain = math.inf
        least = min(least, gain)
    if quest.aim == NASH:
        return logs
    if quest.aim == UTILITARIAN:
        return log_positive(total)
    if quest.aim == EGALITARIAN or quest.aim == KALAI_SMORODINSKY:
        return log_positive(least) if least < math.inf else -math.inf
    return -math.inf


@rule
def score(
    ballot: Ballot, quest: Quest, asked: int, out: int, worth: Array, log_yes: Array
) -> float:
    """Logarithm of chance to pass x merit (E17), the drafter's objective.

    Parameters
    ----------
    asked, out
        The parties whose yes the text needs, and those for which it crosses a hard red line.
    worth
        [P] what the text is worth to each; of an upper bound, the score is an upper bound.
    log_yes
        [P] scratch.
    """
    merit = log_merit(quest, worth)
    if merit == -math.inf or (out >> quest.lead) & 1:
        return -math.inf
    for party in range(ballot.parties):
        if not (asked >> party) & 1:
            continue
        log_yes[party] = log_logistic(margin(worth[party], quest.bar[party], quest.slope[party]))
        if (out >> party) & 1:
            log_yes[party] = -math.inf
        elif party == quest.lead and quest.aim == OWN:
            log_yes[party] = 0.0  # it tables what gains it something: proposing is consenting
    return merit + log_chance(ballot, asked, log_yes)


@rule
def one_by_one(ballot: Ballot, quest: Quest) -> bool:
    """Say whether a score adds up party by party, each of which can only lower it."""
    return bool(quest.aim == OWN and ballot.consent != QUOTA)


@rule
def share(quest: Quest, party: int, worth: float) -> float:
    """Give a party's part of a score that adds up: the drafter's gain, or another's yes."""
    if party == quest.lead:
        return log_positive(worth - quest.floor[party])
    return log_logistic(margin(worth, quest.bar[party], quest.slope[party]))


@rule
def promise(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int, best: float
) -> float:
    """Score a whole text, or give minus infinity as soon as it can't beat ``best``.

    A drafter for its own gain asks one party after the other, so that most texts are dropped early.

    Parameters
    ----------
    row
        Where the working paper has added the text up.
    """
    space, asked, out = public.space, search.asked[row], search.out[row]
    if not one_by_one(space.ballot, quest):
        for party in range(space.parties):
            search.worth[party] = entered_worth(public, appraisal, search, row, party)
        return score(space.ballot, quest, asked, out, search.worth, search.log_yes)
    if out & (asked | (1 << quest.lead)):
        return -math.inf
    merit = share(quest, quest.lead, entered_worth(public, appraisal, search, row, quest.lead))
    chance = 0.0
    for party in range(space.parties):
        if merit + chance <= best:
            return -math.inf
        if party != quest.lead and (asked >> party) & 1:
            worth = entered_worth(public, appraisal, search, row, party)
            chance += share(quest, party, worth)
    return merit + chance if merit + chance > best else -math.inf


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
