"""What a negotiation came to: the eight outcomes, first match wins (4.12)."""

from sim.places import FIRST
from sim.rule import rule
from sim.table import Public, World

DEAL, LIMITED, FROZEN, ESCALATION, WIDER_WAR, CAPITULATION, EXHAUSTION, PROTRACTED = range(8)
OUTCOMES = (
    "deal", "limited", "frozen", "escalation",
    "wider_war", "capitulation", "exhaustion", "protracted",
)  # fmt: skip


@rule
def outcome(
    wider_war: bool, position: int, steps: int, signed: bool, all_open: bool, over_head: bool,
    emboldened_offensive: bool, partial: bool,
) -> int:  # fmt: skip
    """Name the outcome of a run.

    The first four are the scenarios of plan-2025-08:32-51. A signed text that leaves the core
    questions open, or that passed over a party's head, freezes the conflict.

    Parameters
    ----------
    steps
        Length of the military ladder, 0 without war.
    emboldened_offensive
        The attacker gained two steps or more in an offensive after support was cut.
    partial
        A partial deal that counts as such was agreed: an energy moratorium, a local truce.
    """
    if wider_war:
        return WIDER_WAR
    if steps > 0 and position <= 0:
        return CAPITULATION
    if steps > 0 and position >= steps:
        return EXHAUSTION
    if signed:
        return FROZEN if all_open or over_head else DEAL
    if emboldened_offensive:
        return ESCALATION
    if partial:
        return LIMITED
    return PROTRACTED


@rule
def partly(public: Public, world: World) -> bool:
    """Say whether a partial deal that counts as such was ever agreed (plan-2025-08:38-41)."""
    for pact in range(len(world.pact)):
        if public.pacts.counts[pact] and world.pact[pact, FIRST] > 0:
            return True
    return False
