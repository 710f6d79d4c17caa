"""Pin oracle 10. Tolerance 1e-11 on sums; published annuity factors to their 4 decimals."""

import pytest

from tests.oracles import deferral as de


@pytest.mark.parametrize(
    ("years", "rho", "factor"),
    [(10, 0.05, 7.7217), (30, 0.04, 17.2920), (50, 0.04, 21.4822), (20, 0.10, 8.5136)],
)
def test_annuity_table(years: int, rho: float, factor: float) -> None:
    assert de.annuity(years, rho) == pytest.approx(factor, abs=5e-5)


@pytest.mark.parametrize("rho", [0.02, 0.04, 0.1])
@pytest.mark.parametrize("years", [0, 1, 49, 99])
def test_weight_is_one_less_the_discount_factor(years: int, rho: float) -> None:
    closed = 1 - (1 + rho) ** -years
    assert de.de_facto_weight(years, rho) == pytest.approx(closed, abs=1e-11)
    value = closed * 0.2 + (1 - closed) * -0.9
    assert de.title_value(0.2, -0.9, years, rho) == pytest.approx(value, abs=1e-11)


def test_leases_of_half_a_century_and_of_a_century() -> None:
    """At 4 % a year 49 years weigh .8537 and 99 years .9794."""
    assert de.de_facto_weight(49, 0.04) == pytest.approx(0.8537, abs=5e-5)
    assert de.de_facto_weight(99, 0.04) == pytest.approx(0.9794, abs=5e-5)
    assert de.de_facto_weight(1, 1.0) == 0.5


def test_limits() -> None:
    """No deferral is the final state; the same state before and after is that state."""
    assert de.title_value(0.2, -0.9, 0, 0.04) == pytest.approx(-0.9, abs=1e-11)
    assert de.title_value(0.2, -0.9, 5000, 0.04) == pytest.approx(0.2, abs=1e-11)
    assert de.title_value(0.7, 0.7, 49, 0.04) == pytest.approx(0.7, abs=1e-11)


def test_longer_deferral_favours_whoever_prefers_the_present_state() -> None:
    values = [de.title_value(0.2, -0.9, years, 0.04) for years in (0, 10, 49, 99)]
    assert values == sorted(values)
    assert len(set(values)) == len(values)


def test_senseless_input_is_refused() -> None:
    with pytest.raises(ValueError, match="rho"):
        de.annuity(10, 0.0)
    with pytest.raises(ValueError, match="years"):
        de.title_value(0.2, -0.9, -1, 0.04)
