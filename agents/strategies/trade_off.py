"""The trade-off strategy: of all texts worth as much to itself, the one that the others like best.

Its claim comes down evenly with time; at each level it moves along its own indifference curve
towards the others. Faratin, Sierra and Jennings (2002, doi:10.1016/S0004-3702(02)00290-4), with the
others' interests as the talks show them, or else by the frequency of their offers.
"""

from agents.bidding.opponent import others_gain
from agents.bidding.targets import answered, appraised, most_of, offered_at, tabled, target_at
from sim.rule import rule
from sim.rules.agenda import on_offer
from sim.rules.clock import share_of_time
from sim.table import Answer, Array, Draft, View


@rule
def claim(view: View) -> float:
    """Say what share of what lies above its reservation a party still claims."""
    return 1.0 - share_of_time(view.public, view.world, view.round)


@rule
def draft(view: View) -> Draft:
    """Offer what the others like best among the texts worth the target."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    target, text = target_at(view, own, offered, claim(view)), view.world.text.copy()
    if most_of(view, own, offered, target, others_gain(view, own), text):
        return tabled(view, own, text, True)
    return offered_at(view, own, offered, target)


@rule
def answer(view: View, text: Array, drafter: int) -> Answer:
    """Accept what is worth the target."""
    own, offered = appraised(view), on_offer(view.public, view.world, view.track)
    target = target_at(view, own, offered, claim(view))
    return answered(view, own, offered, text, drafter, target)
