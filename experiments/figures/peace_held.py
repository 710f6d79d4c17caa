"""How long a signed text holds: the share of peaces still standing, round by round."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from experiments.analysis.results import Results
from experiments.analysis.survival import table as survival
from experiments.figures.parts.page import Box, lay, panel
from experiments.figures.parts.rows import require
from experiments.figures.parts.steps import draw_curve, draw_names
from experiments.figures.style import FAINT, LOOKS, figure, styled
from experiments.spoken import in_100, many
from experiments.words import span

COLUMNS = ("round", "without", "low", "high", "at_risk", "events", "cases")


def table(results: Results) -> pd.DataFrame:
    """Estimate who still stands after so many rounds (`analysis.survival`, Kaplan & Meier).

    ``attrs["a_year"]`` says how many rounds make a year.

    Raises
    ------
    ValueError
        If there are several lenses, which have a curve each.
    """
    if "lens" in results.runs and results.runs["lens"].nunique() > 1:
        raise ValueError("the runs are of several lenses; draw one at a time")
    curve = survival(results, "breakdown")
    curve.attrs["a_year"] = results.scenario.calendar.rounds_per_year.value
    return curve


def finding(curve: pd.DataFrame) -> str:
    """Say how many peaces stand at the end of the watch, with the interval."""
    last = curve.iloc[-1]
    rounds = many(int(last["round"]), "round")
    if "a_year" in curve.attrs:
        rounds += f" ({span(last['round'] / curve.attrs['a_year'])})"
    if int(curve["events"].sum()) == 0:
        return f"Every signed text held for the {rounds} that it was watched"
    inside = ""
    if np.isfinite(last["low"]):
        inside = f" ({100 * last['low']:.0f} to {100 * last['high']:.0f})"
    return f"Of 100 signed texts {in_100(last['without'])}{inside} still hold after {rounds}"


@styled
def draw(curve: pd.DataFrame, provenance: str = "") -> Figure:
    """Draw the share that still holds as steps, with its 95 % band.

    Parameters
    ----------
    curve : DataFrame
        What `table` returns, of one group.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    require(curve, COLUMNS)
    fig = figure()
    subtitle = (
        f"{many(int(curve['cases'].iloc[0]), 'signed text')}, from the signing: of 100, how many "
        "have not broken down. Band: 95 %."
    )
    room = lay(fig, finding(curve), subtitle, provenance)
    box = Box(room.left + 0.65, room.bottom + 0.65, room.width - 2.95, room.height - 1.0)
    axes = panel(fig, box)
    last = max(int(curve["round"].max()), 1)
    axes.set_xlim(0, 1.02 * last)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("rounds since the signing" + _of_a_year(curve))
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0, symbol=""))
    axes.grid(axis="y", color=FAINT, lw=0.8)
    draw_curve(axes, curve.rename(columns={"without": "without_deal"}), LOOKS[0].colour, last)
    end = float(curve["without"].iloc[-1])
    draw_names(axes, box, "", [f"{in_100(end)} in 100"], [end], [LOOKS[0].colour])
    return fig


def _of_a_year(curve: pd.DataFrame) -> str:
    return f" ({curve.attrs['a_year']:g} a year)" if "a_year" in curve.attrs else ""
