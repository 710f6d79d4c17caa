"""What a party holds out for: its bar, and how it comes down with time (E15)."""

import math

from sim.rule import rule


@rule
def conceded(elapsed: float, horizon: float, concession: float) -> float:
    """Share of the way from aspiration to walk-away that a party has come down: (t/T)^(1/beta).

    Source: time-dependent tactics, Faratin, Sierra and Jennings (1998,
    doi:10.1016/S0921-8890(98)00029-3); beta < 1 is Boulware, > 1 Conceder.
    """
    if horizon <= 0.0:
        return 1.0
    return math.pow(min(1.0, max(0.0, elapsed / horizon)), 1.0 / concession)


@rule
def bar(blocked: float, resolve: float, aspiration: float, come_down: float, ideal: float) -> float:
    """Least worth at which a party is as likely as not to say yes (E15).

    Its value of blocking, its private resolve, and the share that it still claims of what the best
    text that the others could live with (``ideal``) would give it above that.
    """
    return blocked + resolve + aspiration * (1.0 - come_down) * max(0.0, ideal - blocked)
