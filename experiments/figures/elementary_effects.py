"""Which numbers matter, and which of them hang on the others: Morris' elementary effects."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.analysis.morris import in_words
from experiments.analysis.morris import table as table
from experiments.figures.parts.lettering import free_spot, width_of, wrap
from experiments.figures.parts.page import Box, canvas, lay, panel
from experiments.figures.parts.rows import left_out, require
from experiments.figures.style import BODY, FAINT, INK, LOOKS, MUTED, SMALL, figure, styled

MOST = 12
LISTED = 5.9
COLUMNS = ("parameter", "mu", "mu_star", "low", "high", "sigma", "floor", "told")
NO_SIZE = ("parameter", "told")


def finding(effects: pd.DataFrame, labels: Mapping[str, str], what: str, scale: float) -> str:
    """Say which number's whole range moves the measure most, on average."""
    top = effects.iloc[int(effects["mu_star"].to_numpy().argmax())]
    label = labels.get(str(top["parameter"]), str(top["parameter"]))
    if top["told"] is pd.NA:
        return f"With so few replicates no effect on {what} can be told from luck"
    if not top["told"]:
        return f"No number's effect on {what} is told from luck: more replicates would tell"
    size, low, high = (_number(scale * top[name]) for name in ("mu_star", "low", "high"))
    return f"{label[:1].upper() + label[1:]} moves {what} most: by {size} ({low} to {high})"


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"


@styled
def draw(
    effects: pd.DataFrame,
    labels: Mapping[str, str] | None = None,
    what: str = "the measure",
    scale: float = 1.0,
    unit: str = "",
    provenance: str = "",
) -> Figure:
    """Draw size and spread of the effects in a plane, with a numbered list beside it.

    Parameters
    ----------
    effects : DataFrame
        What `table` returns, of one lens.
    labels : mapping of str to str, optional
        Words for numbers.
    what, unit : str
        The measure in words, and what its effects are written in.
    scale : float
        By what they are multiplied to be so: 100 for a share in 100.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    require(effects, COLUMNS)
    words, fig = labels or {}, figure()
    of = f" ({unit})" if unit else ""
    luck = "Tick: what luck alone would make of a number that does nothing; grey: no larger."
    if effects["told"].isna().any():
        luck = in_words(effects)
    subtitle = (
        f"Effect of each number's whole range{of}: to the right its mean size, with 95 %; upwards "
        f"how much it hangs on the others. {luck}"
    )
    title = finding(effects, words, what, scale)
    room = lay(fig, title, subtitle, provenance, left_out(effects))
    box = Box(room.left + 0.95, room.bottom + 0.7, room.width - LISTED - 1.2, room.height - 0.8)
    axes = panel(fig, box)
    shown = effects[list(COLUMNS)].assign(
        **{name: scale * effects[name] for name in COLUMNS if name not in NO_SIZE}
    )
    _plane(axes, box, shown, unit)
    side = Box(room.left + room.width - LISTED, room.bottom, LISTED, room.height)
    _list(canvas(fig, side), side, shown, words)
    return fig


def _plane(axes: Axes, box: Box, shown: pd.DataFrame, unit: str) -> None:
    right = 1.08 * float(shown[["high", "floor"]].max().max())
    top = 1.15 * float(shown["sigma"].max())
    axes.set_xlim(0, right or 1.0)
    axes.set_ylim(0, top or 1.0)
    axes.grid(color=FAINT, lw=0.8)
    axes.set_xlabel(f"mean size{f', {unit}' if unit else ''} (μ*)")
    axes.set_ylabel("spread (σ)")
    for row in shown.iloc[:MOST].to_dict("records"):
        axes.plot([row["low"], row["high"]], [row["sigma"]] * 2, color=MUTED, lw=1.2, zorder=2)
    rest, marks = shown.iloc[MOST:], shown.iloc[:MOST]
    axes.scatter(rest["mu_star"], rest["sigma"], s=40, c=FAINT, edgecolors=MUTED, zorder=3)
    axes.scatter(marks["floor"], marks["sigma"], s=130, c=MUTED, marker="|", lw=1.6, zorder=3)
    colours = [FAINT if _unclear(told) else LOOKS[0].colour for told in marks["told"]]
    axes.scatter(marks["mu_star"], marks["sigma"], s=110, c=colours, edgecolors=INK, zorder=4)
    across, up = box.width / axes.get_xlim()[1], box.height / axes.get_ylim()[1]
    spots = [(x * across, y * up) for x, y in marks[["mu_star", "sigma"]].to_numpy()]
    ticks = [(x * across, y * up) for x, y in marks[["floor", "sigma"]].dropna().to_numpy()]
    taken = [(x - 0.1, y - 0.1, x + 0.1, y + 0.1) for x, y in (*spots, *ticks)]
    for place, spot in enumerate(spots):
        text = str(place + 1)
        size = (width_of(text, BODY, bold=True) + 0.06, 0.22)
        free = free_spot(spot, size, taken, (0.02, 0.02, box.width - 0.02, box.height - 0.02))
        if free is None:
            continue
        x, y = free
        taken.append((x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2))
        axes.text(
            x / box.width, y / box.height, text, transform=axes.transAxes, ha="center",
            va="center_baseline", fontsize=BODY, fontweight="bold", color=INK, zorder=6,
        )  # fmt: skip


def _unclear(told: object) -> bool:
    """Say whether an effect is known not to be told from luck."""
    return told is not pd.NA and not told


def _list(axes: Axes, room: Box, shown: pd.DataFrame, words: Mapping[str, str]) -> None:
    step = min((room.height - 0.35) / min(len(shown), MOST), 0.5)
    head = room.height - 0.15
    for right, text in ((1.3, "size"), (0.65, "luck"), (0.0, "mean")):
        axes.text(room.width - right, head, text, ha="right", fontsize=SMALL, color=MUTED)
    for place, row in enumerate(shown.iloc[:MOST].to_dict("records")):
        y = room.height - 0.3 - (place + 0.5) * step
        axes.text(
            0.3, y, str(place + 1), ha="right", va="center_baseline", fontsize=BODY,
            fontweight="bold",
        )  # fmt: skip
        name = wrap(words.get(row["parameter"], row["parameter"]), SMALL, room.width - 2.3, most=1)
        ink = MUTED if _unclear(row["told"]) else INK
        axes.text(0.45, y, name, va="center_baseline", fontsize=SMALL, color=ink)
        for right, text in (
            (1.3, _number(row["mu_star"])),
            (0.65, "?" if math.isnan(row["floor"]) else _number(row["floor"])),
            (0.0, f"{row['mu']:+.2g}".replace("-", "\u2212")),
        ):
            axes.text(
                room.width - right, y, text, ha="right", va="center_baseline", fontsize=SMALL,
                color=ink,
            )  # fmt: skip
