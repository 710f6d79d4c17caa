"""Small tables of negotiations whose numbers can be worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest


def make(outcomes: Sequence[str], failed: int = 0, **columns: Sequence[object]) -> pd.DataFrame:
    """Return one successful negotiation an outcome, followed by `failed` failed ones."""
    count = len(outcomes)
    rows = pd.DataFrame({
        "run": range(count), "replicate": range(count), "outcome": list(outcomes),
        "end_round": [5] * count, "status": ["ok"] * count, **columns,
    })  # fmt: skip
    lost = pd.DataFrame({"run": range(count, count + failed), "status": ["failed"] * failed})
    return pd.concat([rows, lost], ignore_index=True) if failed else rows


@pytest.fixture
def runs() -> Callable[..., pd.DataFrame]:
    return make
