"""Posterior of a party's private shift after its yes and no to known texts, on a grid.

Sources
    Bayes' rule; the answer model is logit choice, McKelvey and Palfrey (1995),
    doi:10.1006/game.1995.1023; the grid: Gelman et al. (2013), Bayesian Data Analysis, 3rd ed.,
    sec. 2.4 and 3.7.

Conventions
    theta ~ N(0, sd) is drawn once and raises the party's threshold: P(yes | theta) =
    sigmoid(precision * (gain - theta)), gain = the text's value less the threshold at theta = 0.
    Answers are independent given theta. The grid spans +-`SPAN` sd with `POINTS` points, equally
    spaced; weights are probabilities that sum to 1. sd = 0 is a single point at 0.
    Evidence that points beyond the grid piles up at its edge.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SPAN = 9.0
POINTS = 8001


class Posterior(NamedTuple):
    """Grid points of theta and their probabilities."""

    theta: Floats
    weight: Floats


def prior(sd: float, points: int = POINTS) -> Posterior:
    """Return N(0, sd) on the grid."""
    if sd < 0:
        raise ValueError("needs sd >= 0")
    if sd == 0:
        return Posterior(np.zeros(1), np.ones(1))
    z = np.linspace(-SPAN, SPAN, points)
    density = np.exp(-0.5 * z * z)
    return Posterior(sd * z, density / density.sum())


def log_likelihood(theta: Floats, gain: float, precision: float, yes: bool) -> Floats:
    """Return ln P(answer | theta) at each point, without overflow."""
    x = precision * (gain - theta)
    return np.asarray(-np.logaddexp(0.0, -x if yes else x), dtype=np.float64)


def update(belief: Posterior, gain: float, precision: float, yes: bool) -> Posterior:
    """Return the belief after one answer to a text with this `gain`."""
    return update_all(belief, [(gain, yes)], precision)


def update_all(
    belief: Posterior, answers: Sequence[tuple[float, bool]], precision: float
) -> Posterior:
    """Return the belief after several answers (gain, yes), taken at once."""
    score = np.zeros_like(belief.theta)
    for gain, yes in answers:
        score = score + log_likelihood(belief.theta, gain, precision, yes)
    weight = belief.weight * np.exp(score - score[belief.weight > 0].max())
    return Posterior(belief.theta, weight / weight.sum())


def posterior(
    sd: float, answers: Sequence[tuple[float, bool]], precision: float, points: int = POINTS
) -> Posterior:
    """Return the posterior of theta ~ N(0, sd) after `answers`."""
    return update_all(prior(sd, points), answers, precision)


def mean(belief: Posterior) -> float:
    """Return E[theta]."""
    return float((belief.weight * belief.theta).sum())


def variance(belief: Posterior) -> float:
    """Return Var[theta]."""
    return float((belief.weight * (belief.theta - mean(belief)) ** 2).sum())


def yes_probability(belief: Posterior, gain: float, precision: float) -> float:
    """Return the probability of yes to a text, theta integrated out."""
    each = np.exp(log_likelihood(belief.theta, gain, precision, yes=True))
    return float((belief.weight * each).sum())
