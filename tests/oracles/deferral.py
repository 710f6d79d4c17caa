"""Oracle 10: the present value of a title that is deferred T years, by summing yearly flows.

Sources
    The annuity identity, e.g. Luenberger (1998), Investment Science, ch. 3; discounted utility:
    Samuelson (1937), doi:10.2307/2967612.

Conventions
    Until the title passes each year is worth `de_facto`, afterwards each year is worth `final`.
    A year's flow counts at the end of the year, discounted by (1 + rho)^-year with the annual
    rate rho > 0; values are normalised by rho, so that 1 a year for ever is worth 1. The weight of
    the de-facto state is then A = 1 - (1 + rho)^-T: none at T = 0, all of it at T = infinity. T is
    a whole number of years. Sums for ever stop when a year weighs less than `TAIL`.
"""

TAIL = 1e-15


def _check(rho: float, years: int = 0) -> None:
    if rho <= 0 or years < 0:
        raise ValueError("needs rho > 0 and years >= 0")


def annuity(years: int, rho: float) -> float:
    """Return the present value of 1 a year for `years` years, first payment in one year."""
    _check(rho, years)
    total, discount = 0.0, 1.0
    for _ in range(years):
        discount /= 1 + rho
        total += discount
    return total


def de_facto_weight(years: int, rho: float) -> float:
    """Return A, the normalised weight of the years before the title passes, by summation."""
    return rho * annuity(years, rho)


def title_value(de_facto: float, final: float, years: int, rho: float) -> float:
    """Return the normalised value of `de_facto` for `years` years and `final` ever after."""
    _check(rho, years)
    total, year, weight = 0.0, 0, rho
    while weight > TAIL:
        weight /= 1 + rho
        year += 1
        total += weight * (de_facto if year <= years else final)
    return total
