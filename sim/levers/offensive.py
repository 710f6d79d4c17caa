"""A new offensive: more decisive steps for a while (mediation-2025-05:10, plan-2025-08:49)."""

from sim.places import TEMPO
from sim.rule import rule
from sim.table import Public, World


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Quicken the war's pace; more steps come, and they go either way by the odds."""
    world.push[TEMPO] *= 1.0 + world.force[lever] * (public.levers.tempo[lever] - 1.0)
    world.flow[public.levers.holder[lever]] += world.force[lever] * public.levers.own_flow[lever]
