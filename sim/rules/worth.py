"""What an option is worth to a party: promises discounted by trust, titles by time (E10-E12)."""

import math

from sim.rule import rule
from sim.table import Array, Space, World


@rule
def discounted(promise: float, otherwise: float, trust: float, delivered: float) -> float:
    """Value a promise: what is delivered at signing, and the rest as far as it is believed (E11).

    Source: trust as the mean of a Beta belief, e.g. Kydd, Trust and Mistrust in International
    Relations (2005, doi:10.1515/9780691188515); reliability as the first thing that one party
    looks for in another is the claim of batna-2025-02:22.
    """
    return otherwise + (delivered + (1.0 - delivered) * trust) * (promise - otherwise)


@rule
def deferral_share(rate: float, years: float) -> float:
    """Share of an annuity's value that falls before year ``years`` (E12): 1 - (1 + rate)^-years.

    Source: present value of a title put off 49 to 99 years (plan-2025-08:12).
    """
    return 1.0 - math.pow(1.0 + rate, -years)


@rule
def deferred(de_facto: float, final: float, rate: float, years: float) -> float:
    """Value a deferred title: what is held meanwhile, and what comes after, discounted (E12)."""
    share = deferral_share(rate, years)
    return share * de_facto + (1.0 - share) * final


@rule
def trust(kept: float, broken: float) -> float:
    """Mean of the Beta belief in another's reliability after its kept and broken promises."""
    return kept / (kept + broken)


@rule
def doubted_term(
    space: Space, world: World, taste: Array, party: int, issue: int, option: int
) -> float:
    """Value an option to a party, doubting the promise in it where somebody must keep it.

    Parameters
    ----------
    taste
        [P, I] factor on each public weight.
    """
    full = space.value[party, issue, option]
    by = space.promisor[party, issue, option]
    if by < 0:
        return float(full * taste[party, issue])
    otherwise = space.value[party, issue, space.otherwise[party, issue, option]]
    believed = trust(world.kept[party, by], world.broken[party, by])
    return float(discounted(full, otherwise, believed, space.delivered) * taste[party, issue])


@rule
def package_value(space: Space, taste: Array, party: int, package: Array) -> float:
    """Value a package to a party without any doubt: what a war's end imposes needs no promise."""
    total = 0.0
    for issue in range(space.issues):
        total += space.value[party, issue, package[issue]] * taste[party, issue]
    return total
