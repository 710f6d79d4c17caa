"""The scenarios of a job: unpacked once a worker, and set to the numbers of design points."""

import pickle
from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from experiments.design import BASE, at_point
from sim.errors import InputError
from sim.scenario import Scenario


@lru_cache(maxsize=4)
def unpacked(scenarios: bytes) -> tuple[Scenario, dict[str, Scenario]]:
    """Give a plan's base scenario, and its readings by lens."""
    base, laid = pickle.loads(scenarios)
    return base, laid


def settings_of(laid: Mapping[str, Scenario], points: pd.DataFrame) -> list[Scenario | InputError]:
    """Give the scenario of each design point, or why there is none."""
    found: list[Scenario | InputError] = []
    for row in points.to_dict("records"):
        given = {str(key): value for key, value in row.items()}
        try:
            found.append(at_point(laid[str(given.get("lens", BASE))], given))
        except InputError as error:
            found.append(error)
    return found
