"""The amending drafter: the one-text procedure as practised (4.8).

The mediator takes the last text and changes at most two issues of it: one that somebody objects to
and one that pays for it. Source: the single negotiating text of Fisher (1978, International
Mediation: A Working Guide) and Raiffa (1982, The Art and Science of Negotiation, ch. 14).
"""

import math

from sim.rule import rule
from sim.rules.exact import tabled_but
from sim.rules.ledger import enter, enter_text, new_search, note
from sim.rules.reach import reach
from sim.table import Appraisal, Array, Public, Quest, Search


@rule
def amended_text(
    public: Public, appraisal: Appraisal, quest: Quest, start: Array, found: Array
) -> float:
    """Find the best text that differs from ``start`` in at most two issues.

    Returns
    -------
    float
        Its score; minus infinity if no such text is wanted or can pass.
    """
    search = new_search(public, appraisal, quest.offered)
    found[:] = start
    best = -math.inf
    for first in range(public.space.issues):
        # the second issue the same as the first: one change alone
        for second in range(first, public.space.issues):
            if tabled_but(quest.offered, start, first, second):
                best = changed(public, appraisal, quest, search, start, first, second, found, best)
    return best


@rule
def changed(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, start: Array, first: int,
    second: int, found: Array, best: float,
) -> float:  # fmt: skip
    """Try every change of two issues (the same one twice: of that alone), and give the best score.

    The rows of the working paper: 0 what stays, 1 with the first change, 2 with both.
    """
    space = public.space
    enter_text(public, appraisal, search, start, first, second)
    for option in range(space.options[first]):
        same = option == start[first]
        if not quest.offered[first, option] or (same and (second > first or first > 0)):
            continue  # the text as it is counts once
        enter(public, appraisal, search, first, option, 0, 1)
        for other in range(space.options[second] if second > first else 1):
            if second > first:
                if other == start[second] or not quest.offered[second, other]:
                    continue
                enter(public, appraisal, search, second, other, 1, 2)
            row = 2 if second > first else 1
            value = reach(public, appraisal, quest, search, row, True, best)
            if value > best:
                best = value
                note(start, found)
                found[first] = option
                if second > first:
                    found[second] = other
    return best
