"""Figures: each a function from results to a table, and one from that table to a picture.

Every figure is a module with `table` and `draw`; nothing in the model imports them.
"""

from experiments.figures import (
    answers,
    blockers,
    box_of_numbers,
    elementary_effects,
    feature_scores,
    one_parameter,
    outcome_shares,
    outcomes_by_lens,
    peace_held,
    sobol_indices,
    spreads,
    terms,
    time_to_deal,
    tornado,
    two_parameters,
    utilities,
    utility_space,
)
from experiments.figures.style import LOOKS, OUTCOMES, figure, save

__all__ = [
    "LOOKS",
    "OUTCOMES",
    "answers",
    "blockers",
    "box_of_numbers",
    "elementary_effects",
    "feature_scores",
    "figure",
    "one_parameter",
    "outcome_shares",
    "outcomes_by_lens",
    "peace_held",
    "save",
    "sobol_indices",
    "spreads",
    "terms",
    "time_to_deal",
    "tornado",
    "two_parameters",
    "utilities",
    "utility_space",
]
