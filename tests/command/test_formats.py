"""``batna import``, ``batna export`` and ``batna new`` from the command line."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from experiments.formats import formats
from experiments.formats.schema import schema
from sim import Negotiation, load_scenario
from sim.reading import with_lens
from tests.command import told
from tests.formats import bars, genius_files, worths
from tests.formats.test_spreadsheet import PLAIN

Capture = pytest.CaptureFixture[str]
BASE = "tests/scenarios/base.toml"


def test_every_format_is_named_in_the_help(capsys: Capture) -> None:
    readable = {name for name, each in formats().items() if each.read}
    writable = {name for name, each in formats().items() if each.write or each.bare}
    for command, names in (("import", readable), ("export", writable)):
        text = told(capsys, command, "--help").out
        (line,) = [line for line in text.splitlines() if line.strip().startswith("FORMAT")]
        listed = line.split(">")[1].partition(".")[0]
        assert set(listed.replace(" or ", ", ").replace(" ", "").split(",")) == names


def test_an_import_is_printed_or_written_once(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text(PLAIN)
    printed = told(capsys, "import", "csv", tmp_path / "scores.csv", "--title", "A price")
    assert (printed.status, printed.err) == (0, "")
    assert tomllib.loads(printed.out)["title"] == "A price"
    target = tmp_path / "new" / "scores.toml"
    asked = ("import", "csv", tmp_path / "scores.csv", "--title", "A price", "--out", target)
    written = told(capsys, *asked)
    assert (written.status, written.out) == (0, f"{target}\n")
    assert target.read_text() == printed.out
    assert [file.name for file in target.parent.iterdir()] == ["scores.toml"]
    again = told(capsys, *asked)
    assert (again.status, again.out) == (2, "")
    assert "there is such a file" in again.err
    assert told(capsys, *asked, "--overwrite").status == 0
    checked = told(capsys, "check", target)
    assert "2 parties, 2 issues, 4 packages" in " ".join(checked.out.split())


def test_both_readings_from_the_command_line(capsys: Capture, tmp_path: Path) -> None:
    files = genius_files(tmp_path, "laptop")
    best = {}
    for reading in ("genius", "raw"):
        target = tmp_path / f"{reading}.toml"
        answer = told(capsys, "import", "genius", *files, "--reading", reading, "--out", target,
                      "--source", "doi:10.1111/j.1467-8640.2012.00463.x")  # fmt: skip
        assert answer.status == 0
        scenario = load_scenario(target)
        best[reading] = worths(scenario).max(axis=0).tolist()
        sources = {s for path, q in scenario.quantities() if ".values." in path for s in q.source}
        assert sources == {"doi:10.1111/j.1467-8640.2012.00463.x"}
    assert best["genius"] == pytest.approx([1.0, 1.0])
    assert best["raw"][0] == pytest.approx(30.0015541)


def test_one_file_is_printed_or_written(capsys: Capture, tmp_path: Path) -> None:
    printed = told(capsys, "export", "scores", BASE)
    assert (printed.status, printed.err) == (0, "")
    assert json.loads(printed.out)["passes"] == "all but one"
    target = tmp_path / "game.json"
    assert told(capsys, "export", "scores", BASE, "--out", target).out == f"{target}\n"
    assert target.read_text() == printed.out
    assert told(capsys, "export", "scores", BASE, "--out", target).status == 0


def test_the_schema_is_printed(capsys: Capture) -> None:
    printed = told(capsys, "export", "schema")
    assert (printed.status, printed.err) == (0, "")
    assert json.loads(printed.out) == schema()


def test_a_file_is_whole_or_not_there(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    answer = told(capsys, "export", "csv", BASE, "--out", tmp_path / "scores.csv")
    assert (answer.status, answer.out) == (2, "")
    assert "can't be written (No space left on device)" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_several_files_go_into_a_folder_of_their_own(capsys: Capture, tmp_path: Path) -> None:
    folder = tmp_path / "xml"
    answer = told(capsys, "export", "genius", BASE, "--out", folder)
    assert answer.status == 0
    listed = [Path(line) for line in answer.out.splitlines()]
    assert sorted(listed) == sorted(folder.iterdir())
    assert len(listed) == 7
    assert answer.err.startswith("Left out: whose yes a text needs")
    assert told(capsys, "export", "genius", BASE, "--out", folder).status == 0
    for asked, part in [
        (("export", "genius", BASE), "name a folder"),
        (("export", "genius", "tests/scenarios/game1.toml", "--out", folder), "other such files"),
        (("export", "genius", BASE, "--out", listed[0]), "it is a file"),
        (("export", "csv", BASE, "--out", folder), "it is a folder"),
        (("export", "csv", BASE, "--out", listed[0] / "x.csv"), "can't be written"),
        (("export", "schema", BASE), "the same for all scenarios"),
        (("export", "schema", "--lens", "W"), "the same for all scenarios"),
        (("export", "scores", BASE, "--semicolons"), "no such option"),
        (("export", "cvs", BASE), "did you mean 'csv'"),
        (("import", "schema", BASE), "can't be imported"),
        (("import", "csv"), "file"),
    ]:
        refused = told(capsys, *asked)
        assert (refused.status, refused.out) == (2, ""), asked
        assert part in refused.err.lower(), refused.err


def test_a_lens_and_settings_are_laid_over_what_is_exported(
    capsys: Capture, tmp_path: Path
) -> None:
    plain, lens, both = (tmp_path / f"{name}.csv" for name in ("plain", "lens", "both"))
    number = "actors.RU.weights.TERR"
    assert told(capsys, "export", "csv", "--out", plain).status == 0
    assert told(capsys, "export", "csv", "--lens", "W", "--out", lens).status == 0
    more = told(capsys, "export", "csv", "--lens", "W", "--set", f"{number}=0.9", "--out", both)
    assert more.status == 0
    texts = [file.read_text() for file in (plain, lens, both)]
    assert len(set(texts)) == 3
    back = tmp_path / "back.toml"
    assert told(capsys, "import", "csv", lens, "--out", back).status == 0
    expected = worths(with_lens(load_scenario("ukraine"), "W"))
    assert worths(load_scenario(back)) == pytest.approx(expected, abs=1e-12)


def test_an_unusual_reservation_value_is_said(capsys: Capture, tmp_path: Path) -> None:
    number = "actors.Mayor.reservation=300"
    answer = told(capsys, "export", "genius", BASE, "--set", number, "--out", tmp_path / "x")
    assert answer.status == 0
    assert "No deal is worth more than the best" in answer.err
    assert bars(load_scenario(BASE, overrides={"actors.Mayor.reservation": 300}))[0] == 300


@pytest.mark.parametrize("more", [(), ("--war",)])
def test_new_writes_what_check_accepts_and_what_runs(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    made = told(capsys, "new", "my-conflict", *more)
    assert (made.status, made.out) == (0, "my-conflict.toml\n")
    assert "sound" in told(capsys, "check", "my-conflict.toml").out
    scenario = load_scenario("my-conflict.toml")
    assert (scenario.name, scenario.title) == ("my_conflict", "my-conflict")
    assert (scenario.war is not None) == bool(more)
    ends = {Negotiation(scenario, rng=seed, swift=True).run().outcome for seed in range(12)}
    assert "deal" in ends
    assert (len(ends) > 1) == bool(more)
    for lens in scenario.lenses:
        assert Negotiation(load_scenario("my-conflict.toml", lens=lens), rng=1).run().outcome
    text = Path("my-conflict.toml").read_text()
    for word in ("assumption:KEY", "doi:", "korda-2025-04:7", "BATNA", "red_lines"):
        assert word in text
    again = told(capsys, "new", "my-conflict.toml", *more)
    assert (again.status, again.out) == (2, "")
    assert Path("my-conflict.toml").read_text() == text


@pytest.mark.parametrize("more", [(), ("--war",)])
def test_the_source_that_a_new_file_shows_can_be_cited(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(capsys, "new", "mine", *more).status == 0
    text = Path("mine.toml").read_text()
    begin, end = text.index("# [articles."), text.index("# ANOTHER READING")
    shown = re.sub(r"^# ?", "", text[begin:end], flags=re.MULTILINE)
    cited = text[:begin].replace('source = "assumption:placeholder"', 'source = "korda-2025-04:7"')
    Path("mine.toml").write_text(cited + shown + text[end:])
    answer = told(capsys, "check", "mine.toml")
    assert (answer.status, answer.err) == (0, "")


def test_new_needs_a_name(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("", "---", "."):
        answer = told(capsys, "new", "--", name)
        assert (answer.status, answer.out) == (2, ""), name
    assert told(capsys, "new", "nowhere/mine").status == 0
    assert load_scenario("nowhere/mine.toml").name == "mine"
    assert told(capsys, "new", 'a "quoted" name').status == 0
    assert load_scenario('a "quoted" name.toml').title == 'a "quoted" name'
