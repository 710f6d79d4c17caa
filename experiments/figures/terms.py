"""What the signed texts say, and what they are worth to each party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.figures.parts.dots import draw_dots
from experiments.figures.parts.option_bar import draw_options
from experiments.figures.parts.page import Box, canvas, lay, say
from experiments.figures.parts.rows import counted, left_out, require
from experiments.figures.style import figure, styled
from experiments.spoken import in_100, many

DOTS = 50
OPEN = "left open"


def _signed(runs: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the counted runs that signed a text, and the columns of its terms."""
    rows = counted(runs)
    terms = [column for column in rows.columns if column.startswith("term_")]
    if not terms:
        raise ValueError("the table has no column of terms (term_…)")
    attrs = dict(rows.attrs)
    rows = rows[rows[terms].notna().any(axis=1)]
    rows.attrs = attrs
    return rows, terms


def table(runs: pd.DataFrame, parties: Sequence[str]) -> pd.DataFrame:
    """Describe what the signed texts are worth to each party by equally likely dots.

    Parameters
    ----------
    runs : DataFrame
        One row a negotiation, with ``outcome``, ``status``, ``term_…`` columns (null where
        no text was signed) and ``utility_<party>`` for each of `parties`.
    parties : sequence of str
        Whose utilities to show, in this order.

    Returns
    -------
    DataFrame
        One row a dot: ``party``, ``dot`` (1, 2, …), ``utility`` (the quantile at the
        middle of that dot's share, on the party's own scale), ``mean`` (of all signed
        texts) and ``deals`` (how many there are). Fifty dots, or one a deal if fewer were
        signed; no rows if none was. ``attrs["left_out"]`` counts failed runs.

    Raises
    ------
    ValueError
        If a column is missing, no party is named, or a signed text has no utility.

    Notes
    -----
    Quantile dots: Kay, Kola, Hullman & Munson (2016), When (ish) is my bus?,
    doi:10.1145/2858036.2858558. Quantiles are Hazen's, so that with one dot a deal the
    dots are the deals.
    """
    if not parties:
        raise ValueError("name at least one party")
    rows, _ = _signed(runs)
    require(runs, [f"utility_{party}" for party in parties])
    count = min(DOTS, len(rows))
    parts = []
    for party in parties:
        worth = rows[f"utility_{party}"].to_numpy(dtype=np.float64)
        if not np.isfinite(worth).all():
            raise ValueError(f"a signed text has no finite utility_{party}")
        if count:
            at = (np.arange(count) + 0.5) / count
            dots = np.quantile(worth, at, method="hazen")
            parts += [
                (party, dot + 1, float(value), float(worth.mean()), len(rows))
                for dot, value in enumerate(dots)
            ]
    result = pd.DataFrame(parts, columns=["party", "dot", "utility", "mean", "deals"])
    result.attrs = dict(rows.attrs)
    return result


def options(runs: pd.DataFrame) -> pd.DataFrame:
    """Count which option the signed texts choose on each issue.

    Parameters
    ----------
    runs : DataFrame
        As for `table`.

    Returns
    -------
    DataFrame
        ``issue``, ``option`` (``"left open"`` where a signed text settles nothing on the
        issue), ``count`` and ``share`` of the signed texts (0..1); issues in the order of
        the columns, options from the most common down.

    Raises
    ------
    ValueError
        If a column is missing or no run succeeded.
    """
    rows, terms = _signed(runs)
    parts = []
    for term in terms:
        words = rows[term].astype(object).where(rows[term].notna(), OPEN).map(str)
        counts = sorted(words.value_counts().items(), key=lambda item: (-item[1], str(item[0])))
        parts += [
            (term.removeprefix("term_"), str(option), int(count), count / len(rows))
            for option, count in counts
        ]
    return pd.DataFrame(parts, columns=["issue", "option", "count", "share"])


def finding(dots: pd.DataFrame, shares: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say what the signed texts agree on most, or that there are none."""
    if dots.empty or shares.empty:
        return "No negotiation signed a text"
    top = shares.iloc[int(shares["share"].to_numpy().argmax())]
    deals = int(dots["deals"].iloc[0])
    what = f"{_word(top['issue'], labels)} – {_option(top, labels)}"
    if int(top["count"]) == deals:
        return f"Every signed text has one term in common: {what}"
    if (shares["count"] == top["count"]).sum() > 1:
        return f"No term stands out: the most common are in {in_100(top['share'])} of 100 texts"
    return f"The most common term: {what}, in {in_100(top['share'])} of 100 signed texts"


@styled
def draw(
    dots: pd.DataFrame,
    shares: pd.DataFrame,
    labels: Mapping[str, str] | None = None,
    provenance: str = "",
) -> Figure:
    """Draw each party's utilities as quantile dots beside the options chosen.

    Parameters
    ----------
    dots, shares : DataFrame
        What `table` and `options` return.
    labels : mapping of str to str, optional
        Words for parties, issues and options; an option is looked up first as
        ``"ISSUE.option"`` and then as ``"option"``.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing.
    """
    words = labels or {}
    title = finding(dots, shares, words)
    issues = list(dict.fromkeys(shares["issue"]))
    parties = list(dict.fromkeys(dots["party"]))
    fig = figure(12.8, max(7.2, 2.1 + 0.8 * len(issues), 2.1 + 0.85 * len(parties)))
    if dots.empty or shares.empty:
        say(
            fig,
            lay(fig, title, "", provenance, left_out(dots)),
            "There are no terms to show: in none of these negotiations did the parties sign.",
        )
        return fig
    require(dots, ["party", "utility", "mean", "deals"])
    require(shares, ["issue", "option", "share"])
    deals = int(dots["deals"].iloc[0])
    each = "1 deal" if deals < DOTS else f"1 in {DOTS} of them"
    subtitle = (
        f"{many(deals, 'signed text')}; each dot is {each}. "
        "▲ marks a party's mean. Bars: in 100 texts."
    )
    room = lay(fig, title, subtitle, provenance, left_out(dots))
    left = Box(room.left, room.bottom, 0.51 * room.width, room.height)
    rows = {
        _word(str(party), words): (own["utility"].tolist(), float(own["mean"].iloc[0]))
        for party, own in dots.groupby("party", sort=False)
    }
    draw_dots(canvas(fig, left), left, rows, "worth of the text, each party's own scale")
    start = room.left + 0.55 * room.width
    right = Box(start, room.bottom, room.left + room.width - start, room.height)
    bars = {
        _word(str(issue), words): [
            (_option(row, words), float(row["share"])) for _, row in chosen.iterrows()
        ]
        for issue, chosen in shares.groupby("issue", sort=False)
    }
    draw_options(canvas(fig, right), right, bars)
    return fig


def _word(key: str, labels: Mapping[str, str]) -> str:
    """Return the word for `key`, or `key` itself with its underscores opened."""
    return labels.get(key, key.replace("_", " "))


def _option(row: pd.Series, labels: Mapping[str, str]) -> str:
    """Return the word for an option on its issue."""
    return labels.get(f"{row['issue']}.{row['option']}", _word(str(row["option"]), labels))
