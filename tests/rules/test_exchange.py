"""The bound on two parties at once: never below what a text that both accept is worth."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim.places import RATE
from sim.reckoning import Quest, Search
from sim.rules.deal import worths
from sim.rules.exchange import find_rate, joint_bound, settled_at
from sim.rules.ledger import new_search
from sim.rules.reach import highest, unprovoked
from sim.scenario import Scenario
from sim.table import Array, Public
from tests.limits.worlds import Table, built, example, number, scenarios, tabled
from tests.rules.quests import all_texts, settle_first

SIDES = st.sampled_from([0, 1])


def sought(table: Table, lead: int, less: float) -> Quest:
    """Seek a belligerent's own gain where all others accept what is not far below no deal."""
    count, view = table.public.space.parties, table.view
    bar, slope = view.blocked - less, np.full(count, math.inf)
    return Quest(lead, 0, bar, slope, view.no_deal, view.no_deal, table.public.space.offered)


def settled(table: Table, quest: Quest, text: Array, depth: int) -> Search:
    """Settle the first issues of a text on the paper, with every weight that is known by then."""
    public, view = table.public, table.view
    search = new_search(public, view, quest, text, public.space.issues)
    settle_first(public, search, text, depth)
    for place in range(search.size):
        highest(public, view, search, depth, place, False)
    return search


def side(public: Public, first: int) -> int:
    return public.book.attacker if first == 0 else public.book.defender


@settings(max_examples=300, deadline=None)
@given(
    scenarios(war=True), SIDES, st.sampled_from([0.0, 0.05, 0.3]), st.floats(0.0, 8.0), st.data()
)
def test_no_text_that_both_accept_beats_the_bound(
    scenario: Scenario, first: int, less: float, rate: float, data: st.DataObject
) -> None:
    """At any rate, for every completion worth more than is looked for. Slack: 1e-9."""
    table = tabled(scenario)
    public, view, space = table.public, table.view, table.public.space
    quest = sought(table, side(public, first), less)
    depth = data.draw(st.integers(max(1, space.coupled), space.issues))
    texts = all_texts(public)
    text = data.draw(st.sampled_from(texts))
    search = settled(table, quest, text, depth)
    search.swap[RATE] = rate
    assume(unprovoked(public, view, quest, search, depth))
    bound = joint_bound(public, quest, search, depth) + quest.floor[quest.lead]
    other = search.seats[1]
    worth, fixed = np.zeros(space.parties), space.order[:depth]
    for whole in texts:
        worths(public, view, whole, worth)
        wanted = worth[quest.lead] - quest.floor[quest.lead] > 1e-9
        if (whole[fixed] == text[fixed]).all() and wanted and worth[other] >= quest.bar[other]:
            assert worth[quest.lead] <= bound + 1e-9
            assert worth[other] <= highest(public, view, search, depth, 1, True) + 1e-9


@settings(max_examples=100, deadline=None)
@given(scenarios(war=True), SIDES, st.data())
def test_the_bound_is_tightest_at_the_rate(
    scenario: Scenario, first: int, data: st.DataObject
) -> None:
    """Or there is none: enough without, or out of reach."""
    table = tabled(scenario)
    public, space = table.public, table.public.space
    other = side(public, 1 - first)
    assume(space.coupled > 0 and space.ballot.core >> other & 1)
    quest = sought(table, side(public, first), 0.0)
    text = data.draw(st.sampled_from(all_texts(public)))
    search = settled(table, quest, text, space.coupled)
    find_rate(public, quest, search, space.coupled)
    rate, weight, at = search.swap[RATE], search.least_weight[1], space.coupled * search.size + 1
    got = (1 - weight) * search.net[at] + weight * (search.war[1] - search.paid[at])
    short = quest.bar[other] - got

    def enough(rate: float) -> bool:
        return bool(settled_at(public, search, space.coupled, rate)[1] >= short - 1e-9)

    def bound(rate: float) -> float:
        settled_at(public, search, space.coupled, rate)
        return float(search.joint[space.coupled] - rate * short)

    if rate > 0.0:
        assert enough(64.0)
        assert not enough(0.0)
        tightest = bound(rate)
        for other_rate in (0.0, *np.geomspace(0.01, 64.0, 40), 0.99 * rate, 1.01 * rate):
            assert tightest <= bound(other_rate) + 1e-9
    else:
        assert enough(1e-9) or not enough(64.0)  # the least rate breaks ties


def test_who_does_not_fight_and_who_may_refuse_by_chance_have_no_rate() -> None:
    table = tabled(built(example()))
    public, text = table.public, np.array([0, 0, 0])
    for lead, slope in ((2, math.inf), (0, 60.0)):
        quest = sought(table, lead, 0.0)
        quest.slope[:] = slope
        search = settled(table, quest, text, public.space.coupled)
        find_rate(public, quest, search, public.space.coupled)
        assert search.swap[RATE] == 0.0


@pytest.mark.parametrize("legacy", [0.0, 0.3])
def test_who_gains_from_a_peace_by_its_legacy_may_still_have_a_grievance(legacy: float) -> None:
    tree = example()
    tree["actors"]["A"]["legacy"] = number(legacy, "utility")
    table = tabled(built(tree))
    public = table.public
    quest = sought(table, public.book.attacker, 0.0)
    search = settled(table, quest, np.array([0, 0, 0]), public.space.issues)
    search.least[0] = 10.0
    assert unprovoked(public, table.view, quest, search, public.space.issues) == (legacy == 0.0)
