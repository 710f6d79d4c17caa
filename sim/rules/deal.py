"""What a text is worth to each party, the risk that it collapses included (E10, E13, E14)."""

import math

from sim.places import COLLAPSE, EXHAUSTION
from sim.reckoning import Appraisal
from sim.rule import rule
from sim.rules.no_deal import first_passage, shifted, war_value
from sim.table import Array, Peril, Public


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
    return all_open(core_questions, count)


@rule
def all_open(core_questions: int, left: int) -> bool:
    """Say whether as many core questions are left open as there are."""
    return bool(core_questions > 0 and left == core_questions)


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
def grievance(of_attacker: float, of_defender: float) -> float:
    """Find how much better the more aggrieved belligerent would do by war."""
    return max(0.0, of_attacker, of_defender)


@rule
def war_after(public: Public, appraisal: Appraisal, index: int, party: int) -> float:
    """Value to a party of the war resumed after a power shift (E6).

    How the war would go is worked out when it is first asked for.
    """
    known = appraisal.resumed[index, party]
    if known == known:  # a number
        return float(known)
    book, passage, discount = public.book, appraisal.passage, public.who.discount[party]
    twin = public.who.twin[party]  # keeps the passage for all of the same discount
    if passage[index, twin, COLLAPSE] != passage[index, twin, COLLAPSE]:  # not a number
        collapse, exhaustion = first_passage(
            discount, book.pace, shifted(appraisal.odds, public.space.shift[index]),
            appraisal.position, book.steps,
        )  # fmt: skip
        passage[index, twin, COLLAPSE], passage[index, twin, EXHAUSTION] = collapse, exhaustion
    war = war_value(
        appraisal.cost[party], discount, appraisal.collapse[party], appraisal.exhaustion[party],
        passage[index, twin, COLLAPSE], passage[index, twin, EXHAUSTION],
    )  # fmt: skip
    appraisal.resumed[index, party] = war
    return war


@rule
def weighed(
    public: Public, calm: float, strong: float, all_open: bool, over_head: bool,
    of_attacker: float, of_defender: float, party: int, peace: float, war: float,
) -> float:  # fmt: skip
    """Value of a text to a party at war's risk (E14).

    A party fears the other side's grievance. Its own is no risk to it: whether to go back to war
    is then its own choice, so that better terms for a party are never worse for it. A party that
    doesn't fight fears both.

    Parameters
    ----------
    of_attacker, of_defender
        How much better either side would do by war.
    peace, war
        Value to it of the text while it holds, its legacy included, and of the war resumed after
        the text's shift of power; both less the text's price at home, which is paid either way.
    """
    aggrieved = grievance(
        -math.inf if party == public.book.attacker else of_attacker,
        -math.inf if party == public.book.defender else of_defender,
    )
    eta = text_hazard(public.book.peril, calm, strong, aggrieved, all_open, over_head)
    weight = collapse_weight(public.who.discount[party], hazard(eta))
    return (1.0 - weight) * peace + weight * war


@rule
def worths(public: Public, appraisal: Appraisal, text: Array, into: Array) -> None:
    """Fill in what a text is worth to each party (E14).

    Without war a text is worth its utility less what it costs at home.
    """
    risks = at_risk(public, appraisal, text)
    for party in range(len(into)):
        into[party] = weighed_up(public, appraisal, text, risks, party)


@rule
def worth_to(public: Public, appraisal: Appraisal, text: Array, party: int) -> float:
    """Say what a text is worth to one party (E14)."""
    return weighed_up(public, appraisal, text, at_risk(public, appraisal, text), party)


@rule
def at_risk(
    public: Public, appraisal: Appraisal, text: Array
) -> tuple[int, float, bool, float, float]:
    """Say on what the risk of a text rests, whoever looks at it: nothing, without war.

    Returns
    -------
    tuple
        Place of its power shift, strength of its guarantees, whether it leaves every core question
        open, and how much better the attacker and the defender would do by war.
    """
    space, attacker, defender = public.space, public.book.attacker, public.book.defender
    if not public.book.at_war:
        return 0, 0.0, False, 0.0, 0.0
    net, price = appraisal.net, appraisal.price
    index = shift_index(space.stride, text)
    strong = guarantee_strength(space.guarantee, text)
    open_ones = leaves_all_open(space.left_open, space.core_questions, text)
    of_attacker = war_after(public, appraisal, index, attacker)
    of_attacker -= summed(net, attacker, text) + summed(price, attacker, text)
    of_defender = war_after(public, appraisal, index, defender)
    of_defender -= summed(net, defender, text) + summed(price, defender, text)
    return index, strong, open_ones, of_attacker, of_defender


@rule
def weighed_up(
    public: Public, appraisal: Appraisal, text: Array,
    risks: tuple[int, float, bool, float, float], party: int,
) -> float:  # fmt: skip
    """Weigh what a text is worth to a party at its risks, as ``at_risk`` gives them."""
    index, strong, open_ones, of_attacker, of_defender = risks
    terms = summed(appraisal.net, party, text) + public.who.legacy[party]
    if not public.book.at_war:
        return float(terms)
    return weighed(
        public, appraisal.calm[party], strong, open_ones, appraisal.over_head, of_attacker,
        of_defender, party, terms,
        war_after(public, appraisal, index, party) - summed(appraisal.price, party, text),
    )  # fmt: skip
