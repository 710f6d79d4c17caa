"""The scenario's own worths in a profile that we exported: attributes that other programs skip.

They count only while the weights beside them are those that we wrote: a profile that was edited
since is read as any other.
"""

import math
from typing import NamedTuple
from xml.etree.ElementTree import Element

from experiments.formats.safe_xml import number_of

WORST, BEST, VALUE = "batna_worst", "batna_best", "batna_value"
SAME = 1e-9  # relative; what is written is exact but for rounding


class Own(NamedTuple):
    """What the worst option of each issue is worth, and by how much the best is worth more."""

    lows: list[float]
    spans: list[float]

    def reservation(self, element: Element | None, given: float, where: str) -> float:
        """Give the reservation value in the scenario's own scale; as noted, if it still fits."""
        worst, stake = math.fsum(self.lows), math.fsum(self.spans)
        here = worst + given * stake
        if element is None or element.get(VALUE) is None:
            return here
        noted = number_of(element, VALUE, where)
        near = math.isclose(noted, here, rel_tol=SAME, abs_tol=SAME * max(abs(worst), stake))
        return noted if near else here


def own_worths(issues: list[Element], weights: list[float], where: str) -> Own | None:
    """Read what an export of ours has noted; None if it has not, or the weights have changed."""
    if not all(issue.get(WORST) and issue.get(BEST) for issue in issues):
        return None
    lows = [number_of(issue, WORST, where) for issue in issues]
    spans = [number_of(issue, BEST, where) - low for issue, low in zip(issues, lows, strict=True)]
    stake = math.fsum(spans)
    if stake <= 0:
        return None
    for weight, span in zip(weights, spans, strict=True):
        if not math.isclose(weight, span / stake, rel_tol=SAME, abs_tol=SAME):
            return None
    return Own(lows, spans)
