"""Leave to strike deep into the other side (batna-2025-02:25): a cost to it, and a risk for all."""

from sim.rule import rule
from sim.table import Public, World


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Move the holder's permission of deep strikes towards the lever's."""
    holder = public.levers.holder[lever]
    step = public.levers.level[lever] - public.who.strikes[holder]
    world.strikes[holder] += world.force[lever] * step
