"""How one party values the table by its own reading of the war: the numbers behind its view."""

import numpy as np

from sim.places import OVER_HEAD
from sim.reckoning import Appraisal
from sim.rule import rule
from sim.rules.no_deal import (
    believed_odds,
    blocked_value,
    end_values,
    no_deal_value,
    war_at,
)
from sim.rules.threat import threat_credibility, threat_intensity
from sim.rules.war import flow_cost
from sim.rules.worth import doubted_term, trust
from sim.table import Array, Public, World


@rule
def peace_trust(public: Public, world: World, party: int) -> float:
    """Trust that bears on the peace: a belligerent's in its foe, the others' mean of the two."""
    a, d = public.book.attacker, public.book.defender
    of_attacker = trust(world.kept[party, a], world.broken[party, a])
    of_defender = trust(world.kept[party, d], world.broken[party, d])
    if party == a:
        return of_defender
    if party == d:
        return of_attacker
    return 0.5 * (of_attacker + of_defender)


@rule
def calm_hazard(public: Public, world: World, party: int) -> float:
    """Log hazard of a text with neither guarantee nor grievance, as a party trusts the peace."""
    peril = public.book.peril
    return float(peril.base + peril.mistrust * (0.5 - peace_trust(public, world, party)))


@rule
def appraise(public: Public, world: World, optimism: float, taste: Array) -> Appraisal:
    """Value no deal, blocking, war resumed and every option for every party.

    All at the odds that a party of this ``optimism`` believes in: what it thinks of the others'
    alternatives rests on its own reading of the war, since theirs is hidden from it (Fearon 1995,
    doi:10.1017/S0020818300033324).

    Parameters
    ----------
    taste
        [P, I] factors on the public weights, as this party knows its own and guesses the others'.
    """
    space, book = public.space, public.book
    parties = space.parties
    no_deal, blocked, calm = np.zeros(parties), np.zeros(parties), np.zeros(parties)
    cost_of_war, collapse, exhaustion = np.zeros(parties), np.zeros(parties), np.zeros(parties)
    passage = np.full((len(space.shift), parties, 2), np.nan)
    resumed = np.full((len(space.shift), parties), np.nan)
    chance, position = 0.5, world.position[0]
    if book.at_war:
        chance = believed_odds(public, world, optimism, -1)
    for party in range(parties):
        if not book.at_war:
            no_deal[party] = blocked[party] = public.who.reservation[party]
            continue
        cost_of_war[party] = flow_cost(public, world, party, book.winter_share, -1)
        collapse[party], exhaustion[party] = end_values(public, taste, party)
        no_deal[party] = war_at(
            public,
            position,
            chance,
            party,
            cost_of_war[party],
            collapse[party],
            exhaustion[party],
        )
        blocked[party] = no_deal[party]
        calm[party] = calm_hazard(public, world, party)
        intensity = threat_intensity(public, world, party)
        if intensity > 0.0 and world.punished[party] == 0:
            feared = believed_odds(public, world, optimism, party)
            blocked[party] = blocked_value(
                no_deal[party], no_deal_value(public, world, taste, feared, party, party),
                intensity, threat_credibility(public, world, party),
            )  # fmt: skip
    net, price = np.zeros(space.value.shape), np.zeros(space.value.shape)
    for party in range(parties):
        for issue in range(space.issues):
            for option in range(space.options[issue]):
                cost = space.penalty[party, issue, option] * world.cohesion[party]
                term = doubted_term(space, world, taste, party, issue, option)
                net[party, issue, option], price[party, issue, option] = term - cost, cost
    return Appraisal(
        chance, position, no_deal, blocked, cost_of_war, collapse, exhaustion, passage, resumed,
        net, price, calm, world.at[OVER_HEAD] > 0,
    )  # fmt: skip
