"""Whose yes a text needs, whether it passes, and how likely that is (4.5)."""

import math

import numpy as np

from sim.places import OWNERS, QUOTA
from sim.rule import rule
from sim.table import Array, Ballot


@rule
def needed(ballot: Ballot, text: Array) -> int:
    """Find the parties whose consent a text needs, as bits.

    Owners' consent: the core and the owners of every issue that the text changes
    (batna-2025-02:5, :7). Unanimity and quota ask everybody.
    """
    bits = always_needed(ballot)
    for issue in range(len(text)):
        bits |= ballot.owners[issue, text[issue]]
    return int(bits)


@rule
def always_needed(ballot: Ballot) -> int:
    """Find the parties whose consent every text needs, as bits."""
    return int(ballot.core if ballot.consent == OWNERS else ballot.everybody)


@rule
def excluded(ballot: Ballot, text: Array) -> int:
    """Find the parties for which the text crosses a hard red line, as bits."""
    bits = 0
    for issue in range(len(text)):
        bits |= ballot.barred[issue, text[issue]]
    return int(bits)


@rule
def passes(ballot: Ballot, said: int, asked: int) -> bool:
    """Say whether a text passes, given who said yes and whose yes it needs (bits)."""
    if ballot.consent != QUOTA:
        return (said & asked) == asked
    count = 0
    for party in range(ballot.parties):
        count += (said >> party) & 1
    return count >= ballot.quota and (said & ballot.vetoes) == ballot.vetoes


@rule
def log_chance(ballot: Ballot, asked: int, log_yes: Array) -> float:
    """Logarithm of the probability that a text passes, answers being independent.

    Parameters
    ----------
    log_yes
        [P] log probability that each says yes.

    Notes
    -----
    Under a quota: those with a veto must say yes; the number of yeses among the others is
    Poisson-binomial, summed by recursion. Growing in every entry, so that a bound on the answers
    bounds the chance.
    """
    total = 0.0
    for party in range(ballot.parties):
        must = (asked >> party) & 1
        if ballot.consent == QUOTA:
            must = (ballot.vetoes >> party) & 1
        if must:
            total += log_yes[party]
    if ballot.consent != QUOTA or total == -math.inf:
        return total
    count, tally, sure = 0, np.zeros(ballot.parties + 1), 0
    tally[0] = 1.0
    for party in range(ballot.parties):
        if (ballot.vetoes >> party) & 1:
            sure += 1
            continue
        count += 1
        yes = math.exp(log_yes[party])
        for k in range(count, 0, -1):
            tally[k] = tally[k] * (1.0 - yes) + tally[k - 1] * yes
        tally[0] *= 1.0 - yes
    enough = 0.0
    for k in range(max(0, ballot.quota - sure), count + 1):
        enough += tally[k]
    return total + math.log(enough) if enough > 0.0 else -math.inf
