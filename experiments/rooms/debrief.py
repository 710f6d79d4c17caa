"""The debrief of a class: predictions, model and class; scores; turning points; what if."""

from functools import lru_cache
from typing import Any

from experiments.carrying import as_text
from experiments.classroom.settings import Settings
from experiments.classroom.summary import error_of
from experiments.counterfactual import switch_words, without
from experiments.intervals import wilson
from experiments.rooms.naming import shown
from experiments.rooms.room import DEBRIEF, Room
from experiments.seats.history import how_it_ended
from experiments.seats.scores import agents_average, same_luck, score
from experiments.seats.turning import turning_points
from experiments.web.refusing import Refused
from experiments.words import sentence
from sim.reading import with_values
from sim.scenario import Scenario

MOST_WHAT_IFS = 4
DEAL = "deal"


def agents_alone(
    scenario_json: str, seed: int, replicates: tuple[int, ...], runs: int
) -> dict[str, Any]:
    """Work out what agents alone come to; it takes some seconds, and is for another process."""
    scenario = Scenario.model_validate_json(scenario_json)
    return {
        "runs": runs,
        "deals": settled(scenario_json, seed, runs),
        "what_if": what_if(scenario_json, seed, runs),
        "average": agents_average(scenario, seed, runs),
        "luck": {number: same_luck(scenario, seed, number) for number in replicates},
    }


def debrief(room: Room, alone: dict[str, Any]) -> dict[str, Any]:
    """Put together all that the debrief shows.

    Parameters
    ----------
    alone
        What ``agents_alone`` found for the room's scenario and seed.

    Raises
    ------
    Refused
        If the talks aren't over.
    """
    if room.phase != DEBRIEF:
        raise Refused(409, "The debrief opens when the lecturer has ended the talks.")
    scenario = room.plan.played
    deals, runs = alone["deals"], alone["runs"]
    records = [talk.record() for talk in room.talks]
    sheet: list[dict[str, Any]] = [
        {"team": team.name, "talk": team.talk + 1, "stood_in": len(team.stood_in)}
        | score(room.talks[team.talk], team.party, alone, team.advice, team.hints)
        for team in room.teams.values()
    ]
    sheet.sort(key=lambda one: (one["party"], -one["points"]))
    what_ifs = alone["what_if"]
    talks = [
        {
            "talk": number + 1,
            "teams": [t.name for t in room.teams.values() if t.talk == number],
            "ending": how_it_ended(scenario, record),
            "turning": turning_points(scenario, record),
        }
        for number, record in enumerate(records)
    ]
    got = sum(record.outcome == DEAL for record in records)
    return {
        "code": shown(room.code),
        "title": scenario.title,
        "codes": room.plan.codes,
        "neutral": room.plan.neutral,
        "predictions": sorted(
            t.prediction for t in room.teams.values() if t.prediction is not None
        ),
        "model": round(100 * deals),
        "error": error_of(wilson(round(deals * runs), runs)),
        "runs": runs,
        "class_deals": got,
        "class_talks": len(records),
        "sheet": sheet,
        "parties": {name: sentence(a.short) for name, a in scenario.actors.items()},
        "talks": talks,
        "what_if": what_ifs,
        "questions": questions(scenario, deals, what_ifs, talks),
        "command": command_line(room),
        "seed": room.plan.seed,
    }


@lru_cache(maxsize=128)
def settled(scenario_json: str, seed: int, runs: int) -> float:
    """Give the share of talks of agents alone that end in a comprehensive deal."""
    from experiments.simulation import simulate

    table = simulate(Scenario.model_validate_json(scenario_json), runs=runs, seed=seed)
    return float((table["outcome"] == DEAL).mean())


@lru_cache(maxsize=32)
def what_if(scenario_json: str, seed: int, runs: int) -> list[dict[str, Any]]:
    """Switch things off one by one, in the same luck; give those that change most."""
    scenario = Scenario.model_validate_json(scenario_json)
    base = settled(scenario_json, seed, runs)
    found: list[dict[str, Any]] = []
    for name, words in switch_words(scenario).items():
        changed = with_values(scenario, without(scenario, name))
        share = settled(as_text(changed), seed, runs)
        found.append({
            "name": name, "words": words, "before": round(100 * base), "after": round(100 * share),
            "change": share - base,
        })  # fmt: skip
    found.sort(key=lambda one: -abs(one["change"]))
    return found[:MOST_WHAT_IFS]


def questions(
    scenario: Scenario, deals: float, what_ifs: list[dict[str, Any]], talks: list[dict[str, Any]]
) -> list[str]:
    """Ask three questions that these results raise."""
    asked = []
    if what_ifs:
        first = what_ifs[0]
        more = "more" if first["after"] > first["before"] else "fewer"
        what = f"{first['words']}: {more} talks settle ({first['before']} to {first['after']}"
        asked.append(f"{what} in 100). Why?")
    signed = next((t for t in talks if t["ending"]["terms"] is not None), None)
    if signed is not None:
        team = signed["teams"][0] if signed["teams"] else f"talk {signed['talk']}"
        asked.append(f"Which concession unlocked the settlement of {team}?")
    else:
        asked.append("Whose walk-away value stood in the way, and what could have changed it?")
    asked.append("What does this model leave out that would have mattered here?")
    return asked


def command_line(room: Room) -> str:
    """Write the command that plays the model's side of the debrief again."""
    plan = room.plan
    return f"batna run {Settings(plan.scenario_name, plan.lens, plan.overrides, plan.seed).flags()}"
