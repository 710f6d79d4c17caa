"""A share over one parameter: a line with a band, or points with whiskers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.parts.lettering import wrap
from experiments.figures.style import BODY, INK, look_of
from experiments.spoken import plain


def are_numbers(shares: pd.DataFrame) -> bool:
    """Whether the parameter's values are numbers, with a distance between them."""
    return not any(isinstance(value, str | bool | np.bool_) for value in shares["value"])


def draw_points(axes: Axes, shares: pd.DataFrame, outcome: str, width: float) -> None:
    """Draw a line and a band for numbers; points with whiskers for words."""
    look = look_of(outcome)
    y, low, high = (shares[name].astype(float) for name in ("share", "low", "high"))
    if are_numbers(shares):
        x = shares["value"].astype(float).tolist()
        axes.fill_between(x, low, high, color=look.colour, alpha=0.22, lw=0)
        axes.plot(x, y, color=look.colour, lw=2.6)
        axes.margins(x=0.03)
        if len(x) <= 8 and min(np.diff(x)) > 0.07 * (x[-1] - x[0]):
            axes.set_xticks(x, [plain(value) for value in shares["value"]])
    else:
        x = [float(place) for place in range(len(shares))]
        room = width / len(x) - 0.15
        axes.set_xticks(x, [wrap(plain(value), BODY, room, most=2) for value in shares["value"]])
        axes.set_xlim(-0.5, len(x) - 0.5)
    axes.vlines(x, low, high, color=INK, lw=1.6, zorder=3)
    axes.scatter(
        x,
        y,
        s=110,
        c=look.colour,
        marker=look.marker,
        edgecolors=INK,
        linewidths=0.8,
        zorder=4,
        clip_on=False,
    )
