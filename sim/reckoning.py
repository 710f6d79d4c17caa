"""What a party works out for itself: how it values the table, and what it looks for in a text.

Named tuples as those of ``sim/table.py``, with the same letters for their shapes.
"""

from typing import NamedTuple

from sim.table import Array


class Appraisal(NamedTuple):
    """How one party values things for all, by its own reading of the war."""

    odds: float  # of the attacker, as this party believes
    position: int  # on the military ladder
    no_deal: Array  # [P]
    blocked: Array  # [P] no-deal value of a party that blocks alone
    cost: Array  # [P] of a round of war
    collapse: Array  # [P] value of the defender's collapse
    exhaustion: Array  # [P] value of the attacker's exhaustion
    passage: Array  # [X, P, 2] discounted first passage after each power shift, once asked for
    resumed: Array  # [X, P] what the war resumed is worth then, once asked for
    net: Array  # [P, I, O] weighted value with doubt about promises, less the price
    price: Array  # [P, I, O] soft red lines at today's cohesion
    calm: Array  # [P] log hazard of a text with neither guarantee nor grievance
    over_head: bool  # the text on the table is an ultimatum


class Quest(NamedTuple):
    """What a drafter looks for: whose gain, and how likely the others are to say yes."""

    lead: int
    aim: int
    bar: Array  # [P]
    slope: Array  # [P]
    floor: Array  # [P] no-deal values from which gains are counted
    ideal: Array  # [P] best gain of each (Kalai-Smorodinsky only)
    offered: Array  # int[I, O] 1 where the option may be tabled now


class Search(NamedTuple):
    """Working paper of a search for a text (``sim/rules/ledger.py``): a row for each issue settled.

    All flat: n numbers, those of the parties that count, for each row or *cell*, an option of the
    issues in the order in which they are settled (C in all). L levels: the changes of the first
    text that are left, where they are counted; else one.
    """

    seats: Array  # int[n] those whose worth counts, the drafter first
    size: int  # n
    levels: int
    term: Array  # [C n] net value of an option
    price: Array  # [C n] its price at home
    offered: Array  # int[C] 1 where it may be tabled
    start: Array  # int[I] the first text's options, in the order of rows
    net: Array  # [(I + 1) n] net value so far, legacy included
    paid: Array  # [(I + 1) n] price so far
    rest: Array  # [L (I + 1) n] the most that the issues below can add to the net value
    spared: Array  # [L (I + 1) n] the least that they can add to the price
    kind: Array  # int[(I + 1) 4] what the text means for all so far: places in ``sim/places.py``
    strong: Array  # [I + 1] protective strength of the guarantees so far
    spare: Array  # int[I + 1] changes of the first text that are left
    war: Array  # [n] the war resumed
    least_weight: Array  # [n] of collapse if nobody is aggrieved
    most_weight: Array  # [n] of collapse if nobody is aggrieved but questions are left open
    known_strong: Array  # [n] for what strength of guarantees these weights are
    known_index: Array  # int[n] after what shift of power the war is
    swap: Array  # [2] rate at which the other side's gains count as the drafter's, 0 none; …
    joint: Array  # [I + 1] … the most that the issues below add for both at that rate, …
    adds: Array  # [2 C] … and what an option adds for each, for what strength of guarantees
    worth: Array  # [P] scratch
    log_yes: Array  # [P] scratch
    least: Array  # [1] what a drafter for its own gain must gain more than


class Wish(NamedTuple):
    """What a bidder looks for in an offer (``sim/rules/bid.py``)."""

    seat: int
    least: float  # that it must be worth to the bidder
    gain: Array  # [I, O] what each option adds to the measure that the best offer has most of
    enough: float  # of the measure: no offer can have more
    other: int  # a party whose gain times the bidder's own must beat ``product``; -1 none
    product: float
    floor: float  # from which the bidder's gain is counted
    others_floor: float  # … and the other's
