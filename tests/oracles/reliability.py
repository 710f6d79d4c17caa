"""Oracle 09: trust, promises, compliance, and the value of a peace that may collapse.

Sources
    Trust as a Beta mean: Josang and Ismail (2002), The Beta Reputation System, 15th Bled
    Electronic Commerce Conference. Compliance: Friedman (1971), doi:10.2307/2296617 (a promise
    is kept if the shadow of reversion is long enough). Hazards in discrete time with a
    complementary log-log link: Prentice and Gloeckler (1978), doi:10.2307/2529588.

Conventions
    In each round of peace the flow is paid first and collapse, with probability h, comes at the
    end of the round; the next round then starts with the value of war. So peace pays in at least
    one round, and war's share of the value is psi = delta h / (1 - delta (1 - h)). Values u and v
    are normalised: a flow (1 - delta) u for ever is worth u. Sums run until the tail is below
    `TAIL` of the first term; they need delta * (1 - h) < 1.
"""

from collections.abc import Sequence
from itertools import accumulate
from math import exp, inf, log

TAIL = 1e-15


def beta_trust(
    prior_mean: float, prior_strength: float, kept: float, broken: float, breach_weight: float = 1
) -> float:
    """Return the mean of the Beta posterior; one breach counts as `breach_weight` kept promises."""
    good = prior_strength * prior_mean + kept
    bad = prior_strength * (1 - prior_mean) + breach_weight * broken
    return good / (good + bad)


def promise_value(v0: float, v: float, front: float, trust: float) -> float:
    """Return v0 + [f + (1 - f) trust] (v - v0): a share f delivered at once, the rest if kept.

    Written as the lottery it is: with probability `trust` all of v, else only the part delivered.
    """
    delivered = (1 - front) * v0 + front * v
    return trust * v + (1 - trust) * delivered


def compliance_threshold(temptation: float, reward: float, punishment: float) -> float:
    """Return delta*, from which keeping one's word pays under reversion for ever.

    Reward each round against temptation once and punishment after: delta* = (t - r) / (t - p).
    0 if nothing tempts; infinity if punishment is no worse than the reward and breach pays.
    """
    if temptation <= reward:
        return 0.0
    if punishment >= reward:
        return inf
    return (temptation - reward) / (temptation - punishment)


def gain_from_compliance(
    delta: float, temptation: float, reward: float, punishment: float
) -> float:
    """Return the discounted sum of keeping less that of breaking now, added up round by round."""
    total, weight, flow = 0.0, 1.0, reward - temptation
    while weight > TAIL:
        total += weight * flow
        weight, flow = weight * delta, reward - punishment
    return total


def survival(hazards: Sequence[float]) -> list[float]:
    """Return the probability that peace outlives rounds 0, 1, 2, ..., first entry 1."""
    return list(accumulate(hazards, lambda alive, h: alive * (1 - h), initial=1.0))


def geometric_survival(h: float, rounds: int) -> float:
    """Return (1 - h)^rounds, by repeated multiplication."""
    return survival([h] * rounds)[-1]


def psi(delta: float, h: float) -> float:
    """Return the weight of war in the value of a peace with constant hazard `h`."""
    return delta * h / (1 - delta * (1 - h))


def psi_by_series(delta: float, h: float) -> float:
    """Return the same weight as E[delta^(round after collapse)], added up over collapse dates."""
    total, alive, discount = 0.0, 1.0, 1.0
    while alive * discount > TAIL:
        discount *= delta
        total += discount * alive * h
        alive *= 1 - h
    return total


def deal_value(delta: float, h: float, peace: float, war: float) -> float:
    """Return (1 - psi) u + psi v."""
    return (1 - psi(delta, h)) * peace + psi(delta, h) * war


def deal_value_by_series(delta: float, hazards: Sequence[float], peace: float, war: float) -> float:
    """Return the value of a peace, round by round: flow first, then the chance of collapse.

    `hazards` may vary from round to round; the last one lasts for ever.
    """
    total, alive, discount, day = 0.0, 1.0, 1.0, 0
    while alive * discount > TAIL:
        h = hazards[min(day, len(hazards) - 1)]
        total += discount * alive * (1 - delta) * peace
        discount *= delta
        total += discount * alive * h * war
        alive *= 1 - h
        day += 1
    return total


def cloglog(h: float) -> float:
    """Return ln(-ln(1 - h))."""
    return log(-log(1 - h))


def cloglog_hazard(base: float, effects: float) -> float:
    """Return 1 - exp(-exp(cloglog(base) + effects)): `effects` add up on the log-hazard scale."""
    return 1 - exp(-exp(cloglog(base) + effects))
