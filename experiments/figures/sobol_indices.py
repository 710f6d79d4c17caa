"""How much of a measure's spread each number explains: Sobol' indices with their intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from experiments.analysis.sobol import table as table
from experiments.figures.parts.bars import Bar, draw_bars, draw_key
from experiments.figures.parts.page import Box, canvas, lay
from experiments.figures.parts.rows import left_out, require
from experiments.figures.style import LOOKS, figure, styled
from experiments.spoken import part_of_chance

MOST = 10
COLOUR = {"first": LOOKS[1].colour, "total": LOOKS[0].colour}


def finding(indices: pd.DataFrame, labels: Mapping[str, str], what: str) -> str:
    """Say which number explains most of the spread, in all, if its interval leaves out 0."""
    totals = indices[indices["order"] == "total"]
    first = totals.iloc[int(totals["index"].to_numpy().argmax())]
    if first["low"] <= 0:
        return f"No number clearly explains what moves {what}: more points would tell"
    label = labels.get(str(first["parameter"]), str(first["parameter"]))
    amount = f"{100 * min(first['index'], 1.0):.0f} % ({_span(first)})"
    return f"{label[:1].upper() + label[1:]} explains most of what moves {what}: {amount} in all"


def _span(row: pd.Series) -> str:
    return f"{100 * row['low']:.0f} to {100 * min(row['high'], 1.0):.0f}"  # a share ends at 1


@styled
def draw(
    indices: pd.DataFrame,
    labels: Mapping[str, str] | None = None,
    what: str = "the measure",
    provenance: str = "",
) -> Figure:
    """Draw the first-order and the total index of the ten numbers with the largest totals.

    Parameters
    ----------
    indices : DataFrame
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
    require(indices, ("parameter", "order", "index", "low", "high"))
    words, fig = labels or {}, figure()
    chance = float(indices.attrs.get("chance", math.nan))
    over, taken_out = "the design and the luck", " It is taken out."
    if math.isnan(chance):
        over, taken_out = "the design alone", ""
    subtitle = (
        f"Share of the variance between design points. Whiskers: 95 %, over {over}; one that holds "
        f"0 tells nothing. {part_of_chance(chance)}{taken_out}"
    )
    title = finding(indices, words, what)
    room = lay(fig, title, subtitle, provenance, left_out(indices))
    single = indices[indices["order"] != "second"]
    rows = []
    for path in list(dict.fromkeys(single["parameter"]))[:MOST]:
        own = single[single["parameter"] == path].set_index("order")
        rows.append((words.get(str(path), str(path)), [_bar(own, o) for o in COLOUR]))
    box = Box(room.left, room.bottom + 0.4, room.width, room.height - 0.4)
    draw_bars(canvas(fig, box), box, rows)
    draw_key(
        canvas(fig, room), room,
        [(COLOUR["first"], "alone (first order)"), (COLOUR["total"], "with interactions (total)")],
    )  # fmt: skip
    return fig


def _bar(own: pd.DataFrame, order: str) -> Bar:
    place = list(own.index).index(order)
    value, low, high = (float(own[name].iloc[place]) for name in ("index", "low", "high"))
    words = f"{round(100 * value)} %".replace("-", "\u2212")
    return Bar(value, low, high, COLOUR[order], words)
