"""Bad input gets exit status 2 and one sentence that says what and where; nothing else."""

from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.command.main import run_command
from tests.command import Told, told
from tests.experiments import AID, SMALL, study, varied

Capture = pytest.CaptureFixture[str]
WHOLE = Path(SMALL).read_text(encoding="utf-8")
STUDY = f'format = 1\nname = "mine"\ntitle = "Mine"\nscenario = {SMALL!r}\n'

ARGUMENTS: list[tuple[list[str], list[str]]] = [  # what is given, what the sentence must hold
    # commands, options, arguments
    (["rnu"], ["rnu"]),
    (["run", "--sede", "1"], ["--sede"]),
    (["run", "ukraine", "again"], ["again"]),
    (["run", "--seed"], ["--seed"]),
    (["check"], ["file"]),
    (["sweep"], ["study"]),
    (["plot"], ["folder"]),
    (["sensitivity"], ["folder"]),
    (["sensitivity", "nowhere"], ["nowhere", "no results"]),
    (["measures", "nowhere"], ["nowhere", "no results"]),
    (["compare"], ["first"]),
    (["compare", "nowhere"], ["nowhere", "no results"]),
    (["compare", "nowhere", "either"], ["nowhere", "no results"]),
    (["compare", "nowhere", "either", "--to", "1"], ["--to", "name one folder"]),
    (["scenarios", "ukraine"], ["ukraine"]),
    (["--version-of-tomorrow"], ["--version-of-tomorrow"]),
    # names
    (["run", "ukrain"], ["ukrain", "did you mean 'ukraine'?"]),
    (["run", "no.toml"], ["no.toml", "no such file"]),
    (["run", ""], ["no such scenario"]),
    (["run", "a" * 400], ["no such scenario"]),
    (["check", "none"], ["none", "no such scenario"]),
    (["explain", "none"], ["none", "no such scenario"]),
    (["run", "--lens", "Q"], ["lens", "'Q'", "K"]),
    (["explain", "--lens", "Q"], ["lens", "'Q'"]),
    (["run", "--procedure", "exakt"], ["--procedure", "exakt", "amendment"]),
    (["explain", "ukraine", "actors.US.ad"], ["actors.US.ad", "did you mean 'actors.US.aid'?"]),
    (["explain", "ukraine", ""], ["no such number"]),
    (["sweep", "presure"], ["presure", "did you mean 'pressure'?"]),
    (["sweep", "no.toml"], ["no.toml", "can't be read"]),
    # seeds
    (["run", "--seed=-1"], ["--seed", "-1", "0"]),
    (["run", "--seed", "1.5"], ["--seed"]),
    (["run", "--seed", "x"], ["--seed"]),
    (["run", "--seed", str(2**63)], ["--seed", str(2**63)]),
    (["run", "--seed", "9" * 30], ["--seed", "9" * 30]),
    (["run", "--replicate=-1"], ["--replicate", "-1"]),
    (["run", "--replicate", str(2**64)], ["--replicate"]),
    (["sweep", "aid", "--seed=-1"], ["seed", "-1"]),
    (["sweep", "aid", "--seed", "1e3"], ["--seed"]),
    # settings
    (["run", "--set", "war.pace"], ["--set war.pace", "PATH=VALUE"]),
    (["run", "--set", "=0.5"], ["--set =0.5", "PATH=VALUE"]),
    (["run", "--set", ""], ["--set", "PATH=VALUE"]),
    (["run", "--set", "war.pace=fast"], ["war.pace", "'fast' is not a number"]),
    (["run", "--set", "war.pace="], ["war.pace", "not a number"]),
    (["run", "--set", "war.pace=0,5"], ["war.pace", "'0,5' is not a number"]),
    (["run", "--set", "war.pace=nan"], ["war.pace", "nan is not a number"]),
    (["run", "--set", "war.pace=1.5"], ["war.pace", "1.5", "0 to 1"]),
    (["run", "--set", "war.pace=-inf"], ["war.pace", "-inf", "0 to 1"]),
    (["run", "--set", "war.pce=0.5"], ["'pce'", "war", "did you mean 'pace'?"]),
    (["run", "--set", "war=0.5"], ["'war' is not a number"]),
    (["run", "--set", "war.steps=7.5"], ["war.steps", "7.5", "whole number"]),
    (["run", "--set", "war.start=64"], ["war.start", "ladder"]),
    (["run", "--set", "talks.precision=0"], ["talks.precision", "coin toss"]),
    # counts and folders
    (["sweep", "aid", "--runs", "0"], ["runs", "0", "1"]),
    (["sweep", "aid", "--runs=-5"], ["runs", "-5"]),
    (["sweep", "aid", "--runs", "many"], ["--runs"]),
    (["sweep", "aid", "--jobs", "0"], ["--jobs", "0", "1"]),
    (["sweep", "aid", "--jobs=-2"], ["--jobs", "-2"]),
    (["demo", "--jobs", "0"], ["--jobs", "0"]),
    (["demo", "--out", "file"], ["file", "it is a file"]),
    (["demo", "--out", "file/deeper"], ["file", "it is a file"]),
    (["sweep", "aid", "--out", "file"], ["file", "it is a file"]),
    (["sweep", "aid", "--out", "file/deeper"], ["file", "it is a file"]),
    (["sweep", "aid", "--out", "a" * 400], ["can't be written"]),
    (["sweep", "aid", "--executor", "cloud"], ["--executor cloud", "no such executor", "dask://"]),
    (["sweep", "aid", "--rounds", "-1"], ["--rounds", "write 0 or more"]),
    (["repro", "nowhere", "0"], ["nowhere", "not the manifest of a sweep"]),
    (["repro", "nowhere", "-1"], ["-1"]),
    (["repro", "nowhere", "one"], ["run_id", "integer"]),
    (["export-page", "ukrain"], ["ukrain", "did you mean 'ukraine'?"]),
    (["export-page", "--lens", "Q"], ["--lens", "'Q'", "K"]),
    (["export-page", "--set", "war.pace=9"], ["--set", "war.pace", "0 to 1"]),
    (["export-page", "--seed=-1"], ["--seed", "-1"]),
    (["export-page", "--seed", str(2**53)], ["--seed", str(2**53)]),
    (["export-page", "--runs", "3"], ["--runs", "3", "20 to 2000"]),
    (["export-page", "--runs", "9999999"], ["--runs", "20 to 2000"]),
    (["export-page", "--steps", "1"], ["--steps", "1", "2 to 21"]),
    (["export-page", "--steps", "22"], ["--steps", "22", "2 to 21"]),
    (["export-page", "--slider", "war.pce"], ["--slider", "'pce'", "did you mean 'pace'?"]),
    (["export-page", "--slider", "war"], ["--slider", "'war' is not a number"]),
    (["export-page", "new_recruit", "--slider", "talks.precision"], ["--slider", "has no range"]),
    (["export-page", "--slider", "war.pace", "--slider", "WAR.pace"], ["war.pace is given twice"]),
    (["export-page", *["--slider", "war.pace"] * 3], ["--slider", "3 numbers", "2 at most"]),
    (["export-page", "--slider", "war.start", "--set", "war.start=7"], ["war.start", "2 to 5"]),
    (["export-page", "--out", "."], [".", "it is a folder"]),
    (["export-page", "--out", "file/deeper", "--runs", "20", "--steps", "2"], ["can't be written"]),
    (["export-page", "--out", "a" * 400, "--runs", "20", "--steps", "2"], ["can't be written"]),
    (["new", "a" * 400], ["can't be written"]),
    (["export", "genius", "pie", "--out", "a" * 400], ["File name too long"]),
    (["serve", "--no-browser", "--folder", "a" * 400], ["File name too long"]),
    (["plot", "nowhere"], ["nowhere", "no results"]),
    (["plot", "."], ["no results"]),
    (["plot", "file"], ["file", "no results"]),
    (["plot", "nowhere", "--outcome", "peace"], ["--outcome", "'peace'", "deal", "protracted"]),
    (["plot", "nowhere", "--run", "first"], ["--run"]),
    (["plot", "a" * 400], ["can't be read"]),
]  # fmt: skip


