"""Possible texts in the plane of two utilities, the walk-away lines, and the key."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from experiments.figures.parts.lettering import shorten, width_of
from experiments.figures.parts.page import Box
from experiments.figures.parts.pareto import thin
from experiments.figures.style import BODY, INK, LOOKS, MUTED, SMALL
from experiments.spoken import plain

Point = tuple[float, float]
ACCEPTED, REFUSED, CLOUD = LOOKS[0].colour, LOOKS[-1].colour, "#d6d9de"
SIDE = 3.0
MANY = 500  # points that an SVG holds as shapes; more are one picture in it


def draw_cloud(axes: Axes, cloud: pd.DataFrame, nash: Point | None) -> None:
    """Draw possible texts lightly, infeasible ones as rings, and the front as a line."""
    for feasible in (False, True):
        some = thin(cloud.loc[cloud["feasible"] == feasible, ["x", "y"]].to_numpy())
        axes.scatter(
            some[:, 0],
            some[:, 1],
            s=16,
            lw=0 if feasible else 0.7,
            facecolors=CLOUD if feasible else "none",
            edgecolors=CLOUD,
            zorder=1,
            rasterized=len(some) > MANY,
        )
    front = cloud[cloud["front"]].drop_duplicates(["x", "y"]).sort_values("x")
    axes.plot(front["x"], front["y"], color=INK, lw=1.6, marker="o", ms=4, zorder=2)
    if nash is not None:
        axes.scatter(
            [nash[0]],
            [nash[1]],
            s=330,
            marker="*",
            c="#f5d67b",
            edgecolors=INK,
            zorder=6,
        )


def draw_walk_away(axes: Axes, box: Box, walk_away: Point, names: tuple[str, str]) -> None:
    """Draw both walk-away lines and name them outside the axes, where no point can be."""
    line = {"color": MUTED, "lw": 1.8, "ls": (0, (5, 3)), "zorder": 2}
    axes.axvline(walk_away[0], **line)  # type: ignore[arg-type]
    axes.axhline(walk_away[1], **line)  # type: ignore[arg-type]
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    words = f" walks away below {plain(walk_away[0])}"
    text = shorten(names[0], SMALL, box.width - width_of(words, SMALL)) + words
    half = width_of(text, SMALL) / 2 / box.width
    at = (walk_away[0] - left) / (right - left)
    axes.text(
        min(max(at, half), 1 - half),
        1.015,
        text,
        transform=axes.transAxes,
        ha="center",
        va="bottom",
        fontsize=SMALL,
        color=MUTED,
    )
    name = shorten(names[1], SMALL, SIDE - 0.2)
    text = f"{name}\nwalks away below {plain(walk_away[1])}"
    tall = 0.22 / box.height
    at = (walk_away[1] - low) / (high - low)
    axes.text(
        1 + 0.08 / box.width,
        min(max(at, tall), 1 - tall),
        text,
        transform=axes.transAxes,
        va="center",
        fontsize=SMALL,
        color=MUTED,
    )


def draw_key(
    axes: Axes, room: Box, nash: bool, made: pd.DataFrame, on_top: bool, barred: bool
) -> None:
    """Say beside the picture, away from the line's name, what each sign in it means."""
    signs: list[tuple[str, str, str, str]] = []
    if made["accepted"].any():
        signs.append(("o", ACCEPTED, ACCEPTED, "offer that was accepted"))
    if (~made["accepted"].astype(bool)).any():
        signs.append(("X", REFUSED, REFUSED, "offer that was refused"))
    if nash:
        signs.append(("*", "#f5d67b", INK, "Nash point"))
    signs += [
        ("", INK, INK, "Pareto front"),
        ("o", CLOUD, CLOUD, "possible text"),
    ]
    if barred:
        signs.append(("o", "none", CLOUD, "text that cannot be had"))
    for index, (marker, face, edge, word) in enumerate(signs):
        first = room.height - 0.12 if on_top else 0.29 * len(signs) - 0.15
        y = first - 0.29 * index
        if marker:
            axes.scatter(
                [0.15],
                [y],
                s=150,
                marker=marker,
                facecolors=face,
                edgecolors=edge,
                linewidths=0.9,
            )
        else:
            axes.plot([0.02, 0.28], [y, y], color=face, lw=1.6)
        axes.text(0.4, y, word, va="center_baseline", fontsize=BODY, color=INK)
