"""Measures: what a study reports of its negotiations, by name, with intervals."""

from experiments.measures.estimates import (
    bounds,
    design_columns,
    estimates,
    finished,
    overall,
    pooled,
)
from experiments.measures.known import find_measure, known_measures
from experiments.measures.measure import Measure

__all__ = [
    "Measure",
    "bounds",
    "design_columns",
    "estimates",
    "find_measure",
    "finished",
    "known_measures",
    "overall",
    "pooled",
]
