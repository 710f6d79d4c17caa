"""Write a scenario's scores as a sheet (see ``spreadsheet``)."""

import csv
import io
from collections.abc import Callable, Iterable
from typing import NamedTuple

from experiments.formats.format import Files
from experiments.formats.from_scenario import to_table
from experiments.formats.sheet import (
    ALWAYS,
    AND,
    CONSENT,
    DRAFTS,
    EVERY_TEXT,
    EVERYBODY,
    FORMULA,
    ISSUE,
    NEVER,
    NO_DEAL,
    OPTION,
    OWNERS,
    RED_LINE,
    TEXT,
)
from experiments.formats.table import Consent, Party
from experiments.formats.to_toml import plain
from sim.scenario import Scenario


def write(scenario: Scenario, semicolons: bool = False) -> Files:
    """Write a row for each option, then the reservation values, then whose yes a text needs.

    Parameters
    ----------
    semicolons
        Separate cells by semicolons, write decimal commas, and begin with a byte order mark, as
        spreadsheets expect it in much of Europe.
    """
    table, lost = to_table(scenario)
    if any(party.discount is not None for party in table.parties):
        lost.append("that a deal is worth less the later it comes")
    shown = (lambda value: plain(value).replace(".", ",")) if semicolons else plain
    columns = [column for party in table.parties for column in _columns(party, shown)]
    names = [party.name for party in table.parties]
    rows = [[ISSUE, OPTION, TEXT, CONSENT, *(column.head for column in columns)]]
    for i, issue in enumerate(table.issues):
        for o, text in enumerate(issue.options):
            words = (issue.name, (issue.shorts or issue.options)[o], text)
            needed = _joined(_needed(table.consent, i, o), names)
            cells = (column.option(i, o) for column in columns)
            rows.append([*map(_safe, words), needed, *cells])
    drafts = {table.parties[table.drafter].name: DRAFTS}
    rows.append([NO_DEAL, "", "", "", *(column.no_deal for column in columns)])
    rows.append([EVERY_TEXT, "", "", _rule(table.consent, names),
                 *(drafts.get(column.party, "") for column in columns)])  # fmt: skip
    stream = io.StringIO("\ufeff" if semicolons else "")
    stream.seek(0, io.SEEK_END)
    csv.writer(stream, delimiter=";" if semicolons else ",", lineterminator="\n").writerows(rows)
    return Files({f"{table.name}.csv": stream.getvalue()}, tuple(lost))


class Column(NamedTuple):
    """A column: its heading, its cell of each option, of no deal, and whose scores it has."""

    head: str
    option: Callable[[int, int], str]
    no_deal: str = ""
    party: str = ""


def _columns(party: Party, shown: Callable[[float], str]) -> list[Column]:
    """Give a party its scores and, if it has any, its red lines."""

    def line(issue: int, option: int) -> str:
        price = party.prices.get((issue, option), 0.0)
        words = [NEVER] if (issue, option) in party.never else []
        return " ".join([*words, shown(price)] if price else words)

    head = _safe(party.name)
    scores = Column(
        head, lambda i, o: shown(party.score(i, o)), shown(party.reservation), party.name
    )
    return [scores, Column(head + RED_LINE, line)] if party.prices or party.never else [scores]


def _needed(consent: Consent, issue: int, option: int) -> tuple[int, ...]:
    return consent.owners[issue][option] if consent.rule == "owners" else ()


def _joined(places: Iterable[int], names: list[str]) -> str:
    return AND.join(names[place] for place in places)


def _rule(consent: Consent, names: list[str]) -> str:
    always = ALWAYS + _joined(consent.always, names) if consent.always else ""
    if consent.rule == "quota":
        return f"{consent.quota} of {len(names)}{always}"
    return OWNERS + always if consent.rule == "owners" else EVERYBODY


def _safe(words: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return "'" + words if words.startswith(FORMULA) else words
