"""Text that fits: measure, wrap, cut and spread labels before they are drawn.

Lengths are inches; sizes are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

LINE = 1.25


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return the width of one line of `text` in inches."""
    return _width_at_one(text, bold) * size / 72


@lru_cache(maxsize=1 << 14)  # fitting measures the same words again and again
def _width_at_one(text: str, bold: bool) -> float:
    """Return the width of one line in points, at a size of one point."""
    if not text:
        return 0.0
    font = FontProperties(family="DejaVu Sans", size=1, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width)


def height_of(text: str, size: float) -> float:
    """Return the height in inches of `text`, which may have several lines."""
    return (text.count("\n") + 1) * size * LINE / 72 if text else 0.0


def shorten(text: str, size: float, width: float, bold: bool = False) -> str:
    """Return one line of at most `width` inches, cut with an ellipsis where it must be."""
    if width_of(text, size, bold) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = text[:end].rstrip() + "…"
        if width_of(cut, size, bold) <= width:
            return cut
    return "…"


def wrap(text: str, size: float, width: float, bold: bool = False, most: int = 9) -> str:
    """Return `text` broken into at most `most` lines of at most `width` inches.

    Words are kept whole where they fit on a line; what is too much ends in an ellipsis.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return "\n".join(shorten(line, size, width, bold) for line in lines)


def balance(text: str, size: float, width: float, bold: bool = False, most: int = 9) -> str:
    """Return `text` wrapped as by `wrap`, with lines of about equal length."""
    widest = wrap(text, size, width, bold, most)
    best = widest
    while "\n" in widest and width > 1:
        width *= 0.97
        narrower = wrap(text, size, width, bold)
        if narrower.count("\n") > widest.count("\n") or "…" in narrower:
            break
        best = narrower
    return best


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move `places` as little as needed to stand `gap` apart within `low`..`high`.

    The order is kept, and places come back in the order in which they were given. If they
    can't all fit, they stand evenly over the whole range.

    Examples
    --------
    >>> spread([1.0, 1.1, 5.0], 1.0, 0.0, 10.0)
    [1.0, 2.0, 5.0]
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    if len(places) > 1 and gap * (len(places) - 1) > high - low:
        gap = (high - low) / (len(places) - 1)
    moved = [0.0] * len(places)
    floor = low
    for index in order:
        moved[index] = max(places[index], floor)
        floor = moved[index] + gap
    ceiling = high
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return moved


def free_spot(
    anchor: tuple[float, float],
    size: tuple[float, float],
    taken: Sequence[tuple[float, float, float, float]],
    within: tuple[float, float, float, float],
) -> tuple[float, float] | None:
    """Return the nearest centre for a label beside `anchor` that overlaps nothing.

    Parameters
    ----------
    anchor : (x, y)
        The point to be labelled.
    size : (width, height)
        The label.
    taken : sequence of (left, bottom, right, top)
        Where nothing may be put.
    within : (left, bottom, right, top)
        Where the label must stay.

    Returns
    -------
    (x, y) or None
        None where no direction up to ten steps away is free.
    """
    directions = [(0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1)]
    for step in range(10):
        for dx, dy in directions:
            x = anchor[0] + dx * (size[0] / 2 + 0.09 + 0.12 * step)
            y = anchor[1] + dy * (size[1] / 2 + 0.09 + 0.12 * step)
            box = (x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)
            inside = box[0] >= within[0] and box[1] >= within[1]
            inside = inside and box[2] <= within[2] and box[3] <= within[3]
            if inside and not any(
                box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
                for other in taken
            ):
                return x, y
    return None
