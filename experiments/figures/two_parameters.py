"""How an outcome's share moves with two parameters together."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.parts.heat import HALF, contour, draw_cells, draw_line
from experiments.figures.parts.lettering import shorten, width_of
from experiments.figures.parts.page import Box, lay, panel
from experiments.figures.parts.rows import (
    counted,
    extremes,
    left_out,
    levels,
    require,
    share_of,
    widest_change,
)
from experiments.figures.style import BODY, figure, look_of, styled
from experiments.spoken import in_100, many, plain, span

COLUMNS = ("x", "y", "count", "runs", "share", "low", "high")


def table(runs: pd.DataFrame, x: str, y: str, outcome: str = "deal") -> pd.DataFrame:
    """Count how often `outcome` comes about at each pair of two parameters' values.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation, with ``outcome``, ``status`` and both parameters' columns.
    x, y : str
        The parameters' paths.
    outcome : str
        One of the eight outcomes.

    Returns
    -------
    DataFrame
        One row a pair that was run: ``x``, ``y`` (the values), ``count``, ``runs``,
        ``share`` (0..1), ``low``, ``high``, its 95 % interval
        (`experiments.intervals.clustered_share`). ``attrs["left_out"]`` counts failed runs;
        ``attrs["change"]`` is the difference between the highest and the lowest share
        (`parts.rows.widest_change`).

    Raises
    ------
    ValueError
        If a column is missing, no run succeeded, an outcome is unknown, or a parameter has
        a null or fewer than two values.
    """
    look_of(outcome)
    rows = counted(runs, [x, y])
    parts, hits = [], []
    for across in levels(rows, x):
        for up in levels(rows, y):
            own = rows[(rows[x] == across) & (rows[y] == up)]
            if len(own):
                hits.append(own["outcome"] == outcome)
                counts = int(hits[-1].sum()), len(own)
                parts.append((across, up, *counts, *share_of(hits[-1], own)))
    result = pd.DataFrame(parts, columns=list(COLUMNS))
    result.attrs = dict(rows.attrs) | {"change": widest_change(hits, rows)}
    return result


def finding(shares: pd.DataFrame, x_label: str, y_label: str, outcome: str = "deal") -> str:
    """Say where the outcome is the most common and where the least, with intervals.

    Cells share their luck: the difference is judged replicate by replicate, corrected for the
    choice of these two cells (`parts.rows.extremes`).
    """

    def amount(row: pd.Series) -> str:
        return f"{in_100(row['share'])} in 100 ({span(row['low'], row['high'])})"

    top, bottom, clear, gap = extremes(shares, shares.attrs.get("change"))
    name = look_of(outcome).label
    if not clear:
        ends = f"{in_100(bottom['share'])} to {in_100(top['share'])} in 100"
        return f"{name}: no clear difference anywhere between these cells ({ends})"
    return (
        f"{name}: highest, {amount(top)}, with {x_label} {plain(top['x'])} and {y_label} "
        f"{plain(top['y'])}; lowest, {amount(bottom)}, with {plain(bottom['x'])} and "
        f"{plain(bottom['y'])}{gap}"
    )


@styled
def draw(
    shares: pd.DataFrame,
    x_label: str,
    y_label: str,
    outcome: str = "deal",
    provenance: str = "",
    x_unit: str = "",
    y_unit: str = "",
) -> Figure:
    """Draw the shares as a heat map with the 50 % line.

    Parameters
    ----------
    shares : DataFrame
        What `table` returns.
    x_label, y_label : str
        The parameters in words.
    outcome : str
        The outcome that was counted.
    provenance : str
        What made the data, for the footer.
    x_unit, y_unit : str
        What the parameters are measured in.

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, or the outcome is unknown.
    """
    require(shares, COLUMNS)
    across, up = (
        sorted(shares["x"].unique().tolist()),
        sorted(shares["y"].unique().tolist()),
    )
    grid = np.full((len(up), len(across)), np.nan)
    for _, row in shares.iterrows():
        grid[up.index(row["y"]), across.index(row["x"])] = row["share"]
    edges = contour(grid)
    if edges:
        line = "The line: 50."
    else:
        side = "below" if np.nanmax(grid) < HALF else "at or above"
        line = f"No 50 % line: every cell is {side} 50."
    fewest, most = int(shares["runs"].min()), int(shares["runs"].max())
    each = many(most, "negotiation") if fewest == most else f"{fewest:,} to {most:,} negotiations"
    subtitle = f"Of 100, how many end so; {each} a cell. {line}"
    fig = figure()
    title = finding(shares, x_label, y_label, outcome)
    room = lay(fig, title, subtitle, provenance, left_out(shares))
    names = [shorten(plain(value), BODY, 2.4) for value in up]
    side_room = max(width_of(name, BODY) for name in names) + 0.6
    box = Box(
        room.left + side_room,
        room.bottom + 0.7,
        room.width - side_room,
        room.height - 0.75,
    )
    axes = panel(fig, box)
    axes.set_xlabel(f"{x_label} ({x_unit})" if x_unit else x_label)
    y_words = f"{y_label} ({y_unit})" if y_unit else y_label
    axes.set_ylabel(shorten(y_words, BODY, box.height))
    wide = box.width / len(across)
    axes.set_xticks(range(len(across)), [shorten(plain(v), BODY, wide - 0.1) for v in across])
    axes.set_yticks(range(len(up)), names)
    draw_cells(axes, grid, min(wide, 1.6 * box.height / len(up)))
    draw_line(axes, edges)
    return fig
