"""The look that all figures share: eight outcomes, their colours and shapes, and the paper.

An outcome is told apart three times over, by colour, by shape and by a word beside it,
so that no reader depends on colour alone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar

import matplotlib
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

INK: Final = "#1a1a1a"
MUTED: Final = "#595959"
FAINT: Final = "#d9d9d9"
DISCLAIMER: Final = "A model, not a forecast"
DPI: Final = 150

TITLE: Final = 23.0
BODY: Final = 14.0
SMALL: Final = 12.0

_GROUPS: Final = (
    "axes", "font", "text", "xaxis", "yaxis", "xtick", "ytick",
    "lines", "markers", "patch", "path", "hatch", "grid", "scatter", "pcolor",
    "pcolormesh", "image", "figure", "savefig", "svg",
)  # fmt: skip
_STYLE: Final[dict[Any, Any]] = {
    **{
        key: value
        for key, value in matplotlib.rcParamsDefault.items()
        if key.split(".")[0] in _GROUPS
    },
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.labelsize": BODY,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": BODY,
    "ytick.labelsize": BODY,
    "svg.hashsalt": "batna",
    "svg.fonttype": "path",
}
_LOCK: Final = threading.RLock()

P = ParamSpec("P")
R = TypeVar("R")


class Look(NamedTuple):
    """How one outcome is shown.

    Attributes
    ----------
    outcome : str
        The word in the results, such as ``"deal"``.
    label : str
        What a reader sees.
    clause : str
        The same as half a sentence: "the war goes on".
    colour : str
        Hexadecimal RGB, distinct from its neighbours' under colour-vision deficiency.
    marker : str
        Matplotlib marker code; each outcome has its own shape.
    """

    outcome: str
    label: str
    clause: str
    colour: str
    marker: str


LOOKS: Final[tuple[Look, ...]] = (
    Look(
        "deal",
        "Comprehensive deal",
        "the parties sign a comprehensive deal",
        "#2166ac",
        "o",
    ),
    Look(
        "limited",
        "Limited agreement",
        "the parties sign a limited agreement",
        "#92c5de",
        "s",
    ),
    Look("frozen", "Frozen conflict", "the conflict freezes", "#6a51a3", "D"),
    Look("protracted", "War goes on", "the war goes on", "#bdbdbd", "P"),
    Look("exhaustion", "Attacker exhausted", "the attacker is exhausted", "#f5d67b", "v"),
    Look("capitulation", "Capitulation", "the defender capitulates", "#5c2d05", "^"),
    Look("escalation", "Escalation", "the war escalates", "#f1a340", "X"),
    Look("wider_war", "Wider war", "the war widens", "#b35806", "*"),
)
OUTCOMES: Final[tuple[str, ...]] = tuple(look.outcome for look in LOOKS)


def look_of(outcome: str) -> Look:
    """Return how `outcome` is shown.

    Raises
    ------
    ValueError
        If `outcome` is none of the eight words.
    """
    for look in LOOKS:
        if look.outcome == outcome:
            return look
    raise ValueError(f"unknown outcome {outcome!r}; the outcomes are {', '.join(OUTCOMES)}")


def ink_on(colour: str) -> str:
    """Return white or near-black, whichever contrasts more with `colour`.

    Contrast is the ratio of relative luminances of WCAG 2.2
    (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
    """
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.06 else INK


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Run `draw` under this module's look, whatever the caller's matplotlib settings.

    Settings are put back afterwards. Matplotlib's settings are one global, so drawing
    takes turns: any number of threads may call a styled function.
    """

    @wraps(draw)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        with _LOCK, matplotlib.rc_context(_STYLE):
            return draw(*args, **kwargs)

    return inner


@styled
def figure(width: float = 12.8, height: float = 7.2) -> Figure:
    """Return an empty white figure of `width` by `height` inches (default 1920 by 1080 dots).

    Raises
    ------
    ValueError
        If a side is not positive.
    """
    if not (width > 0 and height > 0):
        raise ValueError(f"a figure needs positive sides, not {width} by {height} inches")
    return Figure(figsize=(width, height), dpi=DPI, facecolor="white")


@styled
def save(fig: Figure, path_without_suffix: str | os.PathLike[str]) -> list[Path]:
    """Write `fig` as PNG and as SVG; the same figure gives the same bytes.

    Parameters
    ----------
    fig : Figure
        What to write. Its title becomes the files' title, for readers who cannot see them.
    path_without_suffix : str or path
        Folder and name; ``.png`` and ``.svg`` are added. Missing folders are made.

    Returns
    -------
    list of Path
        The two files, PNG first.
    """
    stem = Path(path_without_suffix)
    stem.parent.mkdir(parents=True, exist_ok=True)
    png, svg = (stem.with_name(stem.name + suffix) for suffix in (".png", ".svg"))
    title = fig.get_suptitle().replace("\n", " ")
    fig.savefig(png, dpi=DPI, metadata={"Software": "batna", "Title": title})
    fig.savefig(svg, metadata={"Date": None, "Creator": "batna", "Title": title})
    return [png, svg]
