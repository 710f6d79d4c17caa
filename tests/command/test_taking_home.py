"""``batna export-page`` leaves one whole file, the same each time, or what was there before."""

from pathlib import Path

import pytest

from experiments.command import taking_home
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
