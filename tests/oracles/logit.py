"""Oracle 06: logit choice, and the logistic-normal integral.

Sources
    McKelvey and Palfrey (1995), doi:10.1006/game.1995.1023: quantal response with extreme-value
    errors; choice probabilities proportional to exp(lambda * utility).
    MacKay (1992), doi:10.1162/neco.1992.4.5.720: the sigmoid of a Gaussian argument, approximated
    by a rescaled sigmoid. Golub and Welsch (1969), doi:10.1090/S0025-5718-69-99647-1: Gauss nodes.

Conventions
    lambda >= 0 is a precision: 0 chooses evenly, infinity the best (ties share). Z ~ N(0, 1).
    Gauss-Hermite loses accuracy as |b| grows, because the sigmoid's poles lie at distance pi/|b|
    from the real axis: with 100 nodes, errors stay below 1e-12 for |b| <= 2, 1e-6 for |b| <= 4,
    1e-3 for |b| <= 10 and 5e-3 for |b| <= 15. `logistic_normal_trapezoid` stays below 1e-13 for
    |b| <= 20: prefer it when lambda * sd is large.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def sigmoid(x: ArrayLike) -> Floats:
    """Return 1 / (1 + exp(-x)), without overflow."""
    z = np.asarray(x, dtype=np.float64)
    small = np.exp(-np.abs(z))
    return np.asarray(np.where(z >= 0, 1.0, small) / (1.0 + small), dtype=np.float64)


def choice_probabilities(utilities: ArrayLike, precision: float) -> Floats:
    """Return the probability of each alternative under logit choice."""
    u = np.asarray(utilities, dtype=np.float64)
    distance = u - u.max()
    if np.isinf(precision):
        weights = (distance == 0).astype(np.float64)
    else:
        weights = np.exp(precision * distance)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def acceptance_probability(value: float, threshold: float, precision: float) -> float:
    """Return the probability of yes: logit choice between `value` and `threshold`."""
    return float(choice_probabilities([value, threshold], precision)[0])


def logistic_normal(a: float, b: float, nodes: int = 100) -> float:
    """Return E[sigmoid(a + b Z)] by Gauss-Hermite quadrature."""
    x, w = np.polynomial.hermite_e.hermegauss(nodes)
    return float((w * sigmoid(a + b * x)).sum() / w.sum())


def logistic_normal_trapezoid(a: float, b: float, points: int = 8001) -> float:
    """Return E[sigmoid(a + b Z)] by the trapezoid rule on [-9, 9]."""
    z = np.linspace(-9.0, 9.0, points)
    density = np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi)
    return float((density * sigmoid(a + b * z)).sum() * 18.0 / (points - 1))


def mackay_approximation(a: float, b: float) -> float:
    """Return sigmoid(a / sqrt(1 + pi b^2 / 8)), MacKay's approximation of the integral."""
    return float(sigmoid(a / np.sqrt(1.0 + np.pi * b * b / 8.0)))
