"""Pin the grid posterior. Tolerances stand at the assertions."""

from math import pi, sqrt

import numpy as np
import pytest

from tests.oracles import bayes as ba
from tests.oracles.logit import acceptance_probability, logistic_normal_trapezoid, sigmoid
from tests.oracles.quadrature import integrate

SD, LAM = 0.04, 60.0


def test_without_answers_the_prior_stays() -> None:
    belief = ba.posterior(SD, [], LAM)
    assert belief.weight.sum() == pytest.approx(1.0, abs=1e-12)
    assert ba.mean(belief) == pytest.approx(0.0, abs=1e-12)
    assert sqrt(ba.variance(belief)) == pytest.approx(SD, abs=1e-12)


@pytest.mark.parametrize("gain", [-0.1, 0.0, 0.03])
def test_predictive_is_the_logistic_normal_integral(gain: float) -> None:
    found = ba.yes_probability(ba.prior(SD), gain, LAM)
    assert found == pytest.approx(logistic_normal_trapezoid(LAM * gain, LAM * SD), abs=1e-12)


def test_known_type_is_plain_logit() -> None:
    belief = ba.posterior(0.0, [(0.1, False), (-0.1, True)], LAM)
    assert ba.mean(belief) == 0.0
    expected = acceptance_probability(0.02, 0.0, LAM)
    assert ba.yes_probability(belief, 0.02, LAM) == pytest.approx(expected, abs=1e-14)


def test_a_sharp_answer_halves_the_normal() -> None:
    """As precision grows, yes at gain 0 leaves theta < 0: mean -sd sqrt(2/pi) (within 1e-4 sd)."""
    yes, no = (ba.posterior(1.0, [(0.0, answer)], 1e5) for answer in (True, False))
    assert ba.mean(yes) == pytest.approx(-sqrt(2 / pi), abs=1e-4)
    assert ba.mean(no) == pytest.approx(sqrt(2 / pi), abs=1e-4)
    assert ba.variance(yes) == pytest.approx(1 - 2 / pi, abs=1e-4)


def test_one_answer_by_gauss_legendre() -> None:
    """Mean after a no at gain .02, from two integrals; tolerance 1e-10."""

    def weight(theta: ba.Floats) -> ba.Floats:
        return np.exp(-0.5 * (theta / SD) ** 2) * sigmoid(LAM * (theta - 0.02))

    below = integrate(weight, -9 * SD, 9 * SD)
    above = integrate(lambda x: x * weight(x), -9 * SD, 9 * SD)
    found = ba.mean(ba.posterior(SD, [(0.02, False)], LAM))
    assert found == pytest.approx(above / below, abs=1e-10)


def test_yes_softens_and_no_hardens_the_belief() -> None:
    start = ba.yes_probability(ba.prior(SD), 0.01, LAM)
    yes = ba.update(ba.prior(SD), 0.01, LAM, yes=True)
    no = ba.update(ba.prior(SD), 0.01, LAM, yes=False)
    assert ba.mean(yes) < 0 < ba.mean(no)
    assert ba.yes_probability(no, 0.01, LAM) < start < ba.yes_probability(yes, 0.01, LAM)


def test_belief_is_a_martingale() -> None:
    """P(yes) post(yes) + P(no) post(no) = prior, point by point (1e-14)."""
    start = ba.prior(SD)
    p = ba.yes_probability(start, 0.03, LAM)
    mixed = (
        p * ba.update(start, 0.03, LAM, yes=True).weight
        + (1 - p) * ba.update(start, 0.03, LAM, yes=False).weight
    )
    assert mixed == pytest.approx(start.weight, abs=1e-14)


def test_order_and_batching_do_not_matter() -> None:
    answers = [(0.05, True), (-0.02, False), (0.01, False)]
    at_once = ba.posterior(SD, answers, LAM)
    step = ba.prior(SD)
    for gain, yes in reversed(answers):
        step = ba.update(step, gain, LAM, yes)
    assert step.weight == pytest.approx(at_once.weight, abs=1e-14)


def test_mirror_symmetry() -> None:
    """A yes at gain g and a no at -g say the same about theta and -theta."""
    yes = ba.posterior(SD, [(0.03, True)], LAM)
    no = ba.posterior(SD, [(-0.03, False)], LAM)
    assert yes.weight == pytest.approx(no.weight[::-1], abs=1e-14)


def test_many_refusals_do_not_underflow() -> None:
    belief = ba.posterior(SD, [(1.0, False)] * 500, LAM)
    assert np.isfinite(belief.weight).all()
    assert ba.mean(belief) > 5 * SD


def test_learning_finds_the_type() -> None:
    """4,000 simulated answers at gain .05 to theta = .05: within 4.5 posterior sds (fixed seed)."""
    rng = np.random.default_rng(7)
    chance = acceptance_probability(0.05, 0.05, LAM)
    answers = [(0.05, bool(u < chance)) for u in rng.random(4000)]
    belief = ba.posterior(SD, answers, LAM)
    assert sqrt(ba.variance(belief)) < 0.001
    assert abs(ba.mean(belief) - 0.05) < 4.5 * sqrt(ba.variance(belief))
