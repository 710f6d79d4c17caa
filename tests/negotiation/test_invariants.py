"""What holds in every negotiation, whatever its numbers: tried on small random ones."""

import json
import math
import re
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.strategies import logit
from sim import Negotiation, Record, Scenario
from sim.places import ANSWER
from sim.round import copied
from sim.rules.no_deal import SURE
from sim.setting import setting
from sim.table import World
from tests.negotiation.small_worlds import checked, number, small_tree, small_world, small_worlds

SEEDS = st.integers(0, 2**20)
EXACT = {"precision": math.inf}
OPEN_BOOK = {"spread": 0.0, "tastes": 0.0}


def runs(scenario: Scenario) -> list[Record]:
    return [Negotiation(scenario, rng=1, replicate=r, swift=True).run() for r in range(2)]


@settings(max_examples=40)
@given(small_worlds(**EXACT))
def test_nobody_signs_below_its_bar(scenario: Scenario) -> None:
    """The mediator may sign its own text below what it aspires to, but not below no deal."""
    for text in (t for record in runs(scenario) for t in record.texts if t.signed):
        for reply in (r for r in text.replies if r.asked):
            if reply.party == text.drafter:
                assert reply.worth > reply.no_deal
            else:
                assert reply.worth >= reply.bar - 1e-9


@settings(max_examples=40)
@given(small_worlds())
def test_a_reply_is_its_draw_against_the_logit(scenario: Scenario) -> None:
    model = Negotiation(scenario, rng=1)
    for round_ in (r for r in model.run().rounds if r.text is not None):
        for seat, reply in enumerate(round_.text.replies):
            draw = model.luck.uniform[round_.number, ANSWER, seat]
            assert reply.yes == (draw < reply.probability)
            if reply.reason == "red_line":
                assert reply.probability == 0.0
            elif reply.party == round_.text.drafter:
                assert reply.probability == 1.0
            else:
                odds = math.exp(-60.0 * (reply.worth - reply.bar))
                assert reply.probability == pytest.approx(1.0 / (1.0 + odds), rel=1e-9)


def zone(scenario: Scenario) -> list[float]:
    """What the mediator gains by each package that all whose yes it needs would sign.

    Counted by hand, for talks without war in which nobody aspires to more than no deal.
    """
    public = setting(scenario).public
    space, mediator, gains = public.space, public.book.mediator, []
    names = list(scenario.actors)
    for package in product(*(range(n) for n in space.options)):
        needed = {*scenario.consent.core} if scenario.consent.rule == "owners" else {*names}
        for choice, issue in zip(package, scenario.issues.values(), strict=True):
            needed |= {*list(issue.options.values())[choice].consent}
            needed |= {*issue.owners} if choice else set()
        surplus = {name: gain(scenario, name, package) for name in names}
        willing = all(surplus[n] >= -1e-12 for n in needed if n != names[mediator])
        if willing and surplus[names[mediator]] > 0.0:
            gains.append(surplus[names[mediator]])
    return gains


def gain(scenario: Scenario, name: str, package: tuple[int, ...]) -> float:
    """Surplus of a package over no deal; a hard red line counts as endless loss."""
    actor = scenario.actors[name]
    total = actor.legacy.value - actor.reservation.value
    spots = []
    for choice, (issue, about) in zip(package, scenario.issues.items(), strict=True):
        option = list(about.options)[choice]
        spots.append(f"{issue}.{option}")
        worth = face_value(scenario, name, issue, option)
        for promise in scenario.promises:
            if (promise.to, promise.issue, promise.option) == (name, issue, option):
                other = face_value(scenario, name, issue, promise.otherwise)
                kept = 0.3 + 0.7 * actor.trust[promise.by].value
                worth = other + kept * (worth - other)
        total += actor.weights[issue].value * worth
    for line in actor.red_lines.values():
        if {*line.on} & {*spots}:
            total -= math.inf if line.hard.value else line.penalty.value
    return total


def face_value(scenario: Scenario, name: str, issue: str, option: str) -> float:
    given_value: Any = scenario.actors[name].values[issue][option]
    if hasattr(given_value, "de_facto"):
        share = 1.0 - 1.04**-49
        return share * given_value.de_facto.value + (1.0 - share) * given_value.final.value
    return given_value.value


@settings(max_examples=60)
@given(SEEDS, st.integers(3, 4))
def test_exact_minds_agree_just_where_there_is_room(seed: int, parties: int) -> None:
    """No package at or above all bars, no deal; and the first text finds the one that there is."""
    tree = small_tree(seed, parties=parties, war=False, **EXACT, **OPEN_BOOK)
    for actor in tree["actors"].values():
        actor["aspiration"] = number(0.0, "share")
        actor["reservation"] = number(0.0, "utility")
    scenario = checked(tree)
    gains = zone(scenario)
    record = Negotiation(scenario, rng=1).run()
    assert (record.terms is not None) == bool(gains)
    if gains:
        assert record.end_round == 1
        mediator = record.texts[-1].replies[0]
        assert mediator.worth - mediator.no_deal == pytest.approx(max(gains), abs=1e-9)
    else:
        assert record.outcome == "protracted"


