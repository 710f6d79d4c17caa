"""The look one step ahead: what things as they stand are worth, by the rules of the whole."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.places import DEAL, NO_DEAL, OVER_HEAD
from sim.rules.appraisal import appraise
from sim.rules.consent import needed
from sim.rules.deal import weighed, worths
from sim.rules.prospect import glance, prospect, stakes
from sim.rules.war import war_risk
from sim.scenario import Scenario
from sim.table import Array, Public, World
from tests.limits.worlds import Table, built, example, number, plain_taste, scenarios, tabled
from tests.oracles import logit as noisy
from tests.rules.quests import any_text

A, D, M, E = range(4)


def shaken(table: Table, seed: int) -> tuple[World, Array, float]:
    """Move the world, the tastes and one's optimism away from where they start."""
    dice, rng = random.Random(seed), np.random.default_rng(seed)
    world, count = table.world, table.public.space.parties
    world.position[0] = dice.randint(1, table.public.book.steps - 1)
    world.kept[:] += rng.uniform(0, 5, (count, count))
    world.broken[:] += rng.uniform(0, 5, (count, count))
    world.cohesion[:] *= rng.uniform(0.3, 1.0, count)
    world.flow[:] = rng.normal(0, 0.002, count)
    world.hardship[:] = rng.uniform(0, 1, count)
    world.aid[:] *= rng.uniform(0, 1.3, count)
    world.at[OVER_HEAD] = dice.choice([0, 0, 1])
    taste = np.exp(rng.normal(0, 0.3, (count, table.public.space.issues)))
    return world, taste, dice.uniform(-0.2, 0.2)


