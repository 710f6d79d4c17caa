"""The mediator's picture of each party's resolve, learnt from its answers (E17)."""

import math

import numpy as np

from sim.places import GRID, GRID_REACH
from sim.rule import rule
from sim.rules.choice import logistic, margin
from sim.table import Array, Space


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


@rule
def rescale(space: Space, party: int, taste: Array) -> None:
    """Scale a party's factors so that its weights, as far as values show them, keep their sum.

    The sum runs over the spread of values in each issue, so that the unit of utility (one party's
    whole stake) stays what it was. In place.
    """
    whole, scaled = 0.0, 0.0
    for issue in range(space.issues):
        stake = issue_stake(space, party, issue)
        whole += stake
        scaled += stake * taste[party, issue]
    if scaled > 0.0:
        for issue in range(space.issues):
            taste[party, issue] *= whole / scaled


@rule
def issue_stake(space: Space, party: int, issue: int) -> float:
    """Spread of an issue's values to a party."""
    most = space.value[party, issue, 0]
    least = most
    for option in range(space.options[issue]):
        most = max(most, space.value[party, issue, option])
        least = min(least, space.value[party, issue, option])
    return float(most - least)


@rule
def heed(space: Space, party: int, objection: int, loss: Array, guess: Array) -> None:
    """Heed a criticism: guess a larger weight on the issue that a party objects to, in place.

    The party named the issue that costs it most. If by the mediator's guess another costs it more,
    the guess moves as little as makes the two equal: the least change that explains what was said.
    One criticism at most doubles a weight (an assumption): a single remark is no proof.
    Source: the one-text procedure draws on the parties' criticism (Raiffa 1982, ch. 14).

    Parameters
    ----------
    loss
        [I] what the mediator thinks each issue of the text costs the party.
    """
    if objection < 0:
        return
    most = 0.0
    for issue in range(space.issues):
        most = max(most, loss[issue])
    if loss[objection] > 0.0 and most > loss[objection]:
        guess[party, objection] *= min(2.0, most / loss[objection])
        rescale(space, party, guess)
