"""What a text is worth to each party, the risk that it collapses included (E10, E13, E14)."""

import math

from sim.rule import rule
from sim.table import Appraisal, Array, Peril, Public


@rule
def hazard(log_hazard: float) -> float:
    """Probability per round of a complementary log-log hazard (E13): 1 - exp(-exp(eta)).

    Source: discrete-time survival analysis, Prentice and Gloeckler (1978, doi:10.2307/2529588).
    """
    return -math.expm1(-math.exp(min(log_hazard, 700.0)))  # beyond, exp overflows; it is 1


@rule
def collapse_weight(discount: float, risk: float) -> float:
    """Weight of collapse in a deal's present value (E14): d h / (1 - d (1 - h)).

    A peace flow is paid first; collapse comes at the end of the round.
    """
    return discount * risk / (1.0 - discount * (1.0 - risk))


@rule
def shift_index(stride: Array, text: Array) -> int:
    """Place of a text's power shift in the table of resumed-war values."""
    index = 0
    for issue in range(len(text)):
        index += stride[issue] * text[issue]
    return int(index)


@rule
def summed(table: Array, party: int, text: Array) -> float:
    """Add up a table [P, I, O] over the options of a text, for one party (E10)."""
    total = 0.0
    for issue in range(len(text)):
        total += table[party, issue, text[issue]]
    return total


@rule
def guarantee_strength(guarantee: Array, text: Array) -> float:
    """Protective strength of a text's guarantees, at most 1."""
    total = 0.0
    for issue in range(len(text)):
        total += guarantee[issue, text[issue]]
    return min(1.0, total)


@rule
def leaves_all_open(left_open: Array, core_questions: int, text: Array) -> bool:
    """Say whether a text leaves every core question open (territory and status, say)."""
    count = 0
    for issue in range(len(text)):
        count += left_open[issue, text[issue]]
    return core_questions > 0 and count == core_questions


@rule
def text_hazard(
    peril: Peril, calm: float, strong: float, aggrieved: float, all_open: bool, over_head: bool
) -> float:
    """Log hazard of resumption of a text (E13).

    Guarantees protect (Fortna 2003, doi:10.1017/S0020818303572046); a party that would do better
    by war undoes the deal (Werner and Yuen 2005, doi:10.1017/S0020818305050095); open core
    questions and exclusion weaken it (plan-2025-08:40-41, :44-46).
    """
    eta = calm - peril.guarantee * strong + peril.dissatisfaction * aggrieved
    if all_open:
        eta += peril.left_open
    if over_head:
        eta += peril.exclusion
    return eta


@rule
def worths(public: Public, appraisal: Appraisal, text: Array, into: Array) -> None:
    """Fill in what a text is worth to each party (E14).

    The hazard grows with the grievance max (V_res - u)+ of the worse-off belligerent: how much
    better it would do by war. Without war a text is worth its utility less what it costs at home.
    """
    space, who, book = public.space, public.who, public.book
    for party in range(len(into)):
        into[party] = summed(appraisal.term, party, text)
    if book.at_war:
        war = appraisal.resumed[shift_index(space.stride, text)]
        strong = guarantee_strength(space.guarantee, text)
        all_open = leaves_all_open(space.left_open, space.core_questions, text)
        aggrieved = max(
            0.0,
            war[book.attacker] - into[book.attacker],
            war[book.defender] - into[book.defender],
        )
        for party in range(len(into)):
            eta = text_hazard(book.peril, appraisal.calm[party], strong, aggrieved, all_open, False)
            weight = collapse_weight(who.discount[party], hazard(eta))
            into[party] = (1.0 - weight) * (into[party] + who.legacy[party]) + weight * war[party]
    for party in range(len(into)):
        if not book.at_war:
            into[party] += who.legacy[party]
        into[party] -= summed(appraisal.price, party, text)
