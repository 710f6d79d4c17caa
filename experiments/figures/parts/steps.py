"""Curves that go down in steps, named at their ends."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.parts.lettering import height_of, shorten, spread, width_of, wrap
from experiments.figures.parts.page import Box
from experiments.figures.style import BODY, MUTED


def draw_curve(axes: Axes, own: pd.DataFrame, colour: str, last: int) -> None:
    """Draw one curve and its band as steps up to round `last`."""
    x = [*own["round"], 1.02 * last]
    line, low, high = ([*own[name], own[name].iloc[-1]] for name in ("without_deal", "low", "high"))
    axes.fill_between(x, low, high, step="post", color=colour, alpha=0.18, lw=0)
    axes.step(x, line, where="post", color=colour, lw=2.6, solid_capstyle="butt")


def draw_half(axes: Axes, box: Box, median: int | None, last: int) -> None:
    """Mark above the axes the round by which half of the deals are signed."""
    if median is None:
        return
    text = f"half of the deals by round {median}"
    axes.axvline(median, color=MUTED, lw=1.2, ls=(0, (2, 2)))
    half = width_of(text, BODY) / 2 / box.width
    at = min(max(median / last / 1.02, half), 1 - half)
    axes.text(
        at,
        1.015,
        text,
        transform=axes.transAxes,
        ha="center",
        va="bottom",
        fontsize=BODY,
        color=MUTED,
    )


def draw_names(
    axes: Axes,
    box: Box,
    heading: str,
    names: Sequence[str],
    ends: Sequence[float],
    colours: Sequence[str],
) -> None:
    """Write each curve's name beside its end, moved apart where they would touch."""
    head = wrap(heading, BODY, 1.9, most=3)
    top = box.height + 0.15 - height_of(head, BODY)
    axes.text(
        1 + 0.4 / box.width,
        1 + 0.25 / box.height,
        head,
        transform=axes.transAxes,
        va="top",
        fontsize=BODY,
        color=MUTED,
    )
    low, high = axes.get_ylim()
    wanted = [(end - low) / (high - low) * box.height for end in ends]
    placed = spread(wanted, 0.27, 0.0, top if heading else box.height)
    for name, there, here, colour in zip(names, wanted, placed, colours, strict=True):
        axes.plot(
            [1, 1 + 0.3 / box.width],
            [there / box.height, here / box.height],
            transform=axes.transAxes,
            color=colour,
            lw=1.2,
            clip_on=False,
        )
        axes.text(
            1 + 0.4 / box.width,
            here / box.height,
            shorten(name, BODY, 1.8, bold=True),
            transform=axes.transAxes,
            va="center_baseline",
            fontsize=BODY,
            fontweight="bold",
            color=colour,
        )
