"""What things as they stand are worth to a party: no deal, or the text on the table if it passes.

The one-step look ahead on which levers, agreements and exits are decided. It is blind to what
others will do next; it sees what a change does to everybody's alternatives at once.
"""

import math

import numpy as np

from sim.places import (
    AT_COLLAPSE,
    AT_EXHAUSTION,
    DEAL,
    NO_DEAL,
    OVER_HEAD,
    PRICE,
    TERMS,
    WAR_AFTER,
)
from sim.rule import rule
from sim.rules.appraisal import calm_hazard
from sim.rules.choice import blurred, log_logistic, margin
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
    shifted,
    war_at,
    war_value,
)
from sim.rules.threat import threat_credibility, threat_intensity
from sim.rules.war import flow_cost, war_risk
from sim.rules.worth import doubted_term
from sim.table import Array, Public, World


@rule
def stakes(public: Public, world: World, taste: Array, text: Array, wanted: int) -> Array:
    """Add up, for some, what no lever changes: what a text and the war's two ends come to.

    Parameters
    ----------
    taste
        [P, I] factors on the public weights, as the party that looks knows or guesses them.
    wanted
        Those for whom it is worked out, as bits; the belligerents are, in any case.

    Returns
    -------
    Array
        [P, 4] the text's terms and their price at full cohesion, the defender's collapse and the
        attacker's exhaustion.
    """
    space, wanted = public.space, wanted | belligerents(public)
    held = np.zeros((space.parties, 4))
    for party in range(space.parties):
        if (wanted >> party) & 1:
            for issue in range(space.issues):
                option = text[issue]
                held[party, TERMS] += doubted_term(space, world, taste, party, issue, option)
                held[party, PRICE] += space.penalty[party, issue, option]
            collapse, exhaustion = end_values(public, taste, party)
            held[party, AT_COLLAPSE], held[party, AT_EXHAUSTION] = collapse, exhaustion
    return held


@rule
def glance(
    public: Public, world: World, optimism: float, held: Array, text: Array, wanted: int
) -> Array:
    """Say what no deal and one text are worth to some, by one party's reading of the war.

    The same rules as a whole appraisal (``appraise``, ``worths``), for a single text.

    Parameters
    ----------
    held
        [P, 4] the stakes in that text, of the same ones at least.
    wanted
        Those for whom it is worked out, as bits; the belligerents are, in any case.

    Returns
    -------
    Array
        [P, 3] no deal, the text, and the war resumed after it; nothing for the others.
    """
    space, book, legacy = public.space, public.book, public.who.legacy
    wanted |= belligerents(public)
    chance, at = believed_odds(public, world, optimism, -1), world.position[0]
    then = shifted(chance, space.shift[shift_index(space.stride, text)])
    seen = np.zeros((space.parties, 3))
    known, lost, won, lost_then, won_then = -1.0, 0.0, 0.0, 0.0, 0.0
    for party in range(space.parties):
        if not (wanted >> party) & 1:
            continue
        if public.who.discount[party] != known:  # parties of one discount see the same passage
            known = public.who.discount[party]
            lost, won = first_passage(known, book.pace, chance, at, book.steps)
            lost_then, won_then = first_passage(known, book.pace, then, at, book.steps)
        collapse, exhaustion = held[party, AT_COLLAPSE], held[party, AT_EXHAUSTION]
        cost = flow_cost(public, world, party, book.winter_share, -1)
        seen[party, NO_DEAL] = war_value(cost, known, collapse, exhaustion, lost, won)
        seen[party, WAR_AFTER] = war_value(cost, known, collapse, exhaustion, lost_then, won_then)
    strong = guarantee_strength(space.guarantee, text)
    open_ones = leaves_all_open(space.left_open, space.core_questions, text)
    of_attacker = seen[book.attacker, WAR_AFTER] - held[book.attacker, TERMS]
    of_defender = seen[book.defender, WAR_AFTER] - held[book.defender, TERMS]
    for party in range(space.parties):
        if (wanted >> party) & 1:
            price = held[party, PRICE] * world.cohesion[party]
            seen[party, DEAL] = weighed(
                public, calm_hazard(public, world, party), strong, open_ones,
                world.at[OVER_HEAD] > 0, of_attacker, of_defender, party,
                held[party, TERMS] - price + legacy[party], seen[party, WAR_AFTER] - price,
            )  # fmt: skip
    return seen


@rule
def prospect(
    public: Public, world: World, optimism: float, held: Array, asked: int, seat: int
) -> tuple[float, float, float]:
    """Value of how things stand to a party, by its own reading.

    Parameters
    ----------
    held, asked
        [P, 4] the stakes in the text on the table, and those whose yes it needs, as bits.

    Returns
    -------
    tuple of float
        No deal, plus the gain of the text on the table by the chance that it passes within the
        rounds looked ahead, less what a wider war in that time would cost; no deal alone; that
        chance. Others are taken to choose by the logit at their walk-away values, blurred by
        what is not known of their resolve.
    """
    who, book = public.who, public.book
    seen = glance(public, world, optimism, held, world.text, asked | (1 << seat))
    total = 0.0
    for party in range(public.space.parties):
        if not (asked >> party) & 1:
            continue
        bar, intensity = seen[party, NO_DEAL], threat_intensity(public, world, party)
        if intensity > 0.0 and world.punished[party] == 0:
            feared = believed_odds(public, world, optimism, party)
            punished = war_at(
                public, world.position[0], feared, party,
                flow_cost(public, world, party, book.winter_share, party),
                held[party, AT_COLLAPSE], held[party, AT_EXHAUSTION],
            )  # fmt: skip
            bar = blocked_value(bar, punished, intensity, threat_credibility(public, world, party))
        slope = blurred(book.precision, 0.0 if party == seat else who.spread[party])
        total += log_logistic(margin(seen[party, DEAL], bar, slope))
    ahead = public.agenda.foresight
    passes = within(math.exp(total), ahead / book.cadence)
    value = seen[seat, NO_DEAL] + passes * (seen[seat, DEAL] - seen[seat, NO_DEAL])
    wider = within(war_risk(public, world), ahead)
    return (1.0 - wider) * value + wider * book.wider_war_utility, seen[seat, NO_DEAL], passes


@rule
def within(chance: float, times: float) -> float:
    """Chance that something happens at least once in so many times."""
    return -math.expm1(times * math.log1p(-min(chance, 1.0 - 1e-12)))
