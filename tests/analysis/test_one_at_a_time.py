"""A tornado of any measure: effects that are known, paired where luck is common."""

import pandas as pd
import pytest

from experiments.analysis import one_at_a_time
from experiments.figures import tornado
from sim.errors import InputError
from tests.analysis import COST, IDLE, PRODUCT, ROUNDS, measure, played, still
from tests.experiments import AID, PACE, study, varied


def test_each_end_has_its_known_effect_and_the_widest_comes_first() -> None:
    found = one_at_a_time.table(still(design="oat", vary=PRODUCT), measure("cost_D"))
    assert list(dict.fromkeys(found["parameter"])) == [COST, ROUNDS, IDLE]
    base = 0.002 * 12
    for row in found.to_dict("records"):
        known = {COST: row["value"] * 12, ROUNDS: row["value"] * 0.002, IDLE: base}
        assert row["effect"] == pytest.approx(known[row["parameter"]] - base, abs=1e-12)
        assert row["base"] == pytest.approx(base)
        assert row["pairs"] == 1


def test_a_share_has_the_effects_of_the_tornado_figure() -> None:
    asked = study(design="oat", replicates=40, vary=[varied(AID), varied(PACE)], lens="L")
    results = played(asked)
    found = one_at_a_time.table(results, measure("frozen"))
    drawn = tornado.table(results.runs, "frozen")
    shared = ["parameter", "end", "effect", "low", "high", "base", "pairs"]
    pd.testing.assert_frame_equal(found[shared], drawn[shared])
    assert (found["estimate"] == drawn["share"]).all()


def test_without_common_luck_there_are_no_pairs_and_wider_intervals() -> None:
    given = {"design": "oat", "replicates": 60, "vary": [varied(AID), varied(PACE)]}
    common, independent = (
        one_at_a_time.table(played(study(luck=luck, **given)), measure("utility_D"))
        for luck in ("common", "independent")
    )
    assert set(common["pairs"]) == {60}
    assert set(independent["pairs"]) == {0}
    width = [(t["high"] - t["low"]).mean() for t in (common, independent)]
    assert width[0] < width[1]


def test_an_end_that_is_the_base_case_has_no_effect() -> None:
    found = one_at_a_time.table(
        still(design="oat", vary=[varied(COST, 0.002, 0.01)]), measure("cost_D")
    )
    low = found[found["end"] == "low"].iloc[0]
    assert (low["effect"], low["low"], low["high"]) == (0.0, 0.0, 0.0)


def test_each_lens_has_its_own_tornado() -> None:
    asked = study(design="oat", replicates=3, vary=[varied(AID)], lenses=["base", "L"])
    found = one_at_a_time.table(played(asked), measure("settlement"))
    assert found["lens"].tolist() == ["base"] * 2 + ["L"] * 2


def test_a_base_case_that_says_nothing_is_told() -> None:
    with pytest.raises(InputError, match="measure time_to_deal: no negotiation of the base case"):
        one_at_a_time.table(still(design="oat", vary=PRODUCT), measure("time_to_deal"))
    with pytest.raises(InputError, match='its design is grid, .*write design = "oat"'):
        one_at_a_time.table(still(vary=PRODUCT[:1]), measure("deal"))
