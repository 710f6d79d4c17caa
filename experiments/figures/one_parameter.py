"""How an outcome's share moves with one parameter."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from experiments.figures.parts.band import are_numbers, draw_points
from experiments.figures.parts.page import Box, lay, panel
from experiments.figures.parts.rows import change_of, counted, left_out, levels, require, share_of
from experiments.figures.style import FAINT, figure, look_of, styled
from experiments.spoken import in_100, many, plain, with_unit

COLUMNS = ("value", "count", "runs", "share", "low", "high")
TOPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)


def table(runs: pd.DataFrame, parameter: str, outcome: str = "deal") -> pd.DataFrame:
    """Count how often `outcome` comes about at each value of a parameter.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation, with ``outcome``, ``status`` and the parameter's column.
    parameter : str
        A varied parameter's path, such as ``"actors.US.aid"``; numbers or words.
    outcome : str
        One of the eight outcomes.

    Returns
    -------
    DataFrame
        One row a value, sorted: ``value``, ``count``, ``runs``, ``share`` (0..1), ``low``,
        ``high``, its 95 % interval (`experiments.intervals.clustered_share`).
        ``attrs["left_out"]`` counts failed runs; ``attrs["change"]`` is the share at the last
        value less that at the first, with its 95 % interval, replicate by replicate where they
        share their luck (else None).

    Raises
    ------
    ValueError
        If a column is missing, no run succeeded, an outcome is unknown, or the parameter
        has a null or fewer than two values.
    """
    look_of(outcome)
    rows = counted(runs, [parameter])
    parts = []
    hits = []
    for value in levels(rows, parameter):
        own = rows[rows[parameter] == value]
        hits.append(own["outcome"] == outcome)
        parts.append((value, int(hits[-1].sum()), len(own), *share_of(hits[-1], own)))
    result = pd.DataFrame(parts, columns=list(COLUMNS))
    result.attrs = dict(rows.attrs) | {"change": change_of(hits[0], hits[-1], rows)}
    return result


def finding(shares: pd.DataFrame, label: str, unit: str = "", outcome: str = "deal") -> str:
    """Say how far the outcome's share moves between the parameter's ends, and which way.

    The difference is clear where its interval, replicate by replicate, leaves out 0; without
    shared replicates, where the two intervals don't overlap.
    A value in between whose interval lies beyond both ends' is named too.
    """
    name = look_of(outcome).label
    first, last = shares.iloc[0], shares.iloc[-1]
    start, stop = in_100(first["share"]), in_100(last["share"])
    reach = f"as {label} goes from {plain(first['value'])} to {with_unit(last['value'], unit)}"
    numbers = are_numbers(shares)
    if numbers:
        clear = f"from {start} to {stop} in 100 {reach}"
    else:
        reach = f"with {label} {plain(first['value'])} or {plain(last['value'])}"
        clear = f"in {start} and in {stop} of 100 {reach}"
    change = shares.attrs.get("change")
    rises, falls = first["high"] < last["low"], last["high"] < first["low"]
    if change is not None:
        rises, falls = change[1] > 0, change[2] < 0
    if rises:
        sentence = f"{name}: up {clear}" if numbers else f"{name}: {clear}"
    elif falls:
        sentence = f"{name}: down {clear}" if numbers else f"{name}: {clear}"
    else:
        sentence = f"No clear difference: {name.lower()} in {start} and {stop} of 100 {reach}"
    top, bottom = (
        shares.iloc[int(shares["share"].to_numpy().argmax())],
        shares.iloc[int(shares["share"].to_numpy().argmin())],
    )
    if top["low"] > max(first["high"], last["high"]):
        sentence += f"; most at {plain(top['value'])} ({in_100(top['share'])})"
    if bottom["high"] < min(first["low"], last["low"]):
        sentence += f"; least at {plain(bottom['value'])} ({in_100(bottom['share'])})"
    return sentence


@styled
def draw(
    shares: pd.DataFrame,
    label: str,
    unit: str = "",
    outcome: str = "deal",
    provenance: str = "",
) -> Figure:
    """Draw the share over the parameter, with its interval at each value.

    Parameters
    ----------
    shares : DataFrame
        What `table` returns.
    label, unit : str
        The parameter in words, and what it is measured in.
    outcome : str
        The outcome that was counted.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing or the outcome is unknown.
    """
    require(shares, COLUMNS)
    fig = figure()
    fewest, most = int(shares["runs"].min()), int(shares["runs"].max())
    each = many(most, "negotiation") if fewest == most else f"{fewest:,} to {most:,} negotiations"
    what = look_of(outcome).label.lower()
    subtitle = f"{each} at each value. Of 100, how many end in: {what}. Band: 95 % interval."
    room = lay(
        fig,
        finding(shares, label, unit, outcome),
        subtitle,
        provenance,
        left_out(shares),
    )
    under = 0.7 if are_numbers(shares) else 0.95
    axes = panel(
        fig,
        Box(
            room.left + 0.65,
            room.bottom + under,
            room.width - 0.9,
            room.height - under - 0.1,
        ),
    )
    highest = float(shares["high"].max())
    axes.set_ylim(0, next(top for top in TOPS if 1.1 * highest <= top or top == 1))
    axes.yaxis.set_major_formatter(PercentFormatter(1, symbol=""))
    axes.grid(axis="y", color=FAINT, lw=0.8)
    axes.set_xlabel(f"{label} ({unit})" if unit else label)
    draw_points(axes, shares, outcome, room.width - 0.9)
    return fig
