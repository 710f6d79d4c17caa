"""From parts to one table, a stretch at a time: memory stays flat for any number of runs."""

import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from experiments.digest import digest_of_file
from experiments.running.ledger import FAILURES, failure_line
from experiments.running.parts import (
    COMPRESSION,
    FAILED,
    PARTS,
    Part,
    checksum,
    place,
    settle,
)

RUNS = "runs.parquet"
GROUP = 100_000  # rows of a row group, at least


def compact(folder: Path, parts: Sequence[Part]) -> dict[str, Any]:
    """Write ``runs.parquet`` and ``failures.jsonl`` from parts in order.

    Returns
    -------
    dict
        For the manifest: ``rows``, ``digest`` and ``checksums``.

    Raises
    ------
    OSError
        If they can't be written; the parts are still there.
    """
    path, failures, rows = folder / RUNS, list[str](), 0
    beside = path.with_name(f".{RUNS}.{uuid.uuid4().hex}")
    try:
        with beside.open("xb") as sink:
            for group in _written(parts, sink):
                rows += group.num_rows
                failures += _failures(group)
        flush(beside)
        told = {"rows": rows, "digest": digest_of_file(beside)}
        told["checksums"] = {RUNS: checksum(beside)}
        settle(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    if failures:
        place(folder / FAILURES, "".join(failures).encode())
    else:
        (folder / FAILURES).unlink(missing_ok=True)
    return told


def clear_parts(folder: Path) -> None:
    """Take away the parts that are one table now, and leftovers of writing."""
    inside = folder / PARTS
    if inside.is_dir():
        for path in [*inside.glob("*.parquet"), *inside.glob(".*")]:
            path.unlink(missing_ok=True)
        if not any(inside.iterdir()):
            inside.rmdir()
    for path in folder.glob(f".{RUNS}.*"):
        path.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Wait until a file is on the disk."""
    import os

    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _written(parts: Sequence[Part], sink: Any) -> Iterator[Any]:
    """Write parts as row groups, and hand each on."""
    from pyarrow import parquet

    writer = None
    try:
        for group in _groups(parts):
            if writer is None:
                writer = parquet.ParquetWriter(sink, group.schema, **COMPRESSION)
            writer.write_table(group)
            yield group
    finally:
        if writer is not None:
            writer.close()


def _groups(parts: Sequence[Part]) -> Iterator[Any]:
    import pyarrow as pa
    from pyarrow import parquet

    waiting, rows, schema = [], 0, None
    for part in parts:
        with parquet.ParquetFile(part.path) as file:
            table = file.read()
        schema = schema or table.schema
        waiting.append(table.cast(schema))
        rows += table.num_rows
        if rows >= GROUP:
            yield pa.concat_tables(waiting).combine_chunks()
            waiting, rows = [], 0
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def _failures(table: Any) -> list[str]:
    import pyarrow.compute as pc

    rows = table.select(["run", "error"]).filter(pc.equal(table.column("status"), FAILED))
    return [failure_line(row["run"], row["error"]) for row in rows.to_pylist()]
