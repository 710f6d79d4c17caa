"""A donor makes up for more of the aid that others withdraw (exit-2025-04:12: some, not all)."""

from sim.rule import rule
from sim.table import Public, World


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Move the share of withdrawn aid that the holder replaces towards the lever's level."""
    holder = public.levers.holder[lever]
    step = public.levers.level[lever] - public.who.replacement[holder]
    world.replacing[holder] += world.force[lever] * step
    world.flow[holder] += world.force[lever] * public.levers.own_flow[lever]
