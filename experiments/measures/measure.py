"""A measure: what is read off each negotiation, over which of them, and in what unit."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

ALL = "all negotiations"
Values = Callable[[pd.DataFrame], np.ndarray]


@dataclass(frozen=True)
class Measure:
    """A named number of each negotiation, whose mean over them is what a study reports.

    Attributes
    ----------
    name
        As a study, a stopping rule, an analysis and a figure call it.
    meaning
        What its mean says, in words.
    unit
        ``share`` (0..1, each negotiation a yes or a no), ``rounds``, ``texts``, ``utility`` or
        ``score``.
    values
        From a runs table [rows] to numbers; NaN where a negotiation says nothing.
    columns
        What it reads of a table; one that names a number is read where the number varies.
    among
        Which negotiations say something.
    """

    name: str
    meaning: str
    unit: str
    values: Values
    columns: tuple[str, ...]
    among: str = ALL

    @property
    def is_share(self) -> bool:
        """Say whether each negotiation is a yes or a no."""
        return self.unit == "share"

    @property
    def digits(self) -> int:
        """Give the decimals that its mean is written with, shares in 100."""
        return 3 if self.unit in ("utility", "score") else 1

    @property
    def conditional(self) -> bool:
        """Say whether some negotiations say nothing."""
        return self.among != ALL
