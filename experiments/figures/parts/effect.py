"""One effect as a bar with its interval."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.style import BODY, INK


def draw_effect(
    axes: Axes,
    row: pd.Series,
    colour: str,
    middle: float,
    y: float,
    scale: float,
    tall: float,
) -> None:
    """Draw one end's effect as a bar with its interval, and its number beyond the interval."""
    effect, low, high = (float(row[name]) for name in ("effect", "low", "high"))
    axes.barh(y, effect * scale, tall * 0.92, middle, color=colour, linewidth=0)
    axes.plot([middle + low * scale, middle + high * scale], [y, y], color=INK, lw=1.8)
    number = f"{100 * effect:+.0f}" if abs(effect) >= 0.0095 else f"{100 * effect:+.1f}"
    number = "0" if effect == 0 else number.replace("-", "\u2212")
    right = effect >= 0
    end = max(high, 0.0) if right else min(low, 0.0)
    axes.text(
        middle + end * scale + (0.1 if right else -0.1),
        y,
        number,
        va="center_baseline",
        ha="left" if right else "right",
        fontsize=BODY,
        color=INK,
    )
