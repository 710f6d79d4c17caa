"""A list of named numbers as bars with intervals, the largest on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from experiments.figures.parts.lettering import wrap
from experiments.figures.parts.page import Box
from experiments.figures.style import BODY, FAINT, INK, MUTED, SMALL

NAMED = 4.2
NUMBERS = 2.3


class Bar(NamedTuple):
    """One bar with its interval, its colour and the words at the right."""

    value: float
    low: float
    high: float
    colour: str
    words: str


def draw_bars(
    axes: Axes, room: Box, rows: Sequence[tuple[str, Sequence[Bar]]], least: float = 0.05
) -> None:
    """Draw rows of one or more bars on one scale from 0, with their names and numbers.

    Parameters
    ----------
    axes
        A canvas whose units are inches.
    rows
        Names and their bars, from top to bottom.
    least
        What the scale reaches at least.
    """
    bars = [bar for _, own in rows for bar in own]
    high = max(least, *(max(bar.value, bar.high) for bar in bars))
    low = min(0.0, *(min(bar.value, bar.low) for bar in bars))
    scale = (room.width - NAMED - NUMBERS) / (high - low)
    zero, step = NAMED - low * scale, min((room.height - 0.3) / len(rows), 0.9)
    bottom = room.height - step * len(rows)
    for place, (name, own) in enumerate(rows):
        middle = room.height - (place + 0.5) * step
        axes.plot([0, room.width], [middle - step / 2] * 2, color=FAINT, lw=0.6, zorder=0)
        label = wrap(name, BODY, NAMED - 0.2, most=1)
        axes.text(0, middle, label, va="center_baseline", fontsize=BODY, color=INK)
        tall = min(0.72 * step / len(own), 0.3)
        for index, bar in enumerate(own):
            y = middle + ((len(own) - 1) / 2 - index) * tall
            axes.barh(y, bar.value * scale, 0.9 * tall, zero, color=bar.colour, linewidth=0)
            ends = [zero + bar.low * scale, zero + bar.high * scale]
            for width, colour in ((4.0, "white"), (1.7, INK)):  # a rim, to be seen on dark bars
                axes.plot(ends, [y, y], color=colour, lw=width, solid_capstyle="butt")
        words = "   ".join(bar.words for bar in own)
        axes.text(
            room.width, middle, words, ha="right", va="center_baseline", fontsize=SMALL,
            color=MUTED,
        )  # fmt: skip
    axes.plot([zero, zero], [bottom, room.height], color=INK, lw=1.2)


def draw_key(axes: Axes, room: Box, signs: Sequence[tuple[str, str]]) -> None:
    """Name colours in one line at the foot."""
    x = NAMED
    for colour, words in signs:
        axes.scatter([x + 0.1], [0.1], s=140, c=colour, marker="s")
        axes.text(x + 0.3, 0.1, words, va="center_baseline", fontsize=BODY, color=INK)
        x += 0.75 + 0.125 * len(words)
