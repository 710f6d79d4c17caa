"""Feature scores and PRIM boxes find what was hidden, and nothing where nothing is."""

import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.analysis import box, ema, feature_scores
from experiments.analysis.results import Results
from sim.errors import InputError
from tests.analysis import PRODUCT, made, measure, still
from tests.experiments import AID, PACE

ROWS = 600
IDLE = "war.evidence"


@pytest.fixture(autouse=True)
def few_forests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_scores, "FORESTS", 4)


def hidden(noise: float = 0.2) -> Results:
    """Make runs that end in a deal more often where aid is low and the pace is high."""
    rng = np.random.default_rng(3)
    aid, pace, idle = rng.random((3, ROWS))
    inside = (aid < 0.4) & (pace > 0.5)
    deal = rng.random(ROWS) < np.where(inside, 1 - noise, noise)
    outcome = np.where(deal, "deal", "protracted")
    return made({"outcome": outcome, AID: aid, PACE: pace, IDLE: idle}, seed=5)


def test_a_box_finds_where_the_yes_is() -> None:
    found = box.table(hidden(), measure("deal")).set_index("parameter")
    assert {AID, PACE} <= set(found.index)
    assert found.loc[AID, "high"] == pytest.approx(0.4, abs=0.06)
    assert found.loc[PACE, "low"] == pytest.approx(0.5, abs=0.06)
    assert found.loc[AID, "p_high"] < 1e-3
    assert found.loc[PACE, "p_low"] < 1e-3
    whole = found.iloc[0]
    assert whole["density"] == pytest.approx(0.8, abs=0.08)
    assert whole["mass"] == pytest.approx(0.2, abs=0.05)
    assert whole["rows"] == round(whole["mass"] * ROWS)
    assert whole["coverage"] == pytest.approx(
        whole["density"] * whole["mass"] / whole["base"], rel=1e-9
    )


def test_a_box_of_many_runs_is_found_on_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box, "MOST", 400)
    found, again = (box.table(hidden(), measure("deal")) for _ in range(2))
    assert found["rows"].iloc[0] == round(found["mass"].iloc[0] * 400)
    pd.testing.assert_frame_equal(found, again)


def test_the_way_to_a_box_trades_coverage_for_density() -> None:
    way = box.trajectory(hidden(), measure("deal"))
    assert way["chosen"].sum() == 1
    assert (np.diff(way["mass"]) < 0).any()
    assert way["coverage"].iloc[0] == way["mass"].iloc[0] == 1.0
    gain = way["mass"] * (way["density"] - way["density"].iloc[0])
    assert gain[way["chosen"]].iloc[0] == gain.max()


def test_scores_rank_the_numbers_that_tell_above_pure_chance() -> None:
    results = hidden()
    found = feature_scores.table(results, measure("deal"))
    score = found.set_index("parameter")["score"]
    assert score.sum() == pytest.approx(1.0)
    assert set(found["parameter"][:2]) == {AID, PACE}
    assert max(score[IDLE], score[feature_scores.PROBE]) < 0.6 * score[PACE]
    assert ((found["low"] <= found["score"]) & (found["score"] <= found["high"])).all()
    pd.testing.assert_frame_equal(found, feature_scores.table(results, measure("deal")))


def test_chance_is_no_lower_than_what_only_tells_the_luck_of_replicates_apart() -> None:
    """Drawn once a replicate, a number that does nothing still tells whose luck it is."""
    rng = np.random.default_rng(8)
    replicate, design = (places.ravel() for places in np.meshgrid(range(30), range(40)))
    luck = rng.random(30)[replicate]
    drawn = {path: rng.random(30)[replicate] for path in (AID, PACE, IDLE)}
    outcome = np.where(luck < 0.5, "deal", "protracted")
    results = made({"outcome": outcome, "replicate": replicate, "design": design} | drawn, seed=5)
    found = feature_scores.table(results, measure("deal")).set_index("parameter")
    probe = found.loc[feature_scores.PROBE]
    assert probe["high"] > found["score"].drop(feature_scores.PROBE).min()
    assert probe["score"] > 0.5 * found["score"].drop(feature_scores.PROBE).mean()


def test_a_mean_is_scored_too_but_has_no_box() -> None:
    results = still(design="random", points=40, vary=PRODUCT)
    found = feature_scores.table(results, measure("cost_D"))
    assert found["parameter"].iloc[0] == "actors.D.war_cost"
    with pytest.raises(InputError, match="it is measured in utility, and a box needs a yes"):
        box.table(results, measure("cost_D"))
    with pytest.raises(InputError, match="measure deal: none of the 40 negotiations say yes"):
        box.table(results, measure("deal"))


def test_numbers_that_do_not_differ_explain_nothing() -> None:
    with pytest.raises(InputError, match="no number differs .*--uncertain"):
        box.table(made({"outcome": ["deal", "limited"]}), measure("deal"))


def test_forests_that_are_not_there_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.ensemble", None)
    with pytest.raises(InputError, match=r"scikit-learn: it is not installed; pip install 'batna"):
        feature_scores.table(hidden(), measure("deal"))


def test_a_workbench_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(ema, "import_module", missing)
    with pytest.raises(InputError, match=r"not installed; pip install 'batna\[ema\]'"):
        box.table(hidden(), measure("deal"))
