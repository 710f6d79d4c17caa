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
    """What a text costs a party at home: the soft red lines that it crosses (4.5)."""
    total = 0.0
    for issue in range(public.space.issues):
        total += appraisal.price[party, issue, text[issue]]
    return total


@rule
def grievance(public: Public, appraisal: Appraisal, index: int, text: Array) -> float:
    """How much better the worse-off belligerent would do by war: max (V_res - u)+ (E13)."""
    book = public.book
    attacker = appraisal.resumed[index, book.attacker] - utility(
        public, appraisal, book.attacker, text
    )
    defender = appraisal.resumed[index, book.defender] - utility(
        public, appraisal, book.defender, text
    )
    return float(max(0.0, max(attacker, defender)))


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

    Without war a text is worth its utility less what it costs at home.
    """
    who, at_war = public.who, public.book.at_war
    index, strong, aggrieved, all_open = 0, 0.0, 0.0, False
    if at_war:
        index = shift_index(public, text)
        strong = guarantee_strength(public, text)
        aggrieved = grievance(public, appraisal, index, text)
        all_open = leaves_all_open(public, text)
    for party in range(public.space.parties):
        peace = utility(public, appraisal, party, text) + who.legacy[party]
        if at_war:
            eta = text_hazard(public, appraisal.calm[party], strong, aggrieved, all_open, False)
            weight = collapse_weight(who.discount[party], hazard(eta))
            peace = (1.0 - weight) * peace + weight * appraisal.resumed[index, party]
        into[party] = peace - home_price(public, appraisal, party, text)
