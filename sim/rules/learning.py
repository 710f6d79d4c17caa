"""The mediator's picture of each party's resolve, learnt from its answers (E17)."""

import math

import numpy as np

from sim.rule import rule
from sim.rules.choice import logistic, margin
from sim.table import GRID, GRID_REACH, Array


@rule
def grid_point(index: int, spread: float) -> float:
    """Resolve at a point of the grid."""
    return spread * GRID_REACH * (2.0 * index / (GRID - 1.0) - 1.0)


@rule
def first_picture(spread: Array) -> Array:
    """Build the prior: resolve is normal around 0 with each party's known spread. [P, G]."""
    picture = np.zeros((len(spread), GRID))
    for party in range(len(spread)):
        total = 0.0
        for g in range(GRID):
            z = GRID_REACH * (2.0 * g / (GRID - 1.0) - 1.0)
            picture[party, g] = math.exp(-0.5 * z * z)
            total += picture[party, g]
        for g in range(GRID):
            picture[party, g] /= total
    return picture


@rule
def mean_and_sd(weights: Array, spread: float) -> tuple[float, float]:
    """Mean and standard deviation of a party's resolve in the mediator's picture."""
    mean, square = 0.0, 0.0
    for g in range(GRID):
        point = grid_point(g, spread)
        mean += weights[g] * point
        square += weights[g] * point * point
    return mean, math.sqrt(max(0.0, square - mean * mean))


@rule
def learn(
    weights: Array, spread: float, worth: float, bar: float, precision: float, yes: bool
) -> None:
    """Update the picture by Bayes after an answer (E17), in place.

    Parameters
    ----------
    worth, bar
        What the mediator thinks the text is worth to the party, and its bar at resolve 0.
    """
    total = 0.0
    for g in range(GRID):
        chance = logistic(margin(worth, bar + grid_point(g, spread), precision))
        weights[g] *= chance if yes else 1.0 - chance
        total += weights[g]
    if total > 0.0:
        for g in range(GRID):
            weights[g] /= total
    else:  # an answer that no resolve on the grid explains: what was known doesn't help
        for g in range(GRID):
            weights[g] = 1.0 / GRID
