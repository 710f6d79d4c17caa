"""A study as the text of its file, in the manner of hand-written ones, and how it is run."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from experiments.design import Study, Vary
from experiments.formats.to_toml import listed, plain, quoted

Rows = Sequence[Mapping[str, float]]


@dataclass(frozen=True)
class Written:
    """A study, the text of its file, and the table of its points if it has one."""

    study: Study
    text: str
    table: str | None = None

    def shown(self) -> dict[str, Any]:
        """Give files and lines as a page shows them."""
        name = self.study.name
        files = [{"name": f"{name}.toml", "text": self.text}]
        if self.table is not None:
            files.append({"name": str(self.study.file), "text": self.table})
        python = f'sweep("{name}.toml").groupby("design")["outcome"].value_counts()'
        return {
            "name": name,
            "files": files,
            "command": f"batna sweep {name}.toml",
            "python": f"from experiments import sweep\n{python}",
        }


def written(study: Study, rows: Rows = ()) -> Written:
    """Write a study down under a name that no other study has.

    Parameters
    ----------
    rows
        The design points of a study whose design is a table: numbers by path, all of the same.
    """
    table = as_table(rows) if rows else None
    asked = study.model_dump_json(exclude={"title", "question"}) + (table or "")
    name = f"{study.name}_{hashlib.sha256(asked.encode()).hexdigest()[:6]}"
    file = None if table is None else f"{name}.csv"
    named = study.model_copy(update={"name": name, "file": file})
    return Written(named, as_toml(named), table)


def as_toml(study: Study) -> str:
    """Write a study so that it is read back as it is."""
    lines = [
        f"# Written by batna {metadata.version('batna')}, page Research. A model, not a forecast.",
        f"# Run it: batna sweep {study.name}.toml",
        "format = 1",
        *(f"{key} = {quoted(getattr(study, key))}" for key in ("name", "title", "question")),
        f"scenario = {quoted(study.scenario)}",
    ]
    lines += [] if study.lens is None else [f"lens = {quoted(study.lens)}"]
    lines += [f"lenses = {listed(study.lenses)}"] if study.lenses else []
    lines += [f"design = {quoted(study.design)}"]
    lines += [] if study.file is None else [f"file = {quoted(study.file)}"]
    lines += [f"replicates = {study.replicates}", f"seed = {study.seed}"]
    lines += [f"measures = {listed(study.measures)}"] if study.measures else []
    if study.hold:
        lines += ["", "[hold]  # what the screen has moved"]
        lines += [f"{quoted(path)} = {plain(value)}" for path, value in study.hold.items()]
    for vary in study.vary:
        lines += ["", *_varied(vary)]
    return "\n".join(lines) + "\n"


def _varied(vary: Vary) -> list[str]:
    lines = ["[[vary]]", f"path = {quoted(vary.path)}"]
    lines += [f"values = [{', '.join(map(plain, vary.values))}]"] if vary.values else []
    if vary.low is not None and vary.high is not None:
        lines += [f"low = {plain(vary.low)}", f"high = {plain(vary.high)}"]
        lines += [f"levels = {vary.levels}"]
    return [*lines, f"label = {quoted(vary.label)}"]


def as_table(rows: Rows) -> str:
    """Write design points as CSV, a column a path."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(rows[0])
    table.writerows([plain(value) for value in row.values()] for row in rows)
    return out.getvalue()
