"""Integer and real issues of Genius as options, and what its evaluators make of them."""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from experiments.formats.safe_xml import number_of, text_of
from sim.errors import InputError

LONGEST = 10_000  # integers that become options without being asked


class Span(NamedTuple):
    """A numeric issue cut into options."""

    low: float
    high: float
    whole: bool
    points: tuple[float, ...]

    def options(self) -> tuple[str, ...]:
        """Name the options by their numbers."""
        return tuple(f"{point:.12g}" for point in self.points)


def span_of(issue: Element, kind: str, where: str, steps: int | None) -> Span:
    """Cut a numeric issue into options: all integers, or so many steps of a real one.

    Raises
    ------
    InputError
        If its bounds are no span, or it needs a number of steps and none is given.
    """
    holder = issue.find("range") if issue.find("range") is not None else issue
    assert holder is not None
    low, high = number_of(holder, "lowerbound", where), number_of(holder, "upperbound", where)
    whole = kind == "integer"
    if low > high or (whole and (low != int(low) or high != int(high))):
        raise InputError(where, f"{low:g} to {high:g} is no span of {kind} values",
                         "put the lower bound first")  # fmt: skip
    if whole:
        count = int(high - low) + 1
        if steps is None and count > LONGEST:
            raise InputError(where, f"{count:,} integers are too many options",
                             "say how many to take, --steps 11 say")  # fmt: skip
        if steps is None or count <= steps:
            return Span(low, high, whole, tuple(float(int(low) + n) for n in range(count)))
    elif steps is None:
        raise InputError(where, f"any real number from {low:g} to {high:g} is an option",
                         "say into how many to cut it, --steps 11 say")  # fmt: skip
    assert steps is not None
    if low == high:
        return Span(low, high, whole, (low,))
    points = [low + (high - low) * n / (steps - 1) for n in range(steps)]
    if whole:
        points = [float(round(point)) for point in points]
    return Span(low, high, whole, tuple(dict.fromkeys(points)))


def worths_of(issue: Element, span: Span, where: str, reading: str) -> tuple[float, ...]:
    """Work out an evaluator at each option, by the reading ``genius`` or ``raw``.

    Raises
    ------
    InputError
        If there is no evaluator, or one of an unknown form.
    """
    evaluator = issue.find("evaluator")
    if evaluator is None:
        raise InputError(where, "it has no <evaluator>", 'give one with ftype="linear"')
    form = text_of(evaluator, "ftype", where)
    if form == "linear":
        found = _linear(evaluator, span, where, reading)
    elif form == "triangular":
        found = _triangular(evaluator, span, where)
    elif form == "constant":
        level = number_of(evaluator, "parameter0", where)
        found = [level for _ in span.points]
    else:
        raise InputError(where, f"its evaluator is {form!r}", "use linear, triangular or constant")
    return tuple(found)


def _linear(evaluator: Element, span: Span, where: str, reading: str) -> list[float]:
    """Follow a line; Genius counts an integer from its lower bound and stays within 0 and 1."""
    offset = number_of(evaluator, "offset", where, number_of(evaluator, "parameter0", where, 0.0))
    slope = number_of(evaluator, "slope", where, number_of(evaluator, "parameter1", where, 1.0))
    if reading == "raw":
        return [offset + slope * point for point in span.points]
    begin = span.low if span.whole else 0.0
    return [min(1.0, max(0.0, offset + slope * (point - begin))) for point in span.points]


def _triangular(evaluator: Element, span: Span, where: str) -> list[float]:
    """Rise from the start to 1 at the top and fall to the end; 0 outside."""
    start, end, top = (number_of(evaluator, f"parameter{n}", where) for n in (0, 1, 2))
    if not start <= top <= end or start == end:
        raise InputError(where, f"a triangle from {start:g} over {top:g} to {end:g}",
                         "parameter0 <= parameter2 <= parameter1")  # fmt: skip
    found = []
    for point in span.points:
        if not start <= point <= end:
            found.append(0.0)
        elif point < top:
            found.append((point - start) / (top - start))
        else:
            found.append(1.0 if end == top else (end - point) / (end - top))
    return found
