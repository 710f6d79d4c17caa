"""Read a sheet of scores as spreadsheets save it (see ``spreadsheet``).

Separators are commas, semicolons or tabs, decimals points or commas, texts UTF-8, UTF-16 or
Windows-1252; what could mean two things is refused.
"""

import csv
import io
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from experiments.formats.format import contents
from experiments.formats.sheet import (
    ALWAYS,
    AND,
    CONSENT,
    DRAFTS,
    EVERY_TEXT,
    EVERYBODY,
    ISSUE,
    NEVER,
    NO_DEAL,
    OPTION,
    OWNERS,
    RED_LINE,
    TEXT,
)
from experiments.formats.table import Consent, Issue, Party, Table
from experiments.separating import separator_of
from sim.coherence import nearest
from sim.errors import InputError

RULE = re.compile(rf"({EVERYBODY}|{OWNERS}|(\d+) of \d+)(?:{ALWAYS}(.+))?")
UNIT_STAKE = 2.0  # if nobody's worths reach further from 0, the scale is that of utilities


class Row(NamedTuple):
    """A row of the sheet with its number there, its cells by column."""

    number: int
    cells: dict[str, str]


class Sheet(NamedTuple):
    """What a file holds, and how it writes a decimal."""

    where: str
    parties: list[str]
    lines: list[str]
    rows: list[Row]
    separator: str
    comma: bool

    def number(self, row: Row, column: str) -> float:
        """Read a cell as a number.

        Raises
        ------
        InputError
            If it is empty, is no number, or could be two.
        """
        cell = row.cells[column]
        at = f"{self.where}: row {row.number}, {column}"
        if not cell:
            raise InputError(at, "it is empty", "write a number")
        plain = cell.replace("\u2212", "-").replace("\u00a0", "")
        if re.fullmatch(r"[-+]?\d{1,3},\d{3}", plain) and self.separator == ",":
            raise InputError(at, f"{cell!r} could be two numbers", "write 1234 or 1.234")
        if self.comma and "." in plain:
            raise InputError(at, f"{cell!r} has a point, other numbers a comma",
                             "use one decimal sign, and none for thousands")  # fmt: skip
        plain = plain.replace(",", ".", 1)
        if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", plain):
            raise InputError(at, f"{cell!r:.60} is not a number", "write one such as 0.3")
        return float(plain)


def read(files: Sequence[Path]) -> Table:
    """Read a sheet.

    Raises
    ------
    InputError
        Naming row and column, what is wrong there and what would be right.
    """
    if len(files) > 1:
        raise InputError(str(files[1]), "it is a second file", "the scores are one sheet")
    sheet = _sheet(files[0])
    rows, special = _sorted(sheet)
    issues: dict[str, list[Row]] = {}
    for row in rows:
        issues.setdefault(row.cells[ISSUE], []).append(row)
    for issue, options in issues.items():
        seen: set[str] = set()
        for row in options:
            if row.cells[OPTION] in seen:
                raise InputError(
                    f"{sheet.where}: row {row.number}",
                    f"{issue} has the option {row.cells[OPTION]!r} twice", "name it otherwise",
                )  # fmt: skip
            seen.add(row.cells[OPTION])
    parties = tuple(
        _party(sheet, name, list(issues.values()), special.get(NO_DEAL)) for name in sheet.parties
    )
    text = special.get(EVERY_TEXT)
    drafter = _drafter(sheet, text)
    title = files[0].stem.replace("_", " ")
    return Table(
        name=title, title=title,
        issues=tuple(
            Issue(
                name, tuple(row.cells[TEXT] or row.cells[OPTION] for row in options),
                tuple(row.cells[OPTION] for row in options),
            )
            for name, options in issues.items()
        ),
        parties=parties, consent=_consent(sheet, list(issues.values()), text),
        drafter=drafter,
        scale=_scale(parties), origin=f"A sheet of scores, {files[0].name}.",
    )  # fmt: skip


