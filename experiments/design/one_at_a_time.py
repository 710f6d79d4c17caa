"""One number at a time at the ends of its range, all others held."""

from typing import Any

import pandas as pd

from experiments.design.ranges import Varied, range_of
from experiments.design.study import Study


def one_at_a_time(study: Study, varied: list[Varied]) -> pd.DataFrame:
    """Lay out the base case and both ends of each number; an end that is the base has no row."""
    base = {number.path: number.quantity.value for number in varied}
    rows: list[dict[str, Any]] = [base | {"parameter": "", "end": "base"}]
    for number in varied:
        for end, value in zip(("low", "high"), range_of(study, number), strict=True):
            if value != number.quantity.value:  # else it is the base case, which is there
                rows.append(base | {number.path: value, "parameter": number.path, "end": end})
    return pd.DataFrame(rows)
