"""Two parties' utilities."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.figures import save, utility_space

PACKAGES = pd.DataFrame(
    [(0, 3, True), (1, 2, True), (1, 1, True), (3, 0, True), (5, 5, False)],
    columns=["x", "y", "feasible"],
)


def offers(*points: tuple[float, float]) -> pd.DataFrame:
    rows = [(x, y, index % 2 == 1) for index, (x, y) in enumerate(points)]
    return pd.DataFrame(rows, columns=["x", "y", "accepted"])


def test_front_is_of_the_possible_texts_only() -> None:
    table = utility_space.table(PACKAGES, offers((1, 2)))
    assert table.loc[table["front"], ["x", "y"]].to_numpy().tolist() == [[0, 3], [1, 2], [3, 0]]
    assert table["kind"].tolist() == ["package"] * 5 + ["offer"]


@pytest.mark.parametrize(
    ("made", "walk_away", "sentence"),
    [
        (offers((0, 0), (1, 2)), (2.0, 2.0), "No possible text clears both walk-away lines"),
        (offers((0, 3), (3, 0)), (1.0, 1.0),
         "No offer clears both walk-away lines, though 2 possible texts would"),
        (offers((0, 3), (1, 2)), (1.0, 2.0), "Offer 2 clears both walk-away lines"),
        (offers((1, 1), (0, 3), (1, 2), (1, 1), (1, 2)), (1.0, 1.0),
         "Offers 1 and 3-5 clear both walk-away lines"),
        (offers((1, 1)), (0.0, 0.0), "Every offer clears both walk-away lines"),
        (offers(), (1.0, 2.0), "1 possible text would clear both walk-away lines"),
    ],
)  # fmt: skip
def test_title_says_which_offers_clear_both_lines(made, walk_away, sentence: str) -> None:
    fig = utility_space.draw(PACKAGES, made, None, walk_away, ("Ukraine", "Russia"))
    assert fig.get_suptitle().replace("\n", " ") == sentence


def test_lines_and_offers_are_named() -> None:
    fig = utility_space.draw(
        PACKAGES, offers((0, 3), (3, 0)), (1.0, 2.0), (0.5, 0.25), ("Ukraine", "Russia")
    )
    said = {text.get_text().replace("\n", " ") for axes in fig.axes for text in axes.texts}
    assert {"Ukraine walks away below 0.5", "Russia walks away below 0.25", "1", "2"} <= said
    assert {"Nash point", "offer that was accepted", "offer that was refused"} <= said


def test_same_input_gives_the_same_svg(tmp_path: Path) -> None:
    one, two = (
        save(
            utility_space.draw(PACKAGES, offers((1, 1)), None, (0.0, 0.0), ("A", "B")),
            tmp_path / name,
        )[1].read_bytes()
        for name in "ab"
    )
    assert one == two


def test_bad_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="lacks the column 'feasible'"):
        utility_space.table(PACKAGES.drop(columns="feasible"), offers())
    with pytest.raises(ValueError, match="has no rows"):
        utility_space.table(PACKAGES.iloc[:0], offers())
    with pytest.raises(ValueError, match="not finite"):
        utility_space.table(PACKAGES.assign(x=float("nan")), offers())
    with pytest.raises(ValueError, match="walk-away value"):
        utility_space.draw(PACKAGES, offers(), None, (float("inf"), 0.0), ("A", "B"))