def _sheet(file: Path) -> Sheet:
    """Split a file into cells, and find its separator, its columns and its decimal sign."""
    where, lines = str(file), list(io.StringIO(_words(contents(file)), newline=""))
    if lines and re.fullmatch(r"sep=.\s*", lines[0]):  # a line that Excel itself writes and reads
        lines[0] = "\n"
    first = next((line for line in lines if line.strip()), "")
    separator = separator_of(first)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        cells = [(reader.line_num, [_cell(cell) for cell in row]) for row in reader]
    except csv.Error as error:
        raise InputError(f"{where}: row {reader.line_num}", f"it can't be read ({error})") from None
    filled = [(number, row) for number, row in cells if any(row)]
    if not filled:
        raise InputError(where, "it is empty", f"begin with {ISSUE}, {OPTION} and the parties")
    head = _head(filled[0][1], f"{where}: row {filled[0][0]}")
    rows = []
    for number, row in filled[1:]:
        if any(row[len(head) :]):
            wrong = f"{len(row)} cells under {len(head)} headings"
            raise InputError(f"{where}: row {number}", wrong, "give every column one")
        padded = row + [""] * (len(head) - len(row))
        rows.append(Row(number, {h: c for h, c in zip(head, padded, strict=False) if h}))
    parties = [h for h in head if h and h not in (ISSUE, OPTION, TEXT, CONSENT)
               and not h.endswith(RED_LINE)]  # fmt: skip
    if len(parties) < 2:
        raise InputError(f"{where}: row {filled[0][0]}", "it names fewer than two parties",
                         "give each party a column")  # fmt: skip
    lined = [h.removesuffix(RED_LINE) for h in head if h.endswith(RED_LINE)]
    for name in lined:
        if name not in parties:
            raise InputError(f"{where}: {name}{RED_LINE}", f"there is no column {name!r}",
                             nearest(name, parties))  # fmt: skip
    numeric = [row.cells[name] for row in rows for name in parties]
    comma = any(re.fullmatch(r"[-+\u2212]?\d*,\d+", cell) for cell in numeric)
    return Sheet(where, parties, lined, rows, separator, comma)


def _words(data: bytes) -> str:
    for begin, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(begin):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    return data.decode("cp1252", errors="replace")


def _cell(cell: str) -> str:
    """Take away spaces, and the sign that keeps a spreadsheet from seeing a formula."""
    plain = " ".join(cell.split())
    return plain[1:] if re.match(r"'[=+@-]", plain) else plain


def _head(row: list[str], where: str) -> list[str]:
    known = {word.casefold(): word for word in (ISSUE, OPTION, TEXT, CONSENT)}
    head = [known.get(cell.casefold(), cell) for cell in row]
    while head and not head[-1]:
        head.pop()
    for needed in (ISSUE, OPTION):
        if needed not in head:
            raise InputError(where, f"there is no column {needed!r}",
                             f"begin with {ISSUE}, {OPTION} and the parties")  # fmt: skip
    for cell in head:
        if not cell:
            raise InputError(where, "a column has no heading", "name it, or empty it")
        if head.count(cell) > 1:
            raise InputError(where, f"two columns are called {cell!r}",
                             "give each its own name")  # fmt: skip
    return head


def _sorted(sheet: Sheet) -> tuple[list[Row], dict[str, Row]]:
    """Tell the rows of options from the special ones; an empty issue is the one above."""
    rows, special, above = [], {}, ""
    for row in sheet.rows:
        issue = row.cells[ISSUE] or above
        if issue.casefold() in (NO_DEAL, EVERY_TEXT):
            if issue.casefold() in special:
                raise InputError(f"{sheet.where}: row {row.number}", f"{issue} comes twice",
                                 "leave one out")  # fmt: skip
            special[issue.casefold()] = row
            continue
        above = issue
        at = f"{sheet.where}: row {row.number}"
        if not issue:
            raise InputError(
                at, "it names no issue", "write the issue in the first row of its options"
            )
        if not row.cells[OPTION]:
            raise InputError(at, "it names no option", "write one")
        filled = {CONSENT: "", TEXT: ""} | row.cells | {ISSUE: issue}
        rows.append(Row(row.number, filled))
    if not rows:
        raise InputError(sheet.where, "it has no options", "write a row for each")
    return rows, special


