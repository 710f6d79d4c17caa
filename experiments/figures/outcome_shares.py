"""How negotiations end: a hundred marks, a bar, and each share with its interval."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.parts.marks import draw_bar, draw_marks, marks
from experiments.figures.parts.page import Box, canvas, lay
from experiments.figures.parts.rows import counted, left_out, require, share_of
from experiments.figures.parts.share_list import draw_list
from experiments.figures.style import (
    OUTCOMES,
    figure,
    look_of,
    styled,
)
from experiments.spoken import in_100, many

COLUMNS = ("outcome", "count", "share", "low", "high")


def table(runs: pd.DataFrame) -> pd.DataFrame:
    """Count how negotiations ended.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation, with ``outcome`` and ``status``.

    Returns
    -------
    DataFrame
        Eight rows in the palette's order: ``outcome``, ``count``, ``share`` (0..1), and
        ``low``, ``high``, its 95 % interval (`experiments.intervals.clustered_share`: Wilson's,
        with the rows of one replicate, if it is named, taken together).
        ``attrs["left_out"]`` counts the failed runs that are not in it.

    Raises
    ------
    ValueError
        If a column is missing, no run succeeded, or an outcome is unknown.
    """
    rows = counted(runs)
    hits = [rows["outcome"] == outcome for outcome in OUTCOMES]
    shares = [
        (outcome, int(hit.sum()), *share_of(hit, rows))
        for outcome, hit in zip(OUTCOMES, hits, strict=True)
    ]
    result = pd.DataFrame(shares, columns=list(COLUMNS))
    result.attrs = dict(rows.attrs)
    return result


def finding(shares: pd.DataFrame) -> str:
    """Say which outcome is the most common, and how many negotiations end in a deal."""
    drawn = dict(zip(shares["outcome"], marks(shares["count"].tolist()), strict=True))
    by_count = shares.sort_values("count", ascending=False, kind="stable")
    first, second = by_count.iloc[0], by_count.iloc[1]

    def ending(row: pd.Series) -> str:
        amount = in_100(row["share"], drawn[row["outcome"]])
        return f"{look_of(row['outcome']).clause} ({amount} in 100)"

    clear = first["low"] > second["high"]
    if first["share"] == 1:
        sentence = f"In every negotiation {look_of(first['outcome']).clause}"
    elif clear:
        sentence = f"Most often {ending(first)}"
    else:
        sentence = f"No ending stands out: {ending(first)} or {ending(second)}"
    if "deal" in ([first["outcome"]] if clear else [first["outcome"], second["outcome"]]):
        return sentence
    share = float(shares.loc[shares["outcome"] == "deal", "share"].iloc[0])
    if share == 0:
        return f"{sentence}; none ends in a comprehensive deal"
    amount = in_100(share, drawn["deal"])
    verb = "ends" if amount == "1" else "end"
    return f"{sentence}; {amount} in 100 {verb} in a comprehensive deal"


@styled
def draw(shares: pd.DataFrame, provenance: str = "", over: str = "") -> Figure:
    """Draw a hundred marks above a stacked bar and a list of shares with their intervals.

    Parameters
    ----------
    shares : DataFrame
        What `table` returns.
    provenance : str
        What made the data, for the footer.
    over : str
        The spread that the intervals are over, such as "chance and uncertainty".

    Raises
    ------
    ValueError
        If a column is missing.
    """
    require(shares, COLUMNS)
    total = int(shares["count"].sum())
    fig = figure()
    subtitle = (
        f"{many(total, 'negotiation')}. Each mark is 1 in 100 of them. "
        f"Whiskers: 95 % interval of the share{f', over {over}' if over else ''}."
    )
    room = lay(fig, finding(shares), subtitle, provenance, left_out(shares))
    listed = 2.75
    drawn = marks(shares["count"].tolist())
    upper = Box(room.left, room.bottom + listed, room.width, room.height - listed)
    axes = canvas(fig, upper)
    draw_marks(axes, upper, drawn)
    draw_bar(axes, upper, shares, drawn)
    lower = Box(room.left, room.bottom, room.width, listed - 0.15)
    draw_list(canvas(fig, lower), lower, shares)
    return fig
