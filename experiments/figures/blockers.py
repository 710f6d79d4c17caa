"""Who stopped the last text, over what, and how the talks then ended."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.parts.page import canvas, lay
from experiments.figures.parts.ribbons import draw_ribbons
from experiments.figures.parts.rows import counted, left_out, require
from experiments.figures.style import OUTCOMES, figure, look_of, styled
from experiments.spoken import in_100, many

COLUMNS = ("blocked_by", "objection", "outcome", "count", "share")
NOBODY, NOTHING = "nobody", "–"


def table(runs: pd.DataFrame) -> pd.DataFrame:
    """Count who was furthest below its bar, its main objection, and the outcome.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation, with ``outcome``, ``status``, ``blocked_by`` and ``objection`` (of
        the last text; null where it passed, or where none was tabled).

    Returns
    -------
    DataFrame
        A row a way that occurs, the most common first: ``blocked_by``, ``objection``,
        ``outcome``, ``count``, ``share`` (of all, 0..1). ``attrs["left_out"]`` counts failed
        runs.

    Raises
    ------
    ValueError
        If a column is missing, no run succeeded, or an outcome is unknown.
    """
    rows = counted(runs, ["blocked_by", "objection"])
    names = ["blocked_by", "objection", "outcome"]
    own = rows[names].astype(object)
    own["objection"] = own["objection"].where(own["objection"].notna(), NOTHING)
    own["blocked_by"] = own["blocked_by"].where(own["blocked_by"].notna(), NOBODY)
    made = own.value_counts(sort=True).reset_index(name="count")
    made = made.sort_values(["count", *names], ascending=[False, True, True, True])
    made = made.reset_index(drop=True).assign(share=lambda t: t["count"] / len(rows))
    made.attrs = dict(rows.attrs)
    return made[list(COLUMNS)]


def finding(ways: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say who stood in the way most often, and over what."""
    stopped = ways[ways["blocked_by"] != NOBODY]
    if stopped.empty:
        return "Nobody stopped the last text in any negotiation"
    total, failed = int(ways["count"].sum()), int(stopped["count"].sum())
    by = stopped.groupby("blocked_by", sort=False)["count"].sum().sort_values(ascending=False)
    who = str(by.index[0])
    own = stopped[stopped["blocked_by"] == who]
    over = own.groupby("objection", sort=False)["count"].sum().sort_values(ascending=False)
    name = labels.get(who, who)
    share = in_100(by.iloc[0] / total)
    what = labels.get(str(over.index[0]), str(over.index[0]))
    part = in_100(over.iloc[0] / by.iloc[0])
    some = "" if failed == total else f"; in {in_100(1 - failed / total)} of 100 nobody did"
    return (
        f"{name[:1].upper() + name[1:]} stopped the last text in {share} of 100 talks, "
        f"{part} in 100 times over {what}{some}"
    )


@styled
def draw(
    ways: pd.DataFrame, labels: Mapping[str, str] | None = None, provenance: str = ""
) -> Figure:
    """Draw ribbons from the party to its objection to the outcome, as wide as they are common.

    Parameters
    ----------
    ways : DataFrame
        What `table` returns.
    labels : mapping of str to str, optional
        Words for parties and issues.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    require(ways, COLUMNS)
    words = labels or {}
    fig = figure()
    subtitle = (
        f"{many(int(ways['count'].sum()), 'negotiation')}: the party furthest below its bar at the "
        "last text, the issue that it minded most, and how the talks ended. Nobody: the text "
        "passed, or none was tabled. Width: share."
    )
    room = lay(fig, finding(ways, words), subtitle, provenance, left_out(ways))
    order = [outcome for outcome in OUTCOMES if outcome in set(ways["outcome"])]
    named = ways.assign(
        blocked_by=[words.get(name, name) for name in ways["blocked_by"]],
        objection=[words.get(name, name) for name in ways["objection"]],
        outcome=[look_of(name).label for name in ways["outcome"]],
    )
    colours = {look_of(name).label: look_of(name).colour for name in order}
    draw_ribbons(
        canvas(fig, room), room, named[["blocked_by", "objection", "outcome"]].to_numpy().tolist(),
        ways["share"].tolist(), ("stopped by", "over", "in the end"), colours,
    )  # fmt: skip
    return fig