def _party(sheet: Sheet, name: str, issues: list[list[Row]], no_deal: Row | None) -> Party:
    prices, never = {}, set()
    for i, rows in enumerate(issues):
        for o, row in enumerate(rows):
            column = name + RED_LINE
            cell = row.cells.get(column, "")
            if cell.casefold().startswith(NEVER):
                never.add((i, o))
                row.cells[column] = cell = cell[len(NEVER) :].strip()
            if cell:
                prices[i, o] = sheet.number(row, column)
    return Party(
        name=name, weights=(1.0,) * len(issues),
        values=tuple(tuple(sheet.number(row, name) for row in rows) for rows in issues),
        reservation=sheet.number(no_deal, name) if no_deal else 0.0,
        prices=prices, never=frozenset(never),
    )  # fmt: skip


def _drafter(sheet: Sheet, text: Row | None) -> int:
    """Find the party under which the row of every text says that it drafts; else the first."""
    said = {name: text.cells[name] for name in sheet.parties if text.cells[name]} if text else {}
    for name, cell in said.items():
        at = f"{sheet.where}: row {text.number}, {name}" if text else sheet.where
        if cell.casefold() != DRAFTS:
            raise InputError(at, f"{cell!r:.60} is no word of this row",
                             f"write {DRAFTS} or nothing; rules go under {CONSENT}")  # fmt: skip
    if len(said) > 1:
        wrong = f"{' and '.join(said)} all draft"
        raise InputError(f"{sheet.where}: {EVERY_TEXT}", wrong, "let one party draft")
    return sheet.parties.index(next(iter(said))) if said else 0


def _scale(parties: tuple[Party, ...]) -> Literal["unit", "score"]:
    furthest = max(
        math.fsum(max(abs(value) for value in row) for row in party.values) for party in parties
    )
    return "unit" if furthest <= UNIT_STAKE else "score"


def _consent(sheet: Sheet, issues: list[list[Row]], text: Row | None) -> Consent:
    """Read whose yes a text needs; without a word on it everybody's."""
    needed = tuple(tuple(_named(sheet, row, row.cells[CONSENT]) for row in rows) for rows in issues)
    words = text.cells.get(CONSENT, "") if text else ""
    at = f"{sheet.where}: row {text.number}, {CONSENT}" if text else sheet.where
    match = RULE.fullmatch(words or EVERYBODY)
    if match is None:
        raise InputError(at, f"{words!r:.60} is no rule",
                         f"write {EVERYBODY}, 3 of 4, or {OWNERS}{ALWAYS}A{AND}B")  # fmt: skip
    rule, quota, always = match.groups()
    named = _named(sheet, text, always or "") if text else ()
    if rule != OWNERS and any(any(row) for row in needed):
        raise InputError(at, f"the column {CONSENT} names owners, and the rule is {rule}",
                         f"write {OWNERS}{ALWAYS}A{AND}B in the row {EVERY_TEXT}")  # fmt: skip
    if rule == OWNERS:
        return Consent("owners", 0, named, needed)
    if quota:
        if not 1 <= int(quota) <= len(sheet.parties):
            raise InputError(at, f"{quota} of {len(sheet.parties)} parties",
                             f"write 1 to {len(sheet.parties)}")  # fmt: skip
        return Consent("quota", int(quota), named)
    return Consent()


def _named(sheet: Sheet, row: Row, cell: str) -> tuple[int, ...]:
    found = []
    for name in (part.strip() for part in cell.split(AND.strip())):
        if name and name not in sheet.parties:
            at = f"{sheet.where}: row {row.number}, {CONSENT}"
            raise InputError(at, f"there is no party {name!r}", nearest(name, sheet.parties))
        found += [sheet.parties.index(name)] if name else []
    return tuple(found)
