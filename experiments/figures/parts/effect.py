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
    """Draw one end's effect as a bar with its interval."""
    effect, low, high = (float(row[name]) for name in ("effect", "low", "high"))
    axes.barh(y, effect * scale, tall * 0.92, middle, color=colour, linewidth=0)
    axes.plot([middle + low * scale, middle + high * scale], [y, y], color=INK, lw=1.8)


def draw_number(axes: Axes, effect: float, right: float, y: float) -> None:
    """Write an effect in hundredths, with its sign, up to the right edge."""
    number = f"{100 * effect:+.0f}" if abs(effect) >= 0.0095 else f"{100 * effect:+.1f}"
    number = "0" if effect == 0 else number.replace("-", "\u2212")
    axes.text(right, y, number, va="center_baseline", ha="right", fontsize=BODY, color=INK)
