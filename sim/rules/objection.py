"""What a party objects to most in a text: the issue that costs it most against its best option."""

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
    space = public.space
    worst, most = -1, 1e-9
    for issue in range(space.issues):
        best = -1e300
        for option in range(space.options[issue]):
            net = appraisal.term[party, issue, option] - appraisal.price[party, issue, option]
            best = max(best, net)
        here = (
            appraisal.term[party, issue, text[issue]] - appraisal.price[party, issue, text[issue]]
        )
        if best - here > most:
            worst, most = issue, best - here
    return worst, most if worst >= 0 else 0.0
