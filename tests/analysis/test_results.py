"""Stored results are read as far as measures need them."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments import stored_results, sweep
from experiments.analysis.results import point_values
from experiments.measures import overall
from tests.analysis import PRODUCT, measure, still
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


def test_results_name_themselves_in_a_notebook(tmp_path: Path) -> None:
    sweep(study(vary=[varied(SOFT, 0, 0.3)], replicates=3), tmp_path)
    assert re.fullmatch(
        r"Results\(study '\w+', scenario '\w+', 6 negotiations\)", repr(stored_results(tmp_path))
    )


@pytest.mark.parametrize("replicates", [2, 3])
@pytest.mark.parametrize("signal", [0.0, 1.0])
def test_chance_is_what_luck_makes(replicates: int, signal: float) -> None:
    """Luck of variance 1, over the replicates of a point, and a signal of variance 1 or none."""
    results = still(design="sobol", points=128, vary=PRODUCT)
    rng, points = np.random.default_rng(6), len(results.runs)
    design = np.repeat(np.arange(points), replicates)
    worth = signal * rng.standard_normal(points)[design] + rng.standard_normal(len(design))
    runs = results.runs.loc[design].reset_index(drop=True).assign(utility_D=worth)
    runs["replicate"] = np.tile(np.arange(replicates), points)
    found = point_values(results._replace(runs=runs), measure("utility_D"), "they")
    luck = 1 / replicates
    assert found.chance == pytest.approx(luck / (signal + luck), abs=0.06)


def test_luck_that_moves_all_points_alike_makes_no_variance_between_them() -> None:
    results = still(design="sobol", points=16, vary=PRODUCT)
    rng, points = np.random.default_rng(6), len(results.runs)
    own, common = rng.standard_normal(points), rng.standard_normal(5)
    runs = results.runs.loc[np.repeat(np.arange(points), 5)].reset_index(drop=True)
    runs["replicate"] = np.tile(np.arange(5), points)
    runs["utility_D"] = own[runs["design"]] + common[runs["replicate"]]
    found = point_values(results._replace(runs=runs), measure("utility_D"), "they")
    assert found.chance == pytest.approx(0.0, abs=1e-12)
    covariance = found.luck.T @ found.luck
    assert covariance == pytest.approx(np.full((points, points), common.var(ddof=1) / 5))
    assert found.replicates == 5
    failed = runs.assign(status=np.where(runs["replicate"].eq(2) & runs["design"].eq(3),
                                         "failed", "ok"))  # fmt: skip
    again = point_values(results._replace(runs=failed), measure("utility_D"), "they")
    assert (again.replicates, again.luck[2, 3]) == (4, 0.0)
