"""What a text is worth (E13, E14) against the oracle of reliability."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules import deal
from sim.rules.survey import survey
from sim.scenario import Scenario
from tests.limits.worlds import built, example, number, scenarios, tabled
from tests.oracles import reliability
from tests.rules.quests import all_texts


@given(st.floats(0.001, 0.6), st.floats(-4, 4))
def test_hazard_is_complementary_log_log(base: float, effect: float) -> None:
    """To 1e-12."""
    wanted = reliability.cloglog_hazard(base, effect)
    found = deal.hazard(reliability.cloglog(base) + effect)
    assert found == pytest.approx(wanted, abs=1e-12)


def test_hazard_keeps_small_risks() -> None:
    """1 - exp(-x) is x for small x: relative 1e-12."""
    assert deal.hazard(-30.0) == pytest.approx(math.exp(-30.0), rel=1e-12)


def test_a_hopeless_text_collapses_at_once() -> None:
    """A grievance of 100 points at an effect of 8 is a log hazard of 800: probability 1."""
    assert deal.hazard(800.0) == 1.0


@settings(max_examples=100)
@given(st.floats(0.0, 0.999), st.floats(0.0, 1.0))
def test_weight_of_collapse_is_the_series(delta: float, h: float) -> None:
    """To 1e-9: the oracle adds up until the tail is below 1e-15."""
    found = deal.collapse_weight(delta, h)
    assert found == pytest.approx(reliability.psi(delta, h), abs=1e-12)
    if delta * (1 - h) < 0.99:
        assert found == pytest.approx(reliability.psi_by_series(delta, h), abs=1e-9)


def example_table(**durability: float):  # type: ignore[no-untyped-def]
    tree = example()
    for key, value in durability.items():
        tree["durability"][key] = number(value, "log-hazard")
    return tabled(built(tree))


def test_places_in_the_shift_table() -> None:
    """Every text finds the sum of its options' shifts: to 1e-12."""
    public = example_table().public
    for text in all_texts(public):
        wanted = 0.5 * text[1] - 0.3 * text[2]
        found = public.space.shift[deal.shift_index(public.space.stride, text)]
        assert found == pytest.approx(wanted, abs=1e-12)


def test_guarantees_add_up_to_one_at_most() -> None:
    tree = example()
    tree["issues"]["ARMS"]["options"]["a"]["guarantee"] = number(0.6, "share")
    public = tabled(built(tree)).public
    assert deal.guarantee_strength(public.space.guarantee, np.array([0, 1, 0])) == 0.0
    assert deal.guarantee_strength(public.space.guarantee, np.array([0, 1, 1])) == 0.8
    assert deal.guarantee_strength(public.space.guarantee, np.array([0, 0, 1])) == 1.0


def test_open_questions_count_only_together() -> None:
    tree = example()
    tree["issues"]["PACT"]["options"]["a"]["leaves_open"] = True
    public = tabled(built(tree)).public
    found = {
        tuple(t): deal.leaves_all_open(public.space.left_open, public.space.core_questions, t)
        for t in all_texts(public)
    }
    assert {t for t, is_open in found.items() if is_open} == {(0, 0, 0), (0, 1, 0)}
    for option in tree["issues"]["LAND"]["options"].values():
        option["leaves_open"] = False
    tree["issues"]["PACT"]["options"]["a"]["leaves_open"] = False
    public = tabled(built(tree)).public
    assert not any(
        deal.leaves_all_open(public.space.left_open, public.space.core_questions, text)
        for text in all_texts(public)
    )


def test_effects_on_the_hazard_add_up() -> None:
    """To 1e-12; open questions and passing over a head each on and off."""
    public = example_table().public
    for all_open in (False, True):
        for over_head in (False, True):
            wanted = -3.0 - 1.0 * 0.8 + 4.0 * 0.1 + 0.4 * all_open + 0.5 * over_head
            found = deal.text_hazard(public.book.peril, -3.0, 0.8, 0.1, all_open, over_head)
            assert found == pytest.approx(wanted, abs=1e-12)


