"""The two kinds of spread side by side: chance alone, and uncertain numbers besides."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.parts.rows import require
from experiments.figures.parts.share_matrix import COLUMNS, count_by, draw_page
from experiments.figures.style import figure, look_of, styled
from experiments.spoken import in_100

CHANCE, BOTH = "Chance only", "Chance and uncertainty"
WORDS = {
    CHANCE: "same numbers, other luck",
    BOTH: "other luck, and drawn numbers",
}


def table(chance: pd.DataFrame, both: pd.DataFrame) -> pd.DataFrame:
    """Count the outcomes of the same study run both ways.

    Parameters
    ----------
    chance, both : DataFrame
        One row a negotiation: with the scenario's numbers, and with drawn ones.

    Returns
    -------
    DataFrame
        As `parts.share_matrix.count_by` gives it, with the two spreads as groups.
    """
    parts = [
        runs[["outcome", "status"]].assign(spread=name)
        for name, runs in ((CHANCE, chance), (BOTH, both))
    ]
    return count_by(pd.concat(parts, ignore_index=True), "spread")


def finding(shares: pd.DataFrame, outcome: str = "deal") -> str:
    """Say how far uncertain numbers move the outcome's share, if they clearly do."""
    own = shares[shares["outcome"] == outcome].set_index("group")
    rows = own[["share", "low", "high"]].to_dict("index")
    chance, both = rows[CHANCE], rows[BOTH]
    clear = chance["high"] < both["low"] or both["high"] < chance["low"]
    verb = "moves the share" if clear else "does not clearly move the share"
    return (
        f"{look_of(outcome).label}: uncertainty over the numbers {verb}, "
        f"{in_100(chance['share'])} in 100 by chance only and {in_100(both['share'])} with it"
    )


@styled
def draw(shares: pd.DataFrame, outcome: str = "deal", provenance: str = "") -> Figure:
    """Draw a row for each spread and a column for each outcome, every share with its interval.

    Parameters
    ----------
    shares : DataFrame
        What `table` returns.
    outcome : str
        The outcome that the title is about.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, or the outcome is unknown.
    """
    require(shares, COLUMNS)
    fig = figure()
    of = "Of 100 negotiations at all design points"
    draw_page(fig, shares, finding(shares, outcome), of, provenance, WORDS)
    return fig
