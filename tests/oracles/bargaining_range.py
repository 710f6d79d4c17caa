"""Oracle 04: the conditions under which a peaceful bargain exists.

Sources
    Fearon (1995), doi:10.1017/S0020818300033324: two states divide a pie of size 1 that war would
    give to state 1 with probability p, at cost c1 and c2. Shares x of state 1 that both weakly
    prefer to war form the range [p - c1, p + c2]. War becomes possible through private estimates
    of p, through indivisibility, or through a lack of commitment.
    Powell (2006), doi:10.1017/S0020818306060061: a lack of commitment is a shift of power that
    exceeds the bargaining surplus.

Conventions
    x is state 1's share. Both sides are risk neutral unless a utility is given. A share that
    leaves a side exactly as well off as war is acceptable. State 1 rises, state 2 declines.
"""

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def linear(x: Floats) -> Floats:
    """Return the risk-neutral utility of a share."""
    return x


def fearon_range(p: float, c1: float, c2: float) -> tuple[float, float]:
    """Return (p - c1, p + c2), cut to the pie [0, 1]."""
    return max(0.0, p - c1), min(1.0, p + c2)


def believed_range(p1: float, p2: float, c1: float, c2: float) -> tuple[float, float]:
    """Return the range if state i believes that state 1 wins with probability p_i.

    Empty (low > high) exactly if mutual optimism p1 - p2 exceeds the costs c1 + c2, as long as
    the cuts at 0 and 1 do not bind.
    """
    return max(0.0, p1 - c1), min(1.0, p2 + c2)


def range_exists(p1: float, p2: float, c1: float, c2: float) -> bool:
    """Tell whether some share satisfies both sides."""
    low, high = believed_range(p1, p2, c1, c2)
    return low <= high


def acceptable_shares(
    shares: ArrayLike,
    p1: float,
    p2: float,
    c1: float,
    c2: float,
    *,
    utility1: Callable[[Floats], Floats] = linear,
    utility2: Callable[[Floats], Floats] = linear,
) -> Floats:
    """Return those of the possible `shares` that both sides weakly prefer to war, by trial.

    War is a lottery over all and nothing less a cost in utility. Few `shares` stand for an
    indivisible issue. Utilities should have u(0) = 0 and u(1) = 1.
    """
    x = np.asarray(shares, dtype=np.float64)
    whole, none = np.ones(1), np.zeros(1)
    war1 = (p1 * utility1(whole) + (1 - p1) * utility1(none) - c1)[0]
    war2 = ((1 - p2) * utility2(whole) + p2 * utility2(none) - c2)[0]
    return np.asarray(x[(utility1(x) >= war1) & (utility2(1 - x) >= war2)], dtype=np.float64)


def pie_value(delta: float) -> float:
    """Return the present value of one pie a period for ever, the first today."""
    return 1.0 / (1.0 - delta)


def war_value(p: float, delta: float, cost: float) -> float:
    """Return the present value of fighting now: the pie for ever with probability p, less cost."""
    return p * pie_value(delta) - cost


def bargaining_surplus(pie: float, war1: float, war2: float) -> float:
    """Return what peace saves: the pie's present value less both war values of today."""
    return pie - (war1 + war2)


def power_shift(delta: float, war1_now: float, war1_next: float) -> float:
    """Return how much state 1's present value of war rises by waiting one period."""
    return delta * war1_next - war1_now


def commitment_problem(
    delta: float, pie: float, war1_now: float, war1_next: float, war2_now: float
) -> bool:
    """Tell whether the shift exceeds the surplus, so that the declining state 2 fights today.

    State 1 cannot be held below `war1_next` tomorrow nor give up more than all of today, so state
    2 can be promised at most pie - delta * war1_next. Equality leaves peace possible.
    """
    surplus = bargaining_surplus(pie, war1_now, war2_now)
    return power_shift(delta, war1_now, war1_next) > surplus


def two_period_peace(
    p_now: float, p_next: float, costs: Sequence[float], delta: float, steps: int
) -> bool:
    """Search all divisions of two periods' pies, `steps` shares each, for one that avoids war.

    Peace must survive today's temptation of both sides, who compare with a war over both pies,
    and tomorrow's, who compare with a war over the second. The bare definition: no formula.
    """
    both, slack = 1.0 + delta, 1e-12
    for today, tomorrow in product(np.linspace(0, 1, steps + 1), repeat=2):
        keeps = (
            tomorrow >= p_next - costs[0] - slack
            and 1 - tomorrow >= 1 - p_next - costs[1] - slack
            and today + delta * tomorrow >= p_now * both - costs[0] - slack
            and (1 - today) + delta * (1 - tomorrow) >= (1 - p_now) * both - costs[1] - slack
        )
        if keeps:
            return True
    return False
