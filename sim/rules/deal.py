"""What a text is worth to each party, the risk that it collapses included (E10, E13, E14)."""

import math

from sim.rule import rule
from sim.table import Appraisal, Array, Public


@rule
def hazard(log_hazard: float) -> float:
    """Probability per round of a complementary log-log hazard (E13): 1 - exp(-exp(eta)).

    Source: discrete-time survival analysis, Prentice and Gloeckler (1978, doi:10.2307/2529588).
    """
    return -math.expm1(-math.exp(log_hazard))


@rule
def collapse_weight(discount: float, risk: float) -> float:
    """Weight of collapse in a deal's present value (E14): d h / (1 - d (1 - h)).

    A peace flow is paid first; collapse comes at the end of the round.
    """
    return discount * risk / (1.0 - discount * (1.0 - risk))


@rule
def shift_index(public: Public, text: Array) -> int:
    """Place of a text's power shift in the table of resumed-war values."""
    index = 0
    for issue in range(public.space.issues):
        index += public.space.stride[issue] * text[issue]
    return int(index)


@rule
def guarantee_strength(public: Public, text: Array) -> float:
    """Protective strength of a text's guarantees, at most 1."""
    total = 0.0
    for issue in range(public.space.issues):
        total += public.space.guarantee[issue, text[issue]]
    return min(1.0, total)


@rule
def leaves_all_open(public: Public, text: Array) -> bool:
    """Say whether a text leaves every core question open (territory and status, say)."""
    count = 0
    for issue in range(public.space.issues):
        count += public.space.left_open[issue, text[issue]]
    return public.space.core_questions > 0 and count == public.space.core_questions


@rule
def utility(public: Public, appraisal: Appraisal, party: int, text: Array) -> float:
    """Additive utility of a text, promises doubted, red lines not yet counted (E10)."""
    total = 0.0
    for issue in range(public.space.issues):
        total += appraisal.term[party, issue, text[issue]]
    return total


@rule
def home_price(public: Public, appraisal: Appraisal, party: int, text: Array) -> float:
    """Add up what a text costs a party at home: the soft red lines that it crosses (4.5)."""
    total = 0.0
    for issue in range(public.space.issues):
        total += appraisal.price[party, issue, text[issue]]
    return total


@rule
def text_hazard(
    public: Public, calm: float, strong: float, aggrieved: float, all_open: bool, over_head: bool
) -> float:
    """Log hazard of resumption of a text (E13).

    Guarantees protect (Fortna 2003, doi:10.1162/002081803765888713); a party that would do better
    by war undoes the deal (Werner and Yuen 2005, doi:10.1017/S0020818305050095); open core
    questions and exclusion weaken it (plan-2025-08:40-41, :44-46).
    """
    book = public.book
    eta = calm - book.eta_guarantee * strong + book.eta_dissatisfaction * aggrieved
    if all_open:
        eta += book.eta_left_open
    if over_head:
        eta += book.eta_exclusion
    return eta


@rule
def worths(public: Public, appraisal: Appraisal, text: Array, into: Array) -> None:
    """Fill in what a text is worth to each party (E14).

    The hazard grows with the grievance max (V_res - u)+ of the worse-off belligerent: how much
    better it would do by war. Without war a text is worth its utility less what it costs at home.
    """
    who, book = public.who, public.book
    for party in range(public.space.parties):
        into[party] = utility(public, appraisal, party, text)
    if book.at_war:
        index, strong = shift_index(public, text), guarantee_strength(public, text)
        all_open = leaves_all_open(public, text)
        aggrieved = max(
            0.0,
            appraisal.resumed[index, book.attacker] - into[book.attacker],
            appraisal.resumed[index, book.defender] - into[book.defender],
        )
        for party in range(public.space.parties):
            eta = text_hazard(public, appraisal.calm[party], strong, aggrieved, all_open, False)
            weight = collapse_weight(who.discount[party], hazard(eta))
            into[party] = (1.0 - weight) * (into[party] + who.legacy[party]) + (
                weight * appraisal.resumed[index, party]
            )
    for party in range(public.space.parties):
        if not book.at_war:
            into[party] += who.legacy[party]
        into[party] -= home_price(public, appraisal, party, text)
