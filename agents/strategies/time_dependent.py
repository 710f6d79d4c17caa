"""Time-dependent tactics: a claim that comes down by the clock alone (Boulware, linear, Conceder).

The share claimed of what lies above the reservation is 1 - t^e, t the share of time that is over:
e = 4 concedes late (Boulware), 1 evenly, 1/4 early (Conceder). Faratin, Sierra and Jennings (1998,
doi:10.1016/S0921-8890(98)00029-3), polynomial form; the exponents are NegMAS's.
"""

import math

from agents.bidding.targets import ENOUGH, answered, appraised, offered_at, target_at
from sim.places import BOULWARE, CONCEDER
from sim.rule import rule
from sim.rules.agenda import on_offer
from sim.rules.clock import share_of_time
from sim.table import Answer, Array, Draft, View


@rule
def claim(view: View) -> float:
    """Say what share of what lies above its reservation a party still claims."""
    mind, exponent = view.public.who.mind[view.seat], 1.0
    if mind == BOULWARE:
        exponent = 4.0
    elif mind == CONCEDER:
        exponent = 0.25
    return 1.0 - math.pow(share_of_time(view.public, view.world, view.round), exponent)


@rule
def draft(view: View) -> Draft:
    """Offer the text that gives away most down to the target."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    target = target_at(view, own, offered, claim(view))
    return offered_at(view, own, offered, target - ENOUGH)


@rule
def answer(view: View, text: Array, drafter: int) -> Answer:
    """Accept what is worth the target."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    target = target_at(view, own, offered, claim(view))
    return answered(view, own, offered, text, drafter, target)
