"""What a scenario allows: its packages in two parties' worths, the solutions, and who refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from experiments.figures.parts.lettering import shorten, width_of
from experiments.figures.parts.page import Box, lay, panel
from experiments.figures.parts.pareto import non_dominated, thin
from experiments.figures.parts.plane import MANY, Point
from experiments.figures.style import BODY, INK, LOOKS, MUTED, SMALL, figure, styled
from experiments.spoken import many

PASSES, ALONE, CLOUD = LOOKS[0].colour, LOOKS[-1].colour, "#d6d9de"
SIGNS = {"nash": "*", "kalai_smorodinsky": "D", "egalitarian": "s", "utilitarian": "^"}
BARS = 4.6  # inches, names included


class Mark(NamedTuple):
    """A solution in the plane: its name, and where it lies."""

    name: str
    at: Point


def finding(passing: int, count: int, blocks: Mapping[str, int]) -> str:
    """Say how much passes, and who alone keeps most out."""
    total = f"Of {many(count, 'package')} {passing:,} pass{'es' if passing == 1 else ''}"
    most = max(blocks, key=lambda name: blocks[name], default="")
    if not most or not blocks[most]:
        return f"{total}; nobody alone keeps any out"
    return f"{total}; {most} alone keeps {blocks[most]:,} more out"


@styled
def draw(
    worth: NDArray[np.float64],
    passing: NDArray[np.bool_],
    marks: Sequence[Mark],
    no_deal: Point,
    names: tuple[str, str],
    blocks: Mapping[str, int],
    scale_label: str = "points",
    provenance: str = "",
) -> Figure:
    """Draw packages by what they are worth to two parties, and how many each party alone refuses.

    Parameters
    ----------
    worth : array of float, shape (n, 2)
        Of each package to the party across and to the party up.
    passing : array of bool, shape (n,)
        Which packages pass by the scenario's rule of consent.
    marks : sequence of Mark
        The solutions, by the names in ``SIGNS``.
    no_deal : (x, y)
        What the two have without a deal.
    names : (str, str)
        The two parties.
    blocks : mapping
        For each party the packages that would pass but for it.
    scale_label, provenance : str
        What the axes measure, and what made the data.

    Raises
    ------
    ValueError
        If there is no package, or the shapes differ.
    """
    if not len(worth) or len(worth) != len(passing):
        raise ValueError(f"{len(worth)} packages and {len(passing)} verdicts")
    fig = figure()
    title = finding(int(passing.sum()), len(worth), blocks)
    subtitle = (
        "Left: every package by its worth to two parties at the start. Right: packages that would "
        "pass but for one party."
    )
    room = lay(fig, title, subtitle, provenance)
    box = Box(room.left + 1.0, room.bottom + 0.7, room.width - BARS - 1.6, room.height - 1.3)
    axes = panel(fig, box)
    axes.set_xlabel(shorten(f"{names[0]}: {scale_label}", BODY, box.width))
    axes.set_ylabel(shorten(f"{names[1]}: {scale_label}", BODY, box.height))
    _plane(axes, worth, passing, marks, no_deal)
    side = max(width_of(name, BODY) for name in blocks) + 0.15
    bars = Box(
        room.left + room.width - BARS + side, box.bottom, BARS - side - 0.9, box.height
    )  # fmt: skip
    _bars(panel(fig, bars), blocks)
    return fig


def _plane(
    axes: Axes, worth: NDArray[np.float64], passing: NDArray[np.bool_], marks: Sequence[Mark],
    no_deal: Point,
) -> None:  # fmt: skip
    for which, colour, words in ((~passing, CLOUD, "refused"), (passing, PASSES, "passes")):
        some = thin(worth[which])
        size = 60 if len(some) <= 20 else 18
        axes.scatter(
            some[:, 0], some[:, 1], s=size if words == "passes" else 14, c=colour, lw=0,
            zorder=3 if words == "passes" else 1, rasterized=len(some) > MANY,
            label=f"{words} ({int(which.sum()):,})",
        )  # fmt: skip
    front = pd.DataFrame(worth[non_dominated(worth)], columns=["x", "y"]).drop_duplicates()
    front = front.sort_values("x")
    axes.plot(front["x"], front["y"], color=INK, lw=1.4, zorder=2, label="frontier of the two")
    line = {"color": MUTED, "lw": 1.6, "ls": (0, (5, 3)), "zorder": 2}
    axes.axvline(no_deal[0], **line, label="no deal")  # type: ignore[arg-type]
    axes.axhline(no_deal[1], **line)  # type: ignore[arg-type]
    for mark in marks:
        axes.scatter(
            [mark.at[0]], [mark.at[1]], s=190, marker=SIGNS[mark.name], facecolors="none",
            edgecolors=INK, lw=1.8, zorder=6,
            label="-".join(part.capitalize() for part in mark.name.split("_")),
        )  # fmt: skip
    axes.legend(
        loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=4, fontsize=SMALL, frameon=False,
        borderaxespad=0.2, columnspacing=1.0, handletextpad=0.4,
    )  # fmt: skip


def _bars(axes: Axes, blocks: Mapping[str, int]) -> None:
    names = list(blocks)
    axes.barh(range(len(names)), list(blocks.values()), color=ALONE, height=0.55)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    most = max(blocks.values(), default=0) or 1
    axes.set_xlim(0, most)
    for place, count in enumerate(blocks.values()):
        axes.text(
            count + 0.03 * most, place, f"{count:,}", va="center", fontsize=BODY, clip_on=False
        )  # fmt: skip
