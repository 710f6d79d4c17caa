"""An effort to hold a coalition together (batna-2025-02:28 on its wear, 66 on its revival)."""

from sim.rule import rule
from sim.table import Public, World


@rule
def rally(public: Public, world: World, lever: int) -> None:
    """Restore some of the holder's cohesion, once; what wears it goes on."""
    holder = public.levers.holder[lever]
    world.cohesion[holder] = min(1.0, world.cohesion[holder] + public.levers.level[lever])
