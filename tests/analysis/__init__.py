"""What the tests of analyses share: a talk whose cost is known, and runs made by hand."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from experiments import sweep
from experiments.analysis.results import Results
from experiments.design import Study, base_scenario
from experiments.measures import Measure, find_measure
from sim import load_scenario
from tests.experiments import NO_TEXT, SMALL, study, varied

# Nothing can be signed, the front stands still: the talks last as long as they may, and what the
# war costs D is war_cost times the rounds, a product of two numbers.
STILL: dict[str, float] = {**NO_TEXT, "war.pace": 0.0, "war.wider_war_hazard": 0.0}
COST, ROUNDS, IDLE = "actors.D.war_cost", "talks.rounds", "war.evidence"
PRODUCT = [varied(COST, low=0.01, high=0.03), varied(ROUNDS), varied(IDLE, low=20, high=60)]


def played(asked: Study) -> Results:
    return Results(sweep(asked), asked, base_scenario(asked))


def still(**given: Any) -> Results:
    return played(study(hold=STILL, replicates=1, **given))


def measure(name: str) -> Measure:
    return find_measure(name, load_scenario(SMALL))


def made(columns: Mapping[str, Any], **given: Any) -> Results:
    """Make the results of a study by hand: what is not given is as in a run without an event."""
    count = len(next(iter(columns.values())))
    plain: dict[str, Any] = {
        "run": np.arange(count), "design": 0, "replicate": np.arange(count), "seed": 1,
        "outcome": "protracted", "end_round": 11, "status": "ok", "error": "",
    }  # fmt: skip
    runs = pd.DataFrame(plain | dict(columns), index=range(count))
    asked = study(vary=[varied("actors.M.aid", 0, 1)], **given)
    return Results(runs, asked, base_scenario(asked))
