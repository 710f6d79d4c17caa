"""How negotiations end in each reading of the same situation, side by side."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.parts.rows import extremes, require
from experiments.figures.parts.share_matrix import COLUMNS, count_by, draw_page, each
from experiments.figures.style import figure, look_of, styled
from experiments.spoken import in_100, many, span


def table(runs: pd.DataFrame) -> pd.DataFrame:
    """Count the outcomes in each lens (`parts.share_matrix.count_by` over ``lens``)."""
    return count_by(runs, "lens")


def finding(shares: pd.DataFrame, outcome: str = "deal") -> str:
    """Say in which lens the outcome is most and least common, if that is clear.

    Lenses share their luck: the difference is judged replicate by replicate, corrected for the
    choice of these two lenses (`parts.rows.extremes`).
    """
    own = shares[shares["outcome"] == outcome]
    change = shares.attrs.get("change", {}).get(outcome)
    top, bottom, clear, gap = extremes(own, change)
    name, most, least = look_of(outcome).label, in_100(top["share"]), in_100(bottom["share"])
    if len(own) == 1:
        return f"{name} in {most} of 100 negotiations, in the one lens {top['group']}"
    if clear:
        return (
            f"{name}: most in lens {top['group']}, {most} in 100 "
            f"({span(top['low'], top['high'])}); least in {bottom['group']}, {least} "
            f"({span(bottom['low'], bottom['high'])}){gap}"
        )
    return f"{name}: no clear difference between the lenses, {least} to {most} in 100"


@styled
def draw(
    shares: pd.DataFrame,
    words: Mapping[str, str] | None = None,
    outcome: str = "deal",
    provenance: str = "",
) -> Figure:
    """Draw a row for each lens and a column for each outcome, every share with its interval.

    Parameters
    ----------
    shares : DataFrame
        What `table` returns.
    words : mapping of str to str, optional
        What a lens is, beside its name.
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
    lenses = shares["group"].nunique()
    fig = figure(12.8, max(7.2, 2.9 + 0.85 * lenses))
    fewest, most = each(shares)
    amount = many(most, "negotiation") if fewest == most else f"{fewest:,} to {most:,} negotiations"
    of = f"{amount} in each lens. Of 100"
    draw_page(fig, shares, finding(shares, outcome), of, provenance, words or {})
    return fig
