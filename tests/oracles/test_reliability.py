"""Pin oracle 09. Tolerance 1e-12, and 1e-10 where a series is summed."""

from math import inf, log, sqrt

import numpy as np
import pytest

from tests.oracles import reliability as re

EXACT = 1e-12
SUMMED = 1e-10


def test_trust_by_hand() -> None:
    """12 * .25 = 3 of 12; three kept: 6/15; one breach of weight 3: 3/15."""
    assert re.beta_trust(0.25, 12, 0, 0) == pytest.approx(0.25, abs=EXACT)
    assert re.beta_trust(0.25, 12, 3, 0) == pytest.approx(0.4, abs=EXACT)
    assert re.beta_trust(0.25, 12, 0, 1, breach_weight=3) == pytest.approx(0.2, abs=EXACT)


def test_trust_is_laplaces_rule_for_a_uniform_prior() -> None:
    assert re.beta_trust(0.5, 2, 7, 3) == pytest.approx(8 / 12, abs=EXACT)


def test_promise_value() -> None:
    """Worthless trust leaves the front part; full trust or delivery pays all; linear between."""
    assert re.promise_value(-0.2, 0.8, 0.3, 0.0) == pytest.approx(0.1, abs=EXACT)
    assert re.promise_value(-0.2, 0.8, 0.3, 1.0) == pytest.approx(0.8, abs=EXACT)
    assert re.promise_value(-0.2, 0.8, 1.0, 0.0) == pytest.approx(0.8, abs=EXACT)
    assert re.promise_value(-0.2, 0.8, 0.0, 0.25) == pytest.approx(0.05, abs=EXACT)
    assert re.promise_value(-0.2, 0.8, 0.3, 0.25) == pytest.approx(0.275, abs=EXACT)
    assert re.promise_value(0.5, -0.5, 0.3, 0.25) == pytest.approx(0.025, abs=EXACT)


@pytest.mark.parametrize(
    ("payoffs", "threshold"),
    [((5, 3, 1), 0.5), ((3, 2, 0), 1 / 3), ((2, 3, 1), 0.0), ((5, 3, 3), inf)],
)
def test_compliance_threshold(payoffs: tuple[float, float, float], threshold: float) -> None:
    """(5, 3, 1) is Axelrod's prisoner's dilemma, whose threshold for reversion is 1/2."""
    assert re.compliance_threshold(*payoffs) == pytest.approx(threshold, abs=EXACT)


def test_gain_changes_sign_at_the_threshold() -> None:
    star = re.compliance_threshold(5, 3, 1)
    assert re.gain_from_compliance(star, 5, 3, 1) == pytest.approx(0, abs=SUMMED)
    assert re.gain_from_compliance(star + 0.01, 5, 3, 1) > 0.01
    assert re.gain_from_compliance(star - 0.01, 5, 3, 1) < -0.01
    assert re.gain_from_compliance(0.994, 5, 3, 3) < 0


def test_survival() -> None:
    assert re.geometric_survival(0.016, 48) == pytest.approx(0.984**48, abs=EXACT)
    assert re.geometric_survival(0.5, 3) == 0.125
    assert re.survival([0.5, 0.0, 0.2]) == pytest.approx([1, 0.5, 0.5, 0.4], abs=EXACT)


def test_psi_by_hand() -> None:
    """Weight delta h / (1 - delta (1 - h)): .25 / .75 at (1/2, 1/2); delta at h = 1."""
    assert re.psi(0.5, 0.5) == pytest.approx(1 / 3, abs=EXACT)
    assert re.psi(0.9, 1.0) == pytest.approx(0.9, abs=EXACT)
    assert re.psi(0.9, 0.0) == 0.0
    assert re.psi(0.994, 0.016) == pytest.approx(0.015904 / 0.021904, abs=EXACT)


@pytest.mark.parametrize("delta", [0.5, 0.97, 0.994])
@pytest.mark.parametrize("h", [0.0, 0.005, 0.016, 0.3, 1.0])
def test_psi_and_value_equal_their_series(delta: float, h: float) -> None:
    assert re.psi_by_series(delta, h) == pytest.approx(re.psi(delta, h), abs=SUMMED)
    summed = re.deal_value_by_series(delta, [h], 0.4, -0.7)
    assert summed == pytest.approx(re.deal_value(delta, h, 0.4, -0.7), abs=SUMMED)


def test_the_flow_is_paid_before_the_collapse() -> None:
    """With certain collapse one round of peace remains; the other order would leave none."""
    assert re.deal_value_by_series(0.9, [1.0], 1.0, 0.0) == pytest.approx(0.1, abs=EXACT)


def test_changing_hazards() -> None:
    """Safe for two rounds, then sure collapse: (1 - d)(1 + d + d^2) u + d^3 v."""
    d, u, v = 0.8, 1.0, -2.0
    expected = (1 - d**3) * u + d**3 * v
    found = re.deal_value_by_series(d, [0.0, 0.0, 1.0], u, v)
    assert found == pytest.approx(expected, abs=SUMMED)


def test_deal_value_by_simulation() -> None:
    """Collapse dates are geometric; 4.5 standard errors, fixed seed."""
    delta, h, runs = 0.97, 0.05, 100_000
    last = np.random.default_rng(3).geometric(h, runs)  # rounds of peace, at least one
    values = (1 - delta**last) * 0.4 + delta**last * -0.7
    error = values.std(ddof=1) / sqrt(runs)
    assert abs(values.mean() - re.deal_value(delta, h, 0.4, -0.7)) < 4.5 * error


def test_cloglog() -> None:
    """Effect 0 gives the base; ln 2 squares survival; hazards multiply when small."""
    assert re.cloglog_hazard(0.016, 0.0) == pytest.approx(0.016, abs=EXACT)
    assert re.cloglog_hazard(0.016, log(2)) == pytest.approx(1 - 0.984**2, abs=EXACT)
    assert re.cloglog_hazard(0.3, log(3)) == pytest.approx(1 - 0.7**3, abs=EXACT)
    assert re.cloglog_hazard(1e-6, log(5)) == pytest.approx(5e-6, rel=1e-5)
    assert re.cloglog(1 - np.exp(-1)) == pytest.approx(0, abs=EXACT)
    assert 0 < re.cloglog_hazard(0.016, -5) < re.cloglog_hazard(0.016, 5) < 1
