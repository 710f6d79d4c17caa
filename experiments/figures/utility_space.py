"""Two parties' utilities: what is possible, what was offered, and what both could sign."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.parts.lettering import shorten, wrap
from experiments.figures.parts.page import Box, canvas, lay, panel
from experiments.figures.parts.pareto import non_dominated
from experiments.figures.parts.path import draw_path
from experiments.figures.parts.plane import SIDE, Point, draw_cloud, draw_key, draw_walk_away
from experiments.figures.parts.rows import require
from experiments.figures.style import BODY, figure, styled
from experiments.spoken import listing, many, ranges


def table(packages: pd.DataFrame, offers: pd.DataFrame) -> pd.DataFrame:
    """Gather the points of the picture and mark the Pareto front.

    Parameters
    ----------
    packages : DataFrame
        One row a possible text: ``x``, ``y`` (both parties' utilities) and ``feasible``.
    offers : DataFrame
        One row an offer, in the order in which they were made: ``x``, ``y``, ``accepted``.
        It may have no rows.

    Returns
    -------
    DataFrame
        ``kind`` ("package" or "offer"), ``number`` (1, 2, … within its kind), ``x``, ``y``,
        ``feasible``, ``front`` (a feasible package that no other feasible one dominates)
        and ``accepted``. Offers are neither feasible nor in front here: False.

    Raises
    ------
    ValueError
        If a column is missing, there are no packages, or a utility is not finite.
    """
    require(packages, ["x", "y", "feasible"])
    if len(offers):
        require(offers, ["x", "y", "accepted"])
    cloud = packages[["x", "y"]].astype(float)
    feasible = packages["feasible"].to_numpy(dtype=bool)
    front = np.zeros(len(cloud), dtype=bool)
    front[feasible] = non_dominated(cloud.to_numpy()[feasible])
    result = cloud.assign(kind="package", number=np.arange(1, len(cloud) + 1))
    result = result.assign(feasible=feasible, front=front, accepted=False)
    if len(offers):
        made = offers[["x", "y"]].astype(float)
        made = made.assign(kind="offer", number=np.arange(1, len(made) + 1), feasible=False)
        made = made.assign(front=False, accepted=offers["accepted"].to_numpy(dtype=bool))
        result = pd.concat([result, made], ignore_index=True)
    if not np.isfinite(result[["x", "y"]].to_numpy()).all():
        raise ValueError("a package or an offer has a utility that is not finite")
    return result[["kind", "number", "x", "y", "feasible", "front", "accepted"]]


def finding(points: pd.DataFrame, walk_away: Point) -> str:
    """Say which offers, or failing that which possible texts, clear both walk-away values.

    To clear a value is to reach it: at its walk-away value a party is indifferent.
    """
    clears = (points["x"] >= walk_away[0]) & (points["y"] >= walk_away[1])
    offers = points["kind"] == "offer"
    possible = int((clears & points["feasible"]).sum())
    if not possible:
        return "No possible text clears both walk-away lines"
    if not offers.any():
        return f"{many(possible, 'possible text')} would clear both walk-away lines"
    good = points.loc[clears & offers, "number"].tolist()
    if not good:
        would = many(possible, "possible text")
        return f"No offer clears both walk-away lines, though {would} would"
    if len(good) == int(offers.sum()):
        return "Every offer clears both walk-away lines"
    one = len(good) == 1
    words = listing(ranges(good))
    return f"Offer{'' if one else 's'} {words} clear{'s' if one else ''} both walk-away lines"


@styled
def draw(
    packages: pd.DataFrame,
    offers: pd.DataFrame,
    nash: Point | None,
    walk_away: Point,
    names: tuple[str, str],
    scale_label: str = "utility",
    provenance: str = "",
) -> Figure:
    """Draw the possible texts, their front, the walk-away lines and the path of offers.

    Parameters
    ----------
    packages, offers : DataFrame
        As for `table`.
    nash : (x, y) or None
        The Nash bargaining solution, if there is one (J. F. Nash 1950, The bargaining
        problem, doi:10.2307/1907266).
    walk_away : (x, y)
        What each party gets without a deal, on the same scales.
    names : (str, str)
        The parties on the horizontal and on the vertical axis.
    scale_label : str
        What the axes measure.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        As for `table`, or if a walk-away value is not finite.
    """
    points = table(packages, offers)
    if not np.isfinite(walk_away).all():
        raise ValueError("a walk-away value is not finite")
    made = points[points["kind"] == "offer"]
    fig = figure()
    subtitle = f"{many(len(packages), 'possible text')}, {many(len(made), 'offer')}."
    room = lay(fig, finding(points, walk_away), subtitle, provenance)
    box = Box(room.left + 1.0, room.bottom + 0.7, room.width - SIDE - 1.15, room.height - 1.05)
    axes = panel(fig, box)
    axes.set_xlabel(shorten(f"{names[0]}: {scale_label}", BODY, box.width))
    axes.set_ylabel(wrap(f"{names[1]}: {scale_label}", BODY, box.height, most=2))
    corners = [walk_away] if nash is None else [walk_away, nash]
    for at, setter in ((0, axes.set_xlim), (1, axes.set_ylim)):
        seen = [*points["xy"[at]], *(corner[at] for corner in corners)]
        pad = 0.06 * (max(seen) - min(seen)) or 0.5
        setter(min(seen) - pad, max(seen) + pad)
    draw_cloud(axes, points[points["kind"] == "package"], nash)
    draw_walk_away(axes, box, walk_away, names)
    efficient = points[points["front"]]
    avoid = efficient[["x", "y"]].to_numpy()
    draw_path(axes, box, made, avoid if nash is None else np.vstack([avoid, nash]))
    key = Box(room.left + room.width - SIDE + 0.1, box.bottom, SIDE - 0.1, box.height)
    low, high = axes.get_ylim()
    draw_key(
        canvas(fig, key),
        key,
        nash is not None,
        made,
        (walk_away[1] - low) / (high - low) < 0.5,
        not points.loc[points["kind"] == "package", "feasible"].all(),
    )
    return fig
