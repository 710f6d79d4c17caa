"""Branch and bound finds the score that plain enumeration finds: within 1e-9."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim.reckoning import Appraisal
from sim.rules.deal import worths
from sim.rules.exact import best_text
from sim.rules.ledger import counting, new_search
from sim.rules.reach import highest
from sim.scenario import Scenario
from sim.table import Array, Public
from tests.limits.worlds import built, example, number, plain, scenarios
from tests.limits.worlds import tabled as laid_out
from tests.rules.quests import (
    all_texts,
    any_text,
    best_score,
    own_gain,
    quests,
    same,
    scored,
    settle_first,
)

MANY = settings(max_examples=400, deadline=None)


def agrees_with_enumeration(scenario: Scenario, data: st.DataObject) -> None:
    table = laid_out(scenario)
    public, view = table.public, table.view
    quest = data.draw(quests(table))
    start = data.draw(any_text(public))
    before = start.copy()
    found = np.full(public.space.issues, -7)
    value = best_text(public, view, quest, start, found)
    wanted = best_score(public, view, quest, all_texts(public, quest.offered))
    assert same(value, wanted), (value, wanted)
    assert (start == before).all()
    if value == -math.inf:
        assert (found == start).all()
    else:
        assert quest.offered[np.arange(len(found)), found].all()
        assert same(scored(public, view, quest, found), wanted)


@MANY
@given(scenarios(war=False), st.data())
def test_equals_enumeration_without_war(scenario: Scenario, data: st.DataObject) -> None:
    agrees_with_enumeration(scenario, data)


@MANY
@given(scenarios(war=True), st.data())
def test_equals_enumeration_in_war(scenario: Scenario, data: st.DataObject) -> None:
    agrees_with_enumeration(scenario, data)


@MANY
@given(scenarios(parties=(3, 4), issues=(3, 4), war=True), st.data())
def test_equals_enumeration_on_larger_spaces(scenario: Scenario, data: st.DataObject) -> None:
    agrees_with_enumeration(scenario, data)


@pytest.mark.parametrize("bonus", [-1.5, -0.5, 0.5])
@pytest.mark.parametrize("start", [0, 5])
def test_left_open_may_calm_as_well_as_endanger(bonus: float, start: int) -> None:
    """The bound must hold for any sign of the effect that the format admits."""
    tree = example()
    tree["durability"]["left_open"] = number(bonus, "log-hazard")
    tree["durability"]["hazard"] = number(0.3, "prob.")
    table = laid_out(built(tree))
    public, view = table.public, table.view
    texts = all_texts(public)
    for lead in range(public.space.parties):
        quest = own_gain(public, lead, -2.0, slope=30.0)
        found = texts[start].copy()
        value = best_text(public, view, quest, texts[start], found)
        assert same(value, best_score(public, view, quest, texts))


def bounds(public: Public, view: Appraisal, text: Array, depth: int, changes: int) -> Array:
    """Settle the first issues of a text, and bound what is left open, party by party."""
    search = new_search(public, view, own_gain(public, 0, 0.0), text, changes)
    settle_first(public, search, text, depth)
    return np.array([highest(public, view, search, depth, k, False) for k in range(search.size)])


@settings(max_examples=150, deadline=None)
@given(scenarios(war=True), st.data())
def test_bound_is_no_less_than_any_completion(scenario: Scenario, data: st.DataObject) -> None:
    """Slack: 1e-9 for rounding."""
    table = laid_out(scenario)
    public, view = table.public, table.view
    space = public.space
    depth = data.draw(st.integers(max(1, space.coupled), space.issues))
    texts = all_texts(public)
    text = data.draw(st.sampled_from(texts))
    settled = space.order[:depth]
    changes = data.draw(st.integers(0, space.issues))
    into = bounds(public, view, text, depth, changes)
    worth = np.zeros(space.parties)
    seats = counting(public, own_gain(public, 0, 0.0))
    for other in texts:
        if (other[settled] == text[settled]).all() and (other != text).sum() <= changes:
            worths(public, view, other, worth)
            assert (worth[seats] <= into + 1e-9).all()


def test_bound_at_full_depth_is_the_worth_without_war() -> None:
    """Nothing is open and nothing can collapse: to 1e-12."""
    rows = [{"X": [0.0, 0.4], "Y": [0.1, 0.7]}, {"X": [0.3, 0.0], "Y": [0.2, 0.0]}]
    table = laid_out(built(plain(rows, [0.0, 0.0])))
    public, view = table.public, table.view
    worth = np.zeros(2)
    for text in all_texts(public):
        into = bounds(public, view, text, 2, 2)
        worths(public, view, text, worth)
        assert into == pytest.approx(worth, abs=1e-12)


def test_a_start_that_may_not_be_tabled_is_not_kept() -> None:
    rows = [{"X": [0.0, 5.0], "Y": [0.0, 1.0]}, {"X": [0.0, 0.0], "Y": [0.0, 0.0]}]
    tree = plain(rows, [-1.0, -1.0])
    tree["issues"]["X"]["demand"] = number(0, "demand")
    table = laid_out(built(tree))
    quest = own_gain(table.public, 0, -1.0)
    found = np.zeros(2, dtype=np.int64)
    value = best_text(table.public, table.view, quest, np.array([1, 1]), found)
    assert found.tolist() == [0, 1]
    assert value == pytest.approx(math.log(2.0), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(scenarios(), st.data())
def test_a_worse_start_changes_nothing(scenario: Scenario, data: st.DataObject) -> None:
    table = laid_out(scenario)
    public, quest = table.public, data.draw(quests(table))
    texts = all_texts(public, quest.offered)
    assume(len(texts) > 1)
    scores = {
        best_text(public, table.view, quest, start, start.copy()) for start in (texts[0], texts[-1])
    }
    assert same(min(scores), max(scores))
