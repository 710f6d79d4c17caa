"""Contingent threats: carried out or bluffed, and what that does to their credibility (E9)."""

from sim.places import OVER_HEAD
from sim.rule import rule
from sim.table import Public, World


@rule
def credibility_after(credibility: float, executed: bool, credit: float, bluff: float) -> float:
    """Raise credibility by a share of what it lacks, or keep a share of it after a bluff (E9)."""
    if executed:
        return credibility + credit * (1.0 - credibility)
    return credibility * bluff


@rule
def threat_intensity(public: Public, world: World, party: int) -> float:
    """Intensity of the mediator's threat against a party that alone blocks (E8)."""
    if world.at[OVER_HEAD] == party + 1:
        return 1.0
    return float(public.who.threat[party])


@rule
def threat_credibility(public: Public, world: World, party: int) -> float:
    """Believed probability that the threat is carried out.

    Under an ultimatum it is no longer a threat: the others have agreed over the party's head, and
    what it would face is what they have agreed on (plan-2025-08:43-44).
    """
    if world.at[OVER_HEAD] == party + 1:
        return 1.0
    return float(world.credibility[party])


@rule
def lone_blocker(said: int, needed: int, parties: int) -> int:
    """Find the party that alone said no among the needed; -1 if nobody or more than one did."""
    blocker = -1
    for party in range(parties):
        if (needed >> party) & 1 and not (said >> party) & 1:
            if blocker >= 0:
                return -1
            blocker = party
    return blocker


@rule
def carry_out(public: Public, world: World, party: int, draw: float) -> bool:
    """Punish a threatened lone blocker, or not, and let credibility follow (E9)."""
    intensity = threat_intensity(public, world, party)
    if intensity <= 0.0:
        return False
    risk = intensity * threat_credibility(public, world, party)
    executed = draw < risk
    if executed:
        world.punished[party] = public.book.threat_lasts
    world.credibility[party] = credibility_after(
        world.credibility[party], executed, public.book.credit, public.book.bluff
    )
    return bool(executed)
