"""Who stopped a text, who answered what, how long peace holds, what parties are left with."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.figures import (
    answers,
    blockers,
    box_of_numbers,
    elementary_effects,
    feature_scores,
    peace_held,
    sobol_indices,
    utilities,
)
from sim import Negotiation, load_scenario
from tests.experiments import SMALL


def test_ways_to_an_end_are_counted(runs) -> None:
    table = blockers.table(
        runs(
            ["deal", "deal", "frozen", "frozen", "frozen"],
            failed=1,
            blocked_by=[None, None, "A", "A", "D"],
            objection=[None, None, "LAND", "LAND", "LAND"],
        )
    )
    ways = table.set_index(["blocked_by", "objection", "outcome"])["count"].to_dict()
    assert ways == {
        (blockers.NOBODY, blockers.NOTHING, "deal"): 2,
        ("A", "LAND", "frozen"): 2,
        ("D", "LAND", "frozen"): 1,
    }
    assert table["share"].sum() == pytest.approx(1)
    assert table.attrs["left_out"] == 1
    assert blockers.finding(table, {"A": "Attania", "LAND": "land"}) == (
        "Attania stopped the last text in 40 of 100 talks, 100 in 100 times over land; "
        "in 40 of 100 nobody did"
    )


def test_the_last_text_may_pass_everywhere(runs) -> None:
    table = blockers.table(runs(["deal"], blocked_by=[None], objection=[None]))
    assert blockers.finding(table, {}) == "Nobody stopped the last text in any negotiation"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_answer_is_listed(seed: int) -> None:
    record = Negotiation(load_scenario(SMALL), rng=seed).run()
    table = answers.table(record)
    assert table["text"].nunique() == len(record.texts)
    said = {(t.number, r.party): (r.asked, r.yes) for t in record.texts for r in t.replies}
    listed = {
        (row["text"], row["party"]): (row["asked"], row["yes"]) for row in table.to_dict("records")
    }
    assert listed == said


def worth(runs, first: list[float], last: list[float], replicates: bool = True) -> pd.DataFrame:
    rows = runs(["deal"] * (len(first) + len(last)), utility_A=[*first, *last],
                aid=[0.0] * len(first) + [1.0] * len(last))  # fmt: skip
    if replicates:
        rows["replicate"] = [*range(len(first)), *range(len(last))]
    return utilities.table(rows, "aid", ["A"])


def test_utilities_are_described_at_each_value(runs) -> None:
    table = worth(runs, [1.0, 2.0, 3.0], [4.0, 4.0, 10.0])
    assert table["mean"].tolist() == pytest.approx([2.0, 6.0])
    assert table["q50"].tolist() == [2.0, 4.0]
    assert (table["low"] < table["mean"]).all()
    assert (table["mean"] < table["high"]).all()


def test_a_change_is_judged_replicate_by_replicate(runs) -> None:
    first = [float(n) for n in range(20)]
    clear = worth(runs, first, [value + 1 + 0.01 * (value % 2) for value in first])
    assert utilities.finding(clear, "aid", "", {"A": "Attania"}).startswith("Attania moves most")
    apart = worth(runs, first, [value + 1 for value in first], replicates=False)
    assert utilities.finding(apart, "aid", "", {}).startswith("No party's mean result clearly")


def test_ridges_hold_every_negotiation(runs) -> None:
    rows = runs(["deal"] * 4, utility_A=[0.0, 0.0, 1.0, 1.0], aid=[0, 0, 1, 1])
    shape = utilities.shapes(rows, "aid", ["A"])
    assert shape["density"].max() == pytest.approx(1)
    total = shape.groupby("value")["density"].sum()
    assert total[0] == pytest.approx(total[1])
    low, high = (shape[shape["value"] == v].set_index("at")["density"] for v in (0, 1))
    assert low.idxmax() < 0.1 < 0.9 < high.idxmax()


def test_peace_is_told_with_its_interval() -> None:
    curve = pd.DataFrame({"round": [0, 72], "without": [1, 0.5], "low": [np.nan, 0.4],
                          "high": [np.nan, 0.6], "events": [0, 5]})  # fmt: skip
    assert peace_held.finding(curve) == (
        "Of 100 signed texts 50 (40 to 60) still hold after 72 rounds"
    )
    assert peace_held.finding(curve.assign(events=0)).startswith("Every signed text held for")
    curve.attrs["a_year"] = 24.0
    assert peace_held.finding(curve).endswith("still hold after 72 rounds (3 years)")
    assert "for the 72 rounds (3 years) that" in peace_held.finding(curve.assign(events=0))


def test_indices_are_told_only_where_they_are_clear() -> None:
    rows = [("war.pace", "", "first", 0.2, 0.1, 0.3), ("war.pace", "", "total", 0.5, 0.4, 1.2)]
    table = pd.DataFrame(rows, columns=["parameter", "other", "order", "index", "low", "high"])
    told = sobol_indices.finding(table, {"war.pace": "the pace"}, "deals")
    assert told == "The pace explains most of what moves deals: 50 % (40 to 100) in all"
    unclear = table.assign(low=-0.1)
    assert sobol_indices.finding(unclear, {}, "it").startswith("No number clearly")


def test_effects_and_scores_are_told_with_their_intervals() -> None:
    effects = pd.DataFrame({"parameter": ["war.pace"], "mu": [-0.2], "mu_star": [0.25],
                            "low": [0.2], "high": [0.3], "sigma": [0.1], "floor": [0.1],
                            "told": pd.array([True], dtype="boolean")})  # fmt: skip
    told = elementary_effects.finding(effects, {"war.pace": "the pace"}, "deals", 100)
    assert told == "The pace moves deals most: by 25 (20 to 30)"
    luck = effects.assign(told=pd.array([False], dtype="boolean"))
    assert "is told from luck: more replicates" in elementary_effects.finding(luck, {}, "deals", 1)
    unknown = effects.assign(told=pd.array([None], dtype="boolean"))
    assert "so few replicates" in elementary_effects.finding(unknown, {}, "deals", 1)
    scores = pd.DataFrame({"parameter": ["war.pace", feature_scores.PROBE], "score": [0.8, 0.2],
                           "low": [0.7, 0.1], "high": [0.9, 0.3]})  # fmt: skip
    told = feature_scores.finding(scores, {}, "deals")
    assert told == "War.pace tells most of deals: 80 in 100 (70 to 90) of all that is told"
    near = scores.assign(low=[0.2, 0.1])
    assert feature_scores.finding(near, {}, "deals").startswith("No number tells clearly more")


def test_a_box_is_told_beside_all() -> None:
    box = pd.DataFrame({"parameter": ["war.pace"], "density": [0.6], "base": [0.3]})
    told = box_of_numbers.finding(box, {"war.pace": "the pace"}, "the share of deals")
    assert told == "The share of deals: 60 in 100 within bounds on the pace, 30 in 100 in all"
    assert "No box" in box_of_numbers.finding(box.head(0), {}, "the share of deals")
