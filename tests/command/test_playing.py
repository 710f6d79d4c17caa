"""``batna play``: a seat in the terminal, from lines that are piped in."""

import io
import json
from pathlib import Path

import pytest

from experiments.command.main import run_command
from sim import Negotiation, load_scenario


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def play(monkeypatch: pytest.MonkeyPatch, lines: str, *arguments: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    return run_command(["play", *arguments])


def test_a_talk_that_breaks_off_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert play(monkeypatch, "y\nnonsense\nn\n", "--as", "ua", "--seed", "5") == 0
    told = capsys.readouterr()
    assert "is no answer here" in told.out
    assert "over staying out." in told.out
    assert "--go-on results/talk-ukraine-UA-5.json" in told.err
    saved = json.loads((folder / "results/talk-ukraine-UA-5.json").read_text())
    assert [one["do"] for one in saved["talk"]["said"]] == ["join", "decline"]
    go_on = ("--go-on", "results/talk-ukraine-UA-5.json")
    assert play(monkeypatch, "g\n" * 100, *go_on) == 0
    told = capsys.readouterr()
    assert "You are left with" in told.out
    assert told.err == ""


def test_a_seat_left_to_its_agent_ends_as_the_agents_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(monkeypatch, "g\n" * 100, "--seed", "5") == 0
    left = 50 * (1 + Negotiation(load_scenario("ukraine"), rng=5).run().utility["UA"])
    assert f"{left:.1f} points" in capsys.readouterr().out


def test_help_advice_and_a_text_of_ones_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    lines = "b\nh\nd\n?\n" + "n\n" * 4 + "s\n" + "n\n" * 2 + "c\n99 1\n1\n4 2\n\n"
    assert play(monkeypatch, lines, "--seed", "5") == 0
    told = capsys.readouterr().out
    assert "99" in told
    assert "write 1 to 9" in told
    saved = json.loads((folder / "results/talk-ukraine-UA-5.json").read_text())
    assert (saved["hints"], saved["advice"]) == (1, 1)
    assert any("terms" in one for one in saved["talk"]["said"])


def test_ctrl_c_keeps_the_talk_and_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    class Interrupting(io.StringIO):
        def readline(self, *_: object) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Interrupting())
    assert run_command(["play"]) == 130
    assert "--go-on" in capsys.readouterr().err
    assert (folder / "results/talk-ukraine-UA-1.json").exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--as", "UK"], "'UK'"), (["nothing.toml"], "nothing.toml"), (["--seed", "-1"], "--seed"),
        (["--go-on", "no.json"], "no.json"), (["--lens", "X"], "--lens"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], named: str,
) -> None:  # fmt: skip
    assert play(monkeypatch, "", *arguments) == 2
    told = capsys.readouterr()
    assert named in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"scenario": 1}', "\x00"])
def test_a_file_that_is_no_talk_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    Path("talk.json").write_text(content)
    assert play(monkeypatch, "", "--go-on", "talk.json") == 2
    assert "talk.json" in capsys.readouterr().err
