"""What things as they stand are worth to a party: no deal, or the text on the table if it passes.

The one-step look ahead on which levers, agreements and exits are decided. It is blind to what
others will do next; it sees what a change does to everybody's alternatives at once.
"""

import math

import numpy as np

from sim.places import OVER_HEAD
from sim.rule import rule
from sim.rules.appraisal import calm_hazard
from sim.rules.choice import blurred, log_logistic, margin
from sim.rules.consent import needed
from sim.rules.deal import (
    guarantee_strength,
    leaves_all_open,
    shift_index,
    weighed,
)
from sim.rules.members import belligerents
from sim.rules.no_deal import (
    believed_odds,
    blocked_value,
    end_values,
    first_passage,
    no_deal_value,
    shifted,
    war_value,
)
from sim.rules.threat import threat_credibility, threat_intensity
from sim.rules.war import flow_cost, war_risk
from sim.rules.worth import doubted_term
from sim.table import Array, Public, World


@rule
def glance(
    public: Public, world: World, optimism: float, taste: Array, text: Array, wanted: int,
    no_deal: Array, war: Array, worth: Array,
) -> None:  # fmt: skip
    """Fill in what no deal and one text are worth to some, by one party's reading of the war.

    The same rules as a whole appraisal (``appraise``, ``worths``), for a single text.

    Parameters
    ----------
    wanted
        Those for whom it is worked out, as bits; the belligerents are, in any case.
    war
        [P] filled with the value of the war resumed after the text.
    """
    space, book, discounts = public.space, public.book, public.who.discount
    wanted |= belligerents(public)
    chance, at = believed_odds(public, world, optimism, -1), world.position[0]
    then = shifted(chance, space.shift[shift_index(space.stride, text)])
    known, lost, won, lost_then, won_then = -1.0, 0.0, 0.0, 0.0, 0.0
    for party in range(space.parties):
        if not (wanted >> party) & 1:
            continue
        if discounts[party] != known:  # parties of one discount see the same passage
            known = discounts[party]
            lost, won = first_passage(known, book.pace, chance, at, book.steps)
            lost_then, won_then = first_passage(known, book.pace, then, at, book.steps)
        collapse, exhaustion = end_values(public, taste, party)
        cost = flow_cost(public, world, party, book.winter_share, -1)
        no_deal[party] = war_value(cost, known, collapse, exhaustion, lost, won)
        war[party] = war_value(cost, known, collapse, exhaustion, lost_then, won_then)
        worth[party] = 0.0
        for issue in range(space.issues):
            worth[party] += doubted_term(space, world, taste, party, issue, text[issue])
    strong = guarantee_strength(space.guarantee, text)
    open_ones = leaves_all_open(space.left_open, space.core_questions, text)
    of_attacker = war[book.attacker] - worth[book.attacker]
    of_defender = war[book.defender] - worth[book.defender]
    for party in range(space.parties):
        if (wanted >> party) & 1:
            worth[party] = weighed(
                public, calm_hazard(public, world, party), war[party], strong, open_ones,
                world.at[OVER_HEAD] > 0, of_attacker, of_defender, party, worth[party],
            )  # fmt: skip
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
    no_deal, war, worth = (
        np.zeros(space.parties), np.zeros(space.parties), np.zeros(space.parties)
    )  # fmt: skip
    asked = needed(space.ballot, world.text, space.issues)
    glance(
        public, world, optimism, taste, world.text, asked | (1 << seat), no_deal, war, worth
    )  # fmt: skip
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
