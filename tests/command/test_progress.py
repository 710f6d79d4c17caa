"""Progress: a bar with rate, time left and live shares on a terminal, a line now and then else."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from experiments.command import progress
from experiments.command.progress import live_shares, progress_bar
from experiments.command.screen import Plain
from experiments.intervals import wilson

OUTCOMES = {"deal": 60, "frozen": 25, "limited": 10, "escalation": 5, "failed": 3}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    now = [1000.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])

    def forward(seconds: float) -> None:
        now[0] += seconds

    return forward


def test_live_shares_are_wilson_intervals_of_what_did_not_fail() -> None:
    share = wilson(60, 100)
    words = live_shares(OUTCOMES)
    assert words.startswith(f"deal {100 * share.low:.1f} to {100 * share.high:.1f} % · frozen ")
    assert words.endswith("· 3 failed")
    assert "escalation" not in words
    assert live_shares({}) == ""
    assert live_shares({"failed": 2}) == "2 failed"


def test_elsewhere_than_on_a_terminal_a_line_comes_now_and_then(
    capsys: pytest.CaptureFixture[str], clock: Callable[[float], None]
) -> None:
    with progress_bar("A [title]") as update:
        update(500, 10_000, OUTCOMES)
        for second in range(1, 100):
            clock(1.0)
            update(500 + 20 * second, 10_000, OUTCOMES)
        update(10_000, 10_000, OUTCOMES)
    streams = capsys.readouterr()
    assert streams.out == ""
    lines = streams.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("A [title]: 1,100 of 10,000 (11 %), 20/s, deal ")
    assert lines[1].startswith("A [title]: 2,300 of 10,000 (23 %), 20/s, deal ")


def test_a_quick_sweep_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("A title") as update:
        update(1, 2, {"deal": 1})
        update(2, 2, {"deal": 2})
    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    console: Any = Plain(file=screen, force_terminal=True, width=200)
    monkeypatch.setattr(progress, "err", lambda: console)
    with progress_bar("A [title]") as update:
        update(500, 10_000, OUTCOMES)
        update(2_000, 10_000, OUTCOMES)
    shown = screen.getvalue()
    assert "A [title]" in shown
    assert "2000/10000" in shown
    assert "/s · deal " in shown
    assert "3 failed" in shown
