"""The amending drafter: the one-text procedure as practised (4.8).

The mediator takes the last text and changes at most two issues of it: one that somebody objects to
and one that pays for it. Source: the single negotiating text of Fisher (1978, International
Mediation: A Working Guide) and Raiffa (1982, The Art and Science of Negotiation, ch. 14).
"""

from sim.reckoning import Appraisal, Quest
from sim.rule import rule
from sim.rules.search import best_within
from sim.table import Array, Public

CHANGES = 2


@rule
def amended_text(
    public: Public, appraisal: Appraisal, quest: Quest, start: Array, found: Array
) -> float:
    """Find the best text that differs from ``start`` in at most two issues; see ``best_within``."""
    return best_within(public, appraisal, quest, start, CHANGES, found)
