"""A party outside the core tables a text of its own (plan-2025-08:27, :34 on a part for China)."""

from sim.places import SPONSORED
from sim.rule import rule
from sim.table import Public, World


@rule
def step_in(public: Public, world: World, lever: int) -> None:
    """Take the floor: the next text is the holder's."""
    world.at[SPONSORED] = public.levers.holder[lever] + 1
