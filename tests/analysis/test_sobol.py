"""Sobol' indices: of a function with known ones, and through a whole study of the model."""

import math

import numpy as np
import pandas as pd
import pytest

from experiments.analysis import sobol
from experiments.design import Study, base_scenario, design_points
from sim.errors import InputError
from tests.analysis import COST, IDLE, PRODUCT, ROUNDS, measure, played, still
from tests.experiments import AID, PACE, SMALL, study, varied


def index(table: pd.DataFrame, order: str, parameter: str, other: str = "") -> pd.Series:
    chosen = table[
        (table["order"] == order) & (table["parameter"] == parameter) & (table["other"] == other)
    ]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_ishigamis_function_has_its_known_indices() -> None:
    """T. Ishigami & T. Homma (1990), doi:10.1109/ISUMA.1990.151285, with a = 7, b = 0.1."""
    a, b = 7.0, 0.1
    names = [AID, PACE, "actors.A.optimism"]
    vary = [varied(path, low=0.0, high=0.1) for path in names]
    asked = study(design="sobol", points=1024, second_order=True, seed=0, vary=vary)
    points = design_points(asked, base_scenario(asked)).to_numpy()
    x = math.pi * (2 * points / 0.1 - 1)
    values = np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = sobol.indices(values, names, second_order=True)

    first = (1 + b * math.pi**4 / 5) ** 2 / 2
    second = a**2 / 8
    third = b**2 * math.pi**8 * (1 / 18 - 1 / 50)
    whole = first + second + third
    expected = {
        ("first", names[0], ""): first, ("first", names[1], ""): second,
        ("first", names[2], ""): 0.0, ("total", names[0], ""): first + third,
        ("total", names[1], ""): second, ("total", names[2], ""): third,
        ("second", names[0], names[2]): third, ("second", names[0], names[1]): 0.0,
        ("second", names[1], names[2]): 0.0,
    }  # fmt: skip
    assert len(found) == len(expected)
    for key, part in expected.items():
        row = index(found, *key)
        assert row["index"] == pytest.approx(part / whole, abs=0.03)
        assert row["low"] <= row["index"] <= row["high"]
    assert found["parameter"].tolist()[:2] == [names[0]] * 2  # the largest total first


def test_a_product_of_two_numbers_through_a_whole_study() -> None:
    """The cost of the war is one number times another, and a third does nothing."""
    results = still(design="sobol", points=64, vary=PRODUCT, second_order=True)
    assert len(results.runs) == 64 * 8
    found = sobol.table(results, measure("cost_D"))
    means = {COST: 0.02, ROUNDS: 12.0}
    variances = {COST: 0.02**2 / 12, ROUNDS: (9**2 - 1) / 12}
    both = variances[COST] * variances[ROUNDS]
    alone = {
        COST: variances[COST] * means[ROUNDS] ** 2,
        ROUNDS: variances[ROUNDS] * means[COST] ** 2,
    }
    whole = sum(alone.values()) + both
    for path, part in alone.items():
        assert index(found, "first", path)["index"] == pytest.approx(part / whole, abs=0.06)
        assert index(found, "total", path)["index"] == pytest.approx(
            (part + both) / whole, abs=0.06
        )
    assert index(found, "total", IDLE)["index"] == pytest.approx(0.0, abs=1e-12)
    assert index(found, "second", COST, ROUNDS)["index"] == pytest.approx(both / whole, abs=0.12)
    assert math.isnan(found.attrs["chance"])  # one replicate tells nothing of luck
    assert (found.attrs["points"], found.attrs["left_out"]) == (64 * 8, 0)


def test_indices_are_those_of_each_lens() -> None:
    asked = study(
        design="sobol", points=8, vary=PRODUCT, lenses=["base", "L"], replicates=1,
        hold={"war.pace": 0.0, "actors.A.red_lines.land.hard": 1.0},
    )  # fmt: skip
    results = played(asked)
    found = sobol.table(results, measure("cost_D"))
    assert found["lens"].tolist() == ["base"] * 6 + ["L"] * 6
    alone = played(asked.model_copy(update={"lenses": (), "lens": "L"}))
    again = sobol.table(alone, measure("cost_D"))
    rest = found[found["lens"] == "L"].drop(columns="lens").reset_index(drop=True)
    pd.testing.assert_frame_equal(rest, again)


