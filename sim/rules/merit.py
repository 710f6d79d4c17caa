"""How good a text is to whoever drafts it: its own gain or a neutral standard, times the odds."""

import math

from sim.places import EGALITARIAN, KALAI_SMORODINSKY, NASH, OWN, QUOTA, UTILITARIAN
from sim.reckoning import Quest
from sim.rule import rule
from sim.rules.choice import log_logistic, margin
from sim.rules.consent import log_chance
from sim.table import Array, Ballot


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
