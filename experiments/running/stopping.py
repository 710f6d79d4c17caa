"""Whether a study has seen enough: the widest interval of a measure over its design points.

Looking after each block and stopping when the interval is narrow is the sequential rule of Chow
and Robbins (1965, doi:10.1214/aoms/1177700156); the interval's level then holds in the limit, and
is a little less for the first blocks.
"""

import math
from typing import Any

import numpy as np
import pandas as pd

from experiments.design import Stop
from experiments.figures.parts.intervals import Z, wilson
from experiments.running.parts import FAILED
from sim.coherence import nearest
from sim.errors import InputError
from sim.rules.outcome import OUTCOMES


class Sums:
    """Running sums of a measure at each design point, block by block.

    A block's sums are taken over its rows in order, and blocks are added in order: the same
    numbers to the last bit, however the block was cut and in whatever order its parts came.
    """

    def __init__(self, rule: Stop, designs: int) -> None:
        self.rule = rule
        self.count, self.sum, self.squares = (np.zeros(designs) for _ in range(3))

    @property
    def columns(self) -> list[str]:
        """The columns that are needed."""
        return ["design", "status", column_of(self.rule)]

    def add(self, block: pd.DataFrame) -> None:
        """Add a block's rows, in their order.

        Raises
        ------
        InputError
            If the measure is no outcome and no column of numbers.
        """
        rows = block[block["status"] != FAILED]
        values = _values(self.rule, rows)
        known = ~np.isnan(values)
        design = rows["design"].to_numpy()[known]
        width = len(self.count)
        for sums, weight in (
            (self.count, None), (self.sum, values[known]), (self.squares, values[known] ** 2),
        ):  # fmt: skip
            sums += np.bincount(design, weight, minlength=width)

    def half_width(self) -> float:
        """Give half the width of the measure's 95 % interval, where it is widest."""
        return max(map(self._half_width, range(len(self.count))))

    def enough(self) -> bool:
        """Say whether the rule is met."""
        return self.half_width() <= self.rule.half_width

    def _half_width(self, design: int) -> float:
        n, total = int(self.count[design]), self.sum[design]
        if self.rule.measure in OUTCOMES:
            if n == 0:
                return math.inf
            share = wilson(round(total), n)
            return (share.high - share.low) / 2
        if n < 2:
            return math.inf
        variance = max(0.0, self.squares[design] - total * total / n) / (n - 1)
        return Z * math.sqrt(variance / n)


def column_of(rule: Stop) -> str:
    """Name the column that a rule looks at."""
    return "outcome" if rule.measure in OUTCOMES else rule.measure


def known_measure(rule: Stop, table: pd.DataFrame) -> None:
    """Refuse a measure that rows laid out like ``table`` don't have.

    Raises
    ------
    InputError
        If it is no outcome and no column of numbers.
    """
    names = [str(name) for name in table.columns]
    if column_of(rule) not in names:
        wrong, known = f"there is no measure {rule.measure!r}", [*OUTCOMES, *names]
        raise InputError("stop.measure", wrong, nearest(rule.measure, known))
    _values(rule, table)


def _values(rule: Stop, rows: pd.DataFrame) -> Any:
    column = rows[column_of(rule)]
    if rule.measure in OUTCOMES:
        return (column == rule.measure).to_numpy(dtype=float)
    try:
        return column.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        wrong = f"{rule.measure!r} is no column of numbers"
        raise InputError("stop.measure", wrong, "name an outcome or a column of numbers") from None
