"""How strategies fare against one another: agreements, and what a party gets."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.parts.heat import draw_numbers
from experiments.figures.parts.lettering import width_of
from experiments.figures.parts.page import Box, lay, panel
from experiments.figures.parts.rows import require
from experiments.figures.style import BODY, SMALL, figure, styled
from experiments.spoken import in_100

COLUMNS = ("mine", "others", "measure", "party", "value", "low", "high")


def table(results: pd.DataFrame, measure: str, party: str = "") -> pd.DataFrame:
    """Give one measure of a tournament as a square: a row a strategy of the party.

    Parameters
    ----------
    results : DataFrame
        What `experiments.tournament.tournament` returns.
    measure : str
        ``agreement``, ``utility`` (of ``party``), ``nash_distance`` or ``rounds``.

    Raises
    ------
    ValueError
        If a column is missing or nothing was measured so.
    """
    require(results, COLUMNS)
    rows = results[(results["measure"] == measure) & (results["party"] == party)]
    if rows.empty:
        raise ValueError(f"the tournament has no {measure!r} of {party!r}")
    order = list(dict.fromkeys(rows["mine"]))
    return rows.pivot(index="mine", columns="others", values="value").loc[order, order]


def finding(results: pd.DataFrame, party: str, name: str) -> str:
    """Say which strategy does best for a party in the mean and brings most agreements, if any."""
    gains, deals = _leader(results, "utility", party), _leader(results, "agreement", "")
    words = (
        f"Against the mean of the others, {name} gets most by {_said(gains)}"
        if gains
        else f"No strategy is clearly best for {name} against the mean of the others"
    )
    return f"{words}; most agreements come of {_said(deals)}" if deals else words


def _leader(results: pd.DataFrame, measure: str, party: str) -> str | None:
    """Name the row whose mean is above that of the next by more than both their doubts."""
    rows = results[(results["measure"] == measure) & (results["party"] == party)]
    half = ((rows["high"] - rows["low"]) / 2) ** 2
    means = rows.groupby("mine")["value"].mean().sort_values(ascending=False)
    doubt = np.sqrt(half.groupby(rows["mine"]).sum()) / len(means)
    first, second = means.index[:2]
    clear = means[first] - doubt[first] > means[second] + doubt[second]
    return str(first) if clear else None


@styled
def draw(
    results: pd.DataFrame,
    party: str,
    name: str,
    unit: str = "points",
    worth: Callable[[float], float] = lambda value: value,
    provenance: str = "",
) -> Figure:
    """Draw how often each pairing agrees, and what the party is left with in the mean.

    Parameters
    ----------
    results : DataFrame
        What `experiments.tournament.tournament` returns.
    party, name : str
        Whose strategies stand in the rows, and its name in words.
    unit : str
        What its gains are measured in, after ``worth``.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing or nothing was measured.
    """
    deals, gains = table(results, "agreement"), table(results, "utility", party)
    gains = gains.map(worth)
    fig = figure()
    subtitle = (
        f"Rows: the strategy of {name}; columns: that of all others. Left: agreements in 100. "
        f"Right: what {name} is left with in the mean ({unit})."
    )
    room = lay(fig, finding(results, party, name), subtitle, provenance)
    minds = [_said(mind) for mind in deals.index]
    side = max(width_of(mind, SMALL) for mind in minds) + 0.2
    wide, gap = (room.width - side - 0.3) / 2, 0.3
    top = side + 0.05
    ends_of_gains = (float(gains.to_numpy().min()), float(gains.to_numpy().max()))
    for place, (square, ends, words) in enumerate((
        (deals, (0.0, 1.0), _in_100),
        (gains, ends_of_gains, _number),
    )):  # fmt: skip
        left = room.left + side + place * (wide + gap)
        axes = panel(fig, Box(left, room.bottom, wide, room.height - top))
        size = min(BODY, 72 * wide / len(minds) / 3.2)
        draw_numbers(axes, square.to_numpy(), ends, words, size)
        axes.invert_yaxis()
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(minds)), minds, rotation=90, fontsize=SMALL)
        axes.set_yticks(range(len(minds)), minds if place == 0 else [""] * len(minds))
        axes.tick_params(labelsize=SMALL)
    return fig


def _in_100(share: float) -> str:
    return {"fewer than 1": "<1", "more than 99": ">99"}.get(in_100(share), in_100(share))


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 10 or value == 0 else f"{value:.1f}"


def _said(mind: str) -> str:
    return mind.replace("_", " ").replace("tft", "tit for tat")
