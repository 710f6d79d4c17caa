"""Stored sweeps: what dies, fails, tears or fills up, and what is left of it."""

from functools import cache
from pathlib import Path
from typing import Any

from experiments import sweep
from experiments.design import Study
from experiments.endurance import sweep_into
from experiments.running.parts import find_parts
from experiments.store import digest
from tests.experiments import AID, study, varied

ASKED = study(vary=[varied(AID, 0, 1)], replicates=300)


@cache
def alone() -> str:
    """Give the digest of the rows of a sweep that nothing disturbs."""
    return digest(sweep(ASKED))


class Stopped(Exception):
    """Stands for whatever stops a coordinator."""


def stopping_at(rows: int) -> Any:
    """Give a progress function that stops the sweep once so many rows are done."""

    def progress(done: int, whole: int, outcomes: dict[str, int]) -> None:
        if done >= rows:
            raise Stopped

    return progress


def half_done(folder: Path, asked: Study = ASKED, rows: int = 200, chunk: int = 40) -> Path:
    """Leave a sweep unfinished after some rows."""
    try:
        sweep_into(
            asked, folder, jobs=1, executor="threads", chunk=chunk, progress=stopping_at(rows)
        )
    except Stopped:
        return folder
    raise AssertionError("it was not stopped")


def parts(folder: Path) -> dict[str, int]:
    """Give the sound parts of a folder, each with the moment that it was written."""
    return {part.path.name: part.path.stat().st_mtime_ns for part in find_parts(folder, None).sound}
