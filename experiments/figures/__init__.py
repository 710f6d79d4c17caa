"""Figures: each a function from results to a table, and one from that table to a picture.

Every figure is a module with `table` and `draw`; nothing in the model imports them.
"""

from experiments.figures import (
    one_parameter,
    outcome_shares,
    outcomes_by_lens,
    spreads,
    terms,
    time_to_deal,
    tornado,
    two_parameters,
    utility_space,
)
from experiments.figures.style import LOOKS, OUTCOMES, figure, save

__all__ = [
    "LOOKS",
    "OUTCOMES",
    "figure",
    "one_parameter",
    "outcome_shares",
    "outcomes_by_lens",
    "save",
    "spreads",
    "terms",
    "time_to_deal",
    "tornado",
    "two_parameters",
    "utility_space",
]
