"""What a party takes the others to want: what it may see, or what their offers tell.

The frequency model: an option offered more often is worth more to who offers it, and an issue on
which it seldom moves weighs more. Hindriks, Jonker and Tykhonov (2009); as in van Krimpen, Looije
and Hajizadeh's HardHeaded (2013, doi:10.1007/978-3-642-30737-9_17).
"""

import numpy as np

from sim.places import OWN_ALONE
from sim.reckoning import Appraisal
from sim.rule import rule
from sim.table import Array, View


@rule
def others_gain(view: View, own: Appraisal) -> Array:
    """Say what each option is worth to the others together, as the party sees it. [I, O]."""
    gain = np.zeros(view.public.space.offered.shape)
    for party in range(view.public.space.parties):
        if party == view.seat:
            continue
        if view.public.book.regime == OWN_ALONE:
            add_frequency(view, party, gain)
        else:
            gain += own.net[party]
    return gain


@rule
def add_frequency(view: View, party: int, gain: Array) -> None:
    """Add the frequency model of a party: its options by their offers, its issues by its moves."""
    space, world = view.public.space, view.world
    times, stayed = np.zeros(space.offered.shape), np.ones(space.issues)
    last = -1
    for place in range(world.texts[0]):
        if world.bidder[place] != party:
            continue
        for issue in range(space.issues):
            times[issue, world.bids[place, issue]] += 1.0
            if last >= 0 and world.bids[place, issue] == world.bids[last, issue]:
                stayed[issue] += 1.0
        last = place
    if last < 0:
        return
    total = stayed.sum()
    for issue in range(space.issues):
        most = times[issue].max()
        for option in range(space.options[issue]):
            gain[issue, option] += stayed[issue] / total * times[issue, option] / most
