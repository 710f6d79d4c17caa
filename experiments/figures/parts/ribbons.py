"""Ribbons between columns of blocks: an alluvial diagram, coloured by the last column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from experiments.figures.parts.lettering import shorten, spread
from experiments.figures.parts.page import Box
from experiments.figures.style import BODY, INK, MUTED
from experiments.spoken import in_100

BLOCK, GAP, HEAD, SIDE = 0.22, 0.1, 0.35, 2.75
LINE = 0.27  # the least distance of two names


def draw_ribbons(
    axes: Axes, room: Box, ways: Sequence[Sequence[str]], shares: Sequence[float],
    heads: Sequence[str], colours: Mapping[str, str],
) -> None:  # fmt: skip
    """Draw each way as a ribbon through all columns.

    Parameters
    ----------
    axes
        A canvas whose units are inches.
    ways, shares
        The block of each column that a way passes, and how common the way is.
    heads
        What the columns are.
    colours
        By the blocks of the last column, which are drawn in this order.
    """
    columns = len(heads)
    right = room.width - SIDE
    left = [place * right / (columns - 1) for place in range(columns)]
    sizes = [_sizes(ways, shares, column) for column in range(columns)]
    sizes[-1] = {name: sizes[-1][name] for name in colours if name in sizes[-1]}
    most = max(len(own) for own in sizes)
    scale = (room.height - HEAD - GAP * (most - 1)) / sum(shares)
    tops = [_tops(own, scale, room.height - HEAD) for own in sizes]
    ends = list(colours)
    order = sorted(
        range(len(ways)),
        key=lambda n: (
            [list(sizes[c]).index(ways[n][c]) for c in range(columns - 1)]
            + [ends.index(ways[n][-1])]
        ),
    )
    edges = [_edges(ways, shares, order, c, tops[c], scale) for c in range(columns)]
    for way in range(len(ways)):
        for c in range(columns - 1):
            start, stop = left[c] + BLOCK, left[c + 1]
            tall = shares[way] * scale
            axes.add_patch(
                _ribbon(start, edges[c][way], stop, edges[c + 1][way], tall, colours[ways[way][-1]])
            )
    for c in range(columns):
        _blocks(axes, room, left[c], sizes[c], tops[c], scale, colours if c == columns - 1 else {})
        axes.text(left[c], room.height - 0.1, heads[c], va="center", fontsize=BODY, color=MUTED)


def _sizes(ways: Sequence[Sequence[str]], shares: Sequence[float], column: int) -> dict[str, float]:
    """Add up the blocks of a column, the largest first."""
    found: dict[str, float] = {}
    for way, share in zip(ways, shares, strict=True):
        found[way[column]] = found.get(way[column], 0.0) + share
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _tops(sizes: Mapping[str, float], scale: float, top: float) -> dict[str, float]:
    found = {}
    for name, share in sizes.items():
        found[name] = top
        top -= share * scale + GAP
    return found


def _edges(
    ways: Sequence[Sequence[str]], shares: Sequence[float], order: Sequence[int], column: int,
    tops: Mapping[str, float], scale: float,
) -> dict[int, float]:  # fmt: skip
    """Give the upper edge of each way in a column."""
    at, found = dict(tops), {}
    for way in order:
        found[way] = at[ways[way][column]]
        at[ways[way][column]] -= shares[way] * scale
    return found


def _ribbon(x0: float, y0: float, x1: float, y1: float, tall: float, colour: str) -> PathPatch:
    middle = (x0 + x1) / 2
    points = [
        (x0, y0), (middle, y0), (middle, y1), (x1, y1),
        (x1, y1 - tall), (middle, y1 - tall), (middle, y0 - tall), (x0, y0 - tall), (x0, y0),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return PathPatch(Path(points, codes), facecolor=colour, alpha=0.6, linewidth=0)


def _blocks(
    axes: Axes, room: Box, left: float, sizes: Mapping[str, float], tops: Mapping[str, float],
    scale: float, colours: Mapping[str, str],
) -> None:  # fmt: skip
    """Draw a column's blocks, and name those for which there is room."""
    for name, share in sizes.items():
        axes.bar(
            left, -share * scale, BLOCK, tops[name], align="edge",
            color=colours.get(name, INK), edgecolor=INK, linewidth=0.6,
        )  # fmt: skip
    named = list(sizes)[: max(1, int((room.height - HEAD) / LINE))]
    middles = [tops[name] - sizes[name] * scale / 2 for name in named]
    for name, y in zip(named, spread(middles, LINE, 0.12, room.height - HEAD), strict=True):
        words = shorten(f"{name}  {in_100(sizes[name])}", BODY, SIDE - BLOCK - 0.15)
        axes.text(
            left + BLOCK + 0.1, y, words, va="center_baseline", fontsize=BODY, color=INK,
            bbox={"facecolor": "white", "alpha": 0.7, "lw": 0, "pad": 0.6},
        )  # fmt: skip
