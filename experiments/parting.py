"""Where two runs of the same luck part ways, in words."""

from typing import Any

from experiments.counterfactual import parts_ways
from experiments.words import (
    act_words,
    agreement,
    change_words,
    event_words,
    month,
    option_words,
    pact_name,
    sentence,
    tabled_words,
)
from sim.record import Record
from sim.scenario import Scenario


def parting_words(scenario: Scenario, record: Record, other: Record) -> list[str]:
    """Say where two runs part ways: when, and what happened then in each alone."""
    parted = parts_ways(record, other)
    if parted is None:
        return ["Nothing differs: all that happens is the same in both."]
    lines = [f"They part ways in {month(parted['date'])}."]
    for name, key, run, against in (
        ("With", "record", record, other), ("Without", "counterfactual", other, record)
    ):  # fmt: skip
        acts = parted[key]
        if acts is None:
            lines.append(f"{name}: all is over by then.")
            continue
        words = [_parting_act(scenario, act, run, against, parted["round"]) for act in acts]
        told = "; ".join(w.rstrip(".") for w in words if w)
        lines.append(f"{name}: {sentence(told) or 'nothing of the kind then'}.")
    gate = scenario.talks.gate
    if gate in record.agreements and gate not in other.agreements:
        waits = pact_name(scenario, str(gate))
        lines.append(f"The mediator's talks wait for this side deal, and so never open: {waits}.")
    return lines


def _parting_act(
    scenario: Scenario, act: dict[str, Any], run: Record, against: Record, number: int
) -> str:
    """Put into words what happened in one of two runs alone."""
    entry = run.rounds[number]
    if act["act"] == "event":
        return event_words(scenario, act["event"], entry)
    if act["act"] == "move":
        moves = (m for m in entry.moves if (m.party, m.lever) == (act["party"], act["lever"]))
        return act_words(scenario, next(moves))
    if act["act"] == "agreed":
        return agreement(scenario, act["agreement"])[1].text
    if act["act"] == "reply":
        return f"{scenario.actors[act['party']].short} says {'yes' if act['yes'] else 'no'}"
    if act["act"] == "signed" or entry.text is None:
        return "the text is signed"
    rival = against.rounds[number].text if number < len(against.rounds) else None
    terms = change_words(scenario, entry.text, None)
    if rival is not None and rival.terms != entry.text.terms:
        differing = [i for i, o in entry.text.terms.items() if rival.terms[i] != o]
        terms = " · ".join(option_words(scenario, i, entry.text.terms[i]) for i in differing)
    return f"{tabled_words(scenario, entry.text)} text {entry.text.number}: {terms}"
