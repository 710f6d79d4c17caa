"""One talk as steps for the screen: the war, moves, side agreements, texts and the replies."""

from collections.abc import Iterator
from typing import Any

from experiments.ending import ending
from experiments.words import (
    change_words,
    event_words,
    meeting_words,
    month,
    move_words,
    outcome_words,
    points,
    reason_words,
    sentence,
    tabled_words,
)
from sim.record import Record, Reply, Round, Text
from sim.scenario import Scenario

AFTER_ANSWERS = ("punished", "bluffed")  # what the answers to a text bring about


def told(scenario: Scenario, record: Record) -> dict[str, Any]:
    """Tell a talk as a list of steps with all that a screen shows beside them.

    ``most_rounds`` is as many as there can be, so that a picture can leave room for all before the
    end is told; ``rounds`` holds the war's position and what each party could have without a deal,
    in points (0 to 100, 50 neither gain nor loss) or the scenario's scores; ``steps`` what happens,
    in order.
    """
    war = scenario.war
    return {
        "title": scenario.title,
        "parties": [
            {"id": key, "short": actor.short, "name": actor.name,
             "mediator": key == scenario.talks.mediator}
            for key, actor in scenario.actors.items()
        ],
        "unit": "points" if scenario.scale == "unit" else "score",
        "war": None if war is None else {
            "steps": int(war.steps.value),
            "low": f"{sentence(scenario.actors[war.defender].short)} breaks",
            "high": f"{sentence(scenario.actors[war.attacker].short)} breaks",
        },
        "most_rounds": int(scenario.talks.rounds.value),
        "rounds": [_round(scenario, entry) for entry in record.rounds],
        "steps": list(_steps(scenario, record)),
        "end": [{"head": head, "words": words} for head, words in ending(scenario, record)],
        "outcome": record.outcome,
        "outcome_words": sentence(outcome_words(scenario, record.outcome)),
        "end_date": month(record.end_date),
        "turning_round": record.turning_round,
    }  # fmt: skip


def _round(scenario: Scenario, entry: Round) -> dict[str, Any]:
    return {
        "number": entry.number,
        "date": month(entry.date),
        "position": entry.position,
        "no_deal": {
            party: round(points(scenario, value), 1) for party, value in entry.no_deal.items()
        },
    }


def _steps(scenario: Scenario, record: Record) -> Iterator[dict[str, Any]]:
    """Walk over what happens: in each round the war, moves, side agreements, a text, exits."""
    previous: Text | None = None
    for place, entry in enumerate(record.rounds):
        texts = [text for text in (entry.text, *entry.offers) if text is not None]
        kinds = {event: event.partition(":")[0] in AFTER_ANSWERS for event in entry.events}
        first = [e for e, after in kinds.items() if not after or not texts]
        later = [e for e, after in kinds.items() if after and texts]
        base = {"at": place, "date": month(entry.date)}
        for event in first:
            yield from _event(scenario, entry, event, base)
        for move in entry.moves:
            yield {**base, "kind": "move", "party": move.party, "words": move_words(scenario, move)}
        for meeting in entry.meetings:
            if meeting.agreed:
                yield {**base, "kind": "side", "words": meeting_words(scenario, meeting)}
        for text in texts:
            turning = entry.number == record.turning_round
            yield {**base, "kind": "text", "turning": turning, "party": text.drafter,
                   **_text(scenario, text, previous)}  # fmt: skip
            previous = text
        for event in later:
            yield from _event(scenario, entry, event, base)


def _event(
    scenario: Scenario, entry: Round, event: str, base: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    words = event_words(scenario, event, entry)
    if words:
        kind = "war" if event.startswith("advance") else "event"
        yield {**base, "kind": kind, "words": words}


def _text(scenario: Scenario, text: Text, previous: Text | None) -> dict[str, Any]:
    before = {} if previous is None else previous.terms
    terms = []
    for name, chosen in text.terms.items():
        option = scenario.issues[name].options[chosen]
        terms.append({
            "issue": scenario.issues[name].name, "option": option.short or chosen,
            "text": " ".join(option.text.split()),
            "changed": bool(before) and before[name] != chosen,
        })  # fmt: skip
    opening = f"{tabled_words(scenario, text)} text {text.number}: "
    return {
        "number": text.number,
        "words": opening + change_words(scenario, text, previous),
        "signed": text.signed,
        "terms": terms,
        "replies": [_reply(scenario, reply) for reply in text.replies],
    }


def _reply(scenario: Scenario, reply: Reply) -> dict[str, Any]:
    name = sentence(scenario.actors[reply.party].short)
    worth = points(scenario, reply.worth)
    if reply.asked:
        words = f"{name} says {'yes' if reply.yes else 'no'}. {reason_words(scenario, reply)}"
    else:
        words = f"{name} isn't asked; to it the text is worth {worth:.0f}."
    return {
        "party": reply.party,
        "asked": reply.asked,
        "yes": reply.yes,
        "worth": round(worth, 3),  # the page rounds these, and once alone
        "bar": round(points(scenario, reply.bar), 3),
        "no_deal": round(points(scenario, reply.no_deal), 3),
        "words": words,
    }