def refused(answer: Told, parts: list[str]) -> None:
    assert answer.status == 2
    assert answer.out == ""
    lines = answer.err.splitlines()
    assert len(lines) == 1, answer.err
    assert lines[0].startswith("batna: ")
    assert "Traceback" not in lines[0]
    for part in parts:
        assert part in lines[0]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file, to be in."""
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def state(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize(
    ("arguments", "parts"), ARGUMENTS, ids=[" ".join(given)[:50] for given, _ in ARGUMENTS]
)
def test_a_bad_argument(
    capsys: Capture, here: Path, arguments: list[str], parts: list[str]
) -> None:
    before = state(here)
    refused(told(capsys, *arguments), parts)
    assert state(here) == before


FILES: dict[str, tuple[bytes, list[str]]] = {
    "empty": (b"", ["missing"]),
    "binary": (bytes(range(256)), ["UTF-8"]),
    "latin": (WHOLE.replace("A small war", "Une guérre").encode("latin-1"), ["UTF-8"]),
    "not TOML": (b"[talks\nrounds = 3", ["not TOML", "line 1"]),
    "deep": (b"a = " + b"[" * 50_000, ["nested too deeply"]),
    "a study": (STUDY.encode(), ["bad.toml"]),
    "a key": (WHOLE.replace("evidence =", "evidense =").encode(), ["war.evid"]),
    "a unit": (WHOLE.replace('unit = "battles"', 'unit = "fights"').encode(), ["fights"]),
    "a wrong unit": (
        WHOLE.replace('unit = "battles"', 'unit = "prob."').encode(), ["war.evidence", "prob."]
    ),
    "a bare number": (
        WHOLE.replace("\n[war]", "\n[war]\nwinter = 3").encode(), ["war.winter", "unknown"]
    ),
    "a text for a number": (
        WHOLE.replace("evidence = { value = 40,", 'evidence = { value = "40",').encode(),
        ["war.evidence", "'40'"],
    ),
    "a range": (
        WHOLE.replace("evidence = { value = 40,", "evidence = { value = 4,").encode(),
        ["war.evidence", "4"],
    ),
    "a name": (WHOLE.replace('attacker = "A"', 'attacker = "AA"').encode(),
               ["war.attacker", "'AA'", "did you mean 'A'?"]),
    "a source": (
        WHOLE.replace('unit = "battles", source = "assumption:test"',
                      'unit = "battles", source = "assumption:tset"').encode(),
        ["war.evidence", "tset", "did you mean 'test'?"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("command", ["check", "run", "explain"])
@pytest.mark.parametrize("kind", FILES)
def test_a_bad_scenario_file(capsys: Capture, here: Path, kind: str, command: str) -> None:
    content, parts = FILES[kind]
    (here / "bad.toml").write_bytes(content)
    before = state(here)
    refused(told(capsys, command, "bad.toml"), ["bad.toml", *parts])
    assert state(here) == before


@pytest.mark.parametrize("command", ["check", "run", "explain", "sweep"])
def test_a_folder_for_a_file(capsys: Capture, here: Path, command: str) -> None:
    (here / "folder.toml").mkdir()
    refused(told(capsys, command, "folder.toml"), ["folder.toml"])
    refused(told(capsys, command, "."), ["."])


STUDIES: dict[str, tuple[bytes, list[str]]] = {
    "empty": (b"", ["bad.toml", "it is missing"]),
    "binary": (bytes(range(256)), ["bad.toml", "UTF-8"]),
    "not TOML": (b"[[vary]\n", ["bad.toml", "not TOML", "line 1"]),
    "a key": (f"{STUDY}replicats = 3\n".encode(), ["bad.toml", "replicats", "'replicates'"]),
    "nothing varies": (STUDY.encode(), ["mine", "nothing varies"]),
    "a path": (f'{STUDY}[[vary]]\npath = "war.pce"\n'.encode(), ["mine", "'pce'", "'pace'"]),
    "a value": (f'{STUDY}[[vary]]\npath = "war.pace"\nvalues = [2]\n'.encode(), ["war.pace", "2"]),
    "a scenario": (
        STUDY.replace("small.toml", "smal.toml").encode() + b'[[vary]]\npath = "war.pace"\n',
        ["smal.toml", "no such file"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", STUDIES)
def test_a_bad_study_file(capsys: Capture, here: Path, kind: str) -> None:
    content, parts = STUDIES[kind]
    (here / "bad.toml").write_bytes(content)
    before = state(here)
    refused(told(capsys, "sweep", "bad.toml"), parts)
    refused(told(capsys, "sweep", "bad.toml", "--json"), parts)
    assert state(here) == before


def broken_runs(folder: Path) -> None:
    (folder / "runs.parquet").write_bytes(b"PAR1 torn")


def no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def junk_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("{}")


BREAKS: list[tuple[Callable[[Path], None], list[str], list[str]]] = [
    (broken_runs, [], ["runs.parquet", "can't be read"]),
    (no_manifest, [], ["manifest.json"]),
    (junk_manifest, [], ["manifest.json", "not the manifest"]),
    (lambda _: None, ["--run", "2"], ["--run 2", "0 to 1"]),
    (lambda _: None, ["--run=-1"], ["--run -1", "0 to 1"]),
    (lambda _: None, ["--outcome", "Deal"], ["--outcome", "'Deal'"]),
    (lambda _: None, ["--out", "file"], ["file", "can't be written"]),
]


@pytest.mark.parametrize(("harm", "given_too", "parts"), BREAKS)
def test_a_bad_folder_of_results(
    capsys: Capture, here: Path, harm: Callable[[Path], None], given_too: list[str],
    parts: list[str],
) -> None:  # fmt: skip
    from experiments import sweep

    sweep(study(vary=[varied(AID, 0, 1)], replicates=1), here / "out")
    harm(here / "out")
    before = state(here)
    refused(told(capsys, "plot", "out", *given_too), parts)
    assert state(here) == before


def test_another_studys_folder(capsys: Capture, here: Path) -> None:
    from experiments import sweep

    sweep(study(vary=[varied(AID, 0, 1)], replicates=1), here / "out")
    before = state(here)
    refused(told(capsys, "sweep", "aid", "--out", "out"), ["out", "another study, 'small'"])
    refused(told(capsys, "demo", "--out", "out"), ["out", "another study, 'small'"])
    assert state(here) == before


fragments = st.sampled_from(
    ["--seed", "0", "3", "-1", "1.5", "--lens", "L", "K", "--set", "war.pace=0.1", "war.pace=x",
     f"{AID}=0.4", f"{AID}=9", "=", "--json", "--verbose", "--procedure", "exact", "amendment",
     "--replicate", "--help", "--", "-", "", SMALL, "nowhere.toml", "war", "war.pace", "ACTORS",
     "\u2603", "[/b]", "--out", "--runs", "run", "check", "%s", "{}", "\\"]
)  # fmt: skip
commands = st.sampled_from(["run", "check", "explain", "scenarios", "studies", "nothing", "--json"])


@settings(max_examples=150)
@given(command=commands, small=st.booleans(), rest=st.lists(fragments, max_size=5))
def test_any_words_end_with_0_or_2(command: str, small: bool, rest: list[str]) -> None:
    words = [command, *([SMALL] if small else []), *rest]
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run_command(words)
    assert status in (0, 2)
    assert "Traceback" not in err.getvalue()
    if status == 0:
        assert err.getvalue() == ""
        assert out.getvalue()
    else:
        assert out.getvalue() == ""
        assert len(err.getvalue().splitlines()) == 1
