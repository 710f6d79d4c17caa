"""A seat's score sheet: what it was left with, against its agent in the same luck and in many."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from experiments.at_the_table import play_record
from experiments.carrying import as_text
from experiments.seats.talk import Talk
from experiments.words import outcome_words, points
from sim.scenario import Scenario

RUNS = 400


def alone_beside(talk: Talk) -> dict[str, Any]:
    """Give what agents alone come to, on average and in this talk's luck, to score it by."""
    made = talk.model.made
    return {
        "runs": RUNS,
        "average": agents_average(talk.scenario, made.seed, RUNS),
        "luck": {made.replicate: same_luck(talk.scenario, made.seed, made.replicate)},
    }


def score(
    talk: Talk, party: str, alone: Mapping[str, Any], asked: int = 0, hints: int = 0
) -> dict[str, Any]:
    """Score a seat of a talk that is over.

    ``agents`` is the mean over the talks of agents alone under the same seed (as ``simulate``
    plays them); ``same_luck`` what the agents alone came to in this very talk's luck.

    Parameters
    ----------
    alone
        What agents alone come to (``alone_beside``).
    asked, hints
        How often the seat asked what its agent would do, and for a hint.
    """
    scenario, record = talk.scenario, talk.record()
    made = record.made
    own = points(scenario, record.utility[party])
    mean = alone["average"][party]
    luck = alone["luck"][made.replicate]
    walked = talk.log.walked(party, record.end_round)
    by_agent = sum(said.do == "agent" for said in talk.log.said if said.party == party)
    return {
        "party": party,
        "outcome": record.outcome,
        "result": outcome_words(scenario, record.outcome),
        "walked": None if walked is None else walked.round,
        "round": record.end_round,
        "signed": record.terms is not None,
        "points": round(own, 1),
        "agents": round(mean, 1),
        "versus": round(own - mean, 1),
        "same_luck": round(points(scenario, luck[1][party]), 1),
        "same_luck_outcome": luck[0],
        "runs": alone["runs"],
        "hints": hints,
        "advice": asked,
        "decided": sum(said.party == party for said in talk.log.said),
        "by_agent": by_agent,
    }


@lru_cache(maxsize=64)
def _averages(scenario_json: str, seed: int, runs: int) -> dict[str, float]:
    from experiments.simulation import simulate

    scenario = Scenario.model_validate_json(scenario_json)
    table = simulate(scenario, runs=runs, seed=seed, jobs=1)
    return {
        party: points(scenario, float(table[f"utility_{party}"].mean()))
        for party in scenario.actors
    }


def agents_average(scenario: Scenario, seed: int, runs: int) -> dict[str, float]:
    """Give what each party's agent is left with on average, in points, under one seed."""
    return _averages(as_text(scenario), seed, runs)


@lru_cache(maxsize=256)
def _lucky(scenario_json: str, seed: int, replicate: int) -> tuple[str, dict[str, float]]:
    scenario = Scenario.model_validate_json(scenario_json)
    record = play_record(scenario, seed, replicate)
    return record.outcome, record.utility


def same_luck(scenario: Scenario, seed: int, replicate: int) -> tuple[str, dict[str, float]]:
    """Play the agents alone in the same luck: the outcome, and what each is left with."""
    return _lucky(as_text(scenario), seed, replicate)
