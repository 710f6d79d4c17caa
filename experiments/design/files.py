"""Study files: read, checked, and found by name."""

import hashlib
from pathlib import Path

from pydantic import ValidationError

from experiments.design.study import Study
from sim.coherence import nearest
from sim.errors import InputError
from sim.faults import first_fault
from sim.reading import read_toml

BUILT_IN = Path(__file__).parents[1] / "studies"


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
    try:
        return _from_here(Study.model_validate(read_toml(path)), path)
    except ValidationError as error:
        raise first_fault(error.errors(), str(path), Study) from None


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
