"""The war: forces, odds, costs, a step on the ladder, the risk of a wider war (E1-E4, E7)."""

import math

from sim.rule import rule
from sim.table import Public, World

AID_CAP = 1.3  # deliveries are bounded by stocks (batna-2025-02:25); model.md 4.4


@rule
def mediator_aid(public: Public, world: World, also: int) -> float:
    """Level of the mediator's aid with the punishments in force, and that of ``also`` besides."""
    level = world.aid[public.book.mediator]
    for party in range(public.space.parties):
        if world.punished[party] > 0 or party == also:
            level += public.who.threat_aid[party]
    return float(min(AID_CAP, max(0.0, level)))


@rule
def sanction_level(public: Public, world: World, holder: int, also: int) -> float:
    """Level of a party's sanctions with the punishments in force, and that of ``also`` besides."""
    level = world.sanctions[holder]
    if holder == public.book.mediator:
        for party in range(public.space.parties):
            if world.punished[party] > 0 or party == also:
                level = max(level, public.who.threat_sanctions[party])
    return float(level)


@rule
def aid_level(public: Public, world: World, giver: int, mediators: float) -> float:
    """Level of a party's aid; the mediator's is given, since punishments change it."""
    return mediators if giver == public.book.mediator else float(world.aid[giver])


@rule
def strength(public: Public, world: World, side: int, also: int) -> float:
    """Force of one side (E1).

    Own and partners' force, the aid of others at their cohesion, what they replace of aid that
    others withdrew (some, not all: exit-2025-04:12), less what sanctions take. Additive forces are
    an assumption; aid mattering so is the claim of exit-2025-04:11-12.

    Parameters
    ----------
    also
        A party that is taken to be punished besides those that are; -1 for none.
    """
    who, mediators = public.who, mediator_aid(public, world, also)
    force, withdrawn, bite = who.own_force[side], 0.0, -1.0
    for giver in range(public.space.parties):
        if who.aid_to[giver] == side:
            level = aid_level(public, world, giver, mediators)
            force += world.cohesion[giver] * who.aid_force[giver] * level
            withdrawn += max(0.0, 1.0 - level) * who.aid_force[giver]
    for giver in range(public.space.parties):
        if who.aid_to[giver] == side and withdrawn > 0.0:
            level = aid_level(public, world, giver, mediators)
            others = withdrawn - max(0.0, 1.0 - level) * who.aid_force[giver]
            force += world.cohesion[giver] * world.replacing[giver] * max(0.0, others)
        if who.sanctions_on[giver] == side:
            if bite < 0.0:
                bite = 1.0 - blunted(public, world, side, mediators)
            force -= bite * who.sanctions_force[giver] * sanction_level(public, world, giver, also)
    return float(max(0.01, force))


@rule
def blunted(public: Public, world: World, side: int, mediators: float) -> float:
    """Share of the sanctions on a side that its backers' trade makes up for.

    Without China sanctions would have worked, in one author's view (batna-2025-02:20).

    Parameters
    ----------
    mediators
        Level of the mediator's aid.
    """
    through = 1.0
    for giver in range(public.space.parties):
        if public.who.aid_to[giver] == side:
            level = min(1.0, aid_level(public, world, giver, mediators))
            through *= 1.0 - public.who.blunts[giver] * level
    return 1.0 - through


@rule
def contest(attack: float, defence: float, decisiveness: float) -> float:
    """Odds that a decisive step goes to the attacker (E2), a ratio contest.

    Source: Tullock's contest success function, axiomatised by Skaperdas (1996,
    doi:10.1007/BF01213906).
    """
    if decisiveness != 1.0:  # what most settings have, and to the power of one is dear
        attack, defence = math.pow(attack, decisiveness), math.pow(defence, decisiveness)
    return attack / (attack + defence)


@rule
def odds(public: Public, world: World, also: int) -> float:
    """Odds of the attacker at today's forces."""
    book = public.book
    return contest(
        strength(public, world, book.attacker, also),
        strength(public, world, book.defender, also),
        book.decisiveness,
    )


@rule
def ladder_step(position: int, pace: float, attacker_odds: float, draw: float) -> int:
    """Move on the ladder (E3): down with probability pace x odds, up with pace x (1 - odds)."""
    if draw < pace * attacker_odds:
        return position - 1
    if draw >= 1.0 - pace * (1.0 - attacker_odds):
        return position + 1
    return position


@rule
def wider_war_hazard(base: float, slope: float, strikes: float, aid: float, position: int) -> float:
    """Risk in a round of a wider war (E4).

    It rises with deep strikes (batna-2025-02:25), with aid above the usual (mediation-2025-05:12)
    and with the defender near collapse (qatar-2024-08:20).
    """
    level = strikes
    if aid > 1.0:
        level += 0.5
    if position <= 2:
        level += 0.5
    return min(1.0, base * math.exp(slope * level))


@rule
def war_risk(public: Public, world: World) -> float:
    """Risk in a round that the war widens, as things stand (E4)."""
    strikes = 0.0
    for party in range(public.space.parties):
        strikes = max(strikes, world.strikes[party])
    return wider_war_hazard(
        public.book.wider_war_hazard, public.book.wider_war_slope, strikes,
        mediator_aid(public, world, -1), world.position[0],
    )  # fmt: skip


@rule
def flow_cost(public: Public, world: World, party: int, winter: float, also: int) -> float:
    """Cost of one round of war to a party (E7), levers and lasting agreements counted.

    Parameters
    ----------
    winter
        1 in winter, 0 in summer, between for a mean over seasons (qatar-2024-08:10-11).
    """
    who, mediators, bite = public.who, mediator_aid(public, world, also), -1.0
    harder = who.winter_cost[party] - 1.0 + world.hardship[party]
    cost = who.war_cost[party] * (1.0 + harder * winter) + world.flow[party]
    cost += who.aid_cost[party] * aid_level(public, world, party, mediators)
    for holder in range(public.space.parties):
        if who.sanctions_on[holder] == party:
            if bite < 0.0:
                bite = 1.0 - blunted(public, world, party, mediators)
            cost += bite * who.sanctions_cost[holder] * sanction_level(public, world, holder, also)
            cost += who.strikes_cost[holder] * world.strikes[holder]
    return float(cost)
