"""Aid to one side, cut or raised, by donor or backer (exit-2025-04:11-12, batna-2025-02:20)."""

from sim.rule import rule
from sim.table import Public, World


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Move the holder's level of aid towards the lever's.

    A cut, a rise, a backer's pressure or its fuller backing are this one lever at other levels;
    stocks bound deliveries (``war.AID_CAP``; batna-2025-02:25).
    """
    holder = public.levers.holder[lever]
    step = public.levers.level[lever] - public.who.aid[holder]
    world.aid[holder] += world.force[lever] * step
