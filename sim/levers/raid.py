"""A surprise raid on the other side's land (qatar-2024-08:14-21): a gamble that costs trust."""

from sim.places import GAMBLE, IN_FORCE, RAID, SUSPENDED, TILT
from sim.rule import rule
from sim.rules.members import belligerents, includes
from sim.table import Array, Public, World


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Tilt the odds while the raiders hold on: the rest of the front is laid bare (19-20)."""
    world.push[TILT] += world.force[lever] * public.levers.tilt[lever]
    world.flow[public.levers.holder[lever]] += world.force[lever] * public.levers.own_flow[lever]


@rule
def strike(public: Public, world: World, lever: int, uniform: Array) -> None:
    """Gain a step, or not, and suspend the side tracks of those who fight (9, 14).

    Suspended, not cancelled: Russia asked for time (9). What spares nobody's guard, such as an
    exchange of prisoners, goes on.
    """
    chance, both = public.levers.chance[lever], belligerents(public)
    for pact in range(len(world.pact)):
        if world.pact[pact, IN_FORCE] and includes(public.pacts.members[pact], both):
            chance += public.levers.surprise[lever]  # a guard that talks have lowered (16-17)
            break
    if uniform[GAMBLE, lever] < chance:
        towards = 1 if public.levers.holder[lever] == public.book.defender else -1
        world.position[0] = min(public.book.steps - 1, max(1, world.position[0] + towards))
    for pact in range(len(world.pact)):
        if includes(public.pacts.members[pact], both) and not public.pacts.insulated[pact]:
            world.pact[pact, SUSPENDED] = max(
                world.pact[pact, SUSPENDED], public.levers.pause[lever]
            )
            world.pact[pact, IN_FORCE] = 0


@rule
def raided(public: Public, world: World) -> bool:
    """Say whether a raid is going on."""
    for lever in range(len(world.lever)):
        if public.levers.kind[lever] == RAID and world.lever[lever, IN_FORCE]:
            return True
    return False
