"""A text over a party's head (plan-2025-08:43-46): it gets the text as an ultimatum."""

from sim.places import OVER_HEAD
from sim.rule import rule
from sim.table import Public, World


@rule
def bear(public: Public, world: World, lever: int) -> None:
    """Put the target under the mediator's full threat for the texts of this spell.

    A text so signed is the weaker for it: exclusion adds to its hazard (E13; plan-2025-08:23-24).
    """
    world.at[OVER_HEAD] = public.levers.target[lever] + 1
