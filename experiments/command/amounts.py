"""What commands that measure share: which measures are meant, and how a number is written."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from experiments.analysis.results import Results
from experiments.design import measures_of
from experiments.measures import Measure, find_measure

FOOT = "A model, not a forecast."
MOST = 30  # rows of a table on the screen; --json gives all


def chosen_measures(results: Results, names: Sequence[str] | None) -> list[Measure]:
    """Find the measures named by an option, or those of the study."""
    if not names:
        return measures_of(results.study, results.scenario)
    return [find_measure(name, results.scenario, "--measure") for name in names]


def titled(measure: Measure) -> str:
    """Name a measure with what it means."""
    return f"{measure.name}: {measure.meaning} ({measure.unit}, of {measure.among})"


def of_lens(row: Mapping[Any, Any]) -> str:
    """Name the lens of a row, if its table has several."""
    return f"   in lens {row['lens']}" if "lens" in row else ""


def scale_of(measure: Measure) -> tuple[float, str]:
    """Give the factor and the unit in which a measure is written."""
    return (100.0, "in 100") if measure.is_share else (1.0, measure.unit)


def amount(row: Mapping[Any, Any], key: str, scale: float = 1.0) -> float:
    """Give a number of a row in its unit; what rounding has left of nothing is nothing."""
    value = scale * float(row[key])
    return 0.0 if abs(value) < 1e-9 else value


def more_of(table: pd.DataFrame, shown: int = MOST) -> str:
    """Say how many rows of a table are not shown, if any."""
    left = len(table) - shown
    return f" {left:,} more: --json gives all." if left > 0 else ""


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give a table's rows as JSON has them; a missing number as null."""
    return [{str(k): _plain(v) for k, v in row.items()} for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    if value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value
