"""Which option was chosen how often: one labelled bar an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from experiments.figures.parts.lettering import shorten, width_of
from experiments.figures.parts.page import Box
from experiments.figures.style import BODY, INK, MUTED, SMALL, ink_on
from experiments.spoken import in_100

TINTS = ("#2b5c8a", "#74a9d3", "#c3daec", "#6e6e6e", "#a8a8a8", "#dcdcdc")
LINE = 0.195


def draw_options(axes: Axes, room: Box, bars: Mapping[str, Sequence[tuple[str, float]]]) -> None:
    """Draw one bar an issue, from top to bottom.

    Parameters
    ----------
    axes : Axes
        A canvas whose units are inches.
    room : Box
        The canvas's size.
    bars : mapping of str to sequence of (word, share)
        For each issue its options and their shares (0..1).
    """
    step = min(room.height / len(bars), 1.05)
    for index, (issue, chosen) in enumerate(bars.items()):
        top = room.height - index * step
        name = shorten(issue, BODY, room.width, bold=True)
        axes.text(0, top, name, va="top", fontsize=BODY, fontweight="bold", color=INK)
        height = 0.26
        middle = top - 0.25 - height / 2
        outside = _bar(axes, room.width, middle, height, chosen)
        lines = 2 if step >= 1.0 else 1
        _caption(axes, room.width, middle - height / 2 - 0.11, lines, outside)


def _bar(
    axes: Axes,
    width: float,
    middle: float,
    height: float,
    chosen: Sequence[tuple[str, float]],
) -> list[tuple[str, str]]:
    """Draw one bar; return the words that it has no room for, each with its colour."""
    outside: list[tuple[str, str]] = []
    start = 0.0
    for index, (word, share) in enumerate(chosen):
        colour, long = TINTS[min(index, len(TINTS) - 1)], share * width
        axes.barh(middle, long, height, start, color=colour, edgecolor="white", lw=1.2)
        number = in_100(share)
        full = f"{word} {number}"
        inside = full if width_of(full, SMALL) + 0.1 < long else number
        if width_of(inside, SMALL) + 0.06 < long:
            axes.text(
                start + long / 2,
                middle,
                inside,
                ha="center",
                va="center_baseline",
                fontsize=SMALL,
                color=ink_on(colour),
            )
        if inside != full:
            outside.append((full, colour))
        start += long
    return outside


def _caption(
    axes: Axes, width: float, y: float, lines: int, outside: Sequence[tuple[str, str]]
) -> None:
    """Write the words that a bar has no room for below it, as far as `lines` lines go."""
    x, line = 0.0, 0
    side_by_side = sum(0.4 + width_of(text, SMALL) for text, _ in outside) <= width
    roomy = side_by_side or len(outside) <= lines
    most = width - 0.3 if roomy else 0.47 * width - 0.3
    for index, (text, colour) in enumerate(outside):
        number = text.rpartition(" ")[2] if not text.endswith("than 1") else "fewer than 1"
        word = text.removesuffix(number).rstrip()
        text = f"{shorten(word, SMALL, most - width_of(' ' + number, SMALL))} {number}"
        last = index == len(outside) - 1
        more = 0.0 if last or line < lines - 1 else 0.85
        one_each = len(outside) <= lines
        if x > 0 and (one_each or x + 0.2 + width_of(text, SMALL) + more > width):
            if line == lines - 1:
                axes.text(
                    x,
                    y - line * LINE,
                    f"+ {len(outside) - index} more",
                    va="center_baseline",
                    fontsize=SMALL,
                    color=MUTED,
                )
                return
            x, line = 0.0, line + 1
        axes.scatter([x + 0.07], [y - line * LINE], s=60, c=colour, marker="s", linewidths=0)
        axes.text(
            x + 0.2,
            y - line * LINE,
            text,
            va="center_baseline",
            fontsize=SMALL,
            color=INK,
        )
        x += 0.4 + width_of(text, SMALL)
