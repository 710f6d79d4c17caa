"""Pin oracle 05: linear systems against textbook closed forms, simulation and integration.

Tolerances: 1e-10 relative against closed forms; 4.5 standard errors against simulation with a
fixed seed (a right answer fails less than once in 100,000 seeds).
"""

import numpy as np
import pytest

from tests.oracles import ladder as la

GRID = [(8, 0.13, 0.5), (8, 0.13, 0.55), (8, 0.3, 0.42), (6, 1.0, 0.6), (16, 0.08, 0.3)]
CLOSE = 1e-10


@pytest.mark.parametrize(("n", "nu", "s"), GRID)
def test_ruin_probability_is_the_gamblers(n: int, nu: float, s: float) -> None:
    """Feller XIV.2: (r^k - r^n) / (1 - r^n) with r = down / up; 1 - k/n if fair, however lazy."""
    k = np.arange(n + 1)
    r = s / (1 - s)
    ruin = 1 - k / n if s == 0.5 else (r**k - r**n) / (1 - r**n)
    assert la.absorption(n, nu, s)[:, 0] == pytest.approx(ruin, rel=CLOSE, abs=1e-12)
    assert la.absorption(n, nu, s).sum(axis=1) == pytest.approx(np.ones(n + 1), rel=CLOSE)


@pytest.mark.parametrize(("n", "nu", "s"), GRID)
def test_expected_duration(n: int, nu: float, s: float) -> None:
    """Feller XIV.3, stretched by 1/nu: k (n - k) / nu if fair."""
    k = np.arange(n + 1)
    r, drift = s / (1 - s), 2 * s - 1
    rounds = (
        k * (n - k) / nu if s == 0.5 else (k / drift - n / drift * (1 - r**k) / (1 - r**n)) / nu
    )
    assert la.duration(n, nu, s) == pytest.approx(rounds, rel=CLOSE, abs=1e-9)


@pytest.mark.parametrize("delta", [0.994, 0.97, 0.5])
@pytest.mark.parametrize(("n", "nu", "s"), GRID)
def test_discounted_passage_solves_the_generating_function(
    n: int, nu: float, s: float, delta: float
) -> None:
    """Feller XIV.4: with roots x, y of delta up z^2 - (1 - delta (1 - nu)) z + delta down = 0."""
    x, y = np.roots([delta * nu * (1 - s), -(1 - delta * (1 - nu)), delta * nu * s])
    k = np.arange(n + 1)
    at_n = (x**k - y**k) / (x**n - y**n)
    at_0 = (x**n * y**k - x**k * y**n) / (x**n - y**n)
    found = la.discounted_passage(n, nu, s, delta)
    assert found == pytest.approx(np.stack([at_0, at_n], axis=1), rel=1e-8, abs=1e-12)


@pytest.mark.parametrize(("n", "nu", "s"), GRID)
def test_flow_strictly_before_and_terminal_at_absorption(n: int, nu: float, s: float) -> None:
    """A unit flow is worth (1 - E delta^tau) / (1 - delta); a flow off by one round is not."""
    delta = 0.994
    passage = la.discounted_passage(n, nu, s, delta).sum(axis=1)
    assert la.flow_value(n, nu, s, delta, 1.0) == pytest.approx(
        (1 - passage) / (1 - delta), rel=1e-8, abs=1e-9
    )
    assert la.war_value(n, nu, s, delta, 0.0, (1.0, 1.0)) == pytest.approx(passage, rel=CLOSE)
    assert la.war_value(n, nu, s, delta, 99.0, (-3.0, 7.0))[[0, n]].tolist() == [-3.0, 7.0]


def test_two_step_ladder_by_hand() -> None:
    """At nu = delta = 1/2, s = 3/4, start 1 of 2: E delta^tau = .25/.75 = 1/3; flow 1/.75."""
    assert la.discounted_passage(2, 0.5, 0.75, 0.5)[1] == pytest.approx([0.25, 1 / 12], rel=CLOSE)
    assert la.flow_value(2, 0.5, 0.75, 0.5, 1.0)[1] == pytest.approx(4 / 3, rel=CLOSE)
    value = la.war_value(2, 0.5, 0.75, 0.5, -0.3, (1.0, -1.0))[1]
    assert value == pytest.approx(-0.4 + 0.25 - 1 / 12, rel=CLOSE)


def test_a_flow_can_depend_on_the_step() -> None:
    """From 1 on n = 3, always down: one round at step 1 only. Always up: steps 1 and 2."""
    flow = [1e6, 5.0, 7.0, 1e6]
    assert la.flow_value(3, 1.0, 1.0, 0.5, flow).tolist() == [0.0, 5.0, 9.5, 0.0]
    assert la.flow_value(3, 1.0, 0.0, 0.5, flow).tolist() == [0.0, 8.5, 7.0, 0.0]


@pytest.mark.parametrize(("n", "nu", "s"), GRID[1:4])
def test_simulation_agrees(n: int, nu: float, s: float) -> None:
    start, runs, delta = n // 2, 20_000, 0.99
    end, tau = la.simulate(n, nu, s, start, runs, np.random.default_rng(5))
    assert set(np.unique(end)) <= {0, n}
    samples = {
        float(la.absorption(n, nu, s)[start, 0]): (end == 0).astype(float),
        float(la.duration(n, nu, s)[start]): tau.astype(float),
        float(la.discounted_passage(n, nu, s, delta)[start, 0]): np.where(end == 0, delta**tau, 0),
        float(la.flow_value(n, nu, s, delta, 1.0)[start]): (1 - delta**tau) / (1 - delta),
    }
    for expected, sample in samples.items():
        error = sample.std(ddof=1) / np.sqrt(runs)
        assert abs(sample.mean() - expected) < 4.5 * error


def test_no_movement_is_refused() -> None:
    with pytest.raises(ValueError, match="nu"):
        la.absorption(8, 0.0, 0.5)


def test_beta_posterior_by_integration() -> None:
    """Bayes on a grid of 20,001 points; tolerance 1e-7."""
    a, b = la.drift_posterior(0.6, 40, advances=3, battles=10)
    assert (a, b) == (27.0, 23.0)
    s = np.linspace(0, 1, 20_001)
    weight = s**23 * (1 - s) ** 15 * s**3 * (1 - s) ** 7
    weight /= weight.sum()
    assert la.beta_mean(a, b) == pytest.approx(float((weight * s).sum()), abs=1e-7)
    variance = float((weight * s**2).sum() - (weight * s).sum() ** 2)
    assert la.beta_variance(a, b) == pytest.approx(variance, abs=1e-7)


def test_laplace_rule_of_succession() -> None:
    """A uniform prior and k of n advances: (k + 1) / (n + 2)."""
    assert la.beta_mean(*la.drift_posterior(0.5, 2, 7, 10)) == pytest.approx(8 / 12, rel=CLOSE)


def test_posterior_mean_is_the_tracking_form_when_s_is_constant() -> None:
    """The model writes s + (n0 bias + sum(o - s)) / (n0 + n): this is the Beta mean."""
    s, bias, n0 = 0.48, 0.07, 40.0
    o = np.array([1, 1, 0, 1, 0, 0, 1])
    tracked = s + (n0 * bias + (o - s).sum()) / (n0 + o.size)
    exact = la.beta_mean(*la.drift_posterior(s + bias, n0, int(o.sum()), o.size))
    assert exact == pytest.approx(tracked, rel=CLOSE)
