"""A folder of results: the runs as parquet, and a manifest that says what made them."""

import datetime as dt
import hashlib
import json
import os
import platform
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.design import Study
from experiments.uncertainty import spread
from sim.errors import InputError
from sim.negotiation import scenario_hash
from sim.scenario import Scenario

RUNS, MANIFEST = "runs.parquet", "manifest.json"
UNCERTAIN = "-uncertain"  # ends the name of the folder of an uncertain sweep


def write_results(folder: Path, table: pd.DataFrame, study: Study, scenario: Scenario) -> None:
    """Store a sweep: each file is written beside its place and moved there whole.

    Raises
    ------
    InputError
        If the folder can't be written, or holds results of another study.
    """
    check_target(folder, study)
    manifest = {
        "study": study.model_dump(mode="json"),
        "scenario": scenario.name,
        "scenario_hash": scenario_hash(scenario),
        "rows": len(table),
        "digest": digest(table),
        "spread": spread(study.uncertain),
        "versions": versions(),
        "written": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _place(folder / RUNS, lambda path: table.to_parquet(path, compression="zstd", index=False))
        text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
        _place(folder / MANIFEST, lambda path: path.write_text(text, encoding="utf-8"))
    except OSError as error:
        raise InputError(str(folder), f"it can't be written ({error.strerror})") from None


def check_target(folder: Path, study: Study) -> None:
    """Refuse a folder that is a file, or that holds the results of another study."""
    _check_writable(folder)
    if (folder / MANIFEST).is_file():
        before = read_manifest(folder)["study"]
        if before != study.model_dump(mode="json"):
            same = before.get("name") == study.name
            other = f"{study.name} with other settings" if same else repr(before["name"])
            right = "give another folder with --out, or delete this one"
            raise InputError(str(folder), f"it holds the results of another study, {other}", right)


def _check_writable(folder: Path) -> None:
    """Refuse, before hours of work, a folder that can't be written."""
    try:
        near = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        if not near.is_dir():
            raise InputError(str(near), "it is a file", "give a folder with --out")
    except OSError as error:
        raise InputError(str(folder), f"it can't be written ({error.strerror})") from None
    if not os.access(near, os.W_OK | os.X_OK):
        raise InputError(str(folder), "it can't be written (Permission denied)")


def load(folder: str | Path) -> pd.DataFrame:
    """Load the runs of a results folder.

    Raises
    ------
    InputError
        If there are none, or the file is torn.
    """
    path = Path(folder) / RUNS
    try:
        if not path.is_file():
            right = "give a folder that batna sweep wrote"
            raise InputError(str(folder), "it holds no results", right)
        table = pd.read_parquet(path)
    except InputError:
        raise
    except (OSError, ValueError) as error:
        message = str(error).partition("\n")[0]
        raise InputError(
            str(path), f"it can't be read ({message})", "run the sweep again"
        ) from None
    if not {"run", "design", "replicate", "outcome"} <= set(table.columns):
        raise InputError(str(path), "it holds no runs of a sweep", "run the sweep again")
    return table


def read_manifest(folder: str | Path) -> dict[str, Any]:
    """Read what made a results folder.

    Raises
    ------
    InputError
        If it is not there or is not what ``write_results`` writes.
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


def digest(table: pd.DataFrame) -> str:
    """Give a digest of a table's rows: equal digests mean equal tables, to the last bit.

    It rests on Python's own spelling of each cell, so that every version of pandas agrees.
    """
    hashed = hashlib.sha256()
    for name in table.columns:
        if name == "engine":
            continue
        cells = zip(table[name].tolist(), table[name].isna().tolist(), strict=True)
        words = ["" if missing else str(cell) for cell, missing in cells]
        hashed.update("\x1f".join([str(name), *words, ""]).encode())
    return hashed.hexdigest()[:16]


def versions() -> dict[str, str]:
    """Name the versions of what computed the results."""
    names = ("batna", "numpy", "numba", "pandas", "scipy")
    return {"python": platform.python_version()} | {n: metadata.version(n) for n in names}


def _place(path: Path, write: Callable[[Path], object]) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(beside)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
