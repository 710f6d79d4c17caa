"""Pin oracle 04. Tolerance 1e-12 on numbers; grid statements are exact on their grid."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import bargaining_range as br

EXACT = 1e-12


def test_fearon_range_is_p_minus_c1_to_p_plus_c2() -> None:
    assert br.fearon_range(0.6, 0.2, 0.15) == pytest.approx((0.4, 0.75), abs=EXACT)


def test_the_range_is_as_wide_as_the_costs_and_cut_to_the_pie() -> None:
    low, high = br.fearon_range(0.5, 0.1, 0.25)
    assert high - low == pytest.approx(0.35, abs=EXACT)
    assert br.fearon_range(0.1, 0.3, 0.1) == pytest.approx((0.0, 0.2), abs=EXACT)
    assert br.fearon_range(0.9, 0.1, 0.3) == pytest.approx((0.8, 1.0), abs=EXACT)


def test_trial_finds_the_same_range() -> None:
    grid = np.arange(1001) / 1000
    found = br.acceptable_shares(grid, 0.6, 0.6, 0.1995, 0.1495)
    assert (found.min(), found.max()) == (0.401, 0.749)


@pytest.mark.parametrize(
    ("p1", "p2", "exists"), [(0.7, 0.5, True), (0.75, 0.45, True), (0.76, 0.45, False)]
)
def test_mutual_optimism_larger_than_the_costs_closes_the_range(
    p1: float, p2: float, exists: bool
) -> None:
    grid = np.arange(10001) / 10000
    c1, c2 = 0.2, 0.1 + 1e-9
    assert br.range_exists(p1, p2, c1, c2) is exists
    assert (br.acceptable_shares(grid, p1, p2, c1, c2).size > 0) is exists


def test_an_indivisible_issue_can_leave_nothing_to_agree_on() -> None:
    assert br.acceptable_shares([0.0, 1.0], 0.5, 0.5, 0.2, 0.2).size == 0
    assert br.acceptable_shares([0.0, 0.5, 1.0], 0.5, 0.5, 0.2, 0.2).tolist() == [0.5]


def test_risk_aversion_widens_the_range() -> None:
    """sqrt(x) >= p gives x >= p squared: without costs the range is [.25, .75] at p = .5."""
    grid = np.arange(10001) / 10000
    found = br.acceptable_shares(grid, 0.5, 0.5, 0.0, 0.0, utility1=np.sqrt, utility2=np.sqrt)
    assert (found.min(), found.max()) == (0.25, 0.75)


def test_powell_threshold_by_hand() -> None:
    """At delta .9, pie 10, costs 1: war1 4 then m, war2 4. Surplus 2, shift .9 m - 4."""
    now = br.war_value(0.5, 0.9, 1.0)
    assert br.pie_value(0.9) == pytest.approx(10, abs=1e-9)
    assert now == pytest.approx(4, abs=1e-9)
    assert br.bargaining_surplus(10, 4, 4) == 2
    assert br.power_shift(0.9, 4, 5) == pytest.approx(0.5, abs=EXACT)
    assert not br.commitment_problem(0.9, 10, 4, 6.66, 4)
    assert br.commitment_problem(0.9, 10, 4, 6.67, 4)


def test_without_a_shift_there_is_no_commitment_problem() -> None:
    for p in np.linspace(0, 1, 11):
        m1, m2 = br.war_value(p, 0.95, 0.5), br.war_value(1 - p, 0.95, 0.5)
        assert not br.commitment_problem(0.95, br.pie_value(0.95), m1, m1, m2)


@given(
    st.integers(0, 20),
    st.integers(0, 20),
    st.integers(1, 6),
    st.integers(1, 6),
    st.sampled_from([0.25, 0.5, 1.0]),
)
@settings(max_examples=60, deadline=None)
def test_shift_larger_than_surplus_means_war_in_the_two_period_game(
    now: int, then: int, c1: int, c2: int, delta: float
) -> None:
    """All in twentieths, shares in eightieths: the grid holds every extreme division exactly."""
    p, q, k1, k2 = now / 20, then / 20, c1 / 20, c2 / 20
    both = 1 + delta
    war1_next = max(q - k1, 0.0)  # a share below nothing cannot be demanded
    found = br.two_period_peace(p, q, (k1, k2), delta, 80)
    gap = br.power_shift(delta, p * both - k1, war1_next) - br.bargaining_surplus(
        both, p * both - k1, (1 - p) * both - k2
    )
    if abs(gap) > 1e-9:
        rising_fights = _rising_cannot_be_paid(p, q, k1, k2, delta)
        assert found is (not (gap > 0 or rising_fights))
    assert br.commitment_problem(
        delta, both, p * both - k1, war1_next, (1 - p) * both - k2
    ) is bool(gap > 0)


def _rising_cannot_be_paid(p: float, q: float, k1: float, k2: float, delta: float) -> bool:
    """Tell the mirror case: power falls so fast that state 1 is the one who fights today."""
    return delta * max(1 - q - k2, 0.0) > (1 + delta) - (p * (1 + delta) - k1) + 1e-9
