"""Notebooks run: their code cells in order, in one namespace, and print what they show."""

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

from tests.docs.pages import ROOT, same

NOTEBOOKS = sorted(ROOT.glob("docs/*.ipynb"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_and_prints_what_it_shows(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mpl.use("Agg")
    whole = json.loads(notebook.read_text(encoding="utf-8"))
    assert whole["nbformat"] == 4
    namespace: dict[str, Any] = {"__name__": "notebook"}
    code = [cell for cell in whole["cells"] if cell["cell_type"] == "code"]
    assert len(code) > 3
    for count, cell in enumerate(code, start=1):
        assert cell["execution_count"] == count
        shown = "".join(line for output in cell["outputs"] for line in output["text"])
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile("".join(cell["source"]), f"{notebook.name}:{count}", "exec"), namespace)
        assert same(shown, printed.getvalue()), f"{notebook.name}, cell {count}"
