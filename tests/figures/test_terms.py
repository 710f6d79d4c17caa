"""What signed texts say and are worth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.figures import save, terms


@pytest.fixture
def signed(runs) -> pd.DataFrame:
    return runs(
        ["deal", "deal", "limited", "protracted"],
        term_LAND=["a", "b", "a", None], term_AID=["x", "x", None, None],
        utility_UA=[0.2, 0.6, 0.4, 0.0], utility_RU=[0.5, 0.5, 0.8, 0.0],
    )  # fmt: skip


def test_few_deals_are_their_own_dots(signed) -> None:
    table = terms.table(signed, ["UA", "RU"])
    assert table.loc[table["party"] == "UA", "utility"].tolist() == pytest.approx([0.2, 0.4, 0.6])
    assert table.loc[table["party"] == "RU", "mean"].unique() == pytest.approx([0.6])
    assert table["deals"].unique().tolist() == [3]


def test_many_deals_become_fifty_quantiles(runs) -> None:
    worth = np.arange(1000) / 1000
    many = runs(["deal"] * 1000, term_LAND=["a"] * 1000, utility_UA=worth)
    dots = terms.table(many, ["UA"])["utility"].to_numpy()
    assert len(dots) == 50
    assert dots == pytest.approx((np.arange(50) + 0.5) / 50 - 0.0005)


def test_options_are_shares_of_the_signed_texts(signed) -> None:
    table = terms.options(signed)
    rows = [tuple(row) for row in table.itertuples(index=False)]
    assert rows == [
        ("LAND", "a", 2, pytest.approx(2 / 3)), ("LAND", "b", 1, pytest.approx(1 / 3)),
        ("AID", "x", 2, pytest.approx(2 / 3)), ("AID", "left open", 1, pytest.approx(1 / 3)),
    ]  # fmt: skip


def test_title_states_the_finding_in_the_readers_words(runs) -> None:
    table = runs(
        ["deal"] * 3, term_LAND=["a", "a", "b"], term_AID=["x", "y", "z"], utility_UA=[1, 2, 3]
    )
    dots, shares = terms.table(table, ["UA"]), terms.options(table)
    fig = terms.draw(dots, shares, {"LAND": "Land", "LAND.a": "as it stands", "a": "wrong"})
    title = fig.get_suptitle().replace("\n", " ")
    assert title == "The most common term: Land – as it stands, in 67 of 100 signed texts"
    assert any("3 signed texts; each dot is 1 deal" in text.get_text() for text in fig.texts)


def test_no_deal_is_said_in_words(runs) -> None:
    none = runs(["frozen"] * 2, failed=1, term_LAND=[None] * 2, utility_UA=[0.1, 0.2])
    dots = terms.table(none, ["UA"])
    fig = terms.draw(dots, terms.options(none))
    assert dots.empty
    assert fig.get_suptitle() == "No negotiation signed a text"
    assert any("1 failed negotiation left out" in text.get_text() for text in fig.texts)


def test_same_table_gives_the_same_svg(signed, tmp_path: Path) -> None:
    dots, shares = terms.table(signed, ["UA", "RU"]), terms.options(signed)
    one, two = (save(terms.draw(dots, shares), tmp_path / name)[1].read_bytes() for name in "ab")
    assert one == two


def test_bad_tables_are_refused(signed) -> None:
    with pytest.raises(ValueError, match="lacks the column 'utility_US'"):
        terms.table(signed, ["US"])
    with pytest.raises(ValueError, match="at least one party"):
        terms.table(signed, [])
    with pytest.raises(ValueError, match="no column of terms"):
        terms.options(signed.drop(columns=["term_LAND", "term_AID"]))
    with pytest.raises(ValueError, match="no finite utility_UA"):
        terms.table(signed.assign(utility_UA=[np.nan, 1, 1, 1]), ["UA"])
