"""Numbers as a reader says them."""

from __future__ import annotations

import math
from collections.abc import Sequence


def in_100(share: float, whole: int | None = None) -> str:
    """Return `share` (0..1) as a count in a hundred, never rounding something to nothing.

    `whole` overrides the rounded count, so that words agree with marks already drawn.

    Examples
    --------
    >>> in_100(0.444), in_100(0.001), in_100(0.0), in_100(0.999)
    ('44', 'fewer than 1', '0', 'more than 99')
    """
    count = round(100 * share) if whole is None else whole
    if count <= 0 < share:
        return "fewer than 1"
    if share < 1 and count >= 100:
        return "more than 99"
    return str(count)


def span(low: float, high: float) -> str:
    """Return an interval of shares as counts in a hundred, such as ``"42 to 46"``.

    Examples
    --------
    >>> span(0.42, 0.461), span(0.001, 0.002)
    ('42 to 46', '0.1 to 0.2')
    """
    digits = 0 if high - low >= 0.01 else 1
    first, last = (f"{100 * max(bound, 0.0):.{digits}f}" for bound in (low, high))
    return first if first == last else f"{first} to {last}"


def plain(value: object) -> str:
    """Return a parameter's value without needless digits.

    Examples
    --------
    >>> plain(0.30000000000000004), plain(2026), plain(250000.0), plain("mediated")
    ('0.3', '2026', '250,000', 'mediated')
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if abs(value) < 1000:
        return f"{value:.3g}"
    return f"{value:.0f}" if abs(value) < 10_000 else f"{value:,.0f}"


def with_unit(value: object, unit: str = "") -> str:
    """Return `value` followed by its unit, if it has one."""
    return f"{plain(value)} {unit}".strip()


def many(count: int, one: str, several: str | None = None) -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> many(1, "party", "parties"), many(2, "party", "parties"), many(4000, "negotiation")
    ('1 party', '2 parties', '4,000 negotiations')
    """
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def part_of_chance(chance: float) -> str:
    """Return how much of the variance between design points chance makes (0..1), as a sentence.

    NaN where every point has but one replicate.

    Examples
    --------
    >>> part_of_chance(0.123)
    'Chance makes 12 % of the variance between design points.'
    >>> part_of_chance(math.nan)
    "How much chance makes can't be told: one replicate a point."
    """
    if math.isnan(chance):
        return "How much chance makes can't be told: one replicate a point."
    return f"Chance makes {100 * chance:.0f} % of the variance between design points."


def ranges(numbers: Sequence[int]) -> list[str]:
    """Return sorted whole numbers with neighbours joined.

    Examples
    --------
    >>> ranges([1, 2, 3, 5, 8, 9])
    ['1-3', '5', '8', '9']
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    return words


def listing(words: Sequence[str], most: int = 6) -> str:
    """Return words as a list in a sentence, cut after `most`.

    Examples
    --------
    >>> listing(["1-3", "5", "8"])
    '1-3, 5 and 8'
    """
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} more"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
