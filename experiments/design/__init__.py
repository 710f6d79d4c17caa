"""Designs: what a study asks for, laid out as points. One kind of design a file."""

from experiments.design.asked import figure_names, measures_of, stop_measure
from experiments.design.files import load_study, study_names
from experiments.design.luck import replicates_in_all, replicates_of
from experiments.design.points import (
    DRAWN,
    NO_NUMBERS,
    at_point,
    design_points,
    point_scenarios,
    study_draws,
)
from experiments.design.ranges import varied_numbers
from experiments.design.readings import BASE, base_scenario, lenses_of, readings, titles
from experiments.design.stop import Stop
from experiments.design.study import Arm, Study, Vary

__all__ = [
    "BASE",
    "DRAWN",
    "NO_NUMBERS",
    "Arm",
    "Stop",
    "Study",
    "Vary",
    "at_point",
    "base_scenario",
    "design_points",
    "figure_names",
    "lenses_of",
    "load_study",
    "measures_of",
    "point_scenarios",
    "readings",
    "replicates_in_all",
    "replicates_of",
    "stop_measure",
    "study_draws",
    "study_names",
    "titles",
    "varied_numbers",
]
