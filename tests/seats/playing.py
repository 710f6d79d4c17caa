"""Helps the tests play a talk: decisions by rule, for as long as it lasts."""

import random
from collections.abc import Callable
from functools import cache
from typing import Any

from experiments.seats import Talk
from experiments.seats.advice import terms_of
from experiments.seats.asking import ANSWER, DOINGS, DRAFT, JOIN, LEVERS, PART, Question
from experiments.seats.picture import picture
from sim import load_scenario
from sim.scenario import Scenario

Decide = Callable[[Talk, Question], dict[str, Any]]


@cache
def ukraine() -> Scenario:
    return load_scenario("ukraine")


def to_the_agent(talk: Talk, asked: Question) -> dict[str, Any]:
    return {"do": "agent"}


def at_random(seed: int) -> Decide:
    """Decide anything that may be decided, by chance; never walks out."""
    luck = random.Random(seed)

    def decide(talk: Talk, asked: Question) -> dict[str, Any]:
        if luck.random() < 0.1:
            return {"do": "agent"}
        do = luck.choice(DOINGS[asked.kind])
        given: dict[str, Any] = {"do": do}
        if asked.kind == LEVERS:
            names = [talk.setting.levers[lever] for lever in asked.levers]
            given |= {"levers": luck.sample(names, luck.randint(0, len(names)))}
            given |= {"rest": luck.random() < 0.4}
            given |= {"stances": {name: luck.random() < 0.5 for name in talk.setting.pacts[:4]}}
        if do == "table" or (do == "refuse" and asked.may_counter and luck.random() < 0.5):
            text = [luck.choice(row.nonzero()[0].tolist()) for row in asked.may]
            given["terms"] = terms_of(talk.setting, text)
        if asked.kind == PART and do == "leave":
            given["policy"] = luck.choice(talk.setting.policies)
        return given

    return decide


def play(talk: Talk, decide: Decide, rounds: int = 999) -> list[tuple[str, dict[str, Any]]]:
    """Play to the end, and give every picture that a seat was shown."""
    shown = []
    while not talk.over and talk.round < rounds:
        for party in list(talk.open):
            if party in talk.open:
                shown.append((party, picture(talk, party)))
                talk.decide(party, talk.open[party].name, decide(talk, talk.open[party]))
    shown += [(party, picture(talk, party)) for party in talk.people]
    return shown


KINDS = (ANSWER, DRAFT, LEVERS, JOIN, PART)
