"""Stored results are read as far as measures need them."""

from pathlib import Path

import pandas as pd

from experiments import stored_results, sweep
from experiments.measures import overall
from tests.analysis import measure
from tests.experiments import AID, PACE, SOFT, study, varied


def test_only_what_is_measured_and_what_varies_is_read(tmp_path: Path) -> None:
    asked = study(
        vary=[varied(SOFT, 0, 0.3)], replicates=8, uncertain=True, measures=["time_to_deal"]
    )
    sweep(asked, tmp_path)
    whole, own = stored_results(tmp_path), stored_results(tmp_path, ())
    named = stored_results(tmp_path, ["UTILITY_d", "no_such_measure"])
    assert len(whole.runs.columns) > 30
    kept = ["run", "design", "replicate", "seed", SOFT, AID, PACE, "outcome"]
    assert list(own.runs.columns) == [*kept, "end_round", "status"]
    assert list(named.runs.columns) == [*kept, "utility_D", "status"]
    pd.testing.assert_frame_equal(
        overall(own.runs, [measure("time_to_deal")]),
        overall(whole.runs, [measure("time_to_deal")]),
    )
    assert named.runs.attrs["spread"] == whole.runs.attrs["spread"]
