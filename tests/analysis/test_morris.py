"""Elementary effects: a linear function has its slopes, and so has a study of the model."""

from typing import Any

import numpy as np
import pandas as pd
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


NAMES = list("abcdef")  # of which the last three do nothing
CUBE = unit_trajectories(study(design="morris", points=10), 6)


def noisy(rng: np.random.Generator, replicates: int, shared: float) -> Any:
    """Give the effects of three numbers in luck that is each point's own, or of each number."""
    true = 2 * CUBE[:, 0] - CUBE[:, 1] + 3 * CUBE[:, 0] * CUBE[:, 2]
    own = rng.standard_normal((replicates, len(CUBE)))
    slopes = rng.standard_normal((replicates, 6)) @ CUBE.T
    said = true + 2 * ((1 - shared) * own + shared * slopes)
    mean = said.mean(axis=0)
    luck = (said - mean) / np.sqrt(replicates * (replicates - 1))
    return morris.effects(CUBE, mean, NAMES, luck).set_index("parameter")


@pytest.mark.parametrize("shared", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("replicates", [6, 30])
def test_what_does_nothing_stands_on_its_floor_and_what_matters_above(
    replicates: int, shared: float
) -> None:
    rng = np.random.default_rng(8)
    studies = [noisy(rng, replicates, shared) for _ in range(80)]
    idle = np.array([found.loc[NAMES[3:], "told"].to_list() for found in studies])
    assert idle.any(axis=1).mean() <= 0.13  # 95 of 100, and few replicates know little
    size = np.mean([found.loc[NAMES[3:], "mu_star"].mean() for found in studies])
    floor = np.mean([found.loc[NAMES[3:], "floor"].mean() for found in studies])
    assert size < floor < 5 * size  # luck alone makes a size, and the floor is of its kind
    if replicates == 30:
        assert np.mean([found.loc["a", "told"] for found in studies]) > 0.9


def test_luck_is_taken_out_of_the_spread_of_effects() -> None:
    rng = np.random.default_rng(5)
    spreads = [noisy(rng, 10, 0.0).loc["b", "sigma"] ** 2 for _ in range(200)]
    # its effect is the same everywhere; luck makes a variance of 1.8, and less than none is none
    assert np.mean(spreads) < 0.5


def test_the_interval_of_a_mean_size_counts_the_luck() -> None:
    rng = np.random.default_rng(6)
    found = [noisy(rng, 20, 1.0).loc["a"] for _ in range(200)]
    true = 2 + 3 * CUBE.reshape(10, 7, 6)[:, :, 2].mean()
    held = np.mean([row["low"] <= true <= row["high"] for row in found])
    assert held > 0.9


def test_estimates_are_those_of_salib() -> None:
    from SALib.analyze import morris as salib

    values = np.sin(3 * CUBE[:, 0]) + CUBE[:, 1] * CUBE[:, 2]
    problem = {"num_vars": 6, "names": NAMES, "bounds": [[0, 1]] * 6}
    said = salib.analyze(problem, CUBE, values, num_levels=4)
    found = morris.effects(CUBE, values, NAMES).set_index("parameter").loc[NAMES]
    for key in ("mu", "mu_star", "sigma"):
        assert found[key].tolist() == pytest.approx(np.asarray(said[key]).tolist(), abs=1e-12)


def test_few_replicates_tell_no_effect_from_luck() -> None:
    results = still(design="morris", points=4, vary=PRODUCT)
    found = morris.table(results, measure("cost_D"))
    assert found["floor"].isna().all()
    assert found["told"].isna().all()
    assert "fewer than five replicates" in morris.in_words(found)
    many = pd.concat([results.runs.assign(replicate=n) for n in range(5)], ignore_index=True)
    again = morris.table(results._replace(runs=many), measure("cost_D")).set_index("parameter")
    assert again["floor"].tolist() == [0.0] * 3  # all replicates agree: there is no luck
    assert again["told"].to_dict() == {COST: True, ROUNDS: True, IDLE: False}
    assert morris.in_words(again) == (
        "2 of 3 effects are larger than luck alone would make them; the rest is not told from luck."
    )
    assert again.attrs["replicates"] == 5