def terms(view):  # type: ignore[no-untyped-def]
    """What each option is worth before its price at home. [P, I, O]."""
    return view.net + view.price


def anger(table, party: int, text) -> float:  # type: ignore[no-untyped-def]
    """How much better a belligerent other than the party would do by war (E13)."""
    public, view = table.public, table.view
    short = [
        deal.war_after(public, view, deal.shift_index(public.space.stride, text), side)
        - sum(terms(view)[side, i, o] for i, o in enumerate(text))
        for side in {public.book.attacker, public.book.defender} - {party}
    ]
    return max(0.0, *short)


def test_net_values_and_prices_are_sums() -> None:
    """To 1e-12: D pays half its price for the deferred land and all of it for ceding it."""
    table = example_table()
    view, public = table.view, table.public
    for text in all_texts(public):
        wanted = sum(view.net[1, i, o] for i, o in enumerate(text))
        assert deal.summed(view.net, 1, text) == pytest.approx(wanted, abs=1e-12)
        price = (0.0, 0.15, 0.3)[text[0]]
        assert deal.summed(view.price, 1, text) == pytest.approx(price, abs=1e-12)


def oracle_worth(table, party: int, text) -> float:  # type: ignore[no-untyped-def]
    """E14 by the oracle: peace flow first, collapse at the end of a round."""
    public, view = table.public, table.view
    book, space = public.book, public.space
    u = sum(terms(view)[party, i, o] for i, o in enumerate(text)) + public.who.legacy[party]
    price = sum(view.price[party, i, o] for i, o in enumerate(text))
    if not book.at_war:
        return float(u - price)
    index = deal.shift_index(public.space.stride, text)
    strong = min(1.0, sum(space.guarantee[i, o] for i, o in enumerate(text)))
    marked = [i for i in range(space.issues) if space.left_open[i].any()]
    all_open = bool(marked) and all(space.left_open[i, text[i]] for i in marked)
    effects = (
        view.calm[party] - book.peril.base - book.peril.guarantee * strong
        + book.peril.dissatisfaction * anger(table, party, text) + book.peril.left_open * all_open
    )  # fmt: skip
    h = reliability.cloglog_hazard(-math.expm1(-math.exp(book.peril.base)), effects)
    war = deal.war_after(public, view, index, party)
    return reliability.deal_value(public.who.discount[party], h, u, war) - float(price)


@settings(max_examples=150, deadline=None)
@given(scenarios(), st.data())
def test_worth_by_the_oracle(scenario: Scenario, data: st.DataObject) -> None:
    """To 1e-9, with and without war."""
    table = tabled(scenario)
    public = table.public
    texts = np.array(all_texts(public))
    worth = np.zeros((len(texts), public.space.parties))
    survey(public, table.view, texts, worth)
    row = data.draw(st.integers(0, len(texts) - 1))
    for party in range(public.space.parties):
        wanted = oracle_worth(table, party, texts[row])
        assert worth[row, party] == pytest.approx(wanted, abs=1e-9)


def test_worth_as_a_series_of_rounds() -> None:
    """E14 by adding up rounds of one text of the example: to 1e-9."""
    table = example_table()
    public, view = table.public, table.view
    text, worth = np.array([1, 0, 1]), np.zeros(4)
    deal.worths(public, view, text, worth)
    for party in range(4):
        index = deal.shift_index(public.space.stride, text)
        eta = deal.text_hazard(
            public.book.peril, view.calm[party], 0.8, anger(table, party, text), False, False
        )
        u = deal.summed(terms(view), party, text) + public.who.legacy[party]
        price = deal.summed(view.price, party, text)
        wanted = reliability.deal_value_by_series(
            public.who.discount[party],
            [deal.hazard(eta)],
            u,
            deal.war_after(public, view, index, party),
        )
        assert worth[party] == pytest.approx(wanted - price, abs=1e-9)
