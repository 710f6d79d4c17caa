"""Elementary effects: a linear function has its slopes, and so has a study of the model."""

import numpy as np
import pytest

from experiments.analysis import morris
from experiments.design import base_scenario, design_points
from experiments.design.trajectories import unit_trajectories
from sim.errors import InputError
from tests.analysis import COST, IDLE, PRODUCT, ROUNDS, measure, still
from tests.experiments import study, varied


def test_a_linear_function_has_its_slopes_and_no_spread() -> None:
    slopes = np.array([3.0, -2.0, 0.5, 0.0])
    unit = unit_trajectories(study(design="morris", points=6, seed=0), 4)
    found = morris.effects(unit, unit @ slopes, list("abcd"))
    assert found["parameter"].tolist() == list("abcd")  # the largest first
    assert found["mu"].tolist() == pytest.approx(slopes.tolist(), abs=1e-12)
    assert found["mu_star"].tolist() == pytest.approx(np.abs(slopes).tolist(), abs=1e-12)
    assert found["sigma"].tolist() == pytest.approx([0.0] * 4, abs=1e-12)


def test_an_effect_that_hangs_on_another_number_has_a_spread() -> None:
    results = still(design="morris", points=20, vary=PRODUCT)
    assert len(results.runs) == 20 * 4
    found = morris.table(results, measure("cost_D")).set_index("parameter")
    # the cost is a product: an effect is the range of one number times where the other stands
    assert found.loc[COST, "mu"] == pytest.approx(0.02 * 12, rel=0.15)
    assert found.loc[ROUNDS, "mu"] == pytest.approx(8 * 0.02, rel=0.15)
    assert found.loc[IDLE, "mu_star"] == found.loc[IDLE, "sigma"] == 0.0
    assert (found["sigma"].drop(IDLE) > 0.01).all()
    assert (found["low"] <= found["mu_star"]).all()
    assert (found["mu_star"] <= found["high"]).all()


def test_a_trajectory_moves_one_number_a_step_and_stays_within_the_ranges() -> None:
    asked = study(design="morris", points=5, vary=[*PRODUCT, varied("war.start", low=1, high=2)])
    points = design_points(asked, base_scenario(asked)).to_numpy().reshape(5, 5, 4)
    assert ((np.diff(points, axis=1) != 0).sum(axis=2) == 1).all()
    low, high = points.min(axis=(0, 1)), points.max(axis=(0, 1))
    assert (low >= [0.01, 8, 20, 1]).all()
    assert (high <= [0.03, 16, 60, 2]).all()
    assert set(points[:, :, 1].ravel()) <= set(range(8, 17))


def test_one_trajectory_and_other_designs_are_refused() -> None:
    with pytest.raises(InputError, match="points = 1 trajectory shows no spread"):
        still(design="morris", points=1, vary=PRODUCT)
    results = still(design="random", points=3, vary=PRODUCT)
    with pytest.raises(InputError, match='its design is random, .*write design = "morris"'):
        morris.table(results, measure("cost_D"))
