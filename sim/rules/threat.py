"""Contingent threats: carried out or bluffed, and what that does to their credibility (E9)."""

from sim.rule import rule
from sim.table import Public, World


@rule
def credibility_after(credibility: float, executed: bool, credit: float, bluff: float) -> float:
    """Raise credibility by a share of what it lacks, or keep a share of it after a bluff (E9)."""
    if executed:
        return credibility + credit * (1.0 - credibility)
    return credibility * bluff


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
    """Punish a lone blocker, or not, and let the threat's credibility follow (E9)."""
    risk = public.who.threat[party] * world.credibility[party]
    executed = draw < risk
    if executed:
        world.punished[party] = public.book.threat_lasts
    world.credibility[party] = credibility_after(
        world.credibility[party], executed, public.book.credit, public.book.bluff
    )
    return bool(executed)
