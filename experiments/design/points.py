"""From a study to its design points, and from a point to its scenario."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from experiments.design.from_file import listed
from experiments.design.grid import every_combination
from experiments.design.latin import independent, latin_hypercube
from experiments.design.luck import replicates_in_all
from experiments.design.one_at_a_time import one_at_a_time
from experiments.design.ranges import Varied, varied_numbers
from experiments.design.readings import BASE, lenses_of, readings, set_by
from experiments.design.saltelli import saltelli
from experiments.design.study import Study
from experiments.design.trajectories import trajectories
from experiments.uncertainty import Draws, draw_numbers, spelt
from sim.errors import InputError
from sim.reading import with_values
from sim.scenario import Scenario

NO_NUMBERS = ("lens", "parameter", "end")  # columns of a design that set no number themselves
DRAWN = ("lhs", "random", "sobol", "morris")  # designs whose points hang on a seed
LAID_OUT: dict[str, Callable[[Study, list[Varied]], pd.DataFrame]] = {
    "grid": every_combination,
    "lhs": latin_hypercube,
    "random": independent,
    "oat": one_at_a_time,
    "sobol": saltelli,
    "morris": trajectories,
}


def design_points(study: Study, scenario: Scenario) -> pd.DataFrame:
    """Lay out the design: a row a design point, a column a varied number (path as spelt there).

    One-at-a-time designs have two columns more, ``parameter`` and ``end`` (base, low, high; an end
    that is the base value has no row of its own). With several lenses ``lens`` comes first.

    Raises
    ------
    InputError
        If nothing varies, a path is unknown or an interval is empty.
    """
    if not lenses_of(study, scenario):
        return _laid_out(study, scenario)
    parts = []
    for lens, reading in readings(study, scenario).items():
        part = _laid_out(study, reading if study.design == "oat" else scenario)
        part.insert(0, "lens", lens)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def point_scenarios(study: Study, scenario: Scenario, points: pd.DataFrame) -> list[Scenario]:
    """Give the scenario of each row of a design."""
    laid = readings(study, scenario)
    rows = [{str(k): v for k, v in row.items()} for row in points.to_dict("records")]
    return [at_point(laid[str(row.get("lens", BASE))], row) for row in rows]


def at_point(scenario: Scenario, point: dict[str, Any]) -> Scenario:
    """Set a scenario's numbers to those of a design point (its lens lies there already)."""
    values = {k: float(v) for k, v in point.items() if k not in NO_NUMBERS}
    listed = [f"{path} = {value:g}" for path, value in values.items()]
    more = ", …" if len(listed) > 3 else ""
    return with_values(scenario, values, f"design point {', '.join(listed[:3])}{more}")


def study_draws(
    study: Study, scenario: Scenario, points: pd.DataFrame, settings: list[Scenario]
) -> Draws | None:
    """Draw the numbers of an uncertain study; None for a study of chance alone."""
    if not study.uncertain:
        return None
    common = spelt(scenario, study.hold) | {str(path) for path in points.columns}
    lenses = points["lens"] if "lens" in points else [study.lens] * len(points)
    own = {lens: common | set_by(study, scenario, lens) for lens in set(lenses)}
    settled = [own[lens] for lens in lenses]
    return draw_numbers(settings, settled, replicates_in_all(study, len(points)), study.seed)


def _laid_out(study: Study, scenario: Scenario) -> pd.DataFrame:
    if study.design_seed is not None and study.design not in DRAWN:
        wrong = f"a {study.design} design draws no points, so that no seed changes them"
        raise InputError(f"study {study.name}: design_seed", wrong, "take it out")
    if study.design == "table":
        return listed(study, scenario)
    varied = varied_numbers(study, scenario)
    if not varied and (study.each or study.uncertain):
        return pd.DataFrame(index=[0])
    if not varied:
        raise InputError(study.name, "nothing varies", "add [[vary]] tables or vary_tier")
    return LAID_OUT[study.design](study, varied)
