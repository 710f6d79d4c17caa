"""Which parameter matters most, each moved alone from its low end to its high end."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.parts.effect import draw_effect, draw_number
from experiments.figures.parts.lettering import wrap
from experiments.figures.parts.page import Box, canvas, lay
from experiments.figures.parts.rows import counted, left_out, require
from experiments.figures.style import (
    BODY,
    FAINT,
    INK,
    LOOKS,
    MUTED,
    figure,
    look_of,
    styled,
)
from experiments.intervals import paired_difference, share_difference
from experiments.spoken import in_100

COLUMNS = ("parameter", "end", "effect", "low", "high", "share", "base", "pairs")
MOST = 12  # parameters that one page shows, the widest
NAMED = 3.75
NUMBERS = 1.5  # room on the right for the two effects in numbers
COLOUR = {"low": LOOKS[1].colour, "high": LOOKS[0].colour}


def table(runs: pd.DataFrame, outcome: str = "deal") -> pd.DataFrame:
    """Compare each parameter's two ends with the base case, replicate by replicate.

    A replicate meets the same luck in each design (common random numbers), so the effect is
    a difference of paired shares: `experiments.intervals.paired_difference` (Bonett & Price 2012,
    doi:10.3102/1076998611411915). A replicate that failed on one side is left out of that
    pair's count. Cases that share no replicate are two samples (`experiments.intervals.
    share_difference`), with 0 pairs.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation: ``parameter``, ``end`` ("low", "high" or "base"),
        ``replicate``, ``outcome``, ``status``. Base rows may name a parameter, whose own
        base case they are, or belong to all (any other entry, or null). An end without rows
        is the base case itself.
    outcome : str
        One of the eight outcomes.

    Returns
    -------
    DataFrame
        Two rows a parameter, the widest bar first: ``parameter``, ``end``, ``effect`` (the
        share at that end minus the base share, -1..1), ``low``, ``high`` (its 95 % paired
        interval), ``share``, ``base`` (0..1) and ``pairs``. ``attrs["left_out"]`` counts
        failed runs.

    Raises
    ------
    ValueError
        If a column is missing, no run succeeded, an outcome or an end is unknown, all runs of
        a parameter's end or its base failed, or a replicate occurs twice in one case.
    """
    look_of(outcome)
    rows = counted(runs, ["parameter", "end", "replicate"])
    odd = sorted(set(map(str, rows["end"].unique())) - {"low", "high", "base"})
    if odd:
        raise ValueError(f"unknown end {odd[0]!r}; the ends are low, high, base")
    hit = (rows["outcome"] == outcome).set_axis(rows["replicate"].to_numpy())
    moved = list(dict.fromkeys(rows.loc[rows["end"] != "base", "parameter"]))
    if not moved:
        raise ValueError("no parameter is moved: every row is the base case")
    is_base = (rows["end"] == "base").to_numpy()
    shared = is_base & ~rows["parameter"].isin(moved).to_numpy()
    parts = []
    for parameter in moved:
        here = (rows["parameter"] == parameter).to_numpy()
        own = is_base & here
        base = _once(hit[own if own.any() else shared], f"the base case of {parameter!r}")
        for end in ("low", "high"):
            if not ((runs["parameter"] == parameter) & (runs["end"] == end)).any():
                share = float(base.mean())
                parts.append((parameter, end, 0.0, 0.0, 0.0, share, share, len(base)))
                continue
            there = _once(hit[here & (rows["end"] == end).to_numpy()], f"{parameter!r} at {end}")
            parts.append((parameter, end, *_effect(base, there)))
    result = pd.DataFrame(parts, columns=list(COLUMNS))
    span = result.groupby("parameter")["effect"].transform(
        lambda effect: max(*effect, 0.0) - min(*effect, 0.0)
    )
    order = span.sort_values(ascending=False, kind="stable").index
    result = result.loc[order].reset_index(drop=True)
    result.attrs = dict(rows.attrs)
    return result


def _once(hit: pd.Series, what: str) -> pd.Series:
    """Return `hit` if it has rows and each replicate once."""
    if hit.empty:
        raise ValueError(f"{what} has no successful run")
    if hit.index.has_duplicates:
        raise ValueError(f"{what} has a replicate twice")
    return hit


def _effect(base: pd.Series, there: pd.Series) -> tuple[float, float, float, float, float, int]:
    """Return effect, low, high, share, base share and pairs over the replicates of both."""
    both = base.index.intersection(there.index)
    if both.empty:  # independent luck: two samples without pairs
        counts = [(int(hit.sum()), len(hit)) for hit in (base, there)]
        return (*share_difference(counts[0], counts[1]), there.mean(), base.mean(), 0)
    before, after = base[both], there[both]
    gained, lost = int((after & ~before).sum()), int((before & ~after).sum())
    interval = paired_difference(gained, lost, len(both))
    return (*interval, float(after.mean()), float(before.mean()), len(both))


def finding(effects: pd.DataFrame, labels: Mapping[str, str], outcome: str = "deal") -> str:
    """Say which parameter moves the outcome most and how far, if any clearly does."""
    name = look_of(outcome).label
    clear = effects[(effects["low"] > 0) | (effects["high"] < 0)]
    if clear.empty:
        return f"No parameter alone clearly moves this outcome: {name.lower()}"
    first = clear["parameter"].iloc[0]
    both = effects[effects["parameter"] == first].set_index("end")["share"]
    label = labels.get(str(first), str(first))
    label = label[:1].upper() + label[1:]
    return (
        f"{label} matters most: {name.lower()} in {in_100(both['low'])} of 100 at its low end, "
        f"{in_100(both['high'])} at its high end"
    )


@styled
def draw(
    effects: pd.DataFrame,
    labels: Mapping[str, str] | None = None,
    outcome: str = "deal",
    provenance: str = "",
) -> Figure:
    """Draw two bars a parameter from the base case, with intervals and numbers.

    The twelve parameters with the widest bars are drawn; the subtitle counts the others.

    Parameters
    ----------
    effects : DataFrame
        What `table` returns.
    labels : mapping of str to str, optional
        Words for parameters, with their ranges if wanted: "aid (0.2 to 1)".
    outcome : str
        The outcome that was counted.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, or the outcome is unknown.
    """
    require(effects, COLUMNS)
    words = labels or {}
    parameters = list(dict.fromkeys(effects["parameter"]))
    fig = figure()
    base = float(effects["base"].iloc[0])
    subtitle = (
        f"How many more or fewer of 100 negotiations than in the base case ({in_100(base)}), "
        f"each parameter moved alone{_rest(effects, parameters)}. "
        f"Whiskers: 95 %, {'paired by replicate' if effects['pairs'].any() else 'without pairs'}."
    )
    title = finding(effects, words, outcome)
    room = lay(fig, title, subtitle, provenance, left_out(effects))
    axes = canvas(fig, room)
    shown = effects[effects["parameter"].isin(parameters[:MOST])]
    reach = max(float(shown[["low", "high", "effect"]].abs().max().max()), 0.01)
    middle = (NAMED + room.width - NUMBERS) / 2
    scale = (room.width - NUMBERS - middle) / reach
    step = min((room.height - 0.35) / min(len(parameters), MOST), 1.0)
    tall = min(0.36 * step, 0.24)
    for index, parameter in enumerate(parameters[:MOST]):
        y = room.height - 0.35 - (index + 0.5) * step
        text = wrap(words.get(str(parameter), str(parameter)), BODY, NAMED - 0.1, most=1)
        axes.text(0, y, text, va="center_baseline", fontsize=BODY, color=INK)
        ends = shown[shown["parameter"] == parameter].set_index("end")
        axes.plot([NAMED, room.width], [y - step / 2] * 2, color=FAINT, lw=0.6, zorder=0)
        for end, side, right in (("low", 1, NUMBERS / 2), ("high", -1, 0.0)):
            draw_effect(axes, ends.loc[end], COLOUR[end], middle, y + side * tall / 2, scale, tall)
            draw_number(axes, float(ends.loc[end, "effect"]), room.width - right, y)
    foot = room.height - 0.35 - step * min(len(parameters), MOST)
    axes.plot([middle, middle], [foot, room.height - 0.35], color=INK, lw=1.2)
    _key(axes, room, middle)
    return fig


def _rest(effects: pd.DataFrame, parameters: list[str]) -> str:
    """Say how many parameters are not drawn, and how little each of them moves."""
    if len(parameters) <= MOST:
        return ""
    rest = effects[effects["parameter"].isin(parameters[MOST:])]
    return (
        f" (the {MOST} that matter most; {len(parameters) - MOST} more move it by "
        f"{100 * float(rest['effect'].abs().max()):.0f} at most)"
    )


def _key(axes: Axes, room: Box, middle: float) -> None:
    """Name the two colours, and the two columns of numbers."""
    y = room.height - 0.15
    for x, end in ((middle - 2.2, "low"), (middle + 0.3, "high")):
        axes.scatter([x], [y], s=150, c=COLOUR[end], marker="s")
        axes.text(x + 0.2, y, f"at its {end} end", va="center_baseline", fontsize=BODY)
    for right, end in ((NUMBERS / 2, "low"), (0.0, "high")):
        axes.text(
            room.width - right, y, end, ha="right", va="center_baseline", fontsize=BODY,
            color=MUTED,
        )  # fmt: skip
