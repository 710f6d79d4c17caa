"""Shares as marks to be counted, and as a bar."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.parts.lettering import width_of
from experiments.figures.parts.page import Box
from experiments.figures.style import BODY, LOOKS, ink_on, look_of
from experiments.spoken import in_100


def marks(counts: Sequence[int], total: int = 100) -> list[int]:
    """Share `total` marks out in proportion to `counts`, by the largest remainders.

    Every quota is rounded down and the marks left go to the largest remainders; of equal
    remainders the earlier wins. The result sums to `total`. Whole-number arithmetic
    throughout, so that ties are exact.

    Raises
    ------
    ValueError
        If a count is negative or all are zero.
    """
    whole = sum(counts)
    if whole <= 0 or min(counts) < 0:
        raise ValueError("marks need counts of zero or more, at least one of them positive")
    given = [count * total // whole for count in counts]
    remainder = [count * total % whole for count in counts]
    order = sorted(range(len(counts)), key=lambda index: -remainder[index])
    for index in order[: total - sum(given)]:
        given[index] += 1
    return given


def draw_marks(axes: Axes, room: Box, drawn: Sequence[int]) -> None:
    """Put 4 rows of 25 marks on top, column by column so that each outcome is one block."""
    across, up = room.width / 25, (room.height - 0.6) / 4
    size = 0.74 * min(across, up)
    start = 0
    for look, amount in zip(LOOKS, drawn, strict=True):
        places = range(start, start + amount)
        x = [(place // 4 + 0.5) * across for place in places]
        y = [room.height - (place % 4 + 0.5) * up for place in places]
        grown = {"*": 1.25, "D": 0.82, "s": 0.92}.get(look.marker, 1.0)
        area = (72 * size * grown) ** 2
        axes.scatter(x, y, s=area, c=look.colour, marker=look.marker, linewidths=0)
        start += amount


def draw_bar(axes: Axes, room: Box, shares: pd.DataFrame, drawn: Sequence[int]) -> None:
    """Draw the shares as one bar and write on each part what fits."""
    start = 0.0
    for (_, row), amount in zip(shares.iterrows(), drawn, strict=True):
        look, width = look_of(row["outcome"]), float(row["share"]) * room.width
        axes.barh(
            0.26,
            width,
            height=0.44,
            left=start,
            color=look.colour,
            edgecolor="white",
            lw=1.2,
        )
        number = in_100(row["share"], amount)
        for text in (f"{look.label} {number}", number):
            if width and width_of(text, BODY, bold=True) + 0.12 < width:
                axes.text(
                    start + width / 2,
                    0.25,
                    text,
                    ha="center",
                    va="center_baseline",
                    fontsize=BODY,
                    fontweight="bold",
                    color=ink_on(look.colour),
                )
                break
        start += width
