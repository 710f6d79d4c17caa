"""Parts: the files of finished runs, each written by a worker, whole or not at all."""

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from experiments.running.halt import Unwritable
from sim.errors import InputError

PARTS = "parts"  # the folder of parts, gone when they are one table
SPEC = b"batna_spec"
FAILED = "failed"  # the status of a run that failed
COMPRESSION = {"compression": "zstd", "write_page_checksum": True}


class Part(NamedTuple):
    """A part that holds what its name says; ``outcomes`` counts its runs, failed ones too."""

    path: Path
    ids: range
    outcomes: dict[str, int]


class Found(NamedTuple):
    """The parts of a folder: the sound ones, disjoint and in order, and the others."""

    sound: list[Part]
    torn: list[Path]


def part_name(ids: range) -> str:
    """Name the part of these runs; names sort as the runs do."""
    return f"{ids.start:012d}-{ids.stop - 1:012d}.parquet"


def write_part(folder: Path, ids: range, table: Any, spec: str) -> str:
    """Write a part and give its SHA-256.

    Raises
    ------
    Unwritable
        If the system can't keep it; nothing is left behind.
    """
    from pyarrow import BufferOutputStream, parquet

    named = table.replace_schema_metadata({**(table.schema.metadata or {}), SPEC: spec.encode()})
    buffer = BufferOutputStream()
    parquet.write_table(named, buffer, **COMPRESSION)
    data = buffer.getvalue().to_pybytes()
    try:
        place(folder / PARTS / part_name(ids), data)
    except OSError as error:
        raise Unwritable(error.strerror or str(error)) from None
    return hashlib.sha256(data).hexdigest()


def place(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file beside its place, make sure that it is on the disk, and move it there.

    Parameters
    ----------
    mode
        Who may read and write it, less what the process's mask forbids.
    """
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        write_through(beside, data, mode)
        settle(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def write_through(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file and wait until it is on the disk."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def settle(beside: Path, path: Path) -> None:
    """Move a finished file to its place, and make the move last."""
    os.replace(beside, path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def find_parts(folder: Path, spec: str | None, checksums: Mapping[str, str] | None = None) -> Found:
    """Find the parts of a folder and check each.

    Parameters
    ----------
    spec
        What the parts must belong to; None for whatever they do.
    checksums
        SHA-256 of parts by name, as far as they are known. With None the parts are only looked
        at, not read through.
    """
    sound: list[Part] = []
    torn: list[Path] = []
    for path in sorted((folder / PARTS).glob("[0-9]*.parquet")):
        part = _sound(path, spec, checksums)
        if part is None or (sound and part.ids.start < sound[-1].ids.stop):
            torn.append(path)
        else:
            sound.append(part)
    return Found(sound, torn)


def _sound(path: Path, spec: str | None, checksums: Mapping[str, str] | None) -> Part | None:
    """Give a part; None if it is torn or does not belong here."""
    from pyarrow import ArrowException, parquet

    try:
        first, _, last = path.stem.partition("-")
        ids = range(int(first), int(last) + 1)
        with parquet.ParquetFile(path, page_checksum_verification=True) as file:
            own = (file.schema_arrow.metadata or {}).get(SPEC, b"").decode()
            if file.metadata.num_rows != len(ids) or (spec is not None and own != spec):
                return None
            if checksums is None:
                return Part(path, ids, {})
            table = file.read()
        known = checksums.get(path.name)
        if table.column("run").to_pylist() != list(ids) or known not in (None, checksum(path)):
            return None
    except (OSError, ValueError, KeyError, ArrowException):
        return None
    return Part(path, ids, outcomes_in(table))


def check_spec(folder: Path, spec: str) -> None:
    """Refuse a folder whose parts belong to something else, even where its manifest is gone.

    Raises
    ------
    InputError
        If there is such a part.
    """
    from pyarrow import ArrowException, parquet

    for path in (folder / PARTS).glob("[0-9]*.parquet"):
        try:
            own = (parquet.read_schema(path).metadata or {}).get(SPEC, b"").decode()
        except (OSError, ValueError, ArrowException):
            continue  # torn
        if own != spec:
            wrong, right = "it is a part of another sweep", "give another folder with --out"
            raise InputError(str(path), wrong, right)


def outcomes_in(table: Any) -> dict[str, int]:
    """Count the outcomes of a table; a failed run counts as ``failed``."""
    counts = table.column("outcome").fill_null(FAILED).value_counts().to_pylist()
    return {pair["values"]: pair["counts"] for pair in counts}


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def missing(parts: Iterable[Part], ids: range) -> Iterator[range]:
    """Give the stretches of ``ids`` that no part holds."""
    at = ids.start
    for part in parts:
        if part.ids.start >= ids.stop:
            break
        if part.ids.start > at:
            yield range(at, part.ids.start)
        at = max(at, part.ids.stop)
    if at < ids.stop:
        yield range(at, ids.stop)


def clear(folder: Path, torn: Iterable[Path] = ()) -> None:
    """Take away torn parts, and what a killed worker was writing."""
    for path in [*torn, *(folder / PARTS).glob(".*.parquet.*")]:
        path.unlink(missing_ok=True)
