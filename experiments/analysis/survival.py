"""How long something takes: until a deal is signed, and until a signed peace breaks down."""

from typing import Any, Literal

import numpy as np
import pandas as pd

from experiments.analysis.results import Results, each_lens, with_lens
from experiments.intervals import clustered_share, waiting
from experiments.measures import finished
from sim.errors import InputError

Event = Literal["deal", "breakdown"]
COLUMNS = (
    "event", "group", "round", "without", "low", "high", "at_risk", "events",
    "happened", "happened_low", "happened_high", "cases",
)  # fmt: skip


def table(results: Results, event: Event = "deal", by: str | None = None) -> pd.DataFrame:
    """Estimate who still waits for an event, round by round.

    ``deal``: from the start of the talks; one that ends otherwise is censored there, so that
    ``without`` says how fast deals come among those still talking, and ``happened`` which share
    of all has signed one by then (the cumulative incidence: here nobody is lost from sight).
    ``breakdown``: from the signing of a text; a peace that outlives the watch is censored at its
    end. Each lens has its own curves. Negotiations of one replicate share their luck at all design
    points, so that the bands take them together (``experiments.intervals.waiting``, and
    ``clustered_share`` for ``happened``); those of one design point alone are independent.

    Parameters
    ----------
    results
        Of any study.
    event
        What is waited for.
    by
        A column with a curve for each of its values, ``lens`` or a varied number's path.

    Returns
    -------
    pandas.DataFrame
        One row a group and a round in which somebody's waiting ended, and round 0: (``lens``,)
        ``event``, ``group`` (a value of ``by``, or ``all``), ``round`` (since the start, or the
        signing), ``without`` (0..1; E. L. Kaplan & P. Meier 1958,
        doi:10.1080/01621459.1958.10501452), ``low``, ``high`` (95 %), ``at_risk``, ``events``,
        ``happened`` (0..1), ``happened_low``, ``happened_high`` (95 %; for breakdown
        1 - ``without``) and ``cases``.

    Raises
    ------
    InputError
        If the column is not there, or nobody waits.
    """
    rows = finished(results.runs)
    if by is not None and by not in rows:
        known = ", ".join(c for c in rows.columns if "." in c or c == "lens") or "none"
        raise InputError("by", f"there is no column {by!r}", f"known: {known}")
    lenses = each_lens(results._replace(runs=rows))
    each = [(lens, _curves(own, event, by)) for lens, own in lenses]
    parts = [(lens, curves) for lens, curves in each if not curves.empty]
    if not parts:
        raise InputError("breakdown", "no text was signed, so that none can break down")
    return with_lens(parts)


def _curves(results: Results, event: Event, by: str | None) -> pd.DataFrame:
    """Put the curves of one lens one below another."""
    rows = results.runs
    groups = [("all", rows)] if by is None else list(rows.groupby(by, sort=True))
    parts = [_curve(results, own, event, group) for group, own in groups]
    return pd.concat([part for part in parts if not part.empty] or parts, ignore_index=True)


def _curve(results: Results, rows: pd.DataFrame, event: Event, group: Any) -> pd.DataFrame:
    time, happened, clusters = _waited(results, rows, event)
    if len(time) == 0:
        return pd.DataFrame(columns=list(COLUMNS))
    curve = waiting(time, happened, clusters)
    made = pd.DataFrame(
        {"round": curve.time, "without": curve.share, "low": curve.low, "high": curve.high,
         "at_risk": curve.at_risk, "events": curve.events}
    )  # fmt: skip
    if curve.time[0] > 0:
        start = {"round": 0.0, "without": 1.0, "low": np.nan, "high": np.nan,
                 "at_risk": len(time), "events": 0}  # fmt: skip
        made = pd.concat([pd.DataFrame([start]), made], ignore_index=True)
    made.insert(0, "event", event)
    made.insert(1, "group", group)
    if event == "deal":
        shares = [clustered_share(happened & (time <= end), clusters) for end in made["round"]]
        made[["happened", "happened_low", "happened_high"]] = shares
    else:
        made["happened"] = 1.0 - made["without"]
        made["happened_low"], made["happened_high"] = 1.0 - made["high"], 1.0 - made["low"]
    return made.assign(cases=len(time))


def _waited(
    results: Results, rows: pd.DataFrame, event: Event
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give how long each case waited, whether for the event itself, and its replicate."""
    if event == "deal":
        deal = (rows["outcome"] == "deal").to_numpy(bool)
        return rows["end_round"].to_numpy(float), deal, rows["replicate"].to_numpy()
    if "held" not in rows or results.scenario.durability is None:
        return np.zeros(0), np.zeros(0, dtype=bool), np.zeros(0)
    signed = rows[rows["held"].notna()]
    window = results.scenario.durability.rounds.value
    watched = signed.get("durability.rounds", pd.Series(window, index=signed.index))
    held = signed["held"].to_numpy(float)
    return held, held < watched.to_numpy(float), signed["replicate"].to_numpy()
