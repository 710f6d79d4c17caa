"""What a party objects to in a text, and what it would give for it: criticism that helps."""

import math

from sim.reckoning import Appraisal
from sim.rule import rule
from sim.table import Array, Public


@rule
def dearest(
    public: Public, appraisal: Appraisal, party: int, asked: int, text: Array, issue: int,
    option: int,
) -> float:  # fmt: skip
    """Find the most that another party whose yes is needed would lose by a change of one issue."""
    net, most, now = appraisal.net, 0.0, text[issue]
    for other in range(public.space.parties):
        if other != party and (asked >> other) & 1:
            most = max(most, net[other, issue, now] - net[other, issue, option])
    return most


@rule
def complaint(
    public: Public, appraisal: Appraisal, offered: Array, party: int, asked: int, text: Array,
    issue: int,
) -> float:  # fmt: skip
    """Say how strongly a party objects to the settlement of one issue.

    The most that it could gain there, times the share of the quarrel that is its own: what it
    would gain against what the others would lose. So that a party asks for what is within reach
    and matters to it, and not for the moon (Fisher 1978 and Raiffa 1982, ch. 14, on criticism
    that a drafter can use).
    """
    net, worst, now = appraisal.net, 0.0, text[issue]
    for option in range(public.space.options[issue]):
        if offered[issue, option]:
            gain = net[party, issue, option] - net[party, issue, now]
            if gain > 1e-9:
                lost = dearest(public, appraisal, party, asked, text, issue, option)
                worst = max(worst, gain * gain / (gain + lost))
    return worst


@rule
def main_objection(
    public: Public, appraisal: Appraisal, offered: Array, party: int, asked: int, text: Array
) -> tuple[int, float]:
    """Find the issue that a party objects to most.

    Returns
    -------
    tuple
        The issue (-1 if the text is best for the party in each) and the strength, in utility.
    """
    worst, most = -1, 1e-9
    for issue in range(public.space.issues):
        strength = complaint(public, appraisal, offered, party, asked, text, issue)
        if strength > most:
            worst, most = issue, strength
    return worst, most if worst >= 0 else 0.0


@rule
def concession(
    public: Public, appraisal: Appraisal, offered: Array, party: int, asked: int, text: Array,
    objection: int,
) -> tuple[int, int]:  # fmt: skip
    """Find what a party would give for having its objection met: log-rolling in one step.

    The change of another issue that does most for the other party whose yes is needed, less what
    it costs the party itself.

    Returns
    -------
    tuple
        The issue and the option; -1, -1 if it has nothing to offer.
    """
    net, issue_given, option_given, best = appraisal.net, -1, -1, 1e-9
    for issue in range(public.space.issues):
        if issue == objection:
            continue
        for option in range(public.space.options[issue]):
            if not offered[issue, option] or option == text[issue]:
                continue
            cost = net[party, issue, text[issue]] - net[party, issue, option]
            gain = -math.inf
            for other in range(public.space.parties):
                if other != party and (asked >> other) & 1:
                    gain = max(gain, net[other, issue, option] - net[other, issue, text[issue]])
            if gain - max(0.0, cost) > best:
                issue_given, option_given, best = issue, option, gain - max(0.0, cost)
    return issue_given, option_given
