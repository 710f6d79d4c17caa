"""What each party is left with at each value of a number: ridges, with medians and ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.parts.lettering import shorten, wrap
from experiments.figures.parts.page import Box, canvas, lay
from experiments.figures.parts.rows import (
    change_of,
    clusters_of,
    counted,
    left_out,
    levels,
    require,
)
from experiments.figures.style import BODY, FAINT, INK, LOOKS, MUTED, SMALL, figure, styled
from experiments.intervals import Interval, clustered_mean
from experiments.spoken import many, plain, with_unit

COLUMNS = ("party", "value", "runs", "mean", "low", "high", "q05", "q25", "q50", "q75", "q95")
SHAPE = ("party", "value", "at", "density")
BINS, SMOOTHED, MOST, PARTIES = 48, 2, 8, 5
NAMED, HEAD, FOOT = 1.5, 0.62, 0.4


def table(runs: pd.DataFrame, parameter: str, parties: Sequence[str]) -> pd.DataFrame:
    """Describe each party's utility at each value of a number.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation, with ``status``, ``outcome``, the number's column and
        ``utility_<party>``.
    parameter : str
        The number's path.
    parties : sequence of str
        Whose utilities.

    Returns
    -------
    DataFrame
        A row a party and value: ``party``, ``value``, ``runs``, ``mean``, ``low``, ``high`` (95 %
        of the mean, replicates taken together) and the quantiles ``q05`` to ``q95``.
        ``attrs["left_out"]`` counts failed runs.

    Raises
    ------
    ValueError
        If a column is missing, no run succeeded, or the number has fewer than two values.
    """
    rows = counted(runs, [parameter, *(f"utility_{party}" for party in parties)])
    parts = []
    for party in parties:
        for value in levels(rows, parameter):
            own = rows[rows[parameter] == value]
            worth = own[f"utility_{party}"].to_numpy(dtype=float)
            quantiles = np.quantile(worth, [0.05, 0.25, 0.5, 0.75, 0.95])
            parts.append(
                (party, value, len(own), *clustered_mean(worth, clusters_of(own)), *quantiles)
            )
    made = pd.DataFrame(parts, columns=list(COLUMNS))
    made.attrs = dict(rows.attrs) | {"changes": _changes(rows, parameter, parties)}
    return made


def _changes(
    rows: pd.DataFrame, parameter: str, parties: Sequence[str]
) -> dict[str, Interval | None]:
    """Give each party's change between the ends, replicate by replicate where they share luck."""
    ends = levels(rows, parameter)
    found = {}
    for party in parties:
        both = [rows.loc[rows[parameter] == end, f"utility_{party}"] for end in (ends[0], ends[-1])]
        found[party] = change_of(both[0], both[1], rows)
    return found


def shapes(runs: pd.DataFrame, parameter: str, parties: Sequence[str]) -> pd.DataFrame:
    """Give the ridges: a histogram of 48 bins over the party's range, lightly smoothed.

    Returns
    -------
    DataFrame
        ``party``, ``value``, ``at`` (the bin's middle) and ``density`` (0..1, of the party's
        highest ridge).
    """
    rows, parts = counted(runs, [parameter]), []
    for party in parties:
        worth = rows[f"utility_{party}"].to_numpy(dtype=float)
        low, high = float(worth.min()), float(worth.max())
        pad = 0.03 * (high - low) or 0.05
        edges = np.linspace(low - pad, high + pad, BINS + 1)
        for value in levels(rows, parameter):
            own = worth[(rows[parameter] == value).to_numpy()]
            count = np.histogram(own, edges)[0] / len(own)
            for _ in range(SMOOTHED):
                count = np.convolve(count, [0.25, 0.5, 0.25], mode="same")
            middles = 0.5 * (edges[1:] + edges[:-1])
            parts += [(party, value, *pair) for pair in zip(middles, count, strict=True)]
    made = pd.DataFrame(parts, columns=list(SHAPE))
    made["density"] /= made.groupby("party")["density"].transform("max")
    return made


def finding(worth: pd.DataFrame, label: str, unit: str, labels: Mapping[str, str]) -> str:
    """Say whose mean moves most between the ends, if it clearly does.

    It does where the interval of the change, replicate by replicate, leaves out 0; without
    shared replicates, where the two intervals don't overlap.
    """
    best, size, changes = None, 0.0, worth.attrs.get("changes", {})
    for party, own in worth.groupby("party", sort=False):
        first, last = own.iloc[0], own.iloc[-1]
        apart = first["high"] < last["low"] or last["high"] < first["low"]
        change = changes.get(party)
        if change is not None:
            apart = change[1] > 0 or change[2] < 0
        if apart and abs(last["mean"] - first["mean"]) > size:
            best, size = (str(party), first, last), abs(last["mean"] - first["mean"])
    ends = worth["value"].iloc[0], worth["value"].iloc[-1]
    reach = f"as {label} goes from {plain(ends[0])} to {with_unit(ends[1], unit)}"
    if best is None:
        return f"No party's mean result clearly moves {reach}"
    party, first, last = best
    name = labels.get(party, party)
    return (
        f"{name[:1].upper() + name[1:]} moves most: a mean of {_short(first['mean'])} "
        f"({_short(first['low'])} to {_short(first['high'])}) becomes {_short(last['mean'])} "
        f"({_short(last['low'])} to {_short(last['high'])}) {reach}"
    )