def test_there_are_talks_with_and_without_room() -> None:
    found = set()
    for seed in range(30):
        scenario = small_world(seed, war=False, **EXACT, **OPEN_BOOK)
        found.add(Negotiation(scenario, rng=1).run().terms is not None)
    assert found == {True, False}


@settings(max_examples=25)
@given(SEEDS, st.booleans())
def test_names_are_but_names(seed: int, war: bool) -> None:
    tree = small_tree(seed, war=war)
    called = json.loads(re.sub(r'"([PI])(\d)', r'"Other\1\2', json.dumps(tree)))
    one, other = (Negotiation(checked(t), rng=1).run() for t in (tree, called))
    assert list(one.utility.values()) == list(other.utility.values())
    assert (one.outcome, one.end_round, one.held) == (other.outcome, other.end_round, other.held)
    back = json.loads(re.sub(r"Other([PI]\d)", r"\1", other.to_json()))
    assert back["rounds"] == json.loads(one.to_json())["rounds"]
    assert (back["terms"], back["objection"]) == (one.terms, one.objection)


@settings(max_examples=25)
@given(SEEDS, st.booleans(), st.permutations(range(4)), st.permutations(range(3)))
def test_order_is_but_order(seed: int, war: bool, seats: list[int], places: list[int]) -> None:
    """Seating and agenda order change neither the best score nor anybody's view of a text."""
    tree = small_tree(seed, parties=4, war=war, **OPEN_BOOK)
    moved = tree | {
        "actors": {f"P{n}": tree["actors"][f"P{n}"] for n in seats},
        "issues": {f"I{n}": tree["issues"][f"I{n}"] for n in places},
    }
    models = [Negotiation(checked(t), rng=1) for t in (tree, moved)]
    views = [m.view(m.public.book.mediator) for m in models]
    scores = [logit.draft(view).score for view in views]
    assert scores[1] == pytest.approx(scores[0], rel=1e-9, abs=1e-9)
    packages = product(*(range(n) for n in models[0].public.space.options))
    for package in list(packages)[:: max(1, seed % 5)]:
        text = np.array(package)
        for seat in range(4):
            asked = ((models[0], seat, text), (models[1], seats.index(seat), text[places]))
            replies = [
                logit.answer(m.view(where), what, m.public.book.mediator, 0.5)
                for m, where, what in asked
            ]
            for field in ("probability", "worth", "bar", "no_deal", "odds", "loss"):
                mine, yours = (getattr(reply, field) for reply in replies)
                assert yours == pytest.approx(mine, rel=1e-9, abs=1e-9)


@settings(max_examples=30)
@given(small_worlds())
def test_states_stay_in_bounds(scenario: Scenario) -> None:
    model = Negotiation(scenario, rng=4)
    steps = model.public.book.steps
    stakes = np.ptp(model.public.space.value, axis=2)
    while model.running:
        model.step()
        world, mind = model.world, model.mind
        assert 0 <= world.position[0] <= steps
        assert np.all((world.cohesion >= 0.0) & (world.cohesion <= 1.0))
        assert np.all((world.credibility >= 0.0) & (world.credibility <= 1.0))
        assert np.all(world.kept > 0.0)
        assert np.all(world.broken > 0.0)
        assert np.all(world.punished >= 0)
        assert mind.picture.sum(axis=1) == pytest.approx(np.ones(len(mind.picture)))
        assert np.all(mind.guess > 0.0)
        assert np.all(stakes >= 0.0)
    for past in model.record().rounds:
        assert 0 <= past.position <= steps
        assert all(SURE <= chance <= 1.0 - SURE for chance in past.believed.values())


@settings(max_examples=25)
@given(small_worlds(war=False))
def test_where_nobody_fights_nothing_but_talks_happens(scenario: Scenario) -> None:
    """No lever, no side track, no fatigue; levels, costs and trust stay as they were."""
    model = Negotiation(scenario, rng=1)
    first = copied(model.world)
    record = model.run()
    assert not record.levers
    assert not record.agreements
    assert record.exit_policy is None
    assert all(not r.moves and not r.meetings and not r.events for r in record.rounds)
    assert {r.engagement for r in record.rounds} == {1.0}
    assert {t.kind for t in record.texts} <= {"main"}
    talks = {"text", "said", "texts", "cohesion", "mood", "blame", "at", "bids", "bidder"}
    for field in set(World._fields) - talks:
        assert np.array_equal(getattr(model.world, field), getattr(first, field)), field


@settings(max_examples=15)
@given(small_worlds(), SEEDS)
def test_same_seed_same_record(scenario: Scenario, seed: int) -> None:
    assert Negotiation(scenario, rng=seed).run() == Negotiation(scenario, rng=seed).run()
