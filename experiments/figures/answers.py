"""One negotiation as dots: each text, who drafted it, and who said yes and no, over time."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.figures.parts.lettering import wrap
from experiments.figures.parts.page import Box, canvas, lay, say
from experiments.figures.parts.rows import require
from experiments.figures.style import BODY, FAINT, INK, LOOKS, MUTED, SMALL, figure, styled
from experiments.spoken import many
from sim.record import Record

COLUMNS = ("round", "date", "text", "drafter", "signed", "party", "asked", "yes", "margin")
YES, NO = LOOKS[0].colour, LOOKS[-1].colour
NAMED, MOST = 2.1, 46  # texts that fit beside each other


def table(record: Record) -> pd.DataFrame:
    """List every answer to every text.

    Returns
    -------
    DataFrame
        A row a text and party: ``round``, ``date``, ``text`` (its number), ``drafter``,
        ``signed``, ``party``, ``asked`` (its yes was needed), ``yes``, ``margin`` (worth over its
        bar, in utility). No rows if no text was tabled.
    """
    rows = [
        (entry.number, entry.date, text.number, text.drafter, text.signed, r.party, r.asked, r.yes,
         r.worth - r.bar)
        for entry in record.rounds if (text := entry.text) is not None for r in text.replies
    ]  # fmt: skip
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    made.attrs = {"outcome": record.outcome, "end": record.end_date}
    return made


def finding(answers: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say how many texts it took, and who refused most."""
    if answers.empty:
        return "No text was tabled in this negotiation"
    texts = int(answers["text"].nunique())
    asked = answers[answers["asked"].astype(bool)]
    noes = asked.loc[~asked["yes"].astype(bool), "party"].value_counts()
    ended = bool(answers["signed"].astype(bool).any())
    head = f"{many(texts, 'text')}, {'the last one signed' if ended else 'none of them signed'}"
    if noes.empty:
        return f"{head}; nobody said no"
    who = labels.get(str(noes.index[0]), str(noes.index[0]))
    if int(noes.iloc[0]) == 1:
        return f"{head}; no party said no more than once"
    return f"{head}; {who} said no most, {noes.iloc[0]} times"


@styled
def draw(
    answers: pd.DataFrame, labels: Mapping[str, str] | None = None, provenance: str = ""
) -> Figure:
    """Draw a column a text and a row a party.

    Parameters
    ----------
    answers : DataFrame
        What `table` returns.
    labels : mapping of str to str, optional
        Words for parties.
    provenance : str
        What made the data, for the footer.

    Raises
    ------
    ValueError
        If a column is missing.
    """
    words, fig = labels or {}, figure()
    title = finding(answers, words)
    if answers.empty:
        say(fig, lay(fig, title, "", provenance), "There are no answers to show.")
        return fig
    require(answers, COLUMNS)
    texts = list(dict.fromkeys(answers["text"]))
    shown = texts[-MOST:]
    cut = "" if len(shown) == len(texts) else f" The last {MOST} of {len(texts)} texts are shown."
    subtitle = f"A column is a text, from left to right in time; one negotiation of many.{cut}"
    room = lay(fig, title, subtitle, provenance)
    box = Box(room.left, room.bottom + 0.45, room.width, room.height - 0.45)
    _grid(canvas(fig, box), box, answers[answers["text"].isin(shown)], words)
    _key(canvas(fig, room))
    return fig


def _grid(axes: Axes, room: Box, answers: pd.DataFrame, words: Mapping[str, str]) -> None:
    parties = list(dict.fromkeys(answers["party"]))
    texts = list(dict.fromkeys(answers["text"]))
    across = min((room.width - NAMED - 0.2) / len(texts), 0.8)
    step = min((room.height - 1.1) / len(parties), 1.0)
    top = room.height - 0.35
    x = {text: NAMED + (place + 0.5) * across for place, text in enumerate(texts)}
    y = {party: top - (place + 0.5) * step for place, party in enumerate(parties)}
    foot = top - step * len(parties)
    for party in parties:
        name = wrap(words.get(party, party), BODY, NAMED - 0.25, most=2)
        axes.text(0, y[party], name, va="center", fontsize=BODY, color=INK)
        axes.plot(
            [NAMED, NAMED + across * len(texts)], [y[party]] * 2, color=FAINT, lw=0.8, zorder=0
        )
    size = (72 * min(0.72 * across, 0.24)) ** 2
    for row in answers.to_dict("records"):
        spot = [x[row["text"]]], [y[row["party"]]]
        if row["party"] == row["drafter"]:
            axes.scatter(*spot, s=2.3 * size, facecolors="none", edgecolors=INK, linewidths=1.2)
        if row["asked"]:
            colour, marker = (YES, "o") if row["yes"] else (NO, "X")
            axes.scatter(*spot, s=size, c=colour, marker=marker, linewidths=0)
        else:
            axes.scatter(*spot, s=size / 8, c=MUTED, marker="o", linewidths=0)
    _dates(axes, answers, x, foot, top)


def _dates(
    axes: Axes, answers: pd.DataFrame, x: Mapping[int, float], foot: float, top: float
) -> None:
    """Write the month below the first text of each, where there is room, and mark a signed text."""
    last, seen = -1.0, ""
    for row in answers.drop_duplicates("text").to_dict("records"):
        at, month = x[row["text"]], str(row["date"])[:7]
        if row["signed"]:
            axes.plot([at, at], [foot, top], color=YES, lw=1.2, zorder=0)
            axes.text(at, top + 0.14, "signed", ha="center", va="center", fontsize=SMALL, color=YES)
        if month != seen and at - last > 0.85:
            axes.text(at, foot - 0.16, month, ha="center", va="center", fontsize=SMALL, color=MUTED)
            axes.plot([at, at], [foot, foot - 0.05], color=MUTED, lw=0.8)
            last = at
        seen = month


def _key(axes: Axes) -> None:
    signs = (
        ("o", YES, YES, 130, "yes"), ("X", NO, NO, 130, "no"), ("o", MUTED, MUTED, 16, "not asked"),
        ("o", "none", INK, 230, "drafted it"),
    )  # fmt: skip
    for place, (marker, face, edge, size, word) in enumerate(signs):
        at = NAMED + 1.9 * place
        axes.scatter(
            [at + 0.12],
            [0.1],
            s=size,
            marker=marker,
            facecolors=face,
            edgecolors=edge,
            clip_on=False,
        )
        axes.text(at + 0.35, 0.1, word, va="center_baseline", fontsize=BODY, color=INK)
