"""Waiting for a deal, and for a peace to break down: textbook numbers."""

import numpy as np
import pandas as pd
import pytest

from experiments.analysis import survival
from sim.errors import InputError
from tests.analysis import made, measure, played, still
from tests.experiments import AID, SOFT, study, varied

# Weeks in remission with 6-MP: E. J. Freireich et al. (1963), as in D. R. Cox & D. Oakes, Analysis
# of Survival Data (1984), table 1.1; a + is censored.
WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
RELAPSES = 9
KNOWN = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


def test_time_to_a_deal_is_the_textbooks_curve() -> None:
    outcome = ["deal"] * RELAPSES + ["protracted"] * (len(WEEKS) - RELAPSES)
    found = survival.table(made({"end_round": WEEKS, "outcome": outcome}))
    curve = found[found["events"] > 0].set_index("round")["without"]
    assert curve.round(3).to_dict() == KNOWN
    last = found.iloc[-1]
    assert last["happened"] == pytest.approx(RELAPSES / len(WEEKS))  # of all, not of those left
    assert last["happened_low"] < last["happened"] < last["happened_high"]
    assert found.iloc[0][["round", "without", "at_risk"]].tolist() == [0, 1, len(WEEKS)]
    assert set(found["cases"]) == {len(WEEKS)}


def test_a_peace_that_outlives_the_watch_is_censored() -> None:
    held = pd.array([3, 5, 5, 24, 24, None], dtype="Int64")  # small.toml watches 24 rounds
    found = survival.table(made({"held": held}), "breakdown").set_index("round")
    assert found["without"].to_dict() == pytest.approx({0: 1.0, 3: 0.8, 5: 0.4, 24: 0.4})
    assert found["events"].to_dict() == {0: 0, 3: 1, 5: 2, 24: 0}
    assert (found["happened"] == 1 - found["without"]).all()
    assert set(found["cases"]) == {5}


def test_a_curve_for_each_value_of_a_column_fits_the_measures() -> None:
    results = played(study(vary=[varied(SOFT, 0, 0.2, 0.3)], replicates=60))
    found = survival.table(results, by=SOFT)
    assert list(dict.fromkeys(found["group"])) == [0.0, 0.2, 0.3]
    deals = measure("deal").values(results.runs)
    for value, own in found.groupby("group"):
        there = (results.runs[SOFT] == value).to_numpy()
        assert own["happened"].iloc[-1] == pytest.approx(deals[there].mean())
        assert (np.diff(own["without"]) <= 0).all()


def test_what_can_not_be_waited_for_is_told() -> None:
    results = still(vary=[varied(AID, 0, 1)])
    with pytest.raises(InputError, match="no text was signed, so that none can break down"):
        survival.table(results, "breakdown")
    with pytest.raises(InputError, match=f"there is no column 'aid'; known: {AID}"):
        survival.table(results, by="aid")
