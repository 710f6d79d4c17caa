"""How long a deal takes: the share of negotiations still without one, round by round."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from experiments.figures.parts.page import Box, lay, panel
from experiments.figures.parts.rows import clusters_of, counted, left_out, levels, require
from experiments.figures.parts.steps import draw_curve, draw_half, draw_names
from experiments.figures.style import FAINT, LOOKS, figure, styled
from experiments.intervals import waiting
from experiments.spoken import in_100, many, plain, with_unit

COLUMNS = ("group", "round", "without_deal", "low", "high", "at_risk", "deals")
MOST = 12


def table(runs: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Estimate the share of negotiations still without a deal after each round.

    A deal is the event; a negotiation that ends otherwise is censored at its last round
    (`experiments.intervals.waiting`: Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452).
    The curve therefore says how fast deals come among those still talking. Where many
    negotiations end otherwise, one minus the curve is more than the share of deals.
    The bands take the negotiations of one replicate together, which share their luck.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation, with ``outcome``, ``status``, ``end_round``.
    by : str, optional
        A varied parameter, or ``lens``; one curve for each of its values. Several lenses have
        a curve each by default.

    Returns
    -------
    DataFrame
        One row for round 0 and for each round in which a negotiation ended: ``group`` (the
        parameter's value, or ``"all"``), ``round``, ``without_deal`` (0..1), ``low``,
        ``high`` (95 % band, NaN where it is undefined), ``at_risk`` (negotiations that
        reached the round), ``deals`` (signed in it). ``attrs["left_out"]`` counts failed
        runs; ``attrs["by"]`` is the column that tells the curves apart, or None.

    Raises
    ------
    ValueError
        If a column is missing, no run succeeded, an outcome is unknown, a round is missing or
        negative, or curves over a parameter would pool several lenses.
    """
    rows = counted(runs, ["end_round"])
    rounds = pd.to_numeric(rows["end_round"], errors="coerce")
    if bool(rounds.isna().any()) or bool((rounds < 0).any()):
        raise ValueError("'end_round' has a row without a round of 0 or more")
    if "lens" in rows and rows["lens"].nunique() > 1 and by != "lens":
        if by is not None:
            raise ValueError(f"curves over {by!r} would pool several lenses; take one at a time")
        by = "lens"
    groups: list[object] = ["all"] if by is None else levels(rows, by, least=1)
    parts = []
    for group in groups:
        own = rows if by is None else rows[rows[by] == group]
        waited = own["end_round"].to_numpy(dtype=float)
        curve = waiting(waited, own["outcome"] == "deal", clusters_of(own))
        part = pd.DataFrame(
            dict(zip(COLUMNS[1:], curve, strict=True)), index=range(len(curve.time))
        )
        if curve.time[0] > 0:
            start = pd.DataFrame([(0.0, 1.0, np.nan, np.nan, len(own), 0)], columns=COLUMNS[1:])
            part = pd.concat([start, part], ignore_index=True)
        part.insert(0, "group", pd.Series([group] * len(part), dtype=object))
        part["round"] = part["round"].astype(int)
        parts.append(part)
    result = pd.concat(parts, ignore_index=True)
    result.attrs = dict(rows.attrs) | {"by": by}
    return result


def median_round(curve: pd.DataFrame) -> int | None:
    """Return the round by which half of the deals of one curve are signed, or None."""
    signed = curve["deals"].cumsum().to_numpy()
    if not len(signed) or signed[-1] == 0:
        return None
    return int(curve["round"].iloc[int(np.searchsorted(signed, signed[-1] / 2))])


def finding(curves: pd.DataFrame, label: str = "", unit: str = "") -> str:
    """Say by when half of the deals are signed, at the ends of a parameter if there is one."""
    medians = {group: median_round(own) for group, own in curves.groupby("group", sort=False)}
    if all(median is None for median in medians.values()):
        return f"No deal in {many(int(curves['round'].max()), 'round')}"
    if len(medians) == 1:
        return f"Half of the deals that come are signed by round {next(iter(medians.values()))}"
    label = _label(curves, label)
    (first, early), (last, late) = next(iter(medians.items())), list(medians.items())[-1]
    start, end = f"{label} at {with_unit(first, unit)}", with_unit(last, unit)
    if early is None or late is None:
        signed = f"signed by round {late if early is None else early}"
        some, none = (end, start) if early is None else (start, end)
        some, none = (
            some.removeprefix(f"{label} at "),
            none.removeprefix(f"{label} at "),
        )
        return f"With {label} at {none} no deal comes; at {some} half of them are {signed}"
    return f"With {start} half of the deals are signed by round {early}; at {end} by round {late}"


def _label(curves: pd.DataFrame, label: str) -> str:
    """Say what tells the curves apart, where the caller has no word for it."""
    return label or ("lens" if curves.attrs.get("by") == "lens" else "this parameter")


@styled
def draw(
    curves: pd.DataFrame,
    provenance: str = "",
    label: str = "",
    unit: str = "",
) -> Figure:
    """Draw the curves as steps with their bands, each named at its end.

    Parameters
    ----------
    curves : DataFrame
        What `table` returns.
    provenance : str
        What made the data, for the footer.
    label, unit : str
        The varied parameter in words, if there is one.

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, or there are more than twelve curves.
    """
    require(curves, COLUMNS)
    groups = list(dict.fromkeys(curves["group"]))
    if len(groups) > MOST:
        raise ValueError(f"{len(groups)} curves are too many to tell apart; draw at most {MOST}")
    total = int(curves.groupby("group")["at_risk"].max().sum())
    fig = figure()
    subtitle = (
        f"{many(total, 'negotiation')}: of 100 still at the table, how many have no deal yet. "
        "One that ends otherwise leaves the count then. Bands: 95 %."
    )
    least = float(curves[["without_deal", "low"]].min().min())
    floor = next(level for level in (0.8, 0.5, 0.0) if least >= level) if least < 1 else 0.0
    if floor:
        subtitle += f" The axis starts at {100 * floor:.0f}."
    room = lay(fig, finding(curves, label, unit), subtitle, provenance, left_out(curves))
    box = Box(room.left + 0.65, room.bottom + 0.65, room.width - 2.95, room.height - 1.0)
    axes = panel(fig, box)
    last = max(int(curves["round"].max()), 1)
    axes.set_xlim(0, 1.02 * last)
    axes.set_ylim(floor, 1 + 0.02 * (1 - floor))
    axes.set_xlabel("round")
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0, symbol=""))
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axes.grid(axis="y", color=FAINT, lw=0.8)
    shades = colormaps["viridis"](np.linspace(0.0, 0.62, len(groups)))
    colours = [to_hex(shade) for shade in shades] if len(groups) > 1 else [LOOKS[0].colour]
    ends = []
    for group, colour in zip(groups, colours, strict=True):
        own = curves[curves["group"] == group]
        draw_curve(axes, own, colour, last)
        ends.append(float(own["without_deal"].iloc[-1]))
    if len(groups) == 1:
        draw_half(axes, box, median_round(curves), last)
        names, heading = [f"{in_100(ends[0])} in 100"], ""
    else:
        names = [f"{plain(group)}: {in_100(end)}" for group, end in zip(groups, ends, strict=True)]
        words = _label(curves, label)
        heading = f"{words} ({unit})" if unit else words
    draw_names(axes, box, heading, names, ends, colours)
    return fig
