"""Oracle 05: the military ladder, a lazy random walk on {0, ..., n} that stops at 0 and at n.

Sources
    Feller (1968), An Introduction to Probability Theory and Its Applications I, ch. XIV (ruin,
    duration, generating functions of first passage). Kemeny and Snell (1960), Finite Markov
    Chains, ch. III: the fundamental matrix solved for here. Smith and Stam (2004),
    doi:10.1177/0022002704268026: war as such a walk. Gelman et al. (2013), Bayesian Data
    Analysis, 3rd ed., sec. 2.4: Beta posterior of a proportion.

Conventions
    In a round the walk goes down with probability nu * s, up with nu * (1 - s), else stays. tau is
    the round of absorption, 0 if the walk starts at an end. Flows are paid strictly before
    absorption, in rounds 0, ..., tau - 1; the terminal payoff comes in the absorption round tau;
    both discounted by delta to the power of the round. Arrays are indexed by the starting step
    0..n; columns of pairs are (absorbed at 0, absorbed at n). Everything solves
    (I - delta * Q) v = b: no closed form appears. nu must be positive.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Passage(NamedTuple):
    """Simulated walks: the end reached (0 or n) and the round in which it was."""

    end: Ints
    tau: Ints


def transient(n: int, nu: float, s: float) -> tuple[Floats, Floats]:
    """Return Q (inner step to inner step) and R (inner step to the ends 0 and n)."""
    if n < 2 or not 0 < nu <= 1 or not 0 <= s <= 1:
        raise ValueError("needs n >= 2, 0 < nu <= 1 and 0 <= s <= 1")
    down, up = nu * s, nu * (1 - s)
    q, r = np.zeros((n - 1, n - 1)), np.zeros((n - 1, 2))
    for step in range(1, n):
        row = step - 1
        q[row, row] = 1 - nu
        if step == 1:
            r[row, 0] = down
        else:
            q[row, row - 1] = down
        if step == n - 1:
            r[row, 1] = up
        else:
            q[row, row + 1] = up
    return q, r


def _solve(q: Floats, delta: float, b: Floats) -> Floats:
    return np.asarray(np.linalg.solve(np.eye(len(q)) - delta * q, b), dtype=np.float64)


def absorption(n: int, nu: float, s: float) -> Floats:
    """Return P(absorbed at 0), P(absorbed at n) for each start: shape (n + 1, 2)."""
    return discounted_passage(n, nu, s, 1.0)


def duration(n: int, nu: float, s: float) -> Floats:
    """Return E[tau] for each start: shape (n + 1,)."""
    return flow_value(n, nu, s, 1.0, 1.0)


def discounted_passage(n: int, nu: float, s: float, delta: float) -> Floats:
    """Return E[delta^tau; at 0] and E[delta^tau; at n] for each start: shape (n + 1, 2)."""
    q, r = transient(n, nu, s)
    values = np.zeros((n + 1, 2))
    values[0, 0] = values[n, 1] = 1.0
    values[1:n] = _solve(q, delta, delta * r)
    return values


def flow_value(n: int, nu: float, s: float, delta: float, flow: ArrayLike) -> Floats:
    """Return E[sum of delta^t flow(step at t), t < tau]; `flow` is one number or one per step."""
    q, _ = transient(n, nu, s)
    each = np.broadcast_to(np.asarray(flow, dtype=np.float64), (n + 1,))
    values = np.zeros(n + 1)
    values[1:n] = _solve(q, delta, each[1:n].copy())
    return values


def war_value(
    n: int,
    nu: float,
    s: float,
    delta: float,
    flow: ArrayLike,
    terminal: tuple[float, float],
) -> Floats:
    """Return flows until absorption plus the discounted terminal payoff (at 0, at n)."""
    passage = discounted_passage(n, nu, s, delta)
    return flow_value(n, nu, s, delta, flow) + passage @ np.asarray(terminal, dtype=np.float64)


def simulate(
    n: int, nu: float, s: float, start: int, runs: int, rng: np.random.Generator
) -> Passage:
    """Walk `runs` times from `start`, round by round, with uniforms from `rng`."""
    step = np.full(runs, start, dtype=np.int64)
    tau = np.zeros(runs, dtype=np.int64)
    walking = np.flatnonzero((step > 0) & (step < n))
    while walking.size:
        u = rng.random(walking.size)
        step[walking] += np.where(u < nu * s, -1, np.where(u < nu, 1, 0))
        tau[walking] += 1
        walking = walking[(step[walking] > 0) & (step[walking] < n)]
    return Passage(step, tau)


def drift_posterior(
    prior_mean: float, prior_strength: float, advances: int, battles: int
) -> tuple[float, float]:
    """Return (a, b) of the Beta posterior of s after `advances` down-steps in `battles` moves.

    The prior is Beta(strength * mean, strength * (1 - mean)); rounds without a move tell nothing.
    """
    return (
        prior_strength * prior_mean + advances,
        prior_strength * (1 - prior_mean) + battles - advances,
    )


def beta_mean(a: float, b: float) -> float:
    """Return the mean of Beta(a, b)."""
    return a / (a + b)


def beta_variance(a: float, b: float) -> float:
    """Return the variance of Beta(a, b)."""
    return a * b / ((a + b) ** 2 * (a + b + 1))
