"""Lenses side by side, and the two kinds of spread."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.figures import OUTCOMES, outcomes_by_lens, spreads
from experiments.intervals import wilson


def mixed(deals: int, count: int = 100) -> list[str]:
    return ["deal"] * deals + ["protracted"] * (count - deals)


def lenses(runs, **deals: int) -> pd.DataFrame:
    outcomes = [outcome for count in deals.values() for outcome in mixed(count)]
    return runs(outcomes, lens=[name for name in deals for _ in range(100)])


def test_each_lens_has_its_eight_shares_in_the_studys_order(runs) -> None:
    table = outcomes_by_lens.table(lenses(runs, base=20, W=5, K=60))
    assert table["group"].tolist() == [name for name in ("base", "W", "K") for _ in OUTCOMES]
    assert table["outcome"].tolist() == list(OUTCOMES) * 3
    assert table["runs"].eq(100).all()
    row = table.iloc[16]
    assert (row["count"], *row[["share", "low", "high"]]) == (60, *wilson(60, 100))


@pytest.mark.parametrize(("deals", "sentence"), [
    ({"base": 20, "W": 5, "K": 60},
     "Comprehensive deal: most in lens K, 60 in 100 (50 to 69); least in W, 5 (2 to 11)"),
    ({"base": 20, "W": 22},
     "Comprehensive deal: no clear difference between the lenses, 20 to 22 in 100"),
    ({"W": 7}, "Comprehensive deal in 7 of 100 negotiations, in the one lens W"),
])  # fmt: skip
def test_the_title_names_the_lenses_that_differ(runs, deals: dict[str, int], sentence: str) -> None:
    fig = outcomes_by_lens.draw(outcomes_by_lens.table(lenses(runs, **deals)))
    assert fig.get_suptitle().replace("\n", " ") == sentence


def paired(runs, gain: float, names: tuple[str, ...] = ("base", "K")) -> pd.DataFrame:
    """Make 20 replicates at 64 points in each lens; luck is the replicate's, and K gains."""
    rng = np.random.default_rng(3)
    replicate = np.tile(np.arange(20), 64)
    luck = 0.9 * rng.standard_normal(20)[replicate] + 0.4 * rng.standard_normal(1280)
    parts = []
    for name in names:
        deal = luck + gain * (name == "K") + 0.2 * rng.standard_normal(1280) > 0.9
        outcomes = np.where(deal, "deal", "protracted").tolist()
        parts.append(runs(outcomes, lens=[name] * 1280, replicate=replicate))
    return pd.concat(parts, ignore_index=True)


def test_lenses_are_judged_replicate_by_replicate(runs) -> None:
    """Each lens alone is unsure, for its luck; their difference is not."""
    table = outcomes_by_lens.table(paired(runs, 0.7))
    own = table[table["outcome"] == "deal"].set_index("group")
    assert own.loc["base", "high"] > own.loc["K", "low"]
    assert table.attrs["change"]["deal"].low > 0
    said = outcomes_by_lens.finding(table)
    assert said.startswith("Comprehensive deal: most in lens K")
    gap = own.loc["K", "share"] - own.loc["base", "share"]
    assert f", {100 * gap:.0f} apart (" in said
    same = outcomes_by_lens.finding(outcomes_by_lens.table(paired(runs, 0.0)))
    assert "no clear difference between the lenses" in same
    alone = outcomes_by_lens.table(paired(runs, 0.0, ("W",)))
    assert alone.attrs["change"]["deal"] is None


def test_of_many_lenses_that_are_alike_two_seldom_differ(runs) -> None:
    """12 lenses of pure luck: without a correction the extremes differ in most tables."""
    rng, clear = np.random.default_rng(4), 0
    for _ in range(40):
        outcomes = np.where(rng.random(12 * 60) < 0.4, "deal", "protracted").tolist()
        lens = np.repeat([f"L{n}" for n in range(12)], 60)
        rows = runs(outcomes, lens=lens, replicate=np.tile(np.arange(60), 12))
        clear += "no clear" not in outcomes_by_lens.finding(outcomes_by_lens.table(rows))
    assert clear <= 4


def test_every_share_is_written_with_its_interval(runs) -> None:
    fig = outcomes_by_lens.draw(outcomes_by_lens.table(lenses(runs, base=20, K=60)))
    said = [text.get_text() for text in fig.axes[0].texts]
    assert {"20", "13 to 29", "60", "50 to 69", "80", "40", "0"} <= set(said)


@pytest.mark.parametrize(("both", "verb"), [(80, "moves"), (32, "does not clearly move")])
def test_spreads_say_whether_uncertainty_moves_the_share(runs, both: int, verb: str) -> None:
    table = spreads.table(runs(mixed(30)), runs(mixed(both)))
    assert spreads.finding(table) == (
        f"Comprehensive deal: uncertainty over the numbers {verb} the share, "
        f"30 in 100 by chance only and {both} with it"
    )
    assert table["group"].unique().tolist() == ["Chance only", "Chance and uncertainty"]


def test_bad_tables_are_refused(runs) -> None:
    with pytest.raises(ValueError, match="lacks the column 'lens'"):
        outcomes_by_lens.table(runs(["deal"]))
    with pytest.raises(ValueError, match="rows without a value"):
        outcomes_by_lens.table(runs(["deal", "deal"], lens=["K", None]))
    with pytest.raises(ValueError, match="has no rows"):
        outcomes_by_lens.draw(outcomes_by_lens.table(lenses(runs, K=1)).iloc[:0])
