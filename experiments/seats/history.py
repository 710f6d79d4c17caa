"""What all at the table could see of a talk so far: no value, chance or bar of anybody."""

from collections.abc import Sequence
from typing import Any

from experiments.words import (
    act_words,
    change_words,
    event_words,
    month,
    option_words,
    pact_name,
    sentence,
    tabled_words,
)
from sim.record import Record, Round, Text
from sim.scenario import Scenario


def public_rounds(scenario: Scenario, rounds: Sequence[Round]) -> list[dict[str, Any]]:
    """Tell what all could see, round by round: texts, answers, moves, agreements, events."""
    told, before = [], None
    for entry in rounds:
        one: dict[str, Any] = {
            "round": entry.number,
            "date": month(entry.date),
            "news": _news(scenario, entry),
        }
        texts = [text for text in (entry.text, *entry.offers) if text is not None]
        one["texts"] = [public_text(scenario, text, before) for text in texts]
        if texts:
            before = texts[-1]
        told.append(one)
    return told


def public_text(scenario: Scenario, text: Text, before: Text | None) -> dict[str, Any]:
    """Tell of a text what all could see: whose it is, its terms, who said yes or no."""
    return {
        "number": text.number,
        "drafter": text.drafter,
        "kind": text.kind,
        "lead": tabled_words(scenario, text),
        "ultimatum_to": text.over_head,
        "terms": dict(text.terms),
        "words": change_words(scenario, text, None),
        "change": change_words(scenario, text, before),
        "signed": text.signed,
        "replies": {r.party: r.yes for r in text.replies if r.asked},
        "objections": {
            r.party: r.objection
            for r in text.replies
            if r.asked and not r.yes and r.objection is not None
        },
    }


def _news(scenario: Scenario, entry: Round) -> list[str]:
    """Put into sentences what happened besides the texts."""
    words = [event_words(scenario, event, entry) for event in entry.events]
    words += [f"{sentence(act_words(scenario, move))}." for move in entry.moves]
    for meeting in entry.meetings:
        name = sentence(pact_name(scenario, meeting.agreement))
        if meeting.agreed:
            words.append(f"{name}: agreed.")
    return [w for w in words if w]


def seems(scenario: Scenario, rounds: Sequence[Round], me: str) -> list[dict[str, Any]]:
    """Say what each other party seems to want, from what it did in public alone.

    Counted are its yeses and noes, the issue that it objected to most often, the last option that
    it tabled itself where that differs from the status quo, and its moves.
    """
    told = []
    for party, actor in scenario.actors.items():
        if party == me:
            continue
        words = _stance(scenario, rounds, party)
        told.append({"party": party, "name": sentence(actor.short), "words": words})
    return told


def _stance(scenario: Scenario, rounds: Sequence[Round], party: str) -> str:
    texts = [t for entry in rounds for t in (entry.text, *entry.offers) if t is not None]
    replies = [
        r for t in texts for r in t.replies if r.party == party and r.asked and t.drafter != party
    ]
    parts = []
    if replies:
        yes = sum(r.yes for r in replies)
        parts.append(f"said yes to {yes} of {len(replies)} texts")
        noes = [r.objection for r in replies if not r.yes and r.objection is not None]
        if noes:
            most = max(dict.fromkeys(noes), key=noes.count)
            times = f", {noes.count(most)} of {len(noes)} times" if len(noes) > 1 else ""
            parts.append(f"objects most to {scenario.issues[most].name}{times}")
    own = [t for t in texts if t.drafter == party]
    if own:
        parts.append(_drafts(scenario, own))
    moves = [m for entry in rounds for m in entry.moves if m.party == party and m.taken_up]
    if moves:
        levers = scenario.actors[party].levers
        parts.append(f"last move: {levers[moves[-1].lever].text}")
    return sentence("; ".join(parts)) + "." if parts else "Has not shown its hand yet."


def _drafts(scenario: Scenario, own: list[Text]) -> str:
    """Say on what a party's own texts moved, or what they insist on."""
    first, last = own[0], own[-1]
    moved = [i for i in last.terms if first.terms[i] != last.terms[i]]
    if moved:
        listed = ", ".join(option_words(scenario, i, last.terms[i]) for i in moved[:2])
        return f"in its own texts it has moved to {listed}"
    quo = {name: next(iter(issue.options)) for name, issue in scenario.issues.items()}
    firm = [i for i, o in last.terms.items() if o != quo[i]][:2]
    listed = ", ".join(option_words(scenario, i, last.terms[i]) for i in firm)
    return f"tables {listed}" if listed else "tables things as they are"


def how_it_ended(scenario: Scenario, record: Record) -> dict[str, Any]:
    """Say how a talk ended, as all could see it."""
    from experiments.words import outcome_words

    terms = record.terms
    return {
        "outcome": record.outcome,
        "words": f"{sentence(month(record.end_date))}: {outcome_words(scenario, record.outcome)}.",
        "terms": dict(terms) if terms is not None else None,
        "round": record.end_round,
    }
