"""What a seat is shown holds nothing of another party's mind."""

import json
import re
from typing import Any

import numpy as np
import pytest

from experiments.seats import Talk
from experiments.seats.advice import would_do
from experiments.seats.hints import hint
from experiments.seats.picture import picture
from experiments.words import points
from tests.seats.playing import at_random, play, ukraine

SEATS = ("UA", "US", "CN")


def private_numbers(talk: Talk, me: str) -> set[str]:
    """Write every other party's private numbers as they are usually rounded, if telling enough.

    A number of one or two digits says nothing by itself, as it turns up by chance; so rounded are
    points to one and two decimals, and raw numbers to three and more.
    """
    model, found = talk.model, set()
    for seat, party in enumerate(talk.setting.actors):
        if party == me:
            continue
        raw = [model.mind.resolve[seat], *model.mind.taste[seat], model.private.optimism[seat]]
        for entry in model.rounds:
            raw += [entry.believed[party], entry.no_deal[party]]
            for text in (entry.text, *entry.offers):
                for r in text.replies if text is not None else ():
                    if r.party == party:
                        raw += [r.worth, r.bar, r.blocked, r.no_deal, r.loss, r.probability]
        for value in map(float, raw):
            if value in (0.0, 1.0, 0.5):
                continue
            found |= {f"{value:.{n}f}" for n in (3, 4, 5, 6)} | {repr(value)}
            found |= {f"{points(talk.scenario, value):.{n}f}" for n in (1, 2, 3)}
    return found


NUMBER = re.compile(r"-?\d+\.\d+")


@pytest.mark.parametrize("me", SEATS)
def test_no_private_number_of_another_seat_is_shown(me: str) -> None:
    """One decimal may meet by chance, so those are allowed that the seat's own sums come to."""
    talk = Talk(ukraine(), (me,), seed=7)
    shown = play(talk, at_random(3))
    told = {n for _, seen in shown for n in NUMBER.findall(json.dumps(seen))}
    assert told
    telling = {n for n in private_numbers(talk, me) if len(n.partition(".")[2]) >= 2}
    assert not told & telling


NUMBERS_SHOWN = {
    "round", "rounds", "walk_away", "trend", "stake", "worth", "cost", "bars", "number", "points",
    "gain",
}  # fmt: skip


def keys_of_numbers(seen: Any, key: str = "") -> set[str]:
    if isinstance(seen, dict):
        return set().union(*(keys_of_numbers(v, k) for k, v in seen.items()), set())
    if isinstance(seen, list):
        return set().union(*(keys_of_numbers(v, key) for v in seen), set())
    number = isinstance(seen, int | float) and not isinstance(seen, bool)
    return {key} if number else set()


def test_only_numbers_that_are_known_are_shown() -> None:
    """Every number has a name on this list; a new one must be thought about first."""
    talk = Talk(ukraine(), SEATS, seed=7)
    shown = play(talk, at_random(3))
    assert set().union(*(keys_of_numbers(seen) for _, seen in shown)) <= NUMBERS_SHOWN


@pytest.mark.parametrize("me", SEATS)
def test_a_picture_stays_the_same_whatever_others_think(me: str) -> None:
    """Put nonsense in the place of all that others keep to themselves: not a byte changes."""
    talk = _going_on(me)
    before = _all_shown(talk, me)
    seat = talk.setting.actors.index(me)
    others = [other for other in range(5) if other != seat]
    for part in (talk.model.mind.resolve, talk.model.mind.taste, talk.model.private.optimism):
        part[others] = 0.123456
    hidden = {"worth": 9.9, "bar": 9.9, "blocked": 9.9, "no_deal": 9.9, "loss": 9.9,
              "probability": 0.99, "reason": "red_line"}  # fmt: skip
    for place, entry in enumerate(talk.model.rounds):
        talk.model.rounds[place] = _garbled(entry, me, hidden)
    assert _all_shown(talk, me) == before


def _going_on(me: str) -> Talk:
    """Play to the middle of a talk that lasts so long."""
    for seed in range(7, 20):
        talk = Talk(ukraine(), (me,), seed=seed)
        play(talk, at_random(3), rounds=18)
        if me in talk.open:
            return talk
    raise AssertionError("no talk lasts")


def _all_shown(talk: Talk, me: str) -> str:
    asked = talk.open[me]
    told = [picture(talk, me), would_do(talk.scenario, talk.setting, asked), hint(talk, me)]
    return json.dumps(told)


def _garbled(entry: Any, me: str, hidden: dict[str, Any]) -> Any:
    import dataclasses

    text = entry.text
    if text is not None:
        replies = tuple(
            r if r.party == me else dataclasses.replace(r, **hidden) for r in text.replies
        )
        text = dataclasses.replace(text, replies=replies)
    moves = tuple(
        m if m.party == me else dataclasses.replace(m, gain=9.9, no_deal=9.9, passes=0.9)
        for m in entry.moves
    )
    garbled = {p: (v if p == me else 9.9) for p, v in entry.no_deal.items()}
    return dataclasses.replace(
        entry, text=text, moves=moves, no_deal=garbled, believed=dict.fromkeys(garbled, 0.9),
        odds=0.9,
    )  # fmt: skip


def test_the_search_would_find_a_number_that_leaks() -> None:
    talk = Talk(ukraine(), ("UA",), seed=7)
    play(talk, at_random(3), rounds=20)
    leak = float(np.max(np.abs(talk.model.mind.taste[0])))
    assert f"{leak:.4f}" in private_numbers(talk, "UA")
