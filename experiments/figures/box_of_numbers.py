"""In which box of numbers something is frequent: each bounded range, and what the box costs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.box import table as table
from experiments.analysis.box import trajectory as trajectory
from experiments.figures.parts.lettering import width_of, wrap
from experiments.figures.parts.page import Box, canvas, lay, panel, say
from experiments.figures.parts.rows import left_out, require
from experiments.figures.style import BODY, FAINT, INK, LOOKS, MUTED, SMALL, figure, styled
from experiments.spoken import in_100, many, plain

COLUMNS = ("parameter", "low", "high", "range_low", "range_high", "density", "base", "coverage")
MOST = 8
SIDE = 4.1


def finding(box: pd.DataFrame, labels: Mapping[str, str], what: str) -> str:
    """Say how frequent the yes is in the box and in all, and what bounds it most surely."""
    if box.empty:
        return f"No box of numbers stands out for {what}"
    first = box.iloc[0]
    label = labels.get(str(first["parameter"]), str(first["parameter"]))
    rest = f" and {many(len(box) - 1, 'more number')}" if len(box) > 1 else ""
    return (
        f"{what[:1].upper() + what[1:]}: {in_100(first['density'])} in 100 within bounds on "
        f"{label}{rest}, {in_100(first['base'])} in 100 in all"
    )


@styled
def draw(
    box: pd.DataFrame,
    way: pd.DataFrame,
    labels: Mapping[str, str] | None = None,
    what: str = "the measure",
    provenance: str = "",
) -> Figure:
    """Draw the bounded ranges within all that was tried, beside what density costs in coverage.

    Parameters
    ----------
    box, way : DataFrame
        What `table` and `trajectory` return, of one lens.
    labels : mapping of str to str, optional
        Words for numbers.
    what : str
        The measure in words.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing.
    """
    words, fig = labels or {}, figure()
    title = finding(box, words, what)
    if box.empty:
        say(fig, lay(fig, title, "", provenance, left_out(box)), title + ".")
        return fig
    require(box, COLUMNS)
    require(way, ("density", "coverage", "chosen"))
    first = box.iloc[0]
    subtitle = (
        f"The box holds {in_100(first['mass'])} of 100 negotiations and "
        f"{in_100(first['coverage'])} of 100 yes (PRIM). It was chosen on the negotiations that "
        "it is measured on, which flatters it."
    )
    room = lay(fig, title, subtitle, provenance, left_out(box))
    left = Box(room.left, room.bottom, room.width - SIDE - 0.4, room.height)
    _ranges(canvas(fig, left), left, box, words)
    side = Box(
        room.left + room.width - SIDE + 0.75, room.bottom + 0.7, SIDE - 0.95, room.height - 1.2
    )
    _trade(panel(fig, side), way)
    return fig


def _ranges(axes: Axes, room: Box, box: pd.DataFrame, words: Mapping[str, str]) -> None:
    shown = box.iloc[:MOST]
    step = min((room.height - 0.4) / len(shown), 0.85)
    for place, row in enumerate(shown.to_dict("records")):
        top = room.height - place * step
        said = (
            f"{plain(row['low'])} to {plain(row['high'])} of "
            f"{plain(row['range_low'])} to {plain(row['range_high'])}"
        )
        free = room.width - width_of(said, SMALL) - 0.2
        name = wrap(words.get(row["parameter"], row["parameter"]), BODY, free, most=1)
        axes.text(0, top - 0.12, name, va="center_baseline", fontsize=BODY, color=INK)
        axes.text(
            room.width, top - 0.12, said, ha="right", va="center_baseline", fontsize=SMALL,
            color=MUTED,
        )  # fmt: skip
        reach = row["range_high"] - row["range_low"]
        ends = [(row[n] - row["range_low"]) / reach * room.width for n in ("low", "high")]
        y = top - 0.34
        axes.plot([0, room.width], [y, y], color=FAINT, lw=9, solid_capstyle="butt")
        axes.plot(ends, [y, y], color=LOOKS[0].colour, lw=9, solid_capstyle="butt")
    left = len(box) - len(shown)
    if left:
        axes.text(0, 0.02, f"and {many(left, 'more number')}", fontsize=SMALL, color=MUTED)


def _trade(axes: Axes, way: pd.DataFrame) -> None:
    """Draw each box of the peeling by what it covers and how dense it is."""
    axes.plot(
        way["coverage"], way["density"], color=MUTED, lw=1.2, marker="o", ms=4, mfc="white"
    )  # fmt: skip
    own = way[way["chosen"]]
    axes.scatter(
        own["coverage"], own["density"], s=190, c=LOOKS[0].colour, edgecolors=INK, zorder=4
    )
    axes.set_xlim(0, 1.05)
    axes.set_ylim(0, 1.05)
    axes.set_xticks([0, 0.5, 1], ["0", "50", "100"])
    axes.set_yticks([0, 0.5, 1], ["0", "50", "100"])
    axes.grid(color=FAINT, lw=0.8)
    axes.set_xlabel("of 100 yes, in the box")
    axes.set_title("of 100 in the box, a yes (● this box)", fontsize=SMALL, loc="left", color=INK)
