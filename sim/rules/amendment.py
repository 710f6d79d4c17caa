"""The amending drafter: the one-text procedure as practised (4.8).

The mediator takes the last text and changes at most two issues of it: one that somebody objects to
and one that pays for it. Source: the single negotiating text of Fisher (1978, International
Mediation: A Working Guide) and Raiffa (1982, The Art and Science of Negotiation, ch. 14).
"""

import math

from sim.rule import rule
from sim.rules.exact import new_search, tabled
from sim.rules.merit import promise
from sim.table import Appraisal, Array, Public, Quest


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
    space = public.space
    search, text = new_search(public), start.copy()
    found[:] = start
    best = -math.inf
    for first in range(space.issues):
        for option in range(space.options[first]):
            text[first] = option
            for second in range(first + 1, space.issues + 1):
                # past the last issue: the first change alone
                others = space.options[second] if second < space.issues else 1
                for other in range(others):
                    if second < space.issues:
                        if other == start[second] or option == start[first]:
                            continue
                        text[second] = other
                    if tabled(quest.offered, text):
                        value = promise(public, appraisal, quest, text, best, search)
                        if value > best:
                            best = value
                            found[:] = text
                if second < space.issues:
                    text[second] = start[second]
        text[first] = start[first]
    return best
