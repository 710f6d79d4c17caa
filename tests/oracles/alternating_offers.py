"""Oracle 01: two who split a pie by offers in turns, on a continuum of shares.

Sources
    Rubinstein (1982), doi:10.2307/1912531: without end, the first to offer keeps
    (1 - d2) / (1 - d1 d2). Stahl (1972): with a last offer, by backward induction. Binmore, Shaked
    and Sutton (1989), doi:10.2307/2937866: an outside option that may be taken after a rejection
    counts only if it is worth more than what bargaining on would bring.

Conventions
    Shares are of a pie of 1; what is agreed one offer later is worth a discount less. Who answers
    may take its outside option at once; without agreement after the last offer each has that
    option, not discounted against the last round.
"""


def first_share(d1: float, d2: float) -> float:
    """Share of the first to offer, if offers never end."""
    return (1.0 - d2) / (1.0 - d1 * d2)


def first_share_of(
    offers: int, discounts: tuple[float, float], outside: tuple[float, float] = (0.0, 0.0)
) -> float:
    """Share of the first to offer, if so many offers can be made and answered.

    The outside options add up to less than the pie, so that there is always something to split.
    """
    proposer = (offers - 1) % 2  # party 0 makes the first offer
    later = list(outside)
    for turn in range(offers):
        answering = 1 - proposer
        waits = later[answering] * (discounts[answering] if turn else 1.0)
        left = max(outside[answering], waits)
        later = [left, left]
        later[proposer] = 1.0 - left
        proposer = answering
    return later[0]
