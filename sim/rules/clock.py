"""How much of the time for talks is over: the clock of all tactics that depend on time."""

from sim.places import ALTERNATING_OFFERS, OPENED
from sim.rule import rule
from sim.table import Public, World


@rule
def share_of_time(public: Public, world: World, number: int) -> float:
    """Share of the talks that is over in a round: (step + 1) / (steps + 1), never 0 nor 1.

    A step is a text, or a turn of every party where they make offers in turns.
    """
    book, opened = public.book, max(0, world.at[OPENED])
    rounds = book.cadence * (public.space.parties if book.protocol == ALTERNATING_OFFERS else 1)
    step, steps = (number - opened) // rounds, (book.rounds - opened) // rounds
    return float(min(1.0, (step + 1.0) / (steps + 1.0)))
