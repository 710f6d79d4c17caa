"""Strikes on the other side's power grid: a harder winter (qatar-2024-08:10-11)."""

from sim.rule import rule
from sim.table import Public, World


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Add to what winter costs the target, while no agreement spares the grid."""
    world.hardship[public.levers.target[lever]] += world.force[lever] * public.levers.level[lever]
    world.flow[public.levers.holder[lever]] += world.force[lever] * public.levers.own_flow[lever]
