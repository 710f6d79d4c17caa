"""What an option is worth (E10-E12) against the oracles of reliability and deferral."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import worth
from tests.limits.worlds import built, example, plain_taste, tabled
from tests.oracles import deferral, reliability

UNIT = st.floats(0.0, 1.0)
VALUE = st.floats(-1.0, 1.0)


@given(VALUE, VALUE, UNIT, UNIT)
def test_a_promise_is_the_lottery_that_it_is(v: float, v0: float, tau: float, front: float) -> None:
    """To 1e-12."""
    wanted = reliability.promise_value(v0, v, front, tau)
    assert worth.discounted(v, v0, tau, front) == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("rate", [0.02, 0.04, 0.1])
@pytest.mark.parametrize("years", [0, 1, 49, 99])
def test_a_deferred_title_is_the_sum_of_its_years(rate: float, years: int) -> None:
    """To 1e-9: the oracle adds up years until one weighs less than 1e-15."""
    share = deferral.de_facto_weight(years, rate)
    assert worth.deferral_share(rate, years) == pytest.approx(share, abs=1e-9)
    wanted = deferral.title_value(0.45, -0.2, years, rate)
    assert worth.deferred(0.45, -0.2, rate, years) == pytest.approx(wanted, abs=1e-9)


@given(st.floats(0.1, 0.9), st.floats(1, 30), st.integers(0, 50), st.integers(0, 50))
def test_trust_is_the_mean_of_a_beta_belief(
    mean: float, strength: float, kept: int, broken: int
) -> None:
    """Prior counts are strength x mean and the rest: to 1e-12."""
    wanted = reliability.beta_trust(mean, strength, kept, broken, breach_weight=3.0)
    good, bad = strength * mean + kept, strength * (1 - mean) + 3.0 * broken
    assert worth.trust(good, bad) == pytest.approx(wanted, abs=1e-12)


def test_only_the_promisee_doubts_and_only_the_promise() -> None:
    """D doubts M's pact: .3 x [-.5 + (.3 + .7 x .6)(1 + .5)]; all else is at its word: to 1e-12."""
    public, world, _ = tabled(built(example()))
    space, taste = public.space, plain_taste(public)
    pact = space.issues - 1
    found = worth.doubted_term(space, world, taste, 1, pact, 1)
    assert found == pytest.approx(0.3 * reliability.promise_value(-0.5, 1.0, 0.3, 0.6), abs=1e-12)
    for party in range(space.parties):
        for issue in range(space.issues):
            for option in range(space.options[issue]):
                if (party, issue, option) != (1, pact, 1):
                    plain = worth.doubted_term(space, world, taste, party, issue, option)
                    assert plain == space.value[party, issue, option]


def test_taste_scales_weights() -> None:
    public, world, _ = tabled(built(example()))
    space, taste = public.space, plain_taste(public)
    taste[1] = [2.0, 1.0, 0.5]
    for issue, factor in enumerate((2.0, 1.0, 0.5)):
        for option in range(space.options[issue]):
            plain = worth.doubted_term(space, world, plain_taste(public), 1, issue, option)
            assert worth.doubted_term(space, world, taste, 1, issue, option) == pytest.approx(
                factor * plain, abs=1e-12
            )
    ends = np.array([2, 1, 1])
    wanted = 2.0 * 0.4 * -1.0 + 0.3 * -1.0 + 0.5 * 0.3 * 1.0
    assert worth.package_value(space, taste, 1, ends) == pytest.approx(wanted, abs=1e-12)
