"""Shares of the eight outcomes as bars in a table: a row a group, a column an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.parts.lettering import height_of, wrap
from experiments.figures.parts.page import Box, canvas, lay
from experiments.figures.parts.rows import counted, left_out, levels, share_of, widest_change
from experiments.figures.style import BODY, FAINT, INK, LOOKS, MUTED, OUTCOMES, SMALL, look_of
from experiments.spoken import in_100, span

COLUMNS = ("group", "outcome", "count", "runs", "share", "low", "high")
HEAD = 0.78
NAMED = 1.6


def count_by(runs: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count the outcomes of each group, in the order in which groups first come.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation, with ``outcome``, ``status`` and the column `by`.
    by : str
        The column that names the groups.

    Returns
    -------
    DataFrame
        Eight rows a group, in the palette's order: ``group``, ``outcome``, ``count``,
        ``runs`` (of the group), ``share`` (0..1), ``low``, ``high`` (its 95 % interval,
        `experiments.intervals.clustered_share`). ``attrs["left_out"]`` counts failed runs;
        ``attrs["change"]`` has for each outcome the difference between the groups where it is
        most and least common (`parts.rows.widest_change`).

    Raises
    ------
    ValueError
        If a column is missing, a group has no name, no run succeeded, or an outcome is unknown.
    """
    rows = counted(runs, [by])
    levels(rows, by, least=1)  # refuses a group without a name
    parts = []
    hits: dict[str, list[pd.Series]] = {outcome: [] for outcome in OUTCOMES}
    for group in rows[by].unique().tolist():
        own = rows[rows[by] == group]
        for outcome in OUTCOMES:
            hit = own["outcome"] == outcome
            hits[outcome].append(hit)
            parts.append((group, outcome, int(hit.sum()), len(own), *share_of(hit, own)))
    result = pd.DataFrame(parts, columns=list(COLUMNS))
    change = {outcome: widest_change(each, rows) for outcome, each in hits.items()}
    result.attrs = dict(rows.attrs) | {"change": change}
    return result


def draw_page(
    fig: Figure, shares: pd.DataFrame, title: str, of: str, provenance: str,
    words: Mapping[str, str],
) -> None:  # fmt: skip
    """Lay out a page with the shares of outcomes on it; ``of`` says of what they are shares."""
    subtitle = f"{of}, how many end so. Whiskers and the numbers under a bar: 95 % interval."
    room = lay(fig, title, subtitle, provenance, left_out(shares))
    draw_matrix(canvas(fig, room), room, shares, words)


def draw_matrix(axes: Axes, room: Box, shares: pd.DataFrame, words: Mapping[str, str]) -> None:
    """Draw each share as a bar with its interval, all on one scale; words name the groups."""
    groups = list(dict.fromkeys(shares["group"]))
    across = (room.width - NAMED) / len(LOOKS)
    step = min((room.height - HEAD) / len(groups), 1.9)
    most = max(float(shares["high"].max()), 0.05)
    scale = (across - 0.14) / most
    foot = room.height - HEAD - step * len(groups)
    for place, look in enumerate(LOOKS):
        left = NAMED + place * across
        start = left - (0.12 if place == 0 else 0.0)  # the longest word of all stands first
        head = wrap(look.label, SMALL, left + across - 0.02 - start, most=2)
        axes.text(start, room.height - 0.3, head, va="top", fontsize=SMALL, color=INK)
        axes.scatter([left + 0.1], [room.height - 0.14], s=90, c=look.colour, marker=look.marker)
        axes.plot([left, left], [foot, room.height - HEAD], color=MUTED, lw=1.0)
    for row, group in enumerate(groups):
        top = room.height - HEAD - row * step
        axes.plot([0, room.width], [top, top], color=FAINT, lw=0.8, zorder=0)
        _name(axes, str(group), words.get(str(group), ""), top - step / 2, step)
        own = shares[shares["group"] == group].set_index("outcome")
        for place, outcome in enumerate(OUTCOMES):
            left = NAMED + place * across
            _cell(axes, own.loc[outcome], left, top - step / 2, scale, min(0.24 * step, 0.36))


def _name(axes: Axes, group: str, about: str, middle: float, step: float) -> None:
    """Write a group's name over what it is."""
    room = max(1, int((step - 0.25) / 0.208))
    lines = wrap(about, SMALL, NAMED - 0.15, most=min(room, 3)) if about else ""
    name = wrap(group, BODY, NAMED - 0.1, bold=True, most=2 if step > 1.2 else 1)
    top = middle + (height_of(name, BODY) + 0.85 * height_of(lines, SMALL)) / 2
    axes.text(0, top, name, va="top", fontsize=BODY, fontweight="bold", color=INK)
    if lines:
        under = top - height_of(name, BODY) - 0.02
        axes.text(0, under, lines, va="top", fontsize=SMALL, color=MUTED, linespacing=1.0)


def _cell(
    axes: Axes, row: pd.Series, left: float, middle: float, scale: float, tall: float
) -> None:
    """Draw one share: its number, its bar with the interval, and the interval in numbers."""
    share, low, high = (float(row[name]) for name in ("share", "low", "high"))
    number = in_100(share).replace("fewer than ", "< ").replace("more than ", "> ")
    axes.barh(middle, share * scale, tall, left, color=look_of(str(row.name)).colour, linewidth=0)
    ends = [left + low * scale, left + high * scale]
    for width, colour in ((4.2, "white"), (1.8, INK)):  # a rim, to be seen on dark bars
        axes.plot(ends, [middle] * 2, color=colour, lw=width, solid_capstyle="butt")
    x, half = left + 0.05, tall / 2
    weight: dict[str, Any] = {"fontsize": BODY, "fontweight": "bold", "color": INK}
    axes.text(x, middle + half + 0.14, number, va="center_baseline", **weight)
    under: dict[str, Any] = {"fontsize": SMALL, "color": MUTED}
    axes.text(x, middle - half - 0.15, span(low, high), va="center_baseline", **under)


def each(shares: pd.DataFrame) -> tuple[int, int]:
    """Give the fewest and the most negotiations that a group has."""
    return int(shares["runs"].min()), int(shares["runs"].max())
