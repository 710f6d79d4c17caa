"""The measures that a scenario has, by name."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from experiments.measures.measure import Measure, Values
from sim.coherence import nearest
from sim.errors import InputError
from sim.rules.outcome import OUTCOMES
from sim.scenario import Scenario

SETTLED = ("deal", "limited", "frozen")
DEALS, TEXTS, PEACES = "deals", "signed texts", "signed texts that are watched so long"
WINDOW = "durability.rounds"
ENDINGS = {
    "deal": "a comprehensive deal",
    "limited": "smaller agreements alone",
    "frozen": "a frozen conflict",
    "escalation": "an escalation",
    "wider_war": "a wider war",
    "capitulation": "the defender's collapse",
    "exhaustion": "the attacker's exhaustion",
    "protracted": "no agreement at all",
}


def known_measures(scenario: Scenario) -> dict[str, Measure]:
    """Collect the measures of a scenario, by name."""
    every = [
        *_endings(),
        *_signed(scenario),
        *_pace(),
        *_peace(scenario),
        *_parties(scenario),
        *_terms(scenario),
    ]
    return {measure.name: measure for measure in every}


def find_measure(name: str, scenario: Scenario, where: str = "measure") -> Measure:
    """Find a measure by its name, in any case.

    Raises
    ------
    InputError
        If the scenario has no such measure.
    """
    known = known_measures(scenario)
    spelt = {key.casefold(): key for key in known}.get(name.casefold())
    if spelt is None:
        raise InputError(where, f"there is no measure {name!r}", nearest(name, known))
    return known[spelt]


def _endings() -> Iterator[Measure]:
    for outcome in OUTCOMES:
        words = f"ends in {ENDINGS[outcome]}"
        yield Measure(outcome, words, "share", _ended(outcome), ("outcome",))
    words = "ends in a deal, smaller agreements or a frozen conflict"
    yield Measure("settlement", words, "share", _ended(*SETTLED), ("outcome",))


def _signed(scenario: Scenario) -> Iterator[Measure]:
    column = f"term_{next(iter(scenario.issues))}"
    yield Measure("signed", "a text is signed", "share", _there(column), (column,))


def _pace() -> Iterator[Measure]:
    yield _plain("end_round", "round in which the talks end", "rounds")
    yield Measure(
        "time_to_deal", "round in which a deal is signed", "rounds",
        _where(_ended("deal"), _column("end_round")), ("outcome", "end_round"), DEALS,
    )  # fmt: skip
    yield _plain("texts", "texts that are tabled", "texts")


def _peace(scenario: Scenario) -> Iterator[Measure]:
    if scenario.engagement is not None:
        words = "the mediator leaves at some time"
        yield Measure("exit", words, "share", _there("exit_policy"), ("exit_policy",))
    if scenario.durability is None:
        return
    for years in (2, 3):
        column = f"survived_{years}y"
        words = f"a signed text holds for {years} years"
        yield Measure(column, words, "share", _column(column), (column,), PEACES)
        yield Measure(
            f"lasting_{years}y", f"a text is signed and holds for {years} years", "share",
            _lasting(column), (column, "held"), "negotiations without a text, or watched so long",
        )  # fmt: skip
    window = scenario.durability.rounds.value
    yield Measure(
        "held_given_deal", "a deal holds for as long as it is watched", "share",
        _where(_ended("deal"), _held(window)), ("outcome", "held", WINDOW), DEALS,
    )  # fmt: skip


def _parties(scenario: Scenario) -> Iterator[Measure]:
    unit = "utility" if scenario.scale == "unit" else "score"
    for name, actor in scenario.actors.items():
        yield _plain(f"utility_{name}", f"what {actor.short} is left with", unit)
    for name, actor in scenario.actors.items() if scenario.war is not None else ():
        yield _plain(f"cost_{name}", f"what the war costs {actor.short}", unit)


def _terms(scenario: Scenario) -> Iterator[Measure]:
    for issue, entry in scenario.issues.items():
        for option, said in entry.options.items():
            words, column = f"{entry.name}: {said.short or option}", f"term_{issue}"
            chosen, name = _chosen(column, option), f"{issue}.{option}"
            yield Measure(f"term_{name}", words, "share", chosen, (column,), TEXTS)
            whole = f"a text is signed, with {words}"
            yield Measure(f"signed_{name}", whole, "share", _filled(chosen), (column,))


def _plain(column: str, meaning: str, unit: str) -> Measure:
    return Measure(column, meaning, unit, _column(column), (column,))


def _floats(column: Any) -> np.ndarray:
    return np.asarray(pd.to_numeric(column).to_numpy(dtype=float, na_value=np.nan))


def _ended(*outcomes: str) -> Values:
    def share(runs: pd.DataFrame) -> np.ndarray:
        return runs["outcome"].isin(outcomes).to_numpy(dtype=float)

    return share


def _column(name: str) -> Values:
    def numbers(runs: pd.DataFrame) -> np.ndarray:
        return _floats(runs[name])

    return numbers


def _there(name: str) -> Values:
    def share(runs: pd.DataFrame) -> np.ndarray:
        return runs[name].notna().to_numpy(dtype=float)

    return share


def _where(condition: Values, of: Values) -> Values:
    def masked(runs: pd.DataFrame) -> np.ndarray:
        return np.where(condition(runs) > 0, of(runs), np.nan)

    return masked


def _chosen(column: str, option: str) -> Values:
    def share(runs: pd.DataFrame) -> np.ndarray:
        signed = runs[column].notna().to_numpy()
        return np.where(signed, (runs[column] == option).fillna(False).to_numpy(float), np.nan)

    return share


def _filled(of: Values) -> Values:
    def share(runs: pd.DataFrame) -> np.ndarray:
        return np.nan_to_num(of(runs), nan=0.0)

    return share


def _lasting(column: str) -> Values:
    def share(runs: pd.DataFrame) -> np.ndarray:
        return np.where(runs["held"].notna().to_numpy(), _floats(runs[column]), 0.0)

    return share


def _held(window: float) -> Values:
    def share(runs: pd.DataFrame) -> np.ndarray:
        long = runs.get(WINDOW, window)
        held = _floats(runs["held"])
        return np.where(np.isnan(held), np.nan, (held >= np.asarray(long)).astype(float))

    return share
