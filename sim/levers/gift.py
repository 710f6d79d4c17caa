"""An advance on a carrot, such as relief from sanctions before any deal (plan-2025-08:16)."""

from sim.rule import rule
from sim.table import Public, World


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Let the target's war cost less, and the holder's what the lever says.

    What is given for nothing can no longer be offered: it raises the target's value of no deal
    and leaves that of the deal as it was (mediation-2025-05:6 calls it an attempt to buy it off).
    """
    world.flow[public.levers.holder[lever]] += world.force[lever] * public.levers.own_flow[lever]
    if public.levers.target[lever] >= 0:
        target = public.levers.target[lever]
        world.flow[target] += world.force[lever] * public.levers.target_flow[lever]
