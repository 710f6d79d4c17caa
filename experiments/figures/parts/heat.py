"""A grid of shares as coloured cells, and the line at one half."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from numpy.typing import NDArray

from experiments.figures.style import INK, SMALL, ink_on
from experiments.spoken import in_100

HALF = 0.5
EMPTY = "#ececec"

Edge = tuple[tuple[float, float], tuple[float, float]]


def contour(grid: NDArray[np.float64], level: float = HALF) -> list[Edge]:
    """Return the cell edges that part shares of at least `level` from those below.

    The line keeps to the edges, since nothing was run between two cells.

    Parameters
    ----------
    grid : array of float, shape (rows, columns)
        Shares (0..1), NaN where nothing was run. Cell (row, column) is the unit square
        around the point (column, row).
    level : float
        Where the line runs.

    Returns
    -------
    list of ((x, y), (x, y))
        The edges; none if all cells are on one side.
    """
    above, known = grid >= level, np.isfinite(grid)
    edges: list[Edge] = []
    for row, column in np.ndindex(*grid.shape):
        for down, right in ((0, 1), (1, 0)):
            other = (row + down, column + right)
            if other[0] >= grid.shape[0] or other[1] >= grid.shape[1]:
                continue
            if known[row, column] and known[other] and above[row, column] != above[other]:
                corner = (column + 0.5, row + 0.5)
                edges.append(((column + 0.5 - down, row + 0.5 - right), corner))
    return edges


def draw_cells(axes: Axes, grid: NDArray[np.float64], room: float) -> None:
    """Colour the cells from 0 to the next round share, and write in each its number."""
    most = max(0.1, float(np.ceil(np.nanmax(grid) * 10) / 10))

    def words(share: float) -> str:
        return {"fewer than 1": "<1", "more than 99": ">99"}.get(in_100(share), in_100(share))

    draw_numbers(axes, grid, (0.0, most), words, min(20.0, 30 * room))


def draw_numbers(
    axes: Axes,
    grid: NDArray[np.float64],
    ends: tuple[float, float],
    words: Callable[[float], str],
    size: float,
) -> None:
    """Colour the cells between two ends of a scale, and write in each its number in words."""
    rows, columns = grid.shape
    low, high = ends
    colours = colormaps["viridis"]
    axes.set_facecolor(EMPTY)
    axes.pcolormesh(
        np.arange(columns + 1) - 0.5,
        np.arange(rows + 1) - 0.5,
        np.ma.masked_invalid(grid),
        cmap=colours,
        vmin=low,
        vmax=high,
        edgecolors="white",
        linewidth=0.6,
    )
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for (row, column), share in np.ndenumerate(grid):
        known = bool(np.isfinite(share))
        number = words(float(share)) if known else "not run"
        shade = (share - low) / (high - low) if high > low else 0.5
        axes.text(
            column,
            row,
            number,
            ha="center",
            va="center_baseline",
            fontsize=size if known else min(size, SMALL),
            color=ink_on(to_hex(colours(shade)) if known else EMPTY),
        )


def draw_line(axes: Axes, edges: Sequence[Edge]) -> None:
    """Draw the 50 % line and label it once, at a corner where cells have no number."""
    for (x0, y0), (x1, y1) in edges:
        axes.plot([x0, x1], [y0, y1], color="white", lw=6, solid_capstyle="round", zorder=3)
    for (x0, y0), (x1, y1) in edges:
        axes.plot([x0, x1], [y0, y1], color=INK, lw=3, solid_capstyle="round", zorder=4)
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    inner = [(x, y) for edge in edges for x, y in edge if left < x < right and low < y < high]
    if inner:
        x, y = inner[len(inner) // 2]
        axes.text(
            x,
            y,
            "50 %",
            ha="center",
            va="center_baseline",
            fontsize=SMALL,
            fontweight="bold",
            color=INK,
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": INK, "boxstyle": "round,pad=0.2"},
        )
