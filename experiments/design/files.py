"""Study files: read, checked, and found by name."""

import hashlib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from experiments.design.study import Study
from sim.coherence import nearest
from sim.errors import InputError
from sim.faults import first_fault
from sim.reading import read_toml

BUILT_IN = Path(__file__).parents[1] / "studies"
USED_BY = {  # keys that some designs alone use
    "points": ("lhs", "random", "sobol", "morris"), "second_order": ("sobol",), "file": ("table",)
}  # fmt: skip


def study_names() -> list[str]:
    """Name the built-in studies."""
    return sorted(path.stem for path in BUILT_IN.glob("*.toml"))


def load_study(name: str | Path) -> Study:
    """Read a study by its built-in name or from a TOML file.

    Raises
    ------
    InputError
        With the file, the place, what is wrong and what would be right.
    """
    path = Path(name)
    if path.suffix != ".toml" and not _is_file(path):
        if str(name) not in study_names():
            raise InputError(str(name), "no such study", nearest(str(name), study_names()))
        path = BUILT_IN / f"{name}.toml"
    tree = read_toml(path)
    _refuse_split_paths(tree, str(path))
    try:
        study = Study.model_validate(tree)
    except ValidationError as error:
        raise first_fault(error.errors(), str(path), Study) from None
    _refuse_idle(study, str(path))
    return _from_here(study, path)


def _refuse_split_paths(tree: dict[str, Any], where: str) -> None:
    """Refuse a path without quotes, which TOML takes for tables in tables."""
    held = tree.get("hold")
    for key, value in held.items() if isinstance(held, dict) else ():
        if isinstance(value, dict):
            right = f'put the whole path in quotes, such as "{key}.{next(iter(value), "…")}" = 0.3'
            raise InputError(f"{where}: hold.{key}", "it is a table and not a number", right)


def _refuse_idle(study: Study, where: str) -> None:
    """Refuse what the design would pass over in silence, and values that say two things."""
    for key, designs in USED_BY.items():
        if key in study.model_fields_set and study.design not in designs:
            wrong = f"the design {study.design!r} doesn't use it"
            raise InputError(
                f"{where}: {key}", wrong, f"take it out; it is for {', '.join(designs)}"
            )
    for place, vary in enumerate(study.vary):
        at = f"{where}: vary.{place}.values"
        if vary.values and not (vary.low is vary.high is None):
            raise InputError(at, "there are low or high besides", "give values, or low and high")
        if len(set(vary.values)) < len(vary.values):
            raise InputError(at, "a value is given twice", "give each once")
        if "values" in vary.model_fields_set and not vary.values:
            raise InputError(at, "there are none", "give some, or leave the key out")


def _from_here(study: Study, file: Path) -> Study:
    """Let the paths of a scenario and of a table count from the study's own file."""
    found: dict[str, str] = {}
    beside = file.parent / study.scenario
    if study.scenario.endswith(".toml") and beside.is_file():
        found["scenario"] = str(beside)
    if study.file is not None:
        table = file.parent / study.file
        if file.parent != BUILT_IN:  # else its name is enough, on any machine
            found["file"] = str(table)
        if table.is_file() and not study.file_digest:
            found["file_digest"] = digest_of(table)
    return study.model_copy(update=found)


def table_of(study: Study) -> Path:
    """Find the table that a study names: where it says, or among the built-in studies."""
    places = [Path(str(study.file)), BUILT_IN / str(study.file)]
    there = [place for place in places if _is_file(place)]
    same = [place for place in there if digest_of(place) == study.file_digest]
    return (same or there or places)[0]


def digest_of(file: Path) -> str:
    """Give a digest of a file, so that a manifest says which points were played."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def _is_file(path: Path) -> bool:
    """Say whether a path is a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
