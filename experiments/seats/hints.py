"""A hint for a seat: a trade that costs it little where the others object, by its own numbers."""

from collections import Counter
from typing import Any

from experiments.seats.advice import worth_of
from experiments.seats.asking import DRAFT, Question
from experiments.seats.talk import Talk
from experiments.words import option_words, sentence


def hint(talk: Talk, party: str) -> str:
    """Say what to look at, from the seat's own numbers and the others' public moves.

    A log-rolling hint: among the issues that others objected to, the change of the text on the
    table that costs this seat least; and the change that would bring it most.
    """
    asked = talk.open.get(party)
    if asked is None:
        return "Wait for your turn; read what the others object to meanwhile."
    if asked.may is None:
        return _without_text(talk, asked)
    changes = _changes(talk, asked)
    objected = _objected(talk, party)
    words = []
    cheap = [c for c in changes if c[1] in objected and c[0] < 0]
    if cheap:
        loss, issue, option = max(cheap)
        who = sentence(talk.scenario.actors[objected[issue]].short)
        words.append(
            f"{who} objects to {talk.scenario.issues[issue].name}: giving way there "
            f"({option_words(talk.scenario, issue, option)}) would cost you {-loss:.0f} points"
        )
    gains = [c for c in changes if c[0] > 0]
    if gains:
        gain, issue, option = max(gains)
        told = option_words(talk.scenario, issue, option)
        words.append(f"what would bring you most is {told} (+{gain:.0f})")
    return sentence("; ".join(words)) + "." if words else "No single change does much for you."


def _without_text(talk: Talk, asked: Question) -> str:
    if asked.kind == DRAFT:
        return "Table what you would sign yourself, and what the others have not refused yet."
    return (
        "Ask what your walk-away value would be afterwards: a lever is worth what it changes there."
    )


def _objected(talk: Talk, me: str) -> dict[str, str]:
    """Find, for each issue, the other party that objected to it most often. Public moves alone."""
    count: Counter[tuple[str, str]] = Counter()
    for entry in talk.model.rounds:
        for text in (entry.text, *entry.offers):
            for reply in text.replies if text is not None else ():
                if reply.asked and not reply.yes and reply.party != me and reply.objection:
                    count[reply.objection, reply.party] += 1
    found: dict[str, str] = {}
    for (issue, party), _ in count.most_common():
        found.setdefault(issue, party)
    return found


def _changes(talk: Talk, asked: Question) -> list[tuple[float, str, str]]:
    """Give what each change of one issue would bring this seat, in points."""
    assert asked.may is not None
    text = asked.text if asked.text is not None else asked.view.world.text
    now = worth_of(talk.scenario, asked.view, text)
    found: list[Any] = []
    for place, issue in enumerate(talk.setting.issues):
        for option, name in enumerate(talk.setting.options[place]):
            if option != text[place] and asked.may[place, option]:
                other = text.copy()
                other[place] = option
                worth = worth_of(talk.scenario, asked.view, other)
                found.append((worth - now, issue, name))
    return found
