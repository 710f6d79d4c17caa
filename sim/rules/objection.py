"""What a party objects to most in a text: the issue that costs it most against its best option."""

import math

from sim.rule import rule
from sim.table import Appraisal, Array, Public


@rule
def main_objection(
    public: Public, appraisal: Appraisal, party: int, text: Array
) -> tuple[int, float]:
    """Find the issue whose settlement costs a party most, its price at home included.

    Returns
    -------
    tuple
        The issue (-1 if the text is best for the party in each) and what it costs, in utility.
        The one-text procedure lives on such criticism (Raiffa 1982, ch. 14).
    """
    worst, most = -1, 1e-9
    for issue in range(public.space.issues):
        loss = issue_loss(public, appraisal, party, issue, text[issue])
        if loss > most:
            worst, most = issue, loss
    return worst, most if worst >= 0 else 0.0


@rule
def issue_loss(public: Public, appraisal: Appraisal, party: int, issue: int, option: int) -> float:
    """Say what the option of an issue costs a party against its best that may be tabled."""
    best = -math.inf
    for other in range(public.space.options[issue]):
        if public.space.offered[issue, other]:
            net = appraisal.term[party, issue, other] - appraisal.price[party, issue, other]
            best = max(best, net)
    return best - float(
        appraisal.term[party, issue, option] - appraisal.price[party, issue, option]
    )
