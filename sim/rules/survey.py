"""What many texts are worth, one after the other: the rule of a text over a whole package space."""

from sim.reckoning import Appraisal
from sim.rule import rule
from sim.rules.deal import worths
from sim.table import Array, Public


@rule
def survey(public: Public, appraisal: Appraisal, texts: Array, into: Array) -> None:
    """Fill in what each of many texts is worth to each party (E14).

    Parameters
    ----------
    texts
        int[n, I] an option of each issue.
    into
        [n, P] filled in.
    """
    for row in range(len(texts)):
        worths(public, appraisal, texts[row], into[row])