@settings(max_examples=200, deadline=None)
@given(scenarios(war=True), st.integers(0, 2**20), st.data())
def test_a_glance_is_the_whole_appraisal_of_one_text(
    scenario: Scenario, seed: int, data: st.DataObject
) -> None:
    """No deal and worth to each: to 1e-12."""
    table = tabled(scenario)
    world, taste, optimism = shaken(table, seed)
    text, count = data.draw(any_text(table.public)), table.public.space.parties
    whole, worth = appraise(table.public, world, optimism, taste), np.zeros(count)
    worths(table.public, whole, text, worth)
    everybody = table.public.space.ballot.everybody
    held = stakes(table.public, world, taste, text, everybody)
    seen = glance(table.public, world, optimism, held, text, everybody)
    assert seen[:, NO_DEAL] == pytest.approx(whole.no_deal, abs=1e-12)
    assert seen[:, DEAL] == pytest.approx(worth, abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(scenarios(war=True), st.integers(0, 2**20), st.data())
def test_a_prospect_is_the_gain_by_the_chance(
    scenario: Scenario, seed: int, data: st.DataObject
) -> None:
    """Answers by the oracle's logit, over the texts to come; less a wider war: to 1e-9."""
    foresight = data.draw(st.sampled_from([0.0, 1.0, 3.0, 8.0]))
    table = tabled(scenario)
    world, taste, optimism = shaken(table, seed)
    book = table.public.book._replace(precision=40.0, wider_war_hazard=0.01)
    agenda = table.public.agenda._replace(foresight=foresight)
    public = table.public._replace(book=book, agenda=agenda)
    world.text[:] = data.draw(any_text(public))
    whole, worth = appraise(public, world, optimism, taste), np.zeros(public.space.parties)
    worths(public, whole, world.text, worth)
    asked = needed(public.space.ballot, world.text)
    for seat in range(public.space.parties):
        chance = 1.0
        for party in (p for p in range(public.space.parties) if asked >> p & 1):
            spread = 0.0 if party == seat else public.who.spread[party]
            margin = 40.0 * (worth[party] - whole.blocked[party])
            chance *= noisy.mackay_approximation(margin, 40.0 * spread)
        passes = 1.0 - (1.0 - chance) ** (foresight / book.cadence)
        wider = 1.0 - (1.0 - war_risk(public, world)) ** foresight
        value = whole.no_deal[seat] + passes * (worth[seat] - whole.no_deal[seat])
        value = (1.0 - wider) * value + wider * book.wider_war_utility
        held = stakes(public, world, taste, world.text, asked | 1 << seat)
        found = prospect(public, world, optimism, held, asked, seat)
        assert found == pytest.approx((value, whole.no_deal[seat], passes), abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(scenarios(war=True), st.data(), st.floats(0.0, 2.0))
def test_better_terms_are_never_worse_for_a_party(
    scenario: Scenario, data: st.DataObject, more: float
) -> None:
    """Whatever the text and whoever the party: slack 1e-12 for rounding."""
    table = tabled(scenario)
    public, text = table.public, data.draw(any_text(table.public))
    party = data.draw(st.integers(0, public.space.parties - 1))
    issue = data.draw(st.integers(0, public.space.issues - 1))
    before, after = np.zeros((2, public.space.parties))
    worths(public, table.view, text, before)
    table.view.net[party, issue, text[issue]] += more
    worths(public, table.view, text, after)
    assert after[party] >= before[party] - 1e-12


def weights(public: Public, grief: dict[int, float]) -> Array:
    """Weight of war in the worth of a text, with so much grievance on each side."""
    war, terms = np.zeros(4), np.full(4, 0.5)
    for side, more in grief.items():
        war[side] = 0.5 + more
    short = [war[side] - terms[side] for side in (public.book.attacker, public.book.defender)]
    into = np.array(
        [
            weighed(
                public,
                -3.0,
                0.0,
                False,
                False,
                *short,
                party,
                terms[party] + public.who.legacy[party],
                war[party],
            )
            for party in range(4)
        ]
    )
    peace = terms + public.who.legacy
    return (peace - into) / (peace - war)


@given(st.floats(0.01, 0.5), st.floats(0.01, 0.5))
def test_who_fights_fears_the_other_and_the_rest_fear_both(of_a: float, of_d: float) -> None:
    """The weight of war: to 1e-9."""
    public = tabled(built(example())).public
    calm, by_a = weights(public, {}), weights(public, {A: of_a})
    by_d, both = weights(public, {D: of_d}), weights(public, {A: of_a, D: of_d})
    assert by_a[A] == pytest.approx(calm[A], abs=1e-9)
    assert by_d[D] == pytest.approx(calm[D], abs=1e-9)
    assert by_a[D] > calm[D]
    assert by_d[A] > calm[A]
    for outsider in (M, E):
        assert min(by_a[outsider], by_d[outsider]) > calm[outsider]
        worse = max(by_a[outsider], by_d[outsider])
        assert both[outsider] == pytest.approx(worse, abs=1e-9)
    assert both[A] == pytest.approx(by_d[A], abs=1e-9)


def test_a_text_over_a_head_is_the_riskier() -> None:
    """By the effect of exclusion, for whoever would lose by a war."""
    table = tabled(built(example()))
    text, taste = np.array([1, 0, 1]), plain_taste(table.public)
    worth = np.zeros((2, 4))
    for k in (0, 1):
        table.world.at[OVER_HEAD] = k * (D + 1)
        whole = appraise(table.public, table.world, 0.0, taste)
        assert whole.over_head == bool(k)
        worths(table.public, whole, text, worth[k])
    assert (worth[1] < worth[0]).tolist() == [False, True, True, True]  # A would gain by it


def test_an_ultimatum_is_felt_as_a_sure_punishment() -> None:
    """Who gets one has nothing but the mediator's worst without it; to 1e-12."""
    tree = example()
    tree["actors"]["M"]["threats"]["D"]["aid_change"] = number(-1.0, "change of level")
    table = tabled(built(tree))
    taste = plain_taste(table.public)
    calm = appraise(table.public, table.world, 0.0, taste)
    table.world.at[OVER_HEAD] = D + 1
    hard = appraise(table.public, table.world, 0.0, taste)
    sure = (calm.blocked[D] - calm.no_deal[D]) / (0.2 * 0.5) + calm.no_deal[D]
    assert hard.blocked[D] == pytest.approx(sure, abs=1e-12)
    assert hard.blocked[D] < calm.blocked[D] < calm.no_deal[D]
    assert hard.blocked[A] == pytest.approx(calm.blocked[A], abs=1e-12)
