"""How an outcome's share moves with one parameter, with two, and with each alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.figures import one_parameter, save, tornado, two_parameters
from experiments.intervals import paired_difference, share_difference, wilson


def mixed(deals: int, count: int) -> list[str]:
    return ["deal"] * deals + ["protracted"] * (count - deals)


def one(runs, deals: list[int], values: list[object], count: int = 100) -> pd.DataFrame:
    outcomes = [outcome for deal in deals for outcome in mixed(deal, count)]
    return one_parameter.table(
        runs(outcomes, aid=[value for value in values for _ in range(count)]), "aid"
    )


def test_one_parameter_counts_at_each_value(runs) -> None:
    table = one(runs, [30, 10], [0.5, 0.1])
    assert table["value"].tolist() == [0.1, 0.5]
    assert table["count"].tolist() == [10, 30]
    assert tuple(table.loc[1, ["share", "low", "high"]]) == pytest.approx(wilson(30, 100))


@pytest.mark.parametrize(
    ("deals", "sentence"),
    [
        ([10, 40], "Comprehensive deal: up from 10 to 40 in 100 as aid goes from 0 to 1 bn $"),
        ([40, 10], "Comprehensive deal: down from 40 to 10 in 100 as aid goes from 0 to 1 bn $"),
        ([20, 25], "No clear difference: comprehensive deal in 20 and 25 of 100 as aid goes from "
                   "0 to 1 bn $"),
        ([20, 70, 25], "No clear difference: comprehensive deal in 20 and 25 of 100 as aid goes "
                       "from 0 to 1 bn $; most at 0.5 (70)"),
        ([60, 20, 65], "No clear difference: comprehensive deal in 60 and 65 of 100 as aid goes "
                       "from 0 to 1 bn $; least at 0.5 (20)"),
    ],
)  # fmt: skip
def test_one_parameter_states_direction_and_size(runs, deals: list[int], sentence: str) -> None:
    values = [0.0, 1.0] if len(deals) == 2 else [0.0, 0.5, 1.0]
    fig = one_parameter.draw(one(runs, deals, values), "aid", "bn $")
    assert fig.get_suptitle().replace("\n", " ") == sentence


def test_one_parameter_is_judged_replicate_by_replicate(runs) -> None:
    """20 and 30 in 100 overlap, but the same replicates say yes, and ten more."""
    outcomes = [outcome for deal in (20, 30) for outcome in mixed(deal, 100)]
    rows = runs(outcomes, aid=[0] * 100 + [1] * 100)
    rows["replicate"] = [*range(100), *range(100)]
    table = one_parameter.table(rows, "aid")
    change = table.attrs["change"]
    assert table["high"][0] > table["low"][1]
    assert change.value == pytest.approx(0.1)
    assert change.low > 0
    assert one_parameter.finding(table, "aid").startswith("Comprehensive deal: up from 20 to 30")
    rows["replicate"] = range(200)
    table = one_parameter.table(rows, "aid")
    assert table.attrs["change"] is None
    assert one_parameter.finding(table, "aid").startswith("No clear difference")


def test_a_parameter_moved_without_pairs_is_compared_as_two_samples() -> None:
    rows = pd.DataFrame(
        {
            "outcome": [*mixed(48, 80), *mixed(56, 70)], "status": "ok",
            "parameter": [""] * 80 + ["aid"] * 70, "end": ["base"] * 80 + ["high"] * 70,
            "replicate": range(150),
        }
    )  # fmt: skip
    found = tornado.table(rows).set_index("end").loc["high"]
    assert found["pairs"] == 0
    assert tuple(found[["effect", "low", "high"]]) == pytest.approx(
        share_difference((48, 80), (56, 70))
    )


def test_one_parameter_in_words_has_no_line_between(runs) -> None:
    fig = one_parameter.draw(one(runs, [10, 60], ["bilateral", "mediated"]), "the procedure")
    assert not fig.axes[0].lines
    assert fig.get_suptitle().replace("\n", " ") == (
        "Comprehensive deal: in 10 and in 60 of 100 with the procedure bilateral or mediated"
    )


def test_two_parameters_count_the_pairs_that_were_run(runs) -> None:
    table = two_parameters.table(
        runs(["deal", "frozen", "deal", "frozen"], a=[0, 0, 1, 0], b=["x", "x", "y", "y"]), "a", "b"
    )
    cells = [tuple(row)[:4] for row in table.itertuples(index=False)]
    assert cells == [(0, "x", 1, 2), (0, "y", 0, 1), (1, "y", 1, 1)]


def square(runs, deals: list[int]) -> pd.DataFrame:
    outcomes = [outcome for deal in deals for outcome in mixed(deal, 100)]
    places = [(a, b) for a in (0, 1) for b in (0, 1) for _ in range(100)]
    table = runs(outcomes, a=[a for a, _ in places], b=[b for _, b in places])
    return two_parameters.table(table, "a", "b")


def test_two_parameters_name_the_highest_and_the_lowest_cell(runs) -> None:
    fig = two_parameters.draw(square(runs, [2, 10, 20, 90]), "aid", "budget")
    assert fig.get_suptitle().replace("\n", " ") == (
        "Comprehensive deal: highest, 90 in 100 (83 to 94), with aid 1 and budget 1; "
        "lowest, 2 in 100 (1 to 7), with 0 and 0"
    )
    said = [text.get_text() for text in fig.axes[0].texts]
    assert sorted(said) == sorted(["2", "10", "20", "90", "50 %"])


def test_two_parameters_say_where_there_is_no_50_per_cent_line(runs) -> None:
    fig = two_parameters.draw(square(runs, [20, 22, 21, 25]), "aid", "budget")
    assert "no clear difference" in fig.get_suptitle().replace("\n", " ")
    said = " ".join(text.get_text().replace("\n", " ") for text in fig.texts)
    assert "No 50 % line: every cell is below 50" in said
    assert "50 %" not in [text.get_text() for text in fig.axes[0].texts]


def test_two_parameters_are_judged_replicate_by_replicate(runs) -> None:
    """20 and 35 in 100 overlap, but the same replicates say yes in all cells."""
    outcomes = [outcome for deals in (20, 25, 30, 35) for outcome in mixed(deals, 100)]
    rows = runs(outcomes, a=[0] * 200 + [1] * 200, b=([0] * 100 + [1] * 100) * 2)
    table = two_parameters.table(rows.assign(replicate=[*range(100)] * 4), "a", "b")
    assert table["high"].iloc[0] > table["low"].iloc[-1]
    said = two_parameters.finding(table, "aid", "budget")
    assert said.startswith("Comprehensive deal: highest, 35 in 100")
    # 15 in 100, more or less 2.69 (t, 99 degrees of freedom, six comparisons) times 3.59
    assert said.endswith("lowest, 20 in 100 (13 to 29), with 0 and 0, 15 apart (5 to 25)")
    apart = two_parameters.table(rows.assign(replicate=range(400)), "a", "b")
    assert "no clear difference" in two_parameters.finding(apart, "aid", "budget")


def cases(**outcomes: list[str]) -> pd.DataFrame:
    parts = []
    for name, words in outcomes.items():
        parameter, end = name.rsplit("_", 1)
        part = {
            "parameter": parameter,
            "end": end,
            "replicate": range(len(words)),
            "outcome": words,
        }
        parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True).assign(status="ok")


def test_tornado_pairs_replicates_with_the_base_case() -> None:
    table = tornado.table(cases(
        all_base=mixed(40, 100), weak_low=mixed(38, 100), weak_high=mixed(42, 100),
        aid_low=mixed(10, 100), aid_high=mixed(70, 100),
    ))  # fmt: skip
    assert table["parameter"].tolist() == ["aid", "aid", "weak", "weak"]
    assert table["effect"].tolist() == pytest.approx([-0.3, 0.3, -0.02, 0.02])
    first = table.iloc[0]
    assert tuple(first[["effect", "low", "high"]]) == pytest.approx(paired_difference(0, 30, 100))
    assert (first["share"], first["base"], first["pairs"]) == (0.1, 0.4, 100)
    fig = tornado.draw(table, {"aid": "US aid"})
    assert fig.get_suptitle().replace("\n", " ") == (
        "US aid matters most: comprehensive deal in 10 of 100 at its low end, 70 at its high end"
    )
    assert {"+30", "\u221230", "+2", "\u22122"} <= {text.get_text() for text in fig.axes[0].texts}


def test_tornado_leaves_failed_replicates_out_of_their_pair_only() -> None:
    rows = cases(all_base=mixed(2, 4), aid_low=mixed(0, 4), aid_high=mixed(4, 4))
    rows.loc[(rows["end"] == "low") & (rows["replicate"] == 0), "status"] = "failed"
    table = tornado.table(rows).set_index("end")
    assert table["pairs"].to_dict() == {"low": 3, "high": 4}
    assert table.loc["low", "effect"] == pytest.approx(-1 / 3)
    assert table.attrs["left_out"] == 1


def test_an_end_without_rows_is_the_base_case() -> None:
    table = tornado.table(cases(all_base=mixed(40, 100), aid_high=mixed(70, 100)))
    low = table.set_index("end").loc["low"]
    assert tuple(low[["effect", "low", "high", "share", "pairs"]]) == (0, 0, 0, 0.4, 100)


def test_tornado_draws_the_twelve_widest_and_counts_the_rest() -> None:
    ends = {f"P{n:02}_{end}": mixed(40 + n, 100) for n in range(15) for end in ("low", "high")}
    fig = tornado.draw(tornado.table(cases(all_base=mixed(40, 100), **ends)))
    said = [text.get_text() for text in fig.axes[0].texts]
    assert {f"P{n:02}" for n in range(3, 15)} <= set(said)
    assert not {"P00", "P01", "P02"} & set(said)
    assert any("3 more move it by 2 at most" in " ".join(text.get_text().split())
               for text in fig.texts)  # fmt: skip


def test_tornado_says_when_nothing_clearly_matters() -> None:
    table = tornado.table(cases(all_base=mixed(5, 9), aid_low=mixed(5, 9), aid_high=mixed(6, 9)))
    title = tornado.draw(table).get_suptitle().replace("\n", " ")
    assert title == "No parameter alone clearly moves this outcome: comprehensive deal"


def test_same_tables_give_the_same_svg(runs, tmp_path: Path) -> None:
    effects = tornado.table(cases(all_base=["deal"], aid_low=["frozen"], aid_high=["deal"]))
    draws = [
        lambda: one_parameter.draw(one(runs, [10, 40], [0.0, 1.0]), "aid"),
        lambda: two_parameters.draw(square(runs, [2, 10, 20, 90]), "aid", "budget"),
        lambda: tornado.draw(effects),
    ]
    for draw in draws:
        first, second = (save(draw(), tmp_path / name)[1].read_bytes() for name in "ab")
        assert first == second


def test_bad_tables_are_refused(runs) -> None:
    good = runs(["deal", "frozen"], aid=[0, 1], still=[1, 1])
    with pytest.raises(ValueError, match="at least 2 values"):
        one_parameter.table(good, "still")
    with pytest.raises(ValueError, match="unknown outcome"):
        one_parameter.table(good, "aid", "peace")
    with pytest.raises(ValueError, match="rows without a value"):
        one_parameter.table(good.assign(aid=[None, 1]), "aid")
    with pytest.raises(ValueError, match="lacks the column 'tax'"):
        two_parameters.table(good, "aid", "tax")
    rows = cases(all_base=["deal"], aid_low=["frozen"], aid_high=["deal"])
    with pytest.raises(ValueError, match="unknown end 'middle'"):
        tornado.table(rows.assign(end="middle"))
    with pytest.raises(ValueError, match="'aid' at low has no successful run"):
        tornado.table(rows.assign(status=["ok", "failed", "ok"]))
    with pytest.raises(ValueError, match="has a replicate twice"):
        tornado.table(pd.concat([rows, rows]))
    with pytest.raises(ValueError, match="every row is the base case"):
        tornado.table(rows[rows["end"] == "base"])
