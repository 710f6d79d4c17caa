"""How long a deal takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.figures import save, time_to_deal


def test_table_is_the_product_limit_from_round_0(runs) -> None:
    table = time_to_deal.table(
        runs(["deal", "frozen", "deal", "protracted", "protracted"], end_round=[1, 2, 3, 4, 4])
    )
    assert table["round"].tolist() == [0, 1, 2, 3, 4]
    assert table["without_deal"].tolist() == pytest.approx([1, 0.8, 0.8, 8 / 15, 8 / 15])
    assert table["at_risk"].tolist() == [5, 5, 4, 3, 2]
    assert table["deals"].sum() == 2


def test_title_is_the_round_by_which_half_of_the_deals_came(runs) -> None:
    table = time_to_deal.table(
        runs(["deal"] * 4 + ["protracted"], failed=1, end_round=[2, 3, 8, 9, 20])
    )
    fig = time_to_deal.draw(table)
    assert time_to_deal.median_round(table) == 3
    assert fig.get_suptitle() == "Half of the deals that come are signed by round 3"
    assert any("1 failed negotiation left out" in text.get_text() for text in fig.texts)


def test_curves_by_a_parameter_are_compared_and_named(runs) -> None:
    table = time_to_deal.table(
        runs(["deal"] * 2 + ["protracted"] + ["deal"] * 3, end_round=[9, 11, 20, 2, 3, 4],
             aid=[0.0] * 3 + [1.0] * 3), by="aid",
    )  # fmt: skip
    fig = time_to_deal.draw(table, label="aid", unit="bn $")
    title = fig.get_suptitle().replace("\n", " ")
    assert (
        title == "With aid at 0 bn $ half of the deals are signed by round 9; at 1 bn $ by round 3"
    )
    names = [text.get_text() for text in fig.axes[0].texts]
    assert {"0: 33", "1: 0"} <= set(names)


def test_several_lenses_are_never_pooled(runs) -> None:
    rows = runs(["deal"] * 4, end_round=[9, 11, 2, 4], lens=["base"] * 2 + ["K"] * 2,
                aid=[0, 1, 0, 1])  # fmt: skip
    table = time_to_deal.table(rows)
    assert table["group"].unique().tolist() == ["K", "base"]
    assert time_to_deal.draw(table).get_suptitle().replace("\n", " ") == (
        "With lens at K half of the deals are signed by round 2; at base by round 9"
    )
    with pytest.raises(ValueError, match="would pool several lenses"):
        time_to_deal.table(rows, by="aid")


def test_bands_take_a_replicate_together(runs) -> None:
    rows = runs(["deal", "protracted"] * 20, end_round=[5, 9] * 20)
    alone = time_to_deal.table(rows).iloc[-1]
    shared = time_to_deal.table(rows.assign(replicate=[n % 10 for n in range(40)])).iloc[-1]
    assert shared["high"] - shared["low"] > 1.5 * (alone["high"] - alone["low"])


def test_an_end_without_deals_is_said(runs) -> None:
    table = time_to_deal.table(runs(["deal", "frozen"], end_round=[4, 9], aid=[1, 0]), by="aid")
    assert time_to_deal.finding(table, "aid") == (
        "With aid at 0 no deal comes; at 1 half of them are signed by round 4"
    )


def test_no_deals_at_all_is_said(runs) -> None:
    table = time_to_deal.table(runs(["frozen", "protracted"], end_round=[4, 60]))
    assert time_to_deal.draw(table).get_suptitle() == "No deal in 60 rounds"


def test_same_table_gives_the_same_svg(runs, tmp_path: Path) -> None:
    table = time_to_deal.table(runs(["deal", "frozen", "deal"], end_round=[2, 4, 7]))
    one, two = (save(time_to_deal.draw(table), tmp_path / name)[1].read_bytes() for name in "ab")
    assert one == two


def test_bad_tables_are_refused(runs) -> None:
    good = runs(["deal"] * 13, aid=list(range(13)))
    with pytest.raises(ValueError, match="lacks the column 'end_round'"):
        time_to_deal.table(good.drop(columns="end_round"))
    with pytest.raises(ValueError, match="without a round"):
        time_to_deal.table(good.assign(end_round=-1))
    with pytest.raises(ValueError, match="lacks the column 'wages'"):
        time_to_deal.table(good, by="wages")
    with pytest.raises(ValueError, match="13 curves are too many"):
        time_to_deal.draw(time_to_deal.table(good, by="aid"))
