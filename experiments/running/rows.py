"""From blocks to the rows of a part; a run that failed is a row that says so."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.blocks import Block
from experiments.running.parts import FAILED
from experiments.simulation import frame
from experiments.uncertainty import Draws
from sim.scenario import Scenario


def not_numbers(table: pd.DataFrame) -> dict[int, str]:
    """Find the rows in which a utility or a cost is no finite number, and say which."""
    faults: dict[int, str] = {}
    for name in table.columns:
        if str(name).startswith(("utility_", "cost_")):
            for row in np.flatnonzero(~np.isfinite(table[name].to_numpy(dtype=float))):
                faults.setdefault(int(row), f"{name} is {table[name].iloc[row]:g}")
    return faults


def failed(table: pd.DataFrame, faults: Mapping[int, str]) -> pd.DataFrame:
    """Give a table in which the rows at fault hold no results but what went wrong.

    Parameters
    ----------
    faults
        What went wrong, by the place of the row.
    """
    if not faults:
        return table
    table, spot = table.copy(), list(faults)
    names = list(table.columns)
    for name in names[names.index("outcome") : names.index("engine")]:
        kind = table[name].dtype.kind
        if kind in "ib" and isinstance(table[name].dtype, np.dtype):
            table[name] = table[name].astype("Int64" if kind == "i" else "boolean")
        table.iloc[spot, names.index(name)] = np.nan if kind == "f" else pd.NA
    table.iloc[spot, names.index("status")] = FAILED
    table.iloc[spot, names.index("error")] = [faults[row] for row in spot]
    return table


def rows(
    scenario: Scenario, blocks: Sequence[Block], seed: int, points: pd.DataFrame,
    draws: Draws | None, engine: str, first_point: int, ids: range, faults: Mapping[int, str],
) -> tuple[Any, dict[int, str]]:  # fmt: skip
    """Put blocks into an Arrow table that is laid out the same for every part.

    Returns
    -------
    table, failures
        ``failures`` says by run what went wrong, numbers that are none included.
    """
    import pyarrow as pa

    table = frame(scenario, blocks, seed, points, draws, engine)
    table["run"] = np.arange(ids.start, ids.stop)
    table["design"] += first_point
    schema = pa.Schema.from_pandas(table, preserve_index=False)
    faults = not_numbers(table) | dict(faults)
    marked = pa.Table.from_pandas(failed(table, faults), schema=schema, preserve_index=False)
    told = {ids.start + row: error for row, error in sorted(faults.items())}
    return marked.replace_schema_metadata(schema.metadata), told
