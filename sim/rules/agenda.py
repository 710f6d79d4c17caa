"""What may be tabled now: issues off the table, levers that open an option, chapters settled."""

from sim.places import DIRECT, IN_FORCE, OPENED, POLICY, SEQUENCED
from sim.rule import rule
from sim.table import Array, Public, World


@rule
def text_due(public: Public, world: World, number: int) -> bool:
    """Say whether a formal text is due this round: talks are open, and the mediator is there."""
    opened = world.at[OPENED]
    if opened < 0 or world.at[POLICY] >= 0:
        return False
    return bool((number - opened) % public.book.cadence == 0)


@rule
def on_offer(public: Public, world: World, track: int) -> Array:
    """Mark the options that a text of this kind may carry. int[I, O].

    The belligerents' own texts change their agenda alone. Where the talks are sequenced, what the
    two have settled stays as it is.
    """
    space = public.space
    offered = space.offered.copy()
    sequenced = public.agenda.linkage == SEQUENCED and track != DIRECT
    for issue in range(space.issues):
        for option in range(space.options[issue]):
            lever = space.needs_lever[issue, option]
            if lever >= 0 and not world.lever[lever, IN_FORCE]:
                offered[issue, option] = 0
            if track == DIRECT and not public.agenda.direct_on[issue]:
                offered[issue, option] *= option == world.text[issue]
            elif sequenced and world.settled[issue] >= 0:
                offered[issue, option] = 1 if option == world.settled[issue] else 0
    return offered
