"""Pin oracle 06. Tolerances stand at the assertions."""

import numpy as np
import pytest

from tests.oracles import logit as lo
from tests.oracles.quadrature import integrate


def test_binary_choice_by_hand() -> None:
    """Odds e^(lambda gap): a gap of ln 3 at lambda 1 gives 3/4; .01 at lambda 60 gives .6457."""
    assert lo.acceptance_probability(np.log(3), 0.0, 1.0) == pytest.approx(0.75, abs=1e-14)
    assert lo.acceptance_probability(0.31, 0.30, 60) == pytest.approx(1 / (1 + np.exp(-0.6)))
    assert lo.acceptance_probability(0.31, 0.30, 60) == pytest.approx(0.645656, abs=1e-6)
    assert lo.acceptance_probability(0.2, 0.2, 60) == 0.5


def test_several_alternatives_by_hand() -> None:
    found = lo.choice_probabilities([0.0, np.log(2), np.log(3)], 1.0)
    assert found == pytest.approx(np.array([1, 2, 3]) / 6, abs=1e-14)


def test_limits_of_precision() -> None:
    u = [0.1, 0.4, 0.4, -2.0]
    assert lo.choice_probabilities(u, 0.0).tolist() == [0.25] * 4
    assert lo.choice_probabilities(u, np.inf).tolist() == [0, 0.5, 0.5, 0]
    assert lo.choice_probabilities(u, 1e4) == pytest.approx([0, 0.5, 0.5, 0], abs=1e-12)


def test_independence_of_irrelevant_alternatives_and_of_origin() -> None:
    p = lo.choice_probabilities([0.3, 0.1, 0.9], 12.0)
    q = lo.choice_probabilities([7.3, 7.1], 12.0)
    assert p[0] / p[1] == pytest.approx(np.exp(12 * 0.2), rel=1e-12)
    assert q[0] / q[1] == pytest.approx(p[0] / p[1], rel=1e-12)


def test_no_overflow() -> None:
    assert lo.choice_probabilities([1e6, -1e6], 1e6).tolist() == [1.0, 0.0]
    assert lo.sigmoid([-1e9, 0.0, 1e9]).tolist() == [0.0, 0.5, 1.0]


@pytest.mark.parametrize(
    ("b", "tolerance"), [(0.5, 1e-12), (2.0, 1e-12), (4.0, 1e-6), (10.0, 1e-3), (15.0, 5e-3)]
)
def test_gauss_hermite_has_the_stated_accuracy(b: float, tolerance: float) -> None:
    for a in np.linspace(-3 * b, 3 * b, 31):
        exact = lo.logistic_normal_trapezoid(a, b)
        assert lo.logistic_normal(a, b) == pytest.approx(exact, abs=tolerance)


@pytest.mark.parametrize(("a", "b"), [(0.6, 2.4), (-3.0, 7.2), (5.0, 14.4), (1.0, 20.0)])
def test_trapezoid_equals_gauss_legendre(a: float, b: float) -> None:
    def integrand(z: lo.Floats) -> lo.Floats:
        return np.asarray(lo.sigmoid(a + b * z) * np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi))

    value = integrate(integrand, -9, 9)
    assert lo.logistic_normal_trapezoid(a, b) == pytest.approx(value, abs=1e-12)


def test_integral_symmetries_and_limits() -> None:
    """Half at a = 0; E(a) + E(-a) = 1; the sigmoid itself at b = 0; a probit as b grows."""
    assert lo.logistic_normal(0.0, 3.0) == pytest.approx(0.5, abs=1e-12)
    total = lo.logistic_normal(1.3, 2.0) + lo.logistic_normal(-1.3, 2.0)
    assert total == pytest.approx(1.0, abs=1e-12)
    assert lo.logistic_normal(0.7, 0.0) == pytest.approx(float(lo.sigmoid(0.7)), abs=1e-13)
    probit = 0.8413447460685429  # P(Z < 1)
    assert lo.logistic_normal_trapezoid(2000, 2000, 400_001) == pytest.approx(probit, abs=1e-6)


def test_integral_by_simulation() -> None:
    """4.5 standard errors, fixed seed."""
    sample = lo.sigmoid(0.6 + 2.4 * np.random.default_rng(11).standard_normal(200_000))
    error = sample.std(ddof=1) / np.sqrt(sample.size)
    assert abs(lo.logistic_normal(0.6, 2.4) - sample.mean()) < 4.5 * error


def test_error_of_mackays_approximation() -> None:
    """Measured: at most .0117 at b = 2.4 (lambda 60, sd .04) and .018 up to b = 20; never nil."""
    grid = {b: np.linspace(-3 * b - 2, 3 * b + 2, 61) for b in (1.0, 2.4, 7.2, 20.0)}
    worst = {
        b: max(abs(lo.mackay_approximation(x, b) - lo.logistic_normal_trapezoid(x, b)) for x in a)
        for b, a in grid.items()
    }
    assert worst[1.0] < 0.005
    assert 0.011 < worst[2.4] < 0.0117
    assert worst[7.2] < worst[20.0] < 0.018
    assert lo.mackay_approximation(0.7, 0.0) == pytest.approx(float(lo.sigmoid(0.7)), abs=1e-15)
