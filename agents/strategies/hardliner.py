"""The hardliner: it demands its best text to the end, and takes nothing less.

The benchmark of an insistent player (Baarslag, Hindriks, Jonker, Kraus and Lin 2012,
doi:10.1007/978-3-642-24696-8_6, *Hardliner*); Schelling's commitment (1956) taken to the end.
"""

from agents.bidding.targets import answered, appraised, ideal, reservation, tabled
from sim.rule import rule
from sim.rules.agenda import on_offer
from sim.table import Answer, Array, Draft, View


@rule
def draft(view: View) -> Draft:
    """Demand the best text."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    text = view.world.text.copy()
    best = ideal(view, own, offered, text)
    return tabled(view, own, text, best >= reservation(view, own, offered))


@rule
def answer(view: View, text: Array, drafter: int) -> Answer:
    """Accept nothing that is worth less than the best text."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    best = max(
        ideal(view, own, offered, view.world.text.copy()), reservation(view, own, offered)
    )  # fmt: skip
    return answered(view, own, offered, text, drafter, best)
