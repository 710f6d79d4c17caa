"""A digest of rows: equal digests mean equal tables, to the last bit."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

LEFT_OUT = "engine"  # what played the rows is no part of them


def digest(table: pd.DataFrame) -> str:
    """Give a digest of a table's rows: equal digests mean equal tables, to the last bit.

    It rests on Python's own spelling of each cell, so that every version of pandas agrees.
    """
    return _hashed((str(name), [_cells(table[name])]) for name in table.columns)


def digest_of_file(path: Path) -> str:
    """Give the digest of a stored table, a column and a stretch at a time."""
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        names = file.schema_arrow.names
        return _hashed((name, _stretches(file, name)) for name in names)


def _stretches(file: Any, name: str) -> Iterator[list[str]]:
    for group in range(file.num_row_groups):
        column = file.read_row_group(group, columns=[name]).column(0)
        if str(column.type) == "double":  # all different, and 0.0 is not -0.0
            yield ["" if cell is None else str(cell) for cell in column.to_pylist()]
            continue
        known = column.dictionary_encode().combine_chunks()
        words = ["" if cell is None else str(cell) for cell in known.dictionary.to_pylist()]
        spelt = [*words, ""]  # -1 stands for a missing cell
        yield [spelt[code] for code in known.indices.fill_null(-1).to_pylist()]


def _cells(column: pd.Series) -> list[str]:
    cells = zip(column.tolist(), column.isna().tolist(), strict=True)
    return ["" if missing else str(cell) for cell, missing in cells]


def _hashed(columns: Iterable[tuple[str, Iterable[list[str]]]]) -> str:
    hashed = hashlib.sha256()
    for name, stretches in columns:
        if name == LEFT_OUT:
            continue
        hashed.update(name.encode())
        for cells in stretches:
            if cells:
                hashed.update(b"\x1f" + "\x1f".join(cells).encode())
        hashed.update(b"\x1f")
    return hashed.hexdigest()[:16]
