"""What a party objects to most, and what it would give for having that met."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules.objection import complaint, concession, main_objection
from sim.scenario import Scenario
from sim.table import Array
from tests.limits.worlds import Table, built, number, plain, scenarios, tabled
from tests.rules.quests import any_text

EVERYBODY = 0b11


def nets(table: Table) -> Array:
    return table.view.net


def losses(table: Table, party: int, asked: int, text: Array, i: int, o: int) -> float:
    """Most that another whose yes is needed loses if one issue is settled otherwise."""
    others = [p for p in range(table.public.space.parties) if p != party and asked >> p & 1]
    return max([0.0, *(float(nets(table)[p, i, text[i]] - nets(table)[p, i, o]) for p in others)])


def by_hand(table: Table, party: int, asked: int, text: Array) -> list[float]:
    """Best of gain x gain / (gain + what the others lose), issue by issue."""
    space, net = table.public.space, nets(table)[party]
    strength = []
    for i in range(space.issues):
        best = 0.0
        for o in range(space.options[i]):
            gain = float(net[i, o] - net[i, text[i]])
            if space.offered[i, o] and gain > 1e-9:
                share = gain / (gain + losses(table, party, asked, text, i, o))
                best = max(best, gain * share)
        strength.append(best)
    return strength


@settings(max_examples=150, deadline=None)
@given(scenarios(), st.data())
def test_the_strongest_complaint(scenario: Scenario, data: st.DataObject) -> None:
    """Prices at home included, options off the table left out: to 1e-12."""
    table = tabled(scenario)
    public, offered = table.public, table.public.space.offered
    text = data.draw(any_text(public))
    asked = data.draw(st.integers(0, public.space.ballot.everybody))
    for party in range(public.space.parties):
        wanted = by_hand(table, party, asked, text)
        for i, strength in enumerate(wanted):
            found = complaint(public, table.view, offered, party, asked, text, i)
            assert found == pytest.approx(strength, abs=1e-12)
        issue, loss = main_objection(public, table.view, offered, party, asked, text)
        if max(wanted) <= 1e-9:
            assert (issue, loss) == (-1, 0.0)
        else:
            assert loss == pytest.approx(max(wanted), abs=1e-12)
            assert wanted[issue] == pytest.approx(max(wanted), abs=1e-12)


def test_nobody_objects_to_what_is_off_the_table() -> None:
    rows = [{"X": [0.0, 9.0], "Y": [0.0, 1.0]}, {"X": [0.0, 0.0], "Y": [0.0, 0.0]}]
    tree = plain(rows, [0.0, 0.0])
    tree["issues"]["X"]["demand"] = number(0, "demand")
    public, _, view = tabled(built(tree))
    text, offered = np.array([0, 0]), public.space.offered
    assert main_objection(public, view, offered, 0, EVERYBODY, text) == (1, 1.0)
    assert main_objection(public, view, offered, 1, EVERYBODY, text) == (-1, 0.0)


def test_nobody_asks_for_the_moon() -> None:
    """P0 gains 1.0 by X at a loss of 3.0 (strength .25) and 0.4 by Y at none (strength .4)."""
    rows = [{"X": [0.0, 1.0], "Y": [0.0, 0.4]}, {"X": [0.0, -3.0], "Y": [0.0, 0.0]}]
    public, _, view = tabled(built(plain(rows, [0.0, 0.0])))
    text, offered = np.array([0, 0]), public.space.offered
    found = main_objection(public, view, offered, 0, EVERYBODY, text)
    assert found == (1, pytest.approx(0.4, abs=1e-12))
    alone = main_objection(public, view, offered, 0, 0b01, text)
    assert alone == (0, pytest.approx(1.0, abs=1e-12))


@settings(max_examples=150, deadline=None)
@given(scenarios(), st.data())
def test_what_is_given_does_most_for_another(scenario: Scenario, data: st.DataObject) -> None:
    """The best change of another issue by what it brings less what it costs: to 1e-12."""
    table = tabled(scenario)
    public, space, net = table.public, table.public.space, nets(table)
    text = data.draw(any_text(public))
    asked = data.draw(st.integers(0, space.ballot.everybody))
    objection = data.draw(st.integers(-1, space.issues - 1))
    for party in range(space.parties):
        others = [p for p in range(space.parties) if p != party and asked >> p & 1]
        gains = {}
        for i in set(range(space.issues)) - {objection}:
            for o in set(range(space.options[i])) - {int(text[i])}:
                if space.offered[i, o] and others:
                    change = net[:, i, o] - net[:, i, text[i]]
                    gains[i, o] = max(change[others]) - max(0.0, -change[party])
        best = max(gains.values(), default=0.0)
        found = concession(public, table.view, space.offered, party, asked, text, objection)
        if best <= 1e-9:
            assert found == (-1, -1)
        else:
            assert gains[found] == pytest.approx(best, abs=1e-12)


def test_a_concession_is_no_part_of_the_objection() -> None:
    """P1 would give Y, worth .5 to P0 at a cost of .1; X is what it asks for itself."""
    rows = [{"X": [1.0, 0.0], "Y": [0.0, 0.5]}, {"X": [0.0, 1.0], "Y": [0.1, 0.0]}]
    public, _, view = tabled(built(plain(rows, [0.0, 0.0])))
    text, offered = np.array([0, 0]), public.space.offered
    issue, _ = main_objection(public, view, offered, 1, EVERYBODY, text)
    assert issue == 0
    assert concession(public, view, offered, 1, EVERYBODY, text, issue) == (1, 1)
    assert concession(public, view, offered, 1, EVERYBODY, text, 1) == (-1, -1)
