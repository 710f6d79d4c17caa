"""Sets of parties, as bits of a whole number."""

from sim.rule import rule
from sim.table import Public


@rule
def pair(one: int, other: int) -> int:
    """Give two parties as a set."""
    return (1 << one) | (1 << other)


@rule
def belligerents(public: Public) -> int:
    """Give those who fight as a set."""
    return pair(public.book.attacker, public.book.defender)


@rule
def includes(members: int, others: int) -> bool:
    """Say whether all of some parties are among others."""
    return members & others == others
