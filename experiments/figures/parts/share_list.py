"""Shares as a list, each with its interval and its count."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.parts.page import Box
from experiments.figures.style import BODY, FAINT, INK, MUTED, SMALL, look_of
from experiments.spoken import span


def draw_list(axes: Axes, room: Box, shares: pd.DataFrame) -> None:
    """List each outcome with its mark, its interval on a common scale, and its count."""
    left, right = 2.75, room.width - 3.6
    step = (room.height - 0.3) / len(shares)
    most = min((m for m in (0.1, 0.25, 0.5, 1.0) if m >= shares["high"].max()), default=1.0)
    _scale(axes, left, right, most, room.height)
    total = int(shares["count"].sum())
    for index, (_, row) in enumerate(shares.iterrows()):
        look, y = look_of(row["outcome"]), room.height - (index + 0.5) * step
        value, low, high = (
            left + (right - left) * float(row[name]) / most for name in ("share", "low", "high")
        )
        axes.scatter([0.12], [y], s=90, c=look.colour, marker=look.marker, linewidths=0)
        axes.text(0.35, y, look.label, va="center", fontsize=BODY, color=INK)
        axes.plot([low, high], [y, y], color=INK, lw=2, solid_capstyle="butt")
        axes.scatter(
            [value],
            [y],
            s=44,
            c=look.colour,
            marker=look.marker,
            edgecolors=INK,
            linewidths=0.8,
            zorder=3,
        )
        axes.text(
            right + 0.3,
            y,
            f"{span(row['low'], row['high'])} in 100",
            va="center",
            fontsize=BODY,
            color=INK,
        )
        axes.text(
            room.width,
            y,
            f"{int(row['count']):,} of {total:,}",
            ha="right",
            va="center",
            fontsize=SMALL,
            color=MUTED,
        )


def _scale(axes: Axes, left: float, right: float, most: float, top: float) -> None:
    """Draw the lines and the numbers of a scale from 0 to `most`."""
    for part in range(6):
        x = left + (right - left) * part / 5
        axes.plot([x, x], [0.3, top], color=FAINT, lw=0.8, zorder=0)
        axes.text(
            x,
            0.2,
            f"{100 * most * part / 5:g} %",
            ha="center",
            va="top",
            fontsize=SMALL,
            color=MUTED,
        )
