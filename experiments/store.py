"""A folder of results: read the runs, whole or as far as they are, and what made them."""

import json
import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.design import Study
from experiments.digest import digest as digest
from experiments.running.compacting import RUNS
from experiments.running.ledger import MANIFEST as MANIFEST
from experiments.running.ledger import UNFINISHED
from experiments.running.parts import find_parts
from sim.coherence import nearest
from sim.errors import InputError

UNCERTAIN = "-uncertain"  # ends the name of the folder of an uncertain sweep
SIGNS = ("==", "=", "!=", "<", ">", "<=", ">=", "in", "not in")  # pyarrow's own
NEEDED = ("run", "design", "replicate", "outcome")


class UnfinishedWarning(UserWarning):
    """Says that a folder holds a part of its sweep so far."""


def load(
    folder: str | Path,
    columns: Sequence[str] | None = None,
    where: Any = None,
    categories: bool = False,
) -> pd.DataFrame:
    """Load the runs of a results folder, in order.

    A sweep that is not finished gives what it has so far, with an ``UnfinishedWarning``;
    ``attrs["unfinished"]`` says how much that is.

    Parameters
    ----------
    columns
        The columns to read; all if None. The others are not even looked at.
    where
        The rows to read, as pyarrow filters: ``[("outcome", "==", "deal")]``, say.
    categories
        Give words as categories: a tenth of the memory, for millions of runs.

    Raises
    ------
    InputError
        If there are none, a file is torn, a column is unknown or a filter is none.
    """
    from pyarrow import ArrowException

    files, unfinished = _files(Path(folder))
    try:
        table = _read(files, columns, where, categories)
    except InputError:
        raise
    except (OSError, ValueError, KeyError, ArrowException) as error:
        message = str(error).partition("\n")[0]
        right = "run the sweep again" if where is None else "see that the filters fit the columns"
        raise InputError(str(files[0]), f"it can't be read ({message})", right) from None
    if unfinished:
        table.attrs["unfinished"] = unfinished
        warnings.warn(f"{folder}: {unfinished}", UnfinishedWarning, stacklevel=2)
    return table


def columns_of(folder: str | Path) -> list[str]:
    """Name the columns of a results folder, without reading its rows.

    Raises
    ------
    InputError
        If it holds no results, or a file is torn.
    """
    from pyarrow import ArrowException, parquet

    files, _ = _files(Path(folder))
    try:
        return [str(name) for name in parquet.read_schema(files[0]).names]
    except (OSError, ArrowException) as error:
        message = str(error).partition("\n")[0]
        wrong, right = f"it can't be read ({message})", "run the sweep again"
        raise InputError(str(files[0]), wrong, right) from None


def _files(folder: Path) -> tuple[list[Path], str]:
    """Give the files that hold the runs, and how much of the sweep they are if not all."""
    manifest = _glance(folder)
    if manifest.get("state") == UNFINISHED:
        parts = find_parts(folder, manifest.get("spec")).sound
        if parts:
            rows = sum(len(part.ids) for part in parts)
            return [part.path for part in parts], f"unfinished, {rows:,} negotiations so far"
    else:
        try:
            if (folder / RUNS).is_file():
                return [folder / RUNS], ""
        except (OSError, ValueError) as error:
            raise InputError(str(folder / RUNS), f"it can't be read ({error})") from None
    raise InputError(str(folder), "it holds no results", "give a folder that batna sweep wrote")


def _read(
    files: list[Path], columns: Sequence[str] | None, where: Any, categories: bool
) -> pd.DataFrame:  # fmt: skip
    from pyarrow import parquet, types

    schema = parquet.read_schema(files[0])
    if not set(NEEDED) <= set(schema.names):
        raise InputError(str(files[0]), "it holds no runs of a sweep", "run the sweep again")
    if isinstance(columns, str):
        raise InputError("columns", f"{columns!r} is a word", f'give a list, such as ["{columns}"]')
    asked = [*(columns or ()), *_columns_in(where)]
    unknown = [name for name in asked if name not in schema.names]
    if unknown:
        right = nearest(str(unknown[0]), schema.names)
        raise InputError(str(files[0]), f"it has no column {unknown[0]!r}", right)
    words = [f.name for f in schema if types.is_string(f.type) or types.is_large_string(f.type)]
    table = parquet.read_table(
        files, columns=None if columns is None else list(columns), filters=where,
        read_dictionary=words if categories else None,
    )  # fmt: skip
    frame: pd.DataFrame = table.to_pandas()
    for name in table.column_names:  # whole numbers stay whole where a failed run has none
        column = table.column(name)
        if types.is_integer(column.type) and column.null_count:
            frame[name] = column.to_pandas(types_mapper={column.type: pd.Int64Dtype()}.get)
        elif types.is_boolean(column.type) and column.null_count:
            frame[name] = column.to_pandas(types_mapper={column.type: pd.BooleanDtype()}.get)
    return frame


def _columns_in(where: Any) -> list[str]:
    """Name the columns of filters: a list of (column, sign, value), or a list of such lists.

    Raises
    ------
    InputError
        If they are no such list; what else pyarrow takes is left to it.
    """
    if where is None or not isinstance(where, list | tuple):
        return []
    rules = [rule for part in where for rule in (part if isinstance(part, list) else [part])]
    for rule in rules:
        if not isinstance(rule, tuple) or len(rule) != 3 or rule[1] not in SIGNS:
            right = f'give a list such as [("outcome", "==", "deal")], by {", ".join(SIGNS)}'
            raise InputError("where", f"{rule!r:.60} is no filter", right)
    return [rule[0] for rule in rules]


def _glance(folder: Path) -> dict[str, Any]:
    """Read a manifest as far as there is one."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_manifest(folder: str | Path) -> dict[str, Any]:
    """Read what made a results folder.

    Raises
    ------
    InputError
        If it is not there or is not the manifest of a sweep.
    """
    path = Path(folder) / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        Study.model_validate(manifest["study"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise InputError(
            str(path), "it is not the manifest of a sweep", "run the sweep again"
        ) from None
    return dict(manifest)


def check_target(folder: Path, study: Study, spec: str | None = None) -> dict[str, Any]:
    """Refuse a folder that is a file, or that holds other results; give its manifest, if any.

    Parameters
    ----------
    spec
        The hash of all that the rows hang on; None to compare the studies alone.
    """
    check_writable(folder)
    if not _is_file(folder / MANIFEST):
        return {}
    manifest = read_manifest(folder)
    if spec is not None and manifest.get("spec") == spec:
        return manifest
    before = Study.model_validate(manifest["study"])
    right = "give another folder with --out, or write --afresh to replace what is there"
    if before != study:
        same = before.name == study.name
        other = f"{study.name} with other settings" if same else repr(before.name)
        raise InputError(str(folder), f"it holds the results of another study, {other}", right)
    if spec is not None:
        wrong = "it holds this study as other rules, numbers or delegates made it"
        raise InputError(str(folder), wrong, right)
    return manifest


def check_writable(folder: Path) -> None:
    """Refuse, before hours of work, a folder that can't be written."""
    try:
        near = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        if not near.is_dir():
            raise InputError(str(near), "it is a file", "give a folder with --out")
    except OSError as error:
        raise InputError(str(folder), f"it can't be written ({error.strerror})") from None
    if not os.access(near, os.W_OK | os.X_OK):
        raise InputError(str(folder), "it can't be written (Permission denied)")
