"""The frame of a figure: the finding on top, what made it at the bottom, room between."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.parts.lettering import balance, height_of, wrap
from experiments.figures.style import BODY, DISCLAIMER, INK, MUTED, SMALL, TITLE
from experiments.spoken import many

MARGIN = 0.4


class Box(NamedTuple):
    """A rectangle on the figure, in inches from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float


def lay(
    fig: Figure, title: str, subtitle: str = "", provenance: str = "", left_out: int = 0
) -> Box:
    """Write the title, the subtitle and the footer, and return the room between them.

    Parameters
    ----------
    fig : Figure
        The figure to write on.
    title : str
        The finding, as a sentence.
    subtitle : str
        How to read the figure.
    provenance : str
        What made the data, such as "ukraine, 4,000 negotiations, seed 1".
    left_out : int
        Failed negotiations that are not shown.
    """
    across, up = (float(side) for side in fig.get_size_inches())
    width = across - 2 * MARGIN
    size = TITLE
    while size > 17 and wrap(title, size, width, bold=True).count("\n") > 1:
        size -= 1
    title = balance(title, size, width, bold=True, most=3)
    top = up - 0.3
    fig.suptitle(
        title,
        x=MARGIN / across,
        y=top / up,
        ha="left",
        va="top",
        fontsize=size,
        fontweight="bold",
        color=INK,
        linespacing=1.15,
    )
    top -= height_of(title, size) + 0.06
    if subtitle:
        subtitle = wrap(subtitle, BODY, width, most=2)
        fig.text(MARGIN / across, top / up, subtitle, va="top", fontsize=BODY, color=MUTED)
        top -= height_of(subtitle, BODY)
    notes = [DISCLAIMER, provenance.strip()]
    if left_out:
        notes.append(f"{many(left_out, 'failed negotiation')} left out")
    footer = wrap("  ·  ".join(note for note in notes if note), SMALL, width, most=2)
    fig.text(MARGIN / across, 0.16 / up, footer, va="bottom", fontsize=SMALL, color=MUTED)
    bottom = 0.16 + height_of(footer, SMALL) + 0.14
    return Box(MARGIN, bottom, width, top - 0.12 - bottom)


def panel(fig: Figure, box: Box) -> Axes:
    """Return axes that fill `box`."""
    across, up = (float(side) for side in fig.get_size_inches())
    return fig.add_axes((box.left / across, box.bottom / up, box.width / across, box.height / up))


def canvas(fig: Figure, box: Box) -> Axes:
    """Return bare axes that fill `box` and whose units are inches."""
    axes = panel(fig, box)
    axes.set_xlim(0, box.width)
    axes.set_ylim(0, box.height)
    axes.set_axis_off()
    return axes


def say(fig: Figure, box: Box, sentence: str) -> None:
    """Write `sentence` in the middle of `box`, where there is nothing to draw."""
    text = wrap(sentence, 20, box.width * 0.8)
    canvas(fig, box).text(
        box.width / 2,
        box.height / 2,
        text,
        ha="center",
        va="center",
        fontsize=20,
        color=MUTED,
    )
