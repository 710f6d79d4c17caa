"""Measures read what the columns say, over those who say anything, with their intervals."""

import numpy as np
import pandas as pd
import pytest

from experiments import simulate, sweep
from experiments.intervals import clustered_share, wilson
from experiments.measures import (
    design_columns,
    estimates,
    find_measure,
    known_measures,
    overall,
)
from sim import InputError, load_scenario
from sim.rules.outcome import OUTCOMES
from tests.experiments import AID, NO_TEXT, PACE, RECRUIT, SMALL, SOFT, study, varied

SCENARIO = load_scenario(SMALL)


@pytest.fixture(scope="module")
def runs() -> pd.DataFrame:
    return sweep(study(vary=[varied(SOFT, 0.0, 0.3)], replicates=80, uncertain=True))


def mean(name: str, runs: pd.DataFrame) -> float:
    return float(np.nanmean(find_measure(name, SCENARIO).values(runs)))


def test_every_measure_fits_its_description(runs: pd.DataFrame) -> None:
    for name, measure in known_measures(SCENARIO).items():
        values = measure.values(runs)
        assert measure.name == name
        assert measure.meaning
        assert values.shape == (len(runs),)
        seen = values[~np.isnan(values)]
        if measure.is_share:
            assert set(seen) <= {0.0, 1.0}, name
        assert measure.conditional or len(seen) == len(runs), name


def test_shares_add_up(runs: pd.DataFrame) -> None:
    assert sum(mean(outcome, runs) for outcome in OUTCOMES) == pytest.approx(1.0)
    settled = sum(mean(outcome, runs) for outcome in ("deal", "limited", "frozen"))
    assert mean("settlement", runs) == pytest.approx(settled)
    options = [f"LAND.{option}" for option in SCENARIO.issues["LAND"].options]
    assert sum(mean(f"term_{option}", runs) for option in options) == pytest.approx(1.0)
    assert sum(mean(f"signed_{option}", runs) for option in options) == pytest.approx(
        mean("signed", runs)
    )


def test_conditional_measures_are_over_their_own(runs: pd.DataFrame) -> None:
    deals = runs[runs["outcome"] == "deal"]
    signed = runs[runs["term_LAND"].notna()]
    assert 50 < len(deals) < len(signed) - 5
    assert mean("time_to_deal", runs) == pytest.approx(deals["end_round"].mean())
    assert mean("held_given_deal", runs) == pytest.approx((deals["held"] == 24).mean())
    assert mean("signed", runs) == pytest.approx(len(signed) / len(runs))
    assert mean("cost_D", runs) == pytest.approx(runs["cost_D"].mean())


def test_a_peace_that_is_not_watched_so_long_says_nothing() -> None:
    runs = simulate(SMALL, runs=60, lens="L", overrides={"durability.rounds": 48})
    signed = runs["held"].notna()
    assert mean("survived_2y", runs) == pytest.approx((runs["held"][signed] == 48).mean())
    assert mean("lasting_2y", runs) == pytest.approx((runs["held"] == 48).sum() / len(runs))
    assert np.isnan(find_measure("survived_3y", SCENARIO).values(runs)).all()
    lasting = find_measure("lasting_3y", SCENARIO).values(runs)
    assert (np.isnan(lasting) == signed.to_numpy()).all()


def test_each_design_point_has_wilsons_or_students_interval(runs: pd.DataFrame) -> None:
    chosen = [find_measure(name, SCENARIO) for name in ("frozen", "utility_D", "time_to_deal")]
    found = estimates(runs, chosen)
    assert list(found.columns[:4]) == ["measure", "unit", "design", SOFT]
    assert PACE not in found  # it is drawn anew in each replicate
    assert len(found) == 6
    for row in found.to_dict("records"):
        own = runs[runs["design"] == row["design"]]
        assert row[SOFT] == own[SOFT].iloc[0]
        assert (row["runs"], row["left_out"]) == (80, 0)
        if row["measure"] == "frozen":
            hits = int((own["outcome"] == "frozen").sum())
            assert (row["estimate"], row["low"], row["high"]) == pytest.approx(wilson(hits, 80))
        if row["measure"] == "utility_D":
            half = 1.990450 * own["utility_D"].std() / np.sqrt(80)
            assert row["high"] - row["estimate"] == pytest.approx(half, rel=1e-6)
        if row["measure"] == "time_to_deal":
            assert row["n"] == (own["outcome"] == "deal").sum()


def test_over_all_points_replicates_are_taken_together() -> None:
    runs = sweep(study(vary=[varied(AID, 0.9, 1.0, 1.1)], replicates=60))
    found = overall(runs, [find_measure("signed", SCENARIO)]).iloc[0]
    hits = runs["term_LAND"].notna()
    expected = clustered_share(hits, runs["replicate"])
    assert (found["estimate"], found["low"], found["high"]) == pytest.approx(expected)
    assert expected.high - expected.low > np.diff(wilson(int(hits.sum()), len(runs))[1:])[0]


def test_failed_runs_are_left_out_and_counted(runs: pd.DataFrame) -> None:
    torn = runs.copy()
    torn.loc[:2, ["status", "outcome"]] = ["failed", None]
    whole = overall(torn, [find_measure("deal", SCENARIO)]).iloc[0]
    assert (whole["n"], whole["runs"], whole["left_out"]) == (157, 160, 3)
    point = estimates(torn, [find_measure("deal", SCENARIO)]).iloc[0]
    assert (point["n"], point["runs"], point["left_out"]) == (77, 80, 3)
    torn["status"] = "failed"
    with pytest.raises(InputError, match="all 160 negotiations failed"):
        overall(torn, [find_measure("deal", SCENARIO)])


def test_a_point_that_says_nothing_has_no_estimate() -> None:
    runs = sweep(study(vary=[varied(AID, 0, 1)], replicates=3, hold=NO_TEXT))
    found = estimates(runs, [find_measure("time_to_deal", SCENARIO)])
    assert found["n"].tolist() == [0, 0]
    assert found[["estimate", "low", "high"]].isna().all(axis=None)
    whole = overall(runs, [find_measure("time_to_deal", SCENARIO)]).iloc[0]
    assert whole[["estimate", "low", "high"]].isna().all()


def test_lenses_are_not_pooled() -> None:
    runs = sweep(study(lenses=["base", "L"], replicates=20))
    found = overall(runs, [find_measure("signed", SCENARIO)])
    assert found["lens"].tolist() == ["base", "L"]
    assert list(design_columns(runs).columns) == ["lens"]


def test_a_game_without_war_has_the_measures_that_it_can_have() -> None:
    scenario = load_scenario(RECRUIT)
    known = known_measures(scenario)
    assert not [name for name in known if name.startswith(("survived", "lasting", "cost_", "exit"))]
    runs = simulate(scenario, runs=5)
    for measure in known.values():
        assert measure.values(runs).shape == (5,)
    assert find_measure("DEAL", scenario).name == "deal"
    with pytest.raises(InputError, match="did you mean 'settlement'"):
        find_measure("settlment", scenario)
