"""Whether a study has seen enough: the widest interval of a measure over its design points.

Looking after each block and stopping when the interval is narrow is the sequential rule of Chow
and Robbins (1965, doi:10.1214/aoms/1177700156); the interval's level then holds in the limit, and
is a little less for the first blocks.
"""

import numpy as np
import pandas as pd

from experiments.design import Stop
from experiments.measures import Measure, bounds
from experiments.running.parts import FAILED


class Sums:
    """Running sums of a measure at each design point, block by block.

    A block's sums are taken over its rows in order, and blocks are added in order: the same
    numbers to the last bit, however the block was cut and in whatever order its parts came.
    """

    def __init__(self, rule: Stop, measure: Measure, designs: int) -> None:
        self.rule, self.measure = rule, measure
        self.count, self.sum, self.squares = (np.zeros(designs) for _ in range(3))

    @property
    def columns(self) -> list[str]:
        """The columns that are read, of those that there are."""
        return ["design", "status", *self.measure.columns]

    def add(self, block: pd.DataFrame) -> None:
        """Add a block's rows, in their order."""
        rows = block[block["status"] != FAILED]
        values = self.measure.values(rows)
        known = ~np.isnan(values)
        design = rows["design"].to_numpy()[known]
        width = len(self.count)
        for sums, weight in (
            (self.count, None), (self.sum, values[known]), (self.squares, values[known] ** 2),
        ):  # fmt: skip
            sums += np.bincount(design, weight, minlength=width)

    def half_width(self) -> float:
        """Give half the width of the measure's 95 % interval, where it is widest."""
        n = self.count
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = self.sum / n
            sd = np.sqrt(np.maximum(0.0, self.squares - self.sum * mean) / (n - 1))
        low, high = bounds(self.measure, mean, n, sd)
        half = (high - low) / 2
        return float(np.where(np.isnan(half), np.inf, half).max())

    def enough(self) -> bool:
        """Say whether the rule is met."""
        return self.half_width() <= self.rule.half_width
