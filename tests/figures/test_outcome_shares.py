"""How negotiations end."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure

from experiments.figures import outcome_shares, save
from experiments.intervals import wilson


def said(fig: Figure) -> str:
    return fig.get_suptitle().replace("\n", " ")


def words(fig: Figure) -> list[str]:
    inside = [text.get_text() for axes in fig.axes for text in axes.texts]
    return [text.get_text().replace("\n", " ") for text in fig.texts] + inside


def test_table_counts_what_ended_in_order(runs) -> None:
    table = outcome_shares.table(runs(["deal", "protracted", "protracted", "frozen"], failed=2))
    counts = dict(zip(table["outcome"], table["count"], strict=True))
    assert (counts["deal"], counts["protracted"], counts["limited"]) == (1, 2, 0)
    deal = table.iloc[0]
    assert tuple(deal[["share", "low", "high"]]) == pytest.approx(wilson(1, 4))
    assert table["share"].sum() == pytest.approx(1)
    assert table.attrs["left_out"] == 2


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        (["protracted"] * 440 + ["deal"] * 90 + ["frozen"] * 300 + ["limited"] * 170,
         "Most often the war goes on (44 in 100); 9 in 100 end in a comprehensive deal"),
        (["deal"] * 71 + ["frozen"] * 29,
         "Most often the parties sign a comprehensive deal (71 in 100)"),
        (["escalation"] * 30,
         "In every negotiation the war escalates; none ends in a comprehensive deal"),
        (["frozen"] * 2 + ["protracted"],
         "No ending stands out: the conflict freezes (67 in 100) or the war goes on (33 in 100); "
         "none ends in a comprehensive deal"),
        (["protracted"] * 999 + ["deal"],
         "Most often the war goes on (more than 99 in 100); "
         "fewer than 1 in 100 end in a comprehensive deal"),
        (["protracted"] * 99 + ["deal"],
         "Most often the war goes on (99 in 100); 1 in 100 ends in a comprehensive deal"),
    ],
)  # fmt: skip
def test_title_states_the_finding(runs, outcomes: list[str], sentence: str) -> None:
    table = outcome_shares.table(runs(outcomes))
    assert outcome_shares.finding(table) == sentence
    assert said(outcome_shares.draw(table)) == sentence


def test_a_hundred_marks_are_drawn(runs) -> None:
    fig = outcome_shares.draw(outcome_shares.table(runs(["deal", "frozen", "wider_war"])))
    drawn = fig.axes[0].collections
    assert [len(part.get_offsets()) for part in drawn] == [34, 0, 33, 0, 0, 0, 0, 33]


def test_footer_says_what_made_it_and_what_is_missing(runs) -> None:
    fig = outcome_shares.draw(outcome_shares.table(runs(["deal"], failed=1)), "ukraine, seed 1")
    assert any(
        "A model, not a forecast" in word
        and "seed 1" in word
        and "1 failed negotiation left" in word
        for word in words(fig)
    )


def test_same_table_gives_the_same_svg(runs, tmp_path: Path) -> None:
    table = outcome_shares.table(runs(["deal", "frozen"]))
    first, second = (
        save(outcome_shares.draw(table, "seed 1"), tmp_path / name)[1].read_bytes() for name in "ab"
    )
    other = save(outcome_shares.draw(table, "seed 2"), tmp_path / "c")[1].read_bytes()
    assert first == second
    assert first != other


def test_bad_tables_are_refused(runs) -> None:
    good = runs(["deal"])
    with pytest.raises(ValueError, match="lacks the column 'outcome'"):
        outcome_shares.table(good.drop(columns="outcome"))
    with pytest.raises(ValueError, match="has no rows"):
        outcome_shares.table(good.iloc[:0])
    with pytest.raises(ValueError, match="unknown outcome 'peace'"):
        outcome_shares.table(runs(["deal", "peace"]))
    with pytest.raises(ValueError, match="all 1 negotiations failed"):
        outcome_shares.table(good.assign(status="failed"))
    with pytest.raises(ValueError, match="lacks the column 'low'"):
        outcome_shares.draw(outcome_shares.table(good).drop(columns="low"))
