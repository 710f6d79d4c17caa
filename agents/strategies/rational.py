"""The rational responder: yes to all that beats walking away; offers that the others can accept.

Its offer is the best for itself among those that leave nobody whose yes is needed below what
blocking is worth to it: a take-it-or-leave-it offer (the ultimatum game of Guth, Schmittberger and
Schwarze 1982, doi:10.1016/0167-2681(82)90011-7). With all parties so, a mediator with a neutral
aim is the arbiter of that solution.
"""

import math

import numpy as np

from agents.bidding.targets import answered, appraised, ideal, reservation, tabled
from sim.places import OWN, OWN_ALONE
from sim.reckoning import Quest
from sim.rule import rule
from sim.rules.agenda import on_offer
from sim.rules.exact import best_text
from sim.table import Answer, Array, Draft, View


@rule
def draft(view: View) -> Draft:
    """Offer the best that the others can accept; the best of all where it can't see them."""
    public, seat = view.public, view.seat
    own, offered = appraised(view), on_offer(public, view.world, view.track)
    text, found = view.world.text.copy(), False
    if public.book.regime == OWN_ALONE:
        found = ideal(view, own, offered, text) >= reservation(view, own, offered)
    else:
        sharp = np.full(public.space.parties, math.inf)
        quest = Quest(seat, OWN, own.blocked, sharp, own.blocked, own.blocked, offered)
        found = best_text(public, own, quest, text.copy(), text) > -math.inf
    return tabled(view, own, text, found)


@rule
def answer(view: View, text: Array, drafter: int) -> Answer:
    """Accept whatever is worth the reservation."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    least = own.blocked[view.seat] + view.resolve
    return answered(view, own, offered, text, drafter, least)
