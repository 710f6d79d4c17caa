"""What a party believes of the war, and the war's value to it in closed form (E5, E6, E8)."""

import math

from sim.rule import rule
from sim.rules.war import flow_cost, odds
from sim.rules.worth import package_value
from sim.table import Array, Public, World

SURE = 0.02  # nobody is surer of the war than this, either way


@rule
def bounded(chance: float) -> float:
    """Keep a belief about odds away from certainty."""
    return min(1.0 - SURE, max(SURE, chance))


@rule
def belief(
    true_odds: float, optimism: float, evidence: float, surprise: float, battles: float
) -> float:
    """Estimate the attacker's odds (E5): the mean of a Beta posterior on the battles seen.

    The bias fades as ``evidence / (evidence + battles)``: the convergence principle of
    Slantchev (2003, doi:10.1017/S0003055403000911).
    """
    return bounded(true_odds + (evidence * optimism + surprise) / (evidence + battles))


@rule
def shifted(chance: float, shift: float) -> float:
    """Shift odds by so much on the logit scale."""
    return bounded(1.0 / (1.0 + (1.0 - chance) / chance * math.exp(-shift)))


@rule
def first_passage(
    discount: float, pace: float, chance: float, position: int, steps: int
) -> tuple[float, float]:
    """Discounted first passage of the lazy walk to collapse and to exhaustion (E6).

    Returns
    -------
    tuple of float
        E[discount^tau; absorbed at 0] and E[discount^tau; absorbed at ``steps``], tau the round of
        absorption: the roots of the walk's second-order recurrence (gambler's ruin; Feller 1968,
        An Introduction to Probability Theory I, XIV.4).
    """
    if position <= 0:
        return 1.0, 0.0
    if position >= steps:
        return 0.0, 1.0
    up = discount * pace * (1.0 - chance)
    down = discount * pace * chance
    if up <= 0.0 or down <= 0.0:  # a war that never moves, or a future that counts for nothing
        return 0.0, 0.0
    still = 1.0 - discount * (1.0 - pace)
    root = math.sqrt(still * still - 4.0 * up * down)
    # small < 1 < large; small from the product of the roots, which loses no digits
    large = (still + root) / (2.0 * up)
    small = down / up / large
    ratio = small / large
    whole = 1.0 - power(ratio, steps)
    collapse = power(small, position) * (1.0 - power(ratio, steps - position)) / whole
    exhaustion = power(1.0 / large, steps - position) * (1.0 - power(ratio, position)) / whole
    return collapse, exhaustion


@rule
def power(base: float, times: int) -> float:
    """Multiply ``base`` by itself; quicker than ``math.pow``, and alike wherever it runs."""
    product = 1.0
    while times > 0:
        if times & 1:
            product *= base
        base *= base
        times >>= 1
    return product


@rule
def war_value(
    cost: float, discount: float, collapse: float, exhaustion: float,
    at_collapse: float, at_exhaustion: float,
) -> float:  # fmt: skip
    """Value of the war to its end (E6): flows before absorption, the terminal payoff in it."""
    flows = cost * (1.0 - at_collapse - at_exhaustion) / (1.0 - discount)
    return at_collapse * collapse + at_exhaustion * exhaustion - flows


@rule
def end_values(public: Public, taste: Array, party: int) -> tuple[float, float]:
    """Value to a party of the defender's collapse and of the attacker's exhaustion.

    Both are packages in the same issues as deals, so that deals and war share one unit: that a
    surrender brings "no NATO" too (batna-2025-02:27) follows by itself.
    """
    space, book = public.space, public.book
    collapse = package_value(space, taste, party, book.collapse) + public.who.collapse_extra[party]
    return float(collapse), package_value(space, taste, party, book.exhaustion)


@rule
def war_at(
    public: Public, position: int, chance: float, party: int, cost: float, collapse: float,
    exhaustion: float,
) -> float:  # fmt: skip
    """Value of the war from a position, at believed odds ``chance`` (E6).

    Parameters
    ----------
    cost, collapse, exhaustion
        What a round of war costs the party; what the war's two ends are worth to it.
    """
    book, discount = public.book, public.who.discount[party]
    at_collapse, at_exhaustion = first_passage(discount, book.pace, chance, position, book.steps)
    return war_value(cost, discount, collapse, exhaustion, at_collapse, at_exhaustion)


@rule
def no_deal_value(
    public: Public, world: World, taste: Array, chance: float, party: int, also: int
) -> float:
    """Value of no deal to a party at believed odds ``chance``; without war, as given.

    Parameters
    ----------
    taste
        [P, I] factors on the public weights.
    also
        A party that is taken to be punished besides those that are; -1 for none.
    """
    if not public.book.at_war:
        return float(public.who.reservation[party])
    cost = flow_cost(public, world, party, public.book.winter_share, also)
    collapse, exhaustion = end_values(public, taste, party)
    return war_at(public, world.position[0], chance, party, cost, collapse, exhaustion)


@rule
def believed_odds(public: Public, world: World, optimism: float, also: int) -> float:
    """Odds of the attacker as a party of this optimism believes them."""
    return belief(
        odds(public, world, also), optimism, public.book.evidence,
        world.surprise[0], world.battles[0],
    )  # fmt: skip


@rule
def blocked_value(no_deal: float, punished: float, intensity: float, credibility: float) -> float:
    """Value of blocking alone under a contingent threat (E8).

    Source: threats as in mediation-2025-05:8; the value is an expectation over being punished.
    """
    risk = intensity * credibility
    return (1.0 - risk) * no_deal + risk * punished
