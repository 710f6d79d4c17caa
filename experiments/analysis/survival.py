"""How long something takes: until a deal is signed, and until a signed peace breaks down."""

from typing import Any, Literal

import numpy as np
import pandas as pd

from experiments.analysis.results import Results
from experiments.intervals import waiting, wilson_bounds
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
    end.

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
        One row a group and a round in which somebody's waiting ended, and round 0: ``event``,
        ``group`` (a value of ``by``, or ``all``), ``round`` (since the start, or the signing),
        ``without`` (0..1; E. L. Kaplan & P. Meier 1958, doi:10.1080/01621459.1958.10501452),
        ``low``, ``high`` (95 %), ``at_risk``, ``events``, ``happened`` (0..1), ``happened_low``,
        ``happened_high`` (95 %, Wilson; for breakdown 1 - ``without``) and ``cases``.

    Raises
    ------
    InputError
        If the column is not there, or nobody waits.
    """
    rows = finished(results.runs)
    if by is not None and by not in rows:
        known = ", ".join(c for c in rows.columns if "." in c or c == "lens") or "none"
        raise InputError("by", f"there is no column {by!r}", f"known: {known}")
    groups = [("all", rows)] if by is None else list(rows.groupby(by, sort=True))
    parts = [_curve(results, own, event, group) for group, own in groups]
    made = pd.concat([part for part in parts if not part.empty] or parts, ignore_index=True)
    if made.empty:
        raise InputError("breakdown", "no text was signed, so that none can break down")
    return made


def _curve(results: Results, rows: pd.DataFrame, event: Event, group: Any) -> pd.DataFrame:
    time, happened = _waited(results, rows, event)
    if len(time) == 0:
        return pd.DataFrame(columns=list(COLUMNS))
    curve = waiting(time, happened)
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
        made["happened"] = made["events"].cumsum() / len(time)
        low, high = wilson_bounds(made["happened"].to_numpy(), float(len(time)))
        made["happened_low"], made["happened_high"] = low, high
    else:
        made["happened"] = 1.0 - made["without"]
        made["happened_low"], made["happened_high"] = 1.0 - made["high"], 1.0 - made["low"]
    return made.assign(cases=len(time))


def _waited(results: Results, rows: pd.DataFrame, event: Event) -> tuple[np.ndarray, np.ndarray]:
    """Give how long each case waited, and whether for the event itself."""
    if event == "deal":
        return rows["end_round"].to_numpy(float), (rows["outcome"] == "deal").to_numpy(bool)
    if "held" not in rows or results.scenario.durability is None:
        return np.zeros(0), np.zeros(0, dtype=bool)
    signed = rows[rows["held"].notna()]
    window = results.scenario.durability.rounds.value
    watched = signed.get("durability.rounds", pd.Series(window, index=signed.index))
    held = signed["held"].to_numpy(float)
    return held, held < watched.to_numpy(float)
