"""Write a scenario's scores as a sheet (see ``spreadsheet``)."""

import csv
import io
from collections.abc import Callable, Iterable

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
from experiments.formats.table import Consent, Party, Table
from experiments.formats.to_toml import plain
from sim.scenario import Scenario


def write(scenario: Scenario) -> Files:
    """Write a row for each option, then the reservation values, then whose yes a text needs."""
    table, lost = to_table(scenario)
    names = [party.name for party in table.parties]
    lined = [bool(party.prices or party.never) for party in table.parties]
    head = [ISSUE, OPTION, TEXT, CONSENT]
    for name, line in zip(names, lined, strict=True):
        head += [_safe(name), _safe(name) + RED_LINE] if line else [_safe(name)]
    rows = [head]
    for i, issue in enumerate(table.issues):
        for o, text in enumerate(issue.options):
            row = [_safe(issue.name), _safe((issue.shorts or issue.options)[o]), _safe(text)]
            row.append(_joined(_needed(table.consent, i, o), names))
            for party, line in zip(table.parties, lined, strict=True):
                row.append(plain(party.score(i, o)))
                row += [_line(party, i, o)] if line else []
            rows.append(row)
    rows.append([NO_DEAL, "", "", "", *_cells(table, lined, lambda p: plain(p.reservation))])
    drafter = table.parties[table.drafter]
    rows.append([
        EVERY_TEXT, "", "", _rule(table.consent, names),
        *_cells(table, lined, lambda p: DRAFTS if p is drafter else ""),
    ])  # fmt: skip
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return Files({f"{table.name}.csv": stream.getvalue()}, tuple(lost))


def _cells(table: Table, lined: list[bool], cell: Callable[[Party], str]) -> list[str]:
    found: list[str] = []
    for party, line in zip(table.parties, lined, strict=True):
        found += [cell(party), ""] if line else [cell(party)]
    return found


def _line(party: Party, issue: int, option: int) -> str:
    price = party.prices.get((issue, option), 0.0)
    words = [NEVER] if (issue, option) in party.never else []
    return " ".join([*words, plain(price)] if price else words)


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
