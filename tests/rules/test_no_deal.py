"""Beliefs and the value of no deal (E5, E6, E8) against the ladder solved as a linear system."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules import no_deal, war
from sim.rules.worth import package_value
from tests.limits.worlds import built, example, plain, plain_taste, tabled
from tests.oracles import ladder

PACES = [1e-6, 1e-3, 0.13, 0.5, 1.0]
GRID = list(product([0.5, 0.97, 0.994, 0.9999], PACES, [0.02, 0.3, 0.5, 0.6, 0.98], [2, 8, 16]))


@pytest.mark.parametrize(("delta", "pace", "chance", "steps"), GRID)
def test_first_passage_solves_the_ladder(
    delta: float, pace: float, chance: float, steps: int
) -> None:
    """Relative 1e-7 or absolute 1e-12, at every position, the ends included."""
    wanted = ladder.discounted_passage(steps, pace, chance, delta)
    for position in range(steps + 1):
        found = no_deal.first_passage(delta, pace, chance, position, steps)
        assert found == pytest.approx(wanted[position], rel=1e-7, abs=1e-12)


@settings(max_examples=200)
@given(
    st.floats(0.1, 0.9999), st.floats(1e-4, 1.0), st.floats(0.02, 0.98), st.integers(2, 64),
    st.data(),
)  # fmt: skip
def test_first_passage_anywhere(
    delta: float, pace: float, chance: float, steps: int, data: st.DataObject
) -> None:
    """As above, on Hypothesis' own choice of numbers."""
    position = data.draw(st.integers(0, steps))
    wanted = ladder.discounted_passage(steps, pace, chance, delta)[position]
    found = no_deal.first_passage(delta, pace, chance, position, steps)
    assert found == pytest.approx(wanted, rel=1e-7, abs=1e-12)


@pytest.mark.parametrize(
    ("delta", "pace"), [(0.99, 0.0), (0.0, 0.2), (0.99, 1e-300), (0.99, 5e-324)]
)
def test_a_war_that_does_not_move_never_ends(delta: float, pace: float) -> None:
    assert no_deal.first_passage(delta, pace, 0.5, 3, 6) == pytest.approx((0.0, 0.0), abs=1e-12)
    assert no_deal.first_passage(delta, pace, 0.5, 0, 6) == (1.0, 0.0)
    assert no_deal.first_passage(delta, pace, 0.5, 6, 6) == (0.0, 1.0)


@settings(max_examples=200)
@given(
    st.floats(0.3, 0.999), st.floats(0.01, 1.0), st.floats(0.02, 0.98), st.floats(-0.01, 0.01),
    st.floats(-1, 1), st.floats(-1, 1),
)  # fmt: skip
def test_war_value_is_flows_and_an_end(
    delta: float, pace: float, chance: float, cost: float, low: float, high: float
) -> None:
    """Flows strictly before absorption, the end in its round: to 1e-8."""
    wanted = ladder.war_value(8, pace, chance, delta, -cost, (low, high))
    for position in range(9):
        passage = no_deal.first_passage(delta, pace, chance, position, 8)
        found = no_deal.war_value(cost, delta, low, high, *passage)
        assert found == pytest.approx(wanted[position], abs=1e-8)


def test_no_deal_value_puts_the_pieces_together() -> None:
    """For each party and an imagined punishment: to 1e-9; a party's tastes shape the ends."""
    public, world, _ = tabled(built(example()))
    book, taste = public.book, plain_taste(public)
    taste[1] = [1.5, 0.5, 1.0]
    for party, also in product(range(4), (-1, 0, 1)):
        ends = [package_value(public.space, taste, party, end)
                for end in (book.collapse, book.exhaustion)]  # fmt: skip
        ends[0] += public.who.collapse_extra[party]
        flow = -war.flow_cost(public, world, party, book.winter_share, also)
        delta = float(public.who.discount[party])
        wanted = ladder.war_value(book.steps, book.pace, 0.55, delta, flow, (ends[0], ends[1]))[3]
        found = no_deal.no_deal_value(public, world, taste, 0.55, party, also)
        assert found == pytest.approx(wanted, abs=1e-9)


def test_without_war_no_deal_is_worth_what_the_scenario_says() -> None:
    table = tabled(built(plain([{"X": [0.0]}, {"X": [1.0]}], [0.3, -0.2])))
    taste = plain_taste(table.public)
    for party, wanted in enumerate((0.3, -0.2)):
        assert no_deal.no_deal_value(table.public, table.world, taste, 0.5, party, -1) == wanted


@given(st.floats(0.1, 0.9), st.floats(5, 100), st.integers(0, 60), st.data())
def test_belief_is_the_beta_posterior(
    odds: float, strength: float, battles: int, data: st.DataObject
) -> None:
    """For constant odds, bias in the prior mean: to 1e-12, before the bounds on certainty."""
    advances = data.draw(st.integers(0, battles))
    bias = data.draw(st.floats(-0.1, 0.1))
    surprise = advances - battles * odds
    posterior = ladder.beta_mean(*ladder.drift_posterior(odds + bias, strength, advances, battles))
    wanted = min(0.98, max(0.02, posterior))
    found = no_deal.belief(odds, bias, strength, surprise, battles)
    assert found == pytest.approx(wanted, abs=1e-12)


def test_nobody_is_certain() -> None:
    assert no_deal.bounded(0.0) == no_deal.SURE
    assert no_deal.bounded(1.0) == 1.0 - no_deal.SURE
    assert no_deal.bounded(0.4) == 0.4


@given(st.floats(0.02, 0.98), st.floats(-5, 5))
def test_a_shift_adds_on_the_logit_scale(chance: float, shift: float) -> None:
    """To 1e-9."""
    wanted = 1.0 / (1.0 + math.exp(-(math.log(chance / (1 - chance)) + shift)))
    found = no_deal.shifted(chance, shift)
    assert found == pytest.approx(min(0.98, max(0.02, wanted)), abs=1e-9)


def test_believed_odds_read_the_world() -> None:
    """To 1e-12."""
    public, world, _ = tabled(built(example()))
    world.battles[0], world.surprise[0] = 10.0, 2.5
    true = war.odds(public, world, -1)
    wanted = true + (40.0 * 0.05 + 2.5) / 50.0
    assert no_deal.believed_odds(public, world, 0.05, -1) == pytest.approx(wanted, abs=1e-12)


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1))
def test_blocking_is_a_lottery_over_being_punished(
    calm: float, punished: float, intensity: float, credibility: float
) -> None:
    """E8, as an expectation over two prizes: to 1e-12."""
    risk = intensity * credibility
    wanted = float(np.dot([1 - risk, risk], [calm, punished]))
    found = no_deal.blocked_value(calm, punished, intensity, credibility)
    assert found == pytest.approx(wanted, abs=1e-12)
