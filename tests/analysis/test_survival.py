"""Waiting for a deal, and for a peace to break down: textbook numbers."""

import numpy as np
import pandas as pd
import pytest

from experiments.analysis import survival
from experiments.figures import peace_held
from experiments.intervals import Z
from sim.errors import InputError
from tests.analysis import made, measure, played, still
from tests.experiments import AID, SOFT, study, varied

# Weeks in remission with 6-MP: E. J. Freireich et al. (1963), as in D. R. Cox & D. Oakes, Analysis
# of Survival Data (1984), table 1.1; a + is censored.
WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
RELAPSES = 9
# The same children's curve and its standard errors by Greenwood: J. P. Klein & M. L. Moeschberger,
# Survival Analysis (2nd ed. 2003), doi:10.1007/b97377, section 4.2.
KNOWN = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
GREENWOOD = {6: 0.076, 7: 0.087, 10: 0.096, 13: 0.107, 16: 0.114, 22: 0.128, 23: 0.135}


def greenwood(curve: pd.DataFrame) -> dict[float, float]:
    """Give the standard errors that the bands come from, which are on the log(-log) scale."""
    share = curve["without"]
    for bound, side in (("low", 1), ("high", -1)):
        scaled = side * np.log(np.log(curve[bound]) / np.log(share)) / Z
        errors = scaled * share * -np.log(share)
    return dict(errors.round(3).to_dict())


def test_time_to_a_deal_is_the_textbooks_curve() -> None:
    outcome = ["deal"] * RELAPSES + ["protracted"] * (len(WEEKS) - RELAPSES)
    found = survival.table(made({"end_round": WEEKS, "outcome": outcome}))
    curve = found[found["events"] > 0].set_index("round")["without"]
    assert curve.round(3).to_dict() == KNOWN
    assert greenwood(found[found["events"] > 0].set_index("round")) == GREENWOOD
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


def test_copies_of_a_negotiation_make_no_band_narrower() -> None:
    """Three design points at which luck decides all: what one of them says, and not more."""
    outcome = ["deal"] * RELAPSES + ["protracted"] * (len(WEEKS) - RELAPSES)
    one = survival.table(made({"end_round": WEEKS, "outcome": outcome}))
    three = {"end_round": WEEKS * 3, "outcome": outcome * 3}
    shared = survival.table(made(three | {"replicate": [*range(len(WEEKS))] * 3}))
    apart = survival.table(made(three))
    wide, narrow, alone = ((own["high"] - own["low"]).dropna() for own in (shared, apart, one))
    assert shared["without"].tolist() == pytest.approx(one["without"].tolist())
    assert (wide > alone).all()
    assert (narrow < 0.7 * alone).all()
    happened = [own.iloc[-1]["happened_high"] - own.iloc[-1]["happened_low"]
                for own in (shared, one, apart)]  # fmt: skip
    assert happened[0] > happened[1] > 1.4 * happened[2]
    assert survival.table(made(three | {"replicate": 0}))[["low", "high"]].isna().all(axis=None)


def test_lenses_have_a_curve_each() -> None:
    lens, deal = ["base"] * 3 + ["K"] * 3, ["deal"] * 3 + ["protracted"] * 3
    results = made({"end_round": [1, 2, 3, 4, 4, 4], "outcome": deal, "lens": lens})
    found = survival.table(results)
    assert found.groupby("lens")["without"].last().to_dict() == {"base": 0.0, "K": 1.0}
    assert found.groupby("lens")["cases"].first().to_dict() == {"base": 3, "K": 3}
    with pytest.raises(ValueError, match="several lenses; draw one at a time"):
        peace_held.table(results)


def test_what_can_not_be_waited_for_is_told() -> None:
    results = still(vary=[varied(AID, 0, 1)])
    with pytest.raises(InputError, match="no text was signed, so that none can break down"):
        survival.table(results, "breakdown")
    with pytest.raises(InputError, match=f"there is no column 'aid'; known: {AID}"):
        survival.table(results, by="aid")
