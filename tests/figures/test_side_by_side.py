"""Lenses side by side, and the two kinds of spread."""

from __future__ import annotations

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
