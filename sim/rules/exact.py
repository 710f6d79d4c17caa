"""The exact drafter: the best of all packages (4.8)."""

from sim.reckoning import Appraisal, Quest
from sim.rule import rule
from sim.rules.search import best_within
from sim.table import Array, Public


@rule
def best_text(
    public: Public, appraisal: Appraisal, quest: Quest, start: Array, found: Array
) -> float:
    """Find the text of the highest score among all; see ``best_within``."""
    return best_within(public, appraisal, quest, start, public.space.issues, found)
