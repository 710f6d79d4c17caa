"""Sweeps and pictures from the command line."""

import json
import re
from pathlib import Path

import pytest

from experiments import load
from experiments.analysis.results import stored_results
from experiments.store import digest
from tests.command import told
from tests.experiments import AID, SMALL

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(
        f'format = 1\nname = "mine"\ntitle = "My [/study]"\nscenario = {SMALL!r}\n'
        f'replicates = 6\n[[vary]]\npath = "{AID}"\nvalues = [0.0, 1.0]\n',
        encoding="utf-8",
    )
    return path


def test_a_sweep_is_stored_told_and_drawn(capsys: Capture, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    text = told(capsys, "sweep", file, "--out", folder)
    assert text.status == 0
    assert f"batna plot {folder}" in " ".join(text.err.split()).replace("/ ", "/")
    table = load(folder)
    assert len(table) == 12
    assert "12 negotiations" in text.out
    for outcome, count in table["outcome"].value_counts().items():
        (line,) = [line for line in text.out.splitlines() if line.split()[0] == outcome]
        assert line.split()[-1] == str(count)

    answer = told(capsys, "sweep", file, "--out", folder, "--json")
    summary = json.loads(answer.out)
    assert summary["digest"] == digest(table)
    assert (summary["folder"], summary["rows"]) == (str(folder), 12)
    counts = {row["outcome"]: row["count"] for row in summary["outcomes"] if row["count"]}
    assert counts == table["outcome"].value_counts().to_dict()

    pictures = told(capsys, "plot", folder, "--out", tmp_path / "pictures", "--json")
    drawn = json.loads(pictures.out)
    assert {entry["figure"] for entry in drawn} >= {"outcomes", "time_to_deal", "deal_by_aid"}
    for entry in drawn:
        assert entry["finding"]
        assert all(Path(name).stat().st_size > 1000 for name in entry["files"])


def test_plot_tells_each_picture_and_its_finding(
    capsys: Capture, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from experiments import drawing

    told(capsys, "sweep", file, "--out", tmp_path / "out")
    monkeypatch.setattr(drawing.style, "save", lambda figure, path: [path])
    asked = ["plot", tmp_path / "out", "--outcome", "frozen", "--run", 11]
    drawn = json.loads(told(capsys, *asked, "--json").out)
    text = told(capsys, *asked)
    assert (text.status, text.err) == (0, "")
    assert "frozen_by_aid" in {entry["figure"] for entry in drawn}
    whole = "".join(text.out.split())
    for entry in drawn:
        assert "".join(f"{entry['files'][0]}{entry['finding']}".split()) in whole


def test_runs_and_seed_take_the_studys_place(capsys: Capture, file: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        asked = ["sweep", file, "--runs", 3, "--seed", 0, "--jobs", jobs, "--json"]
        answer = told(capsys, *asked, "--out", tmp_path / str(jobs))
        assert json.loads(answer.out)["rows"] == 6
        assert (load(tmp_path / str(jobs))["seed"] == 0).all()
    assert digest(load(tmp_path / "1")) == digest(load(tmp_path / "2"))


def test_a_sweep_finds_its_own_folder(
    capsys: Capture, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = told(capsys, "sweep", file, "--runs", 1, "--json")
    assert Path(json.loads(answer.out)["folder"]) == Path("results/mine")
    assert len(load("results/mine")) == 2


def test_an_uncertain_sweep_has_its_own_folder_and_says_its_spread(
    capsys: Capture, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    certain = told(capsys, "sweep", file, "--runs", 2)
    assert "over chance only: same numbers" in " ".join(certain.out.split())
    answer = told(capsys, "sweep", file, "--runs", 2, "--uncertain")
    assert answer.status == 0
    assert "over chance and uncertainty: other luck, and" in " ".join(answer.out.split())
    stored = load("results/mine-uncertain")
    assert stored["war.pace"].nunique() == 2
    summary = json.loads(told(capsys, "sweep", file, "--runs", 2, "--uncertain", "--json").out)
    assert summary["spread"] == stored.attrs["spread"]
    assert Path(summary["folder"]) == Path("results/mine-uncertain")
    assert len(load("results/mine")) == 4


def test_a_study_is_asked_in_a_lens_and_with_numbers_held(
    capsys: Capture, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers are those of the lens, and on top of it those that were set."""
    monkeypatch.chdir(tmp_path)
    answer = told(capsys, "sweep", file, "--runs", 1, "--lens", "L", "--set", "WAR.pace=0.5")
    assert "2 negotiations at 2 design points; the" in " ".join(answer.out.split())
    again = stored_results("results/mine-L-set")
    assert again.scenario.war.start.value == 2
    assert again.scenario.war.pace.value == 0.5
    for setting, wrong in ((f"{AID}=1", "is held and varies too"), ("war.pce=1", "'pce'")):
        refused = told(capsys, "sweep", file, "--set", setting)
        assert refused.status == 2
        assert wrong in refused.err


def test_of_several_lenses_the_one_named_is_left(
    capsys: Capture, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file.write_text(file.read_text().replace("replicates", 'lenses = ["L", "base"]\nreplicates'))
    both = told(capsys, "sweep", file, "--runs", 1)
    assert "at 4 design points, over all lenses" in " ".join(both.out.split())
    name = re.search(r"batna compare (\S+)", both.err)
    assert name is not None
    assert told(capsys, "compare", name[1]).status == 0
    told(capsys, "sweep", file, "--runs", 1, "--lens", "base")
    assert set(load("results/mine-base")["lens"]) == {"base"}
