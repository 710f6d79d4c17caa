"""What things as they stand are worth to a party: no deal, or the text on the table if it passes.

The one-step look ahead on which levers, agreements and exits are decided. It is blind to what
others will do next; it sees what a change does to everybody's alternatives at once.
"""

import math

import numpy as np

from sim.places import OVER_HEAD
from sim.rule import rule
from sim.rules.appraisal import peace_trust
from sim.rules.choice import blurred, log_logistic, margin
from sim.rules.consent import needed
from sim.rules.deal import (
    guarantee_strength,
    leaves_all_open,
    shift_index,
    weigh,
)
from sim.rules.no_deal import (
    believed_odds,
    blocked_value,
    end_values,
    no_deal_value,
    shifted,
    war_at,
)
from sim.rules.threat import threat_credibility, threat_intensity
from sim.rules.war import flow_cost, war_risk
from sim.rules.worth import doubted_term
from sim.table import Array, Public, World


@rule
def glance(
    public: Public, world: World, optimism: float, taste: Array, text: Array, no_deal: Array,
    worth: Array,
) -> None:  # fmt: skip
    """Fill in what no deal and one text are worth to each, by one party's reading of the war.

    The same rules as a whole appraisal (``appraise``, ``worths``), for a single text.
    """
    space, book = public.space, public.book
    chance = believed_odds(public, world, optimism, -1)
    then = shifted(chance, space.shift[shift_index(space.stride, text)])
    war, calm = np.zeros(space.parties), np.zeros(space.parties)
    for party in range(space.parties):
        collapse, exhaustion = end_values(public, taste, party)
        cost, at = flow_cost(public, world, party, book.winter_share, -1), world.position[0]
        no_deal[party] = war_at(public, at, chance, party, cost, collapse, exhaustion)
        war[party] = war_at(public, at, then, party, cost, collapse, exhaustion)
        calm[party] = book.peril.base + book.peril.mistrust * (
            0.5 - peace_trust(public, world, party)
        )
        worth[party] = 0.0
        for issue in range(space.issues):
            worth[party] += doubted_term(space, world, taste, party, issue, text[issue])
    strong = guarantee_strength(space.guarantee, text)
    all_open = leaves_all_open(space.left_open, space.core_questions, text)
    weigh(public, calm, war, strong, all_open, world.at[OVER_HEAD] > 0, worth)
    for party in range(space.parties):
        for issue in range(space.issues):
            worth[party] -= space.penalty[party, issue, text[issue]] * world.cohesion[party]


@rule
def prospect(
    public: Public, world: World, optimism: float, taste: Array, seat: int
) -> tuple[float, float, float]:
    """Value of how things stand to a party, by its own reading.

    Returns
    -------
    tuple of float
        No deal, plus the gain of the text on the table by the chance that it passes within the
        rounds looked ahead, less what a wider war in that time would cost; no deal alone; that
        chance. Others are taken to choose by the logit at their walk-away values, blurred by
        what is not known of their resolve.
    """
    space, who = public.space, public.who
    no_deal, worth = np.zeros(space.parties), np.zeros(space.parties)
    glance(public, world, optimism, taste, world.text, no_deal, worth)
    asked = needed(space.ballot, world.text, space.issues)
    total = 0.0
    for party in range(space.parties):
        if not (asked >> party) & 1:
            continue
        bar, intensity = no_deal[party], threat_intensity(public, world, party)
        if intensity > 0.0 and world.punished[party] == 0:
            feared = believed_odds(public, world, optimism, party)
            bar = blocked_value(
                bar, no_deal_value(public, world, taste, feared, party, party), intensity,
                threat_credibility(public, world, party),
            )  # fmt: skip
        slope = blurred(public.book.precision, 0.0 if party == seat else who.spread[party])
        total += log_logistic(margin(worth[party], bar, slope))
    ahead = public.agenda.foresight
    passes = within(math.exp(total), ahead / public.book.cadence)
    value = no_deal[seat] + passes * (worth[seat] - no_deal[seat])
    wider = within(war_risk(public, world), ahead)
    return (1.0 - wider) * value + wider * public.book.wider_war_utility, no_deal[seat], passes


@rule
def within(chance: float, times: float) -> float:
    """Chance that something happens at least once in so many times."""
    return -math.expm1(times * math.log1p(-min(chance, 1.0 - 1e-12)))
