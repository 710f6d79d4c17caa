"""Further sanctions on a side (mediation-2025-05:8, plan-2025-08:16; doubt: batna-2025-02:25)."""

from sim.rule import rule
from sim.table import Public, World


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Move the holder's level of sanctions towards the lever's."""
    holder = public.levers.holder[lever]
    step = public.levers.level[lever] - public.who.sanctions[holder]
    world.sanctions[holder] += world.force[lever] * step
