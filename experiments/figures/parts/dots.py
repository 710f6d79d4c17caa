"""Quantile dotplots: rows of equally likely dots over one axis.

M. Kay, T. Kola, J. R. Hullman & S. A. Munson (2016), When (ish) is my bus? User-centered
visualizations of uncertainty in everyday, mobile predictive systems,
doi:10.1145/2858036.2858558.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from experiments.figures.parts.lettering import wrap
from experiments.figures.parts.page import Box
from experiments.figures.style import BODY, FAINT, INK, LOOKS, MUTED, SMALL

NAMED = 1.75
FLOOR = 0.75
GAP = 0.42


def stack(
    groups: Sequence[Sequence[float]],
    span: tuple[float, float],
    width: float,
    height: float,
) -> tuple[int, float]:
    """Choose the largest dots whose stacks fit, the same for all groups.

    Parameters
    ----------
    groups : sequence of sequence of float
        The values of each row of dots.
    span : (low, high)
        The axis, which holds all values.
    width, height : float
        Room for a row, in inches.

    Returns
    -------
    (int, float)
        The number of columns over the axis, and a dot's diameter in inches. With more than
        70 columns dots would be specks, so that is the most: stacks then overlap.

    Examples
    --------
    >>> stack([[0.1, 0.2, 0.9]], (0.0, 1.0), 10.0, 1.0)
    (20, 0.5)
    """
    low, high = span
    most = 70
    for columns in range(20, most):
        tallest = max(
            max(Counter(int((value - low) / (high - low) * columns) for value in group).values())
            for group in groups
        )
        if tallest * width / columns <= height:
            return columns, width / columns
    return most, width / most


def draw_dots(
    axes: Axes, room: Box, rows: Mapping[str, tuple[Sequence[float], float]], label: str
) -> None:
    """Draw each row's dots above its own line, with its name and its mean on the left.

    Parameters
    ----------
    axes : Axes
        A canvas whose units are inches.
    room : Box
        The canvas's size.
    rows : mapping of str to (values, mean)
        The rows from top to bottom.
    label : str
        What the axis measures.
    """
    step, width = (room.height - FLOOR) / len(rows), room.width - NAMED - 0.1
    everything = [value for values, _ in rows.values() for value in values]
    low, high = min(everything), max(everything)
    pad = 0.05 * (high - low) or 0.05 * max(abs(low), 1.0)
    low, high = low - pad, high + pad
    columns, size = stack([values for values, _ in rows.values()], (low, high), width, step - GAP)
    for tick in MaxNLocator(5).tick_values(low, high):
        if low <= tick <= high:
            x = NAMED + (float(tick) - low) / (high - low) * width
            axes.plot([x, x], [FLOOR - 0.05, room.height], color=FAINT, lw=0.8, zorder=0)
            axes.text(x, FLOOR - 0.1, f"{tick:g}", ha="center", va="top", fontsize=BODY)
    axes.text(NAMED, 0.05, label, fontsize=SMALL, color=MUTED)
    for index, (name, (values, mean)) in enumerate(rows.items()):
        base = room.height - (index + 1) * step + 0.26
        name = wrap(name, BODY, NAMED - 0.2, bold=True, most=2)
        axes.text(
            0,
            base + 0.12,
            name,
            va="bottom",
            fontsize=BODY,
            fontweight="bold",
            color=INK,
        )
        axes.text(0, base + 0.07, f"mean {mean:.3g}", va="top", fontsize=SMALL, color=MUTED)
        axes.plot([NAMED, room.width], [base, base], color=MUTED, lw=0.8)
        _row(
            axes,
            [int((v - low) / (high - low) * columns) for v in values],
            base,
            size,
            step,
        )
        middle = NAMED + (mean - low) / (high - low) * width
        axes.scatter([middle], [base - 0.1], s=85, c=INK, marker="^")


def _row(axes: Axes, places: Sequence[int], base: float, size: float, step: float) -> None:
    """Pile one row's dots up in their columns."""
    rise = min(size, (step - GAP) / max(Counter(places).values()))
    seen: Counter[int] = Counter()
    for place in places:
        x, y = NAMED + (place + 0.5) * size, base + (seen[place] + 0.5) * rise
        seen[place] += 1
        axes.scatter(
            [x],
            [y],
            s=(72 * 0.92 * size) ** 2,
            c=LOOKS[0].colour,
            edgecolors="white",
            linewidths=0.4,
        )
