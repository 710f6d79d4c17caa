"""What a party objects to most."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules.objection import issue_loss, main_objection
from sim.scenario import Scenario
from tests.limits.worlds import built, number, plain, scenarios, tabled
from tests.rules.quests import all_texts


@settings(max_examples=150, deadline=None)
@given(scenarios(), st.data())
def test_the_dearest_issue(scenario: Scenario, data: st.DataObject) -> None:
    """Against the best option that may be tabled, prices at home included: to 1e-12."""
    table = tabled(scenario)
    public, space, view = table.public, table.public.space, table.view
    text = data.draw(st.sampled_from(all_texts(public)))
    for party in range(space.parties):
        net = view.term[party] - view.price[party]
        losses = [
            max(net[i, o] for o in range(space.options[i]) if space.offered[i, o]) - net[i, text[i]]
            for i in range(space.issues)
        ]
        issue, loss = main_objection(public, view, party, text)
        for i, wanted in enumerate(losses):
            found = issue_loss(public, view, party, i, text[i])
            assert found == pytest.approx(wanted, abs=1e-12)
        if max(losses) <= 1e-9:
            assert (issue, loss) == (-1, 0.0)
        else:
            assert loss == pytest.approx(max(losses), abs=1e-12)
            assert losses[issue] == pytest.approx(max(losses), abs=1e-12)


def test_nobody_objects_to_what_is_off_the_table() -> None:
    rows = [{"X": [0.0, 9.0], "Y": [0.0, 1.0]}, {"X": [0.0, 0.0], "Y": [0.0, 0.0]}]
    tree = plain(rows, [0.0, 0.0])
    tree["issues"]["X"]["demand"] = number(0, "demand")
    table = tabled(built(tree))
    assert main_objection(table.public, table.view, 0, np.array([0, 0])) == (1, 1.0)
    assert main_objection(table.public, table.view, 1, np.array([0, 0])) == (-1, 0.0)
