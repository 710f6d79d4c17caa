"""All that a seat is ever sent: put together field by field from what that party may see.

Nothing is copied whole from the negotiation or its record; what isn't named here doesn't go out.
"""

from typing import Any

from experiments.seats.advice import (
    gain_of_joining,
    gain_of_pulling,
    terms_of,
    walk_away,
    worth_of,
)
from experiments.seats.asking import ANSWER, DRAFT, JOIN, LEVERS, PART, Question
from experiments.seats.brief import brief
from experiments.seats.history import how_it_ended, public_rounds, seems
from experiments.seats.talk import Talk
from experiments.words import agreement, month, option_words, pact_name, points, sentence
from sim.places import COUNTER, DIRECT, IN_FORCE
from sim.setting import round_date

HEADLINES = {
    ANSWER: "your turn to answer",
    DRAFT: "your turn to table a text",
    LEVERS: "your levers",
    JOIN: "a side agreement",
    PART: "will you stay at the table?",
}


def picture(talk: Talk, party: str) -> dict[str, Any]:
    """Show one seat its talk: brief, question, the table so far, what others seem to want."""
    scenario, setting = talk.scenario, talk.setting
    asked = talk.open.get(party)
    seat = setting.actors.index(party)
    view = asked.view if asked is not None else talk.model.view(seat)
    rounds = talk.model.rounds
    seen: dict[str, Any] = talk.status()
    seen |= {
        "party": party,
        "title": scenario.title,
        "date": month(round_date(scenario, talk.round)),
        "parties": {name: sentence(a.short) for name, a in scenario.actors.items()},
        "people": list(talk.people),
        "walked": talk.log.walked(party, talk.round) is not None,
        "brief": brief(scenario, setting, view, [entry.no_deal[party] for entry in rounds]),
        "history": _with_worth(talk, party, public_rounds(scenario, rounds)),
        "others": seems(scenario, rounds, party),
        "question": question_words(talk, asked) if asked is not None else None,
        "ending": None,
    }
    if talk.over:
        record = talk.record()
        own = round(points(scenario, record.utility[party]), 1)
        seen["ending"] = how_it_ended(scenario, record) | {"points": own}
    return seen


def _with_worth(talk: Talk, party: str, rounds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add to each text what it was worth to this party when it was tabled."""
    for told, entry in zip(rounds, talk.model.rounds, strict=True):
        texts = [text for text in (entry.text, *entry.offers) if text is not None]
        for shown, text in zip(told["texts"], texts, strict=True):
            own = next((reply for reply in text.replies if reply.party == party), None)
            worth = None if own is None else round(points(talk.scenario, own.worth))
            shown["worth"] = worth
    return rounds


def question_words(talk: Talk, asked: Question) -> dict[str, Any]:
    """Put a question to its seat: what it is about, what it is worth, what can be said."""
    scenario, setting, view = talk.scenario, talk.setting, asked.view
    told: dict[str, Any] = {
        "question": asked.name,
        "kind": asked.kind,
        "headline": HEADLINES[asked.kind],
        "walk_away": walk_away(scenario, view),
        "may_counter": asked.may_counter,
    }
    if asked.may is not None:
        told["may"] = {
            issue: [o for n, o in enumerate(setting.options[place]) if asked.may[place, n]]
            for place, issue in enumerate(setting.issues)
        }
        told["start"] = terms_of(setting, _start(asked))
    if asked.text is not None:
        told |= _text_words(talk, asked)
    if asked.kind == DRAFT:
        track = {COUNTER: "counter", DIRECT: "direct"}.get(view.track, "main")
        told |= {"track": track, "worth": worth_of(scenario, view, _start(asked))}
    if asked.kind == LEVERS:
        told["levers"] = _levers(talk, asked)
        told["stances"] = _stances(talk, asked)
    if asked.kind == JOIN:
        pact = agreement(scenario, setting.pacts[asked.pact])[1]
        told["words"] = f"Proposed: {sentence(pact.text)}."
        told["agreement"] = pact_name(scenario, setting.pacts[asked.pact])
        told["gain"] = gain_of_joining(scenario, view, asked.pact)
    if asked.kind == PART and scenario.engagement is not None:
        policies = scenario.engagement.policies
        told["policies"] = {name: policies[name].text for name in setting.policies}
    return told


def _text_words(talk: Talk, asked: Question) -> dict[str, Any]:
    """Put the text on the table into words, with its worth to this party."""
    scenario = talk.scenario
    assert asked.text is not None
    terms = terms_of(talk.setting, asked.text)
    return {
        "drafter": talk.setting.actors[asked.drafter],
        "terms": terms,
        "words": [option_words(scenario, issue, option) for issue, option in terms.items()],
        "worth": worth_of(scenario, asked.view, asked.text),
    }


def _start(asked: Question) -> Any:
    """Begin a draft with the text on the table, kept to what may be tabled."""
    text = (asked.text if asked.text is not None else asked.view.world.text).copy()
    assert asked.may is not None
    for issue, option in enumerate(text):
        if not asked.may[issue, option]:
            text[issue] = int(asked.may[issue].argmax())
    return text


def _levers(talk: Talk, asked: Question) -> list[dict[str, Any]]:
    told = []
    for place in asked.levers:
        name = talk.setting.levers[place]
        lever = talk.scenario.actors[asked.party].levers[name]
        in_force = bool(asked.view.world.lever[place, IN_FORCE])
        told.append({
            "lever": name,
            "in_force": in_force,
            "gain": gain_of_pulling(talk.scenario, asked.view, place),
            "text": (lever.ending or f"no longer {lever.text}") if in_force else lever.text,
        })  # fmt: skip
    return told


def _stances(talk: Talk, asked: Question) -> list[dict[str, Any]]:
    """List the agreements on which this seat has given its word, so that it can change it."""
    told = []
    for name in talk.setting.pacts:
        stands = talk.log.stance(asked.party, name, asked.round)
        if stands is not None:
            short = pact_name(talk.scenario, name)
            told.append({"agreement": name, "short": short, "stands": stands})
    return told


def worth_to(talk: Talk, party: str, terms: Any) -> float:
    """Put a number on a text that a seat is thinking of.

    Raises
    ------
    InputError
        If nothing is asked of this seat in which it could table a text, or the text is none.
    """
    from experiments.seats.asking import read, text_of
    from sim.errors import InputError

    asked = talk.open.get(party)
    if asked is None or asked.may is None:
        raise InputError("terms", "no text can be tabled now", "wait for your turn")
    do = "table" if asked.kind == DRAFT else "refuse"
    said = read({"do": do, "terms": terms}, asked, talk.setting)
    assert said.terms is not None
    return worth_of(talk.scenario, asked.view, text_of(said.terms))
