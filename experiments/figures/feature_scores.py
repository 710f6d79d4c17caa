"""Which numbers tell most about a measure, beside a number of pure chance."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from experiments.analysis.feature_scores import PROBE
from experiments.analysis.feature_scores import table as table
from experiments.figures.parts.bars import Bar, draw_bars
from experiments.figures.parts.page import canvas, lay
from experiments.figures.parts.rows import left_out, require
from experiments.figures.style import FAINT, LOOKS, figure, styled

MOST = 12


def finding(scores: pd.DataFrame, labels: Mapping[str, str], what: str) -> str:
    """Say which number tells most, if it tells clearly more than chance."""
    chance = scores[scores["parameter"] == PROBE]
    rest = scores[scores["parameter"] != PROBE]
    top = rest.iloc[int(rest["score"].to_numpy().argmax())]
    if not chance.empty and top["low"] <= float(chance["high"].iloc[0]):
        return f"No number tells clearly more of {what} than one of pure chance"
    label = labels.get(str(top["parameter"]), str(top["parameter"]))
    amount = f"{100 * top['score']:.0f} in 100 ({100 * top['low']:.0f} to {100 * top['high']:.0f})"
    return f"{label[:1].upper() + label[1:]} tells most of {what}: {amount} of all that is told"


@styled
def draw(
    scores: pd.DataFrame,
    labels: Mapping[str, str] | None = None,
    what: str = "the measure",
    provenance: str = "",
) -> Figure:
    """Draw the twelve highest scores as bars, and that of pure chance in grey.

    Parameters
    ----------
    scores : DataFrame
        What `table` returns, of one lens.
    labels : mapping of str to str, optional
        Words for numbers.
    what : str
        The measure in words.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    require(scores, ("parameter", "score", "low", "high"))
    words, fig = labels or {}, figure()
    subtitle = (
        "Feature scores of extra-trees: how much each number is used to tell the measure, "
        "of 100 in all. Whiskers: 95 % of 20 forests. What scores no more than chance tells "
        "nothing here."
    )
    room = lay(fig, finding(scores, words, what), subtitle, provenance, left_out(scores))
    probe = scores[scores["parameter"] == PROBE]
    shown = pd.concat([scores[scores["parameter"] != PROBE].head(MOST - len(probe)), probe])
    shown = shown.sort_values("score", ascending=False, kind="stable")
    rows = [_row(row, words) for _, row in shown.iterrows()]
    axes = canvas(fig, room)
    draw_bars(axes, room, rows, 0.1)
    return fig


def _row(row: pd.Series, words: Mapping[str, str]) -> tuple[str, list[Bar]]:
    value, low, high = (float(row[name]) for name in ("score", "low", "high"))
    path, chance = str(row["parameter"]), row["parameter"] == PROBE
    name = "pure chance, for comparison" if chance else words.get(path, path)
    number = f"{100 * value:.0f}  ({100 * low:.0f} to {100 * high:.0f})"
    return name, [Bar(value, low, high, FAINT if chance else LOOKS[0].colour, number)]
