"""The amending drafter: the best text at most two issues away, by plain enumeration."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules.amendment import amended_text
from sim.rules.exact import best_text
from sim.scenario import Scenario
from tests.limits.worlds import built, number, plain, scenarios, tabled
from tests.rules.quests import all_texts, any_text, best_score, own_gain, quests, same, scored


@settings(max_examples=300, deadline=None)
@given(scenarios(issues=(1, 4)), st.data())
def test_equals_enumeration_of_the_neighbours(scenario: Scenario, data: st.DataObject) -> None:
    """Scores within 1e-9."""
    table = tabled(scenario)
    public, view = table.public, table.view
    quest = data.draw(quests(table))
    start = data.draw(any_text(public))
    near = [text for text in all_texts(public, quest.offered) if (text != start).sum() <= 2]
    before, found = start.copy(), np.full(public.space.issues, -7)
    value = amended_text(public, view, quest, start, found)
    assert same(value, best_score(public, view, quest, near))
    assert (start == before).all()
    if value == -math.inf:
        assert (found == start).all()
    else:
        assert any((found == text).all() for text in near)
        assert same(scored(public, view, quest, found), value)
    if public.space.issues <= 2:
        assert same(value, best_text(public, view, quest, start, found.copy()))


def test_two_steps_reach_what_one_does_not() -> None:
    """Three coins to turn: an amendment turns two, the next one the third."""
    rows = [{k: [0.0, 1.0] for k in "XYZ"}, {k: [0.0, 0.0] for k in "XYZ"}]
    table = tabled(built(plain(rows, [-1.0, -1.0])))
    quest = own_gain(table.public, 0, -1.0)
    text, found = np.zeros(3, dtype=np.int64), np.zeros(3, dtype=np.int64)
    assert amended_text(table.public, table.view, quest, text, found) == pytest.approx(math.log(3))
    assert found.sum() == 2
    text[:] = found
    assert amended_text(table.public, table.view, quest, text, found) == pytest.approx(math.log(4))
    assert found.sum() == 3


def test_three_wrong_issues_are_too_many_to_mend() -> None:
    """Every text must carry each last option, and the start carries none."""
    rows = [{k: [0.0, 1.0] for k in "XYZ"}, {k: [0.0, 0.0] for k in "XYZ"}]
    tree = plain(rows, [-1.0, -1.0])
    for issue in tree["issues"].values():
        issue["demand"] = number(2, "demand")
    table = tabled(built(tree))
    quest = own_gain(table.public, 0, -1.0)
    start, found = np.zeros(3, dtype=np.int64), np.ones(3, dtype=np.int64)
    assert amended_text(table.public, table.view, quest, start, found) == -math.inf
    assert (found == start).all()
