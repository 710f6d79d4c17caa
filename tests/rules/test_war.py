"""Forces, odds, steps, costs and the wider war (E1-E4, E7): to 1e-12 unless said otherwise."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules import war
from sim.table import Public, World
from tests.limits.worlds import built, example, tabled
from tests.oracles import ladder

A, D, M, E = range(4)


@pytest.fixture
def table() -> tuple[Public, World]:
    public, world, _ = tabled(built(example()))
    return public, world


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-12)


def test_forces_add_up(table: tuple[Public, World]) -> None:
    """E1: the mediator gives .3 at level 1, the donor .9 x .2 at level 1; nothing is withdrawn."""
    public, world = table
    world.aid[E] = 1.0
    assert war.strength(public, world, D, -1) == near(0.5 + 0.3 + 0.9 * 0.2)
    assert war.strength(public, world, A, -1) == near(1.0 - 0.1 * 0.5)


def test_nobody_replaces_its_own_aid(table: tuple[Public, World]) -> None:
    """E1 replaces the aid of others alone."""
    public, world = table
    world.aid[E] = 0.5
    assert war.strength(public, world, D, -1) == near(0.5 + 0.3 + 0.9 * 0.2 * 0.5)


def test_withdrawn_aid_is_replaced_in_part(table: tuple[Public, World]) -> None:
    public, world = table
    world.aid[E] = 1.0
    full = war.strength(public, world, D, -1)
    world.aid[M] = 0.35
    lost = 0.65 * 0.3
    assert war.strength(public, world, D, -1) == near(full - lost + 0.9 * 0.4 * lost)
    world.aid[M] = 1.2
    assert war.strength(public, world, D, -1) == near(full + 0.2 * 0.3)


def test_force_stays_positive(table: tuple[Public, World]) -> None:
    public, world = table
    who = public.who._replace(own_force=np.array([-5.0, 0.5, 0.0, 0.0]))
    assert war.strength(public._replace(who=who), world, A, -1) == 0.01


def test_punishment_moves_aid_and_sanctions(table: tuple[Public, World]) -> None:
    """In force or imagined; aid stays between 0 and its cap, sanctions take the stricter level."""
    public, world = table
    for punish in (A, D):
        shown = (
            war.mediator_aid(public, world, punish),
            war.sanction_level(public, world, M, punish),
        )
        world.punished[punish] = 3
        real = war.mediator_aid(public, world, -1), war.sanction_level(public, world, M, -1)
        assert shown == real == ((1.3, 1.0) if punish == A else (near(0.3), 0.0))
        world.punished[punish] = 0
    world.aid[M] = 1.2
    assert war.mediator_aid(public, world, A) == war.AID_CAP
    world.aid[M] = 0.5
    assert war.mediator_aid(public, world, D) == 0.0
    world.sanctions[M] = 1.7
    assert war.sanction_level(public, world, M, A) == 1.7
    assert war.sanction_level(public, world, E, A) == 0.5


def test_a_threat_against_the_attacker_lowers_its_odds(table: tuple[Public, World]) -> None:
    public, world = table
    assert war.odds(public, world, A) < war.odds(public, world, -1) < war.odds(public, world, D)


@given(st.floats(0.01, 5), st.floats(0.01, 5), st.floats(0.5, 3))
def test_contest_is_the_ratio_of_powers(a: float, d: float, gamma: float) -> None:
    """Logit of the odds is gamma x ln(a / d): to 1e-9."""
    p = war.contest(a, d, gamma)
    assert p + war.contest(d, a, gamma) == pytest.approx(1.0, abs=1e-12)
    assert math.log(p / (1 - p)) == pytest.approx(gamma * math.log(a / d), abs=1e-9)


def test_odds_come_from_both_forces(table: tuple[Public, World]) -> None:
    public, world = table
    a, d = war.strength(public, world, A, -1), war.strength(public, world, D, -1)
    assert war.odds(public, world, -1) == near(a / (a + d))


@given(st.floats(0.01, 1), st.floats(0.02, 0.98), st.floats(0, 1, exclude_max=True))
def test_a_step_goes_where_the_draw_falls(pace: float, odds: float, draw: float) -> None:
    wanted = 4
    if draw < pace * odds:
        wanted = 3
    elif draw >= 1 - pace * (1 - odds):
        wanted = 5
    assert war.ladder_step(4, pace, odds, draw) == wanted


def test_steps_come_as_often_as_the_oracle_says() -> None:
    """Shares of 100,001 even draws against one round of the ladder: to 2e-5."""
    draws = (np.arange(100_001) + 0.5) / 100_001
    steps = np.array([war.ladder_step(1, 0.15, 0.6, u) for u in draws])
    inner, ends = ladder.transient(2, 0.15, 0.6)
    assert (steps == 0).mean() == pytest.approx(ends[0, 0], abs=2e-5)
    assert (steps == 1).mean() == pytest.approx(inner[0, 0], abs=2e-5)
    assert (steps == 2).mean() == pytest.approx(ends[0, 1], abs=2e-5)


@pytest.mark.parametrize(
    ("strikes", "aid", "position", "level"),
    [(0, 1.0, 3, 0.0), (1, 1.0, 3, 1.0), (0, 1.1, 3, 0.5), (0, 1.0, 2, 0.5), (1, 1.3, 1, 2.0)],
)
def test_risk_of_a_wider_war(strikes: float, aid: float, position: int, level: float) -> None:
    found = war.wider_war_hazard(0.001, 1.6, strikes, aid, position)
    assert found == near(0.001 * math.exp(1.6 * level))
    assert war.wider_war_hazard(0.9, 5.0, strikes, aid, 1) == 1.0


def test_flow_costs(table: tuple[Public, World]) -> None:
    """E7: winter, sanctions at their level, strikes, aid that is given."""
    public, world = table
    assert war.flow_cost(public, world, D, 0.0, -1) == near(0.002)
    assert war.flow_cost(public, world, D, 1.0, -1) == near(0.002 * 1.8)
    assert war.flow_cost(public, world, D, 0.5, -1) == near(0.002 * 1.4)
    assert war.flow_cost(public, world, A, 1.0, -1) == near(0.002)
    assert war.flow_cost(public, world, A, 1.0, A) == near(0.0025)
    world.strikes[M] = 1.0
    assert war.flow_cost(public, world, A, 1.0, A) == near(0.003)
    assert war.flow_cost(public, world, M, 1.0, -1) == near(0.003)
    assert war.flow_cost(public, world, M, 1.0, A) == near(0.002 + 0.0013)


@settings(max_examples=50)
@given(st.floats(0, 1.3), st.floats(0, 1.3))
def test_more_aid_never_helps_the_attacker(less: float, more: float) -> None:
    public, world, _ = tabled(built(example()))
    less, more = sorted((less, more))
    world.aid[M] = less
    before = war.odds(public, world, -1)
    world.aid[M] = more
    assert war.odds(public, world, -1) <= before + 1e-12
