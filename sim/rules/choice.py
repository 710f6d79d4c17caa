"""Noisy choice: the logit, its logarithm, and its blur when the bar is uncertain (E16)."""

import math

from sim.rule import rule


@rule
def logistic(z: float) -> float:
    """Probability of yes at ``z`` = precision x (worth - bar); exact at plus or minus infinity.

    Source: logit choice, McKelvey and Palfrey (1995, doi:10.1006/game.1995.1023).
    """
    if z >= 0.0:
        return 1.0 / (1.0 + math.exp(-z))
    grown = math.exp(z)
    return grown / (1.0 + grown)


@rule
def log_logistic(z: float) -> float:
    """Logarithm of ``logistic(z)``, without overflow."""
    if z == math.inf:  # said outright, it costs nothing
        return 0.0
    if z >= 0.0:
        return -math.log1p(math.exp(-z))
    return z - math.log1p(math.exp(z))


@rule
def margin(worth: float, bar: float, slope: float) -> float:
    """``slope x (worth - bar)``; with an infinite slope, a worth at the bar suffices."""
    if slope == math.inf:
        return math.inf if worth >= bar - 1e-12 * max(1.0, abs(bar)) else -math.inf
    return slope * (worth - bar)


@rule
def blurred(precision: float, sd: float) -> float:
    """Slope of the logit averaged over a normal bar of standard deviation ``sd``.

    Source: MacKay (1992, doi:10.1162/neco.1992.4.5.720), E[logistic] = logistic(kappa z) with
    kappa = (1 + pi v / 8)^-1/2 and v the variance of z.
    """
    if sd == 0.0:
        return precision
    if precision * sd > 1e8:  # the blur is all; the square below would overflow
        return math.sqrt(8.0 / math.pi) / sd
    return precision / math.sqrt(1.0 + math.pi * precision * precision * sd * sd / 8.0)
