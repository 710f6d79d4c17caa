"""Noisy choice against the oracle of the logit (06)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import choice
from tests.oracles import logit

FINITE = st.floats(-800, 800)
INF = math.inf


@given(FINITE)
def test_logistic(z: float) -> None:
    """To 1e-14, both halves."""
    assert choice.logistic(z) == pytest.approx(float(logit.sigmoid(z)), abs=1e-14)


@given(st.floats(-30, 30))
def test_log_logistic(z: float) -> None:
    """Relative 1e-9 where the plain logarithm can be taken."""
    assert choice.log_logistic(z) == pytest.approx(math.log(logit.sigmoid(z)), rel=1e-9, abs=1e-12)


@given(st.floats(-1e6, -700))
def test_log_logistic_far_below(z: float) -> None:
    assert choice.log_logistic(z) == pytest.approx(z, rel=1e-12)


def test_infinities() -> None:
    assert (choice.logistic(INF), choice.logistic(-INF)) == (1.0, 0.0)
    assert (choice.log_logistic(INF), choice.log_logistic(-INF)) == (0.0, -INF)


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0.1, 120))
def test_yes_is_a_choice_between_text_and_bar(worth: float, bar: float, slope: float) -> None:
    """To 1e-12."""
    found = choice.logistic(choice.margin(worth, bar, slope))
    assert found == pytest.approx(logit.acceptance_probability(worth, bar, slope), abs=1e-12)


@pytest.mark.parametrize("bar", [-1e6, -0.3, 0.0, 0.3, 55.0, 1e6])
def test_without_noise_the_bar_itself_suffices(bar: float) -> None:
    """A slack of 1e-12 (relative above 1) forgives rounding and nothing more."""
    scale = max(1.0, abs(bar))
    for worth, wanted in ((bar, INF), (bar + 1e-9 * scale, INF), (bar - 1e-9 * scale, -INF)):
        assert choice.margin(worth, bar, INF) == wanted
    assert choice.margin(bar - 5e-13 * scale, bar, INF) == INF


@given(st.floats(-0.5, 0.5), st.floats(1, 120), st.floats(0, 0.12))
def test_blur_is_mackay_s_and_near_the_integral(gain: float, precision: float, sd: float) -> None:
    """MacKay's formula to 1e-12; the integral by the trapezoid rule to .02."""
    slope = choice.blurred(precision, sd)
    found = choice.logistic(choice.margin(gain, 0.0, slope))
    spread = precision * sd
    wanted = logit.mackay_approximation(precision * gain, spread)
    assert found == pytest.approx(wanted, abs=1e-12)
    integral = logit.logistic_normal_trapezoid(precision * gain, spread)
    assert found == pytest.approx(integral, abs=0.02)


def test_blur_without_noise_or_doubt() -> None:
    """The limit of ever finer choice is a normal probability: near to .02."""
    assert choice.blurred(INF, 0.0) == INF
    assert choice.blurred(60.0, 0.0) == 60.0
    assert choice.blurred(INF, 0.05) == pytest.approx(choice.blurred(1e8, 0.05), rel=1e-6)
    for z in (-2.0, -0.5, 0.0, 1.0):
        normal = 0.5 * math.erfc(-z / math.sqrt(2))
        found = choice.logistic(choice.blurred(INF, 0.05) * z * 0.05)
        assert found == pytest.approx(normal, abs=0.02)


@pytest.mark.parametrize("precision", [1e160, 1e300])
def test_a_huge_precision_is_as_good_as_an_infinite_one(precision: float) -> None:
    assert choice.blurred(precision, 0.0) == precision
    assert choice.blurred(precision, 0.05) == pytest.approx(choice.blurred(INF, 0.05), rel=1e-9)
