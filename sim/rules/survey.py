"""The rules of one text over a whole package space: what each is worth, and who says yes."""

import math

from sim.reckoning import Appraisal
from sim.rule import rule
from sim.rules.choice import margin
from sim.rules.consent import excluded, needed, passes
from sim.rules.deal import worths
from sim.table import Array, Ballot, Public


@rule
def survey(public: Public, appraisal: Appraisal, texts: Array, into: Array) -> None:
    """Fill in what each of many texts is worth to each party (E14).

    Parameters
    ----------
    texts
        int[n, I] an option of each issue.
    into
        [n, P] filled in.
    """
    for row in range(len(texts)):
        worths(public, appraisal, texts[row], into[row])


@rule
def poll(
    ballot: Ballot,
    texts: Array,
    worth: Array,
    bars: Array,
    asked: Array,
    yes: Array,
    passing: Array,
) -> None:  # fmt: skip
    """Let each party say yes to every text from its bar on, and count what that comes to (4.5).

    A text across a party's hard red line is refused by it.

    Parameters
    ----------
    texts, worth, bars
        int[n, I]; [n, P] what the texts are worth; [P] the least that each party says yes to.
    asked, yes, passing
        int[n] whose yes a text needs, as bits; int[n] who says it, asked or not; bool[n] whether
        it passes. Filled in.
    """
    for row in range(len(texts)):
        out, said = excluded(ballot, texts[row]), 0
        for party in range(ballot.parties):
            enough = margin(worth[row, party], bars[party], math.inf) == math.inf
            if enough and not (out >> party) & 1:
                said |= 1 << party
        asked[row], yes[row] = needed(ballot, texts[row]), said
        passing[row] = passes(ballot, said, asked[row])
