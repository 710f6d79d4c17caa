"""What the tests of patterns share: lenses, cached tables of runs, and the worth of a text."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from agents.strategies import logit
from experiments import simulate
from sim import Negotiation, Scenario, load_scenario
from sim.setting import setting
from sim.solutions import Worths, packages, worths

LENSES = (None, "K", "W", "P", "R")
SEED = 1


@cache
def flagship(lens: str | None) -> Scenario:
    return load_scenario("ukraine", lens)


@cache
def usual(lens: str | None) -> pd.DataFrame:
    """150 runs as they are: the arm that others are compared with, pair by pair."""
    return simulate(flagship(lens), runs=150, seed=SEED)


def signed(table: pd.DataFrame) -> pd.Series:
    return table["term_TERR"].notna()


def interval(difference: np.ndarray) -> tuple[float, float, float]:
    """Mean of paired differences with its 95 % bootstrap interval."""
    draws = np.random.default_rng(0).choice(difference, (2000, len(difference)))
    low, high = np.quantile(draws.mean(axis=1), [0.025, 0.975])
    return float(difference.mean()), float(low), float(high)


def text(scenario: Scenario, terms: Mapping[str, str]) -> np.ndarray:
    """A text that changes these issues alone, as option numbers."""
    names = setting(scenario)
    options = zip(names.issues, names.options, strict=True)
    return np.array([list(o).index(terms.get(i, o[0])) for i, o in options], dtype=np.int64)


@cache
def as_seen_by(lens: str | None, party: str) -> tuple[np.ndarray, Worths]:
    """Every package, and its worth by this party's own reading of the war."""
    scenario = flagship(lens)
    choices = packages(scenario)
    return choices, worths(scenario, choices, scenario.actors[party].optimism.value)


def worth(lens: str | None, party: str, terms: Mapping[str, str]) -> float:
    choices, seen = as_seen_by(lens, party)
    row = np.flatnonzero((choices == text(flagship(lens), terms)).all(axis=1))[0]
    return float(seen.worth[row, list(flagship(lens).actors).index(party)])


def no_deal(lens: str | None, party: str) -> float:
    return float(as_seen_by(lens, party)[1].no_deal[list(flagship(lens).actors).index(party)])


def chance_of_yes(lens: str | None, party: str, terms: Mapping[str, str]) -> float:
    """Probability that a party of average resolve and known tastes accepts, as talks open."""
    scenario = flagship(lens)
    model = Negotiation(scenario, rng=SEED)
    seat = list(scenario.actors).index(party)
    view = model.view(seat)._replace(
        resolve=0.0, taste=np.ones_like(model.mind.taste), round=model.public.book.opens
    )
    reply = logit.answer(view, text(scenario, terms), model.public.book.mediator, 0.5)
    return float(reply.probability)