def _short(value: float) -> str:
    return f"{value:.3g}".replace("-", "\u2212")


@styled
def draw(
    worth: pd.DataFrame,
    ridges: pd.DataFrame,
    label: str,
    unit: str = "",
    labels: Mapping[str, str] | None = None,
    provenance: str = "",
) -> Figure:
    """Draw a column a party and a ridge a value, with the median and the middle half.

    Parameters
    ----------
    worth, ridges : DataFrame
        What `table` and `shapes` return.
    label, unit : str
        The number in words, and what it is measured in.
    labels : mapping of str to str, optional
        Words for parties.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    require(worth, COLUMNS)
    require(ridges, SHAPE)
    words, fig = labels or {}, figure()
    values = list(dict.fromkeys(worth["value"]))
    parties = list(dict.fromkeys(worth["party"]))[:PARTIES]
    if len(values) > MOST:  # ends and some between
        values = [values[int(n)] for n in np.linspace(0, len(values) - 1, MOST)]
    fewest, most = int(worth["runs"].min()), int(worth["runs"].max())
    each = many(most, "negotiation") if fewest == most else f"{fewest:,} to {most:,} negotiations"
    subtitle = (
        f"{each} at each value. Heights: how common a result is, on the party's own scale. "
        "Dot: median; thick line: the middle half; thin: 90 in 100."
    )
    room = lay(fig, finding(worth, label, unit, words), subtitle, provenance, left_out(worth))
    axes = canvas(fig, room)
    step = (room.height - HEAD - FOOT) / len(values)
    head = wrap(f"{label} ({unit})" if unit else label, SMALL, NAMED - 0.1, most=3)
    axes.text(0, room.height, head, va="top", fontsize=SMALL, color=MUTED, linespacing=1.05)
    for row, value in enumerate(values):
        y = room.height - HEAD - (row + 0.82) * step
        text = shorten(plain(value), BODY, NAMED - 0.15)
        axes.text(0, y, text, va="center_baseline", fontsize=BODY, color=INK)
    across = (room.width - NAMED) / len(parties)
    for place, party in enumerate(parties):
        own = Box(NAMED + place * across, 0, across - 0.25, room.height)
        named = shorten(words.get(party, party), BODY, own.width, bold=True)
        axes.text(
            own.left, room.height - 0.12, named, va="center_baseline", fontsize=BODY,
            fontweight="bold",
        )  # fmt: skip
        _column(
            axes, own, worth[worth["party"] == party], ridges[ridges["party"] == party], values,
            step,
        )  # fmt: skip
    return fig


def _column(
    axes: Axes, box: Box, worth: pd.DataFrame, ridges: pd.DataFrame, values: Sequence[object],
    step: float,
) -> None:  # fmt: skip
    low, high = float(ridges["at"].min()), float(ridges["at"].max())

    def across(at: float) -> float:
        return box.left + (at - low) / (high - low) * box.width

    for row, value in enumerate(values):
        base = box.height - HEAD - (row + 0.82) * step
        shape = ridges[ridges["value"] == value]
        x = [across(at) for at in shape["at"]]
        y = base + 0.78 * step * shape["density"].to_numpy()
        axes.fill_between(x, base, y, color=LOOKS[1].colour, alpha=0.75, lw=0, zorder=row + 1)
        axes.plot(x, y, color=LOOKS[0].colour, lw=1.2, zorder=row + 1)
        axes.plot([box.left, box.left + box.width], [base] * 2, color=FAINT, lw=0.8, zorder=0)
        own = worth[worth["value"] == value].iloc[0]
        for ends, width in ((("q05", "q95"), 1.4), (("q25", "q75"), 4.0)):
            line = [across(own[name]) for name in ends]
            axes.plot(line, [base] * 2, color=INK, lw=width, zorder=20, solid_capstyle="butt")
        axes.scatter(
            [across(own["q50"])], [base], s=60, c="white", edgecolors=INK, zorder=21
        )  # fmt: skip
    for at, side in ((low, "left"), (high, "right")):
        axes.text(
            across(at), 0.05, _short(float(f"{at:.2g}")), ha=side, fontsize=SMALL, color=MUTED
        )  # fmt: skip
