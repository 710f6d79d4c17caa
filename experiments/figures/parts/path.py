"""Offers in the plane of two utilities, in the order in which they were made."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from experiments.figures.parts.lettering import free_spot, width_of
from experiments.figures.parts.page import Box
from experiments.figures.parts.pareto import nearby
from experiments.figures.parts.plane import ACCEPTED, REFUSED
from experiments.figures.style import BODY, INK, MUTED
from experiments.spoken import ranges

CLOSE = 0.28


def draw_path(axes: Axes, box: Box, made: pd.DataFrame, avoid: NDArray[np.float64]) -> None:
    """Draw the offers, joined in their order, and number them where there is room."""
    axes.plot(made["x"], made["y"], color=INK, lw=0.9, alpha=0.4, zorder=3)
    for accepted, colour, marker in ((False, REFUSED, "X"), (True, ACCEPTED, "o")):
        some = made[made["accepted"] == accepted]
        axes.scatter(
            some["x"],
            some["y"],
            s=120,
            c=colour,
            marker=marker,
            edgecolors="white",
            zorder=5,
        )
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    scale = np.array([box.width / (right - left), box.height / (high - low)])
    inch = (made[["x", "y"]].to_numpy() - (left, low)) * scale
    signs = np.vstack([inch, (avoid - (left, low)) * scale])
    taken = [(x - 0.11, y - 0.11, x + 0.11, y + 0.11) for x, y in signs]
    for group in nearby(inch, CLOSE):
        words = ranges([number + 1 for number in group])
        text = ", ".join(words if len(words) < 5 else [*words[:3], "…"])
        anchor = (float(inch[group, 0].mean()), float(inch[group, 1].mean()))
        size = (width_of(text, BODY, bold=True) + 0.06, 0.22)
        spot = free_spot(anchor, size, taken, (0.02, 0.02, box.width, box.height))
        if spot is None:
            continue
        x, y = spot
        taken.append((x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2))
        if np.hypot(x - anchor[0], y - anchor[1]) > max(size[0] / 2, 0.2) + 0.15:
            axes.plot(
                [anchor[0] / box.width, x / box.width],
                [anchor[1] / box.height, y / box.height],
                transform=axes.transAxes,
                color=MUTED,
                lw=0.7,
                zorder=4,
            )
        axes.text(
            x / box.width,
            y / box.height,
            text,
            transform=axes.transAxes,
            ha="center",
            va="center_baseline",
            fontsize=BODY,
            fontweight="bold",
            color=INK,
            zorder=7,
            bbox={"facecolor": "white", "alpha": 0.8, "lw": 0, "pad": 0.8},
        )
