"""Numbers of each run, as columns of the table that ``simulate`` gives; missing is NaN."""

from typing import Any

import numpy as np
import pandas as pd

from experiments.patterns.pattern import Column

Table = pd.DataFrame
HORIZON = 48.0  # rounds of talks: what has not happened by then is counted as this


def signed(t: Table) -> np.ndarray:
    """Say whether a comprehensive text was signed."""
    return t["term_TERR"].notna().to_numpy(float)


def ended(name: str) -> Column:
    """Say whether a run ended so: an outcome's name."""

    def share(t: Table) -> np.ndarray:
        return (t["outcome"] == name).to_numpy(float)

    return share


def numbers(name: str) -> Column:
    """Give a column as numbers."""

    def given(t: Table) -> np.ndarray:
        return _floats(t[name])

    return given


def _floats(column: Any) -> np.ndarray:
    return np.asarray(pd.to_numeric(column).to_numpy(dtype=float, na_value=np.nan))


def happened(name: str, before: float = np.inf, since: float = 0.0) -> Column:
    """Say whether a lever, agreement or exit came first in these rounds: from, and before."""

    def share(t: Table) -> np.ndarray:
        first = _floats(t[name])
        return ((first >= since) & (first < before)).astype(float)

    return share


def until(name: str) -> Column:
    """Give the round in which something first happened; the horizon if it never did."""

    def rounds(t: Table) -> np.ndarray:
        return np.asarray(np.minimum(HORIZON, np.nan_to_num(_floats(t[name]), nan=HORIZON)))

    return rounds


def term(issue: str, *options: str) -> Column:
    """Say whether the signed text has one of these options; 0 without a text."""

    def share(t: Table) -> np.ndarray:
        return t[f"term_{issue}"].isin(options).to_numpy(float)

    return share


def equals(name: str, value: object) -> Column:
    """Say whether a column has this value, where it has one."""

    def share(t: Table) -> np.ndarray:
        known = t[name].notna().to_numpy()
        return np.where(known, (t[name] == value).fillna(False).to_numpy(float), np.nan)

    return share


def where(of: Column, condition: Column) -> Column:
    """Give a column where a condition holds, and nothing elsewhere."""

    def masked(t: Table) -> np.ndarray:
        return np.where(condition(t) > 0.0, of(t), np.nan)

    return masked


def both(*conditions: Column) -> Column:
    """Say whether all conditions hold."""

    def share(t: Table) -> np.ndarray:
        return np.asarray(np.min([c(t) for c in conditions], axis=0))

    return share


def either(*conditions: Column) -> Column:
    """Say whether one of the conditions holds."""

    def share(t: Table) -> np.ndarray:
        return np.asarray(np.max([c(t) for c in conditions], axis=0))

    return share


def no(condition: Column) -> Column:
    """Say whether a condition doesn't hold."""

    def share(t: Table) -> np.ndarray:
        return 1.0 - condition(t)

    return share


def between(of: Column, low: float, high: float) -> Column:
    """Say whether a column lies from ``low`` to ``high``; not where it is missing."""

    def share(t: Table) -> np.ndarray:
        given = of(t)
        return ((given >= low) & (given <= high)).astype(float)

    return share


def less(one: Column, other: Column) -> Column:
    """Subtract one column from another, row by row."""

    def difference(t: Table) -> np.ndarray:
        return one(t) - other(t)

    return difference


def slope(of: Column, on: Column) -> Column:
    """Give pairs, for the slope of one column on another."""

    def pairs(t: Table) -> np.ndarray:
        return np.column_stack([of(t), on(t)])

    return pairs


def welfare(t: Table) -> np.ndarray:
    """Add up utility less cost of the war, of Russia, Ukraine, the EU and the US."""
    parties = ("RU", "UA", "EU", "US")
    net = [t[f"utility_{p}"].to_numpy(float) - t[f"cost_{p}"].to_numpy(float) for p in parties]
    return np.asarray(np.sum(net, axis=0))


deal, limited, frozen = ended("deal"), ended("limited"), ended("frozen")
escalated, collapsed, wider_war = ended("escalation"), ended("capitulation"), ended("wider_war")
left = happened("exit_round")
exit_time = until("exit_round")
u_ru, u_ua = numbers("utility_RU"), numbers("utility_UA")
u_us, u_eu = numbers("utility_US"), numbers("utility_EU")
cost_ru, cost_ua = numbers("cost_RU"), numbers("cost_UA")
position = numbers("position")
survived_2y, survived_3y = numbers("survived_2y"), numbers("survived_3y")
over_head = numbers("over_head")
talk_time = less(numbers("end_round"), numbers("first_text"))
