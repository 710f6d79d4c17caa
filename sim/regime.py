"""What talks hide: the table as a party sees it that may know of nobody's interests but its own."""

import numpy as np

from sim.table import Array, Public


def own_alone(public: Public, seat: int) -> Public:
    """Blot out what the others want: their values, soft red lines and reservation values.

    The built-in strategies do without these numbers in closed talks; this keeps them from a mind
    of the user's own.
    """
    space, who = public.space, public.who
    space = space._replace(
        value=_kept(space.value, seat),
        penalty=_kept(space.penalty, seat),
    )
    return public._replace(space=space, who=who._replace(reservation=_kept(who.reservation, seat)))


def _kept(table: Array, seat: int) -> Array:
    kept = np.zeros_like(table)
    kept[seat] = table[seat]
    return kept
