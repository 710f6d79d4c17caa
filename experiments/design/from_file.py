"""Design points from a table: a CSV file with a column a path and a row a point."""

import csv
import math
from pathlib import Path

import pandas as pd

from experiments.design.files import digest_of, table_of
from experiments.design.ranges import refuse_held
from experiments.design.study import Study
from experiments.separating import separator_of
from sim.errors import InputError
from sim.quantity import UNITS, Quantity
from sim.reading import find
from sim.scenario import Scenario


def listed(study: Study, scenario: Scenario) -> pd.DataFrame:
    """Read a study's design points.

    Raises
    ------
    InputError
        With the file, the row (its line) and the column, what is wrong and what would be right.
    """
    where = f"study {study.name}"
    if study.file is None:
        raise InputError(where, "its design is a table, but it names none", 'add file = "my.csv"')
    if study.vary or study.vary_tier is not None:
        raise InputError(where, f"what varies stands in {study.file}", "take out vary, vary_tier")
    table = table_of(study)
    header, body = _read(table, study.file)
    if study.file_digest and digest_of(table) != study.file_digest:
        right = "put it back, or take file_digest out of the study"
        raise InputError(study.file, "it has changed since the study was made", right)
    columns = [_column(path, scenario, study.file) for path in header]
    paths = [path for path, _ in columns]
    if len(set(paths)) < len(paths):
        raise InputError(study.file, "a column comes twice", "name each path once")
    refuse_held(study, scenario, set(paths))
    points = []
    for line, row in body:
        where = f"{study.file}: row {line}"
        if len(row) != len(paths):
            wrong = f"{len(row)} cells in {len(paths)} columns"
            raise InputError(where, wrong, "write a number in each column")
        cells = zip(row, columns, strict=True)
        points.append([_number(c, q, f"{where}, column {path}") for c, (path, q) in cells])
    return pd.DataFrame(points, columns=paths)


def _read(table: Path, file: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Read the head of a CSV file and its rows with their lines, empty lines apart."""
    try:
        with table.open(newline="", encoding="utf-8-sig") as stream:
            separator = separator_of(stream.readline())
            stream.seek(0)
            reader = csv.reader(stream, delimiter=separator)
            rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except FileNotFoundError:
        right = "its place counts from the study's file"
        raise InputError(file, "there is no such file", right) from None
    except (OSError, ValueError, csv.Error) as error:
        message = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        raise InputError(file, f"it can't be read ({message})", "write CSV in UTF-8") from None
    if len(rows) < 2:
        raise InputError(file, "it holds no design points", "write a row of paths, then numbers")
    return rows[0][1], rows[1:]


def _column(path: str, scenario: Scenario, file: str) -> tuple[str, Quantity]:
    segments, quantity = find(scenario, path.strip(), f"{file}: row 1")
    return ".".join(segments), quantity


def _number(cell: str, quantity: Quantity, where: str) -> float:
    """Read a cell, and refuse what the number's unit can't be."""
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    low, high, whole = UNITS[quantity.unit]
    kind = "a whole number" if whole else "a number"
    right = f"write {kind} from {low:g} to {high:g}"
    if math.isnan(value):
        raise InputError(where, f"{cell!r} is not a number", right)
    if not low <= value <= high or (whole and value != int(value)):
        raise InputError(where, f"{cell.strip()} can't be in {quantity.unit!r}", right)
    return value
