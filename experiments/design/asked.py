"""What a study asks to be measured and drawn, checked before anything is played."""

from pathlib import Path

from experiments.design.study import Study
from experiments.measures import Measure, find_measure, known_measures
from sim.coherence import nearest
from sim.errors import InputError
from sim.scenario import Scenario

USUAL = ("deal", "settlement", "time_to_deal", "lasting_2y")  # where a study names none
FIGURES = Path(__file__).parents[1] / "figures"
NO_SWEEP = ("__init__", "style", "bargaining_space", "tournament")  # the last two: of no sweep


def measures_of(study: Study, scenario: Scenario) -> list[Measure]:
    """Give the measures of a study, the usual ones that the scenario has if it names none.

    Raises
    ------
    InputError
        If one is unknown or named twice.
    """
    where, known = f"study {study.name}: measures", known_measures(scenario)
    if not study.measures:
        return [known[name] for name in USUAL if name in known]
    found = [find_measure(name, scenario, where) for name in study.measures]
    if len({measure.name for measure in found}) < len(found):
        raise InputError(where, "a measure is named twice", "name each once")
    return found


def stop_measure(study: Study, scenario: Scenario) -> Measure | None:
    """Give the measure of a study's stopping rule, if it has one.

    Raises
    ------
    InputError
        If there is no such measure.
    """
    if study.stop is None:
        return None
    return find_measure(study.stop.measure, scenario, f"study {study.name}: stop.measure")


def figure_names() -> list[str]:
    """Name the figures that can be drawn of a sweep: the files of their folder, unread."""
    return sorted(file.stem for file in FIGURES.glob("*.py") if file.stem not in NO_SWEEP)


def check_figures(study: Study) -> None:
    """Refuse a figure that there is not."""
    known = figure_names()
    for name in study.figures:
        if name not in known:
            where = f"study {study.name}: figures"
            raise InputError(where, f"there is no figure {name!r}", nearest(name, known))