def test_the_same_study_gives_the_same_table() -> None:
    results = still(design="sobol", points=4, vary=PRODUCT)
    first, again = (sobol.table(results, measure("cost_D")) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_failed_runs_are_counted_and_a_point_without_any_is_refused() -> None:
    asked = study(design="sobol", points=2, vary=PRODUCT, replicates=2, luck="independent")
    results = played(asked)
    results.runs.loc[results.runs["run"] == 3, "status"] = "failed"
    assert sobol.table(results, measure("cost_D")).attrs["left_out"] == 1
    results.runs.loc[results.runs["design"] == 1, "status"] = "failed"
    with pytest.raises(InputError, match="1 of 10 design points have no negotiation that ended"):
        sobol.table(results, measure("cost_D"))


def test_what_can_not_be_explained_is_told() -> None:
    results = still(design="sobol", points=4, vary=PRODUCT)
    with pytest.raises(InputError, match="20 of 20 design points have no negotiation among deals"):
        sobol.table(results, measure("time_to_deal"))
    with pytest.raises(InputError, match="measure deal: it is 0 at every design point"):
        sobol.table(results, measure("deal"))
    grid = Study(format=1, name="g", title="G", scenario=SMALL)
    with pytest.raises(InputError, match='its design is grid, .*write design = "sobol"'):
        sobol.table(results._replace(study=grid), measure("deal"))
    torn = results._replace(runs=results.runs[results.runs["design"] < 12])
    with pytest.raises(InputError, match="can't be laid out again as it was"):
        sobol.table(torn, measure("cost_D"))
    other = results._replace(study=results.study.model_copy(update={"seed": 2}))
    with pytest.raises(InputError, match="can't be laid out again as it was"):
        sobol.table(other, measure("cost_D"))


IDLE_TOO = list("abcd")  # d does nothing
ISHIGAMI = {("first", "a"): 0.314, ("first", "b"): 0.442, ("first", "c"): 0.0,
            ("total", "a"): 0.558, ("total", "b"): 0.442, ("total", "c"): 0.244,
            ("total", "d"): 0.0}  # fmt: skip


def noisy(seed: int, replicates: int, shared: float, sobol_points: int = 64) -> pd.DataFrame:
    """Estimate Ishigami's indices in luck that is each point's own, or shared and sloping."""
    from SALib.sample import sobol as sampling

    problem = {"num_vars": 4, "names": IDLE_TOO, "bounds": [[0.0, 1.0]] * 4}
    rng = np.random.default_rng(seed)
    unit = sampling.sample(problem, sobol_points, calc_second_order=False, seed=rng)
    x = math.pi * (2 * unit - 1)
    true = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    own = 4.0 * rng.standard_normal((replicates, len(unit)))
    slopes = 3.0 * rng.standard_normal((replicates, 3)) @ (unit[:, :3] - 0.5).T
    said = true + (1 - shared) * own + shared * (slopes + 5 * rng.standard_normal((replicates, 1)))
    mean = said.mean(axis=0)
    luck = (said - mean) / math.sqrt(replicates * (replicates - 1))
    return sobol.indices(mean, IDLE_TOO, luck=luck)


@pytest.mark.parametrize("shared", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("replicates", [4, 12])
def test_intervals_hold_known_indices_whatever_the_luck(replicates: int, shared: float) -> None:
    held = dict.fromkeys(ISHIGAMI, 0.0)
    seen, idle, studies = dict.fromkeys(ISHIGAMI, 0.0), 0, 100
    for seed in range(studies):
        found = noisy(seed, replicates, shared)
        rows = found.set_index(["order", "parameter"])
        for key, true in ISHIGAMI.items():
            row = rows.loc[key]
            held[key] += (row["low"] - 1e-12 <= true <= row["high"] + 1e-12) / studies
            seen[key] += row["index"] / studies
        idle += int(rows.loc[("total", "d"), "told"])
    assert min(held.values()) >= 0.86  # 0.95 less what 100 studies leave of doubt, and skew
    assert np.mean(list(held.values())) >= 0.93
    for key, true in ISHIGAMI.items():
        assert seen[key] == pytest.approx(true, abs=0.06)  # luck is taken out
    assert idle <= 5


def test_without_luck_estimates_are_those_of_salib() -> None:
    from SALib.analyze import sobol as salib

    values = np.random.default_rng(3).standard_normal(32 * 8)
    problem = {"num_vars": 3, "names": IDLE_TOO[:3], "bounds": [[0, 1]] * 3}
    said = salib.analyze(problem, values, seed=1)
    found = sobol.indices(values, IDLE_TOO[:3], second_order=True)
    for place, name in enumerate(IDLE_TOO[:3]):
        for order, key in (("first", "S1"), ("total", "ST")):
            row = index(found, order, name)
            assert row["index"] == pytest.approx(said[key][place], abs=1e-12)
            assert row["high"] - row["index"] == pytest.approx(said[f"{key}_conf"][place], rel=0.25)
    assert index(found, "second", "a", "c")["index"] == pytest.approx(said["S2"][0, 2], abs=1e-12)


def test_pure_luck_explains_nothing() -> None:
    results = still(design="sobol", points=16, vary=PRODUCT)
    rng, told, refused = np.random.default_rng(4), 0, 0
    runs = results.runs.loc[np.repeat(results.runs.index, 6)].reset_index(drop=True)
    runs["replicate"] = np.tile(np.arange(6), len(results.runs))
    for _ in range(20):
        luck = results._replace(runs=runs.assign(utility_D=rng.standard_normal(len(runs))))
        try:
            told += int(sobol.table(luck, measure("utility_D"))["told"].sum())
        except InputError as error:
            assert "no larger than luck makes them" in str(error)
            refused += 1
    assert refused > 0
    assert told <= 2


def test_one_replicate_leaves_the_question_open() -> None:
    found = sobol.table(still(design="sobol", points=8, vary=PRODUCT), measure("cost_D"))
    assert found["told"].isna().all()
