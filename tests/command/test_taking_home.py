"""``batna export-page`` leaves one whole file, the same each time, or what was there before."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments.command import taking_home
from tests.classroom.names import NAMES
from tests.command import told

SMALL = ("--runs", "20", "--steps", "2", "--slider", "war.pace")


def test_the_same_command_writes_the_same_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = told(capsys, "export-page", *SMALL)
    assert (first.status, first.out) == (0, "results/take-home.html\n")
    assert "2 points, 20 talks at each" in first.err
    again = told(capsys, "export-page", *SMALL, "--out", "again.html")
    assert again.status == 0
    made = [Path(name).read_bytes() for name in ("results/take-home.html", "again.html")]
    assert made[0] == made[1]
    assert [file.name for file in tmp_path.iterdir()] in (
        ["results", "again.html"], ["again.html", "results"]
    )  # fmt: skip


def words(told: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Walk over the words of a page's data, each with the name that it goes by."""
    if isinstance(told, str):
        yield at, told
    for key, value in told.items() if isinstance(told, dict) else ():
        yield from words(value, key)
    for value in told if isinstance(told, list) else ():
        yield from words(value, at)


def test_neutral_names_are_all_that_is_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The codes by which the page finds its way stay, and so does what a source claims."""
    file = tmp_path / "page.html"
    assert told(capsys, "export-page", *SMALL, "--neutral", "--out", file).status == 0
    found = re.search(r'id="data">(.*?)</script>', file.read_text(encoding="utf-8"), re.S)
    assert found
    held = list(words(json.loads(found[1])))
    assert {at for at, said in held if NAMES["ukraine"].search(said)} <= {
        "party", "id", "says", "claims"
    }  # fmt: skip
    assert any("Country B" in said for _, said in held)


def test_what_is_broken_off_leaves_the_old_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.html"
    file.write_text("old")

    def interrupted(*_: object) -> list[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr(taking_home, "recorded", interrupted)
    assert told(capsys, "export-page", *SMALL, "--out", file).status == 130
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
