"""How claims are judged: wrong signs are told, and neither order nor threads change anything."""

import io
import json
import math
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from experiments.command.main import run_command
from experiments.command.patterning import findings_table
from experiments.patterns import arm, run_patterns
from experiments.patterns.columns import collapsed, signed
from experiments.patterns.page import page
from experiments.patterns.pattern import (
    BASE,
    DOWN,
    UP,
    ZERO,
    Pattern,
    above,
    below,
    by_rule,
    contrast,
    level,
)
from experiments.patterns.running import Stage, interval, judge, mark, tally

FAR, NEAR = arm(values={"war.start": 6.0}), arm(values={"war.start": 1.0})
RIGHT = Pattern(
    "X1",
    (),
    "Near its end, Ukraine collapses more often.",
    "base",
    "front from step 6 to step 1: share of collapses, up",
    **contrast(collapsed, FAR, NEAR, UP),
)
WRONG = replace(RIGHT, id="X2", low=-math.inf, high=0.0)
SAME = Pattern("X3", (), "Nothing comes of nothing.", "base", "nothing moved",
               **contrast(signed, BASE, arm(values={}), UP))  # fmt: skip
NONE = Pattern("X4", (), "Nobody can tell.", "all", "nothing", why="It can't be told.")


def test_a_wrong_sign_is_told() -> None:
    found = judge([RIGHT, WRONG, SAME, NONE], Stage(200, 1, None), lenses=False)
    assert [f.verdict for f in found] == ["holds", "fails", "not shown", "not testable"]
    assert [f.marks for f in found] == ["+....", "-....", "0....", "....."]
    assert tally(found).startswith("1 of 3 testable claims hold in their own lens (0 in every")


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_verdict_has_room_on_any_screen(width: int) -> None:
    found = judge([WRONG], Stage(50, 1, None), lenses=False)
    console = Console(width=width, file=io.StringIO())
    console.print(findings_table(found, width))
    text = console.file.getvalue()
    assert "verdict" in text
    assert found[0].verdict in text
    assert found[0].marks in text


def test_a_number_by_rule_on_the_bound_does_not_hold() -> None:
    zero = Pattern("X5", (), "It moves.", "base", "a number", **by_rule(lambda s: 0.0, UP))
    assert judge([zero], Stage(1, 1, None), lenses=False)[0].verdict == "fails"


@pytest.mark.parametrize(
    ("bounds", "low", "high", "said"),
    [
        (UP, 0.1, 0.2, "+"), (UP, -0.2, -0.1, "-"), (UP, -0.1, 0.1, "0"), (UP, 0.0, 0.0, "0"),
        (DOWN, -0.2, -0.1, "+"), (DOWN, 0.1, 0.2, "-"), (ZERO, -0.01, 0.01, "+"),
        (ZERO, 0.01, 0.03, "0"), (ZERO, 0.03, 0.04, "-"), (above(0.5), 0.6, 0.7, "+"),
        (below(0.1), 0.05, 0.2, "0"), (UP, math.nan, math.nan, "0"),
    ],
)  # fmt: skip
def test_intervals_are_judged_by_the_bounds(
    bounds: tuple[float, float], low: float, high: float, said: str
) -> None:
    judged = Pattern("X6", (), "It is so.", "base", "a share", **level(signed, bounds))
    assert mark(judged, low, high) == said


def test_a_slope_and_a_mean_are_those_of_numpy() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=400)
    y = 0.7 * x + rng.normal(size=400)
    y[:50] = np.nan
    effect, low, high = interval([np.column_stack([y, x])], [1.0])
    assert effect == pytest.approx(np.polyfit(x[50:], y[50:], 1)[0])
    assert low < 0.7 < high
    effect, low, high = interval([y, x], [1.0, -1.0])
    assert effect == pytest.approx(np.nanmean(y) - x.mean())
    assert low < effect < high


def test_an_interval_shrinks_when_pairs_move_together() -> None:
    rng = np.random.default_rng(4)
    x = rng.normal(size=300)
    y = x + 0.1
    effect, low, high = interval([y, x], [1.0, -1.0])
    assert (effect, low, high) == pytest.approx((0.1, 0.1, 0.1))


def test_what_never_varied_is_not_taken_as_sure() -> None:
    assert interval([np.zeros(100)], [1.0]) == pytest.approx((0.0, -0.03, 0.03))


def test_few_cases_show_nothing() -> None:
    column = np.full(50, np.nan)
    column[:4] = 1.0
    assert np.isnan(interval([column], [1.0])).all()


def test_threads_order_and_company_change_nothing() -> None:
    ids = ["F04b", "F15a", "F17c"]
    alone = run_patterns(ids, runs=60, jobs=1, lenses=False)
    among = run_patterns([*ids[::-1], "F51c"], runs=60, jobs=2, lenses=False)
    by_id = {f.pattern.id: f for f in among}
    for finding in alone:
        assert by_id[finding.pattern.id].to_dict() == finding.to_dict()


def test_an_arm_is_played_once() -> None:
    stage = Stage(20, 1, None)
    judge([RIGHT, WRONG, SAME], stage, lenses=False)
    assert len(stage.tables) == 3


def test_the_command_prints_a_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run_command(["patterns", "F15a", "F20a", "F36d", "--runs", "20", "--own"]) == 0
    shown = capsys.readouterr().out
    assert max(len(line) for line in shown.splitlines()) <= 100
    assert "mediation-2025-05:2" in shown
    assert "not testable" in " ".join(shown.split()) or "testable" in shown
    assert "testable claims hold in their own lens" in " ".join(shown.split())


def test_the_command_gives_all_fields_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["patterns", "F15a", "--runs", "5", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)[0]
    assert told["verdict"] == "holds"
    assert sorted(told["lenses"]) == ["K", "P", "R", "W", "base"]
    assert set(told["lenses"]["K"]) == {"effect", "low", "high", "mark"}


def test_the_command_refuses_what_it_can_not_use() -> None:
    assert run_command(["patterns", "F99"]) == 2
    assert run_command(["patterns", "F15a", "--runs", "0"]) == 2
    assert run_command(["patterns", "F15a", "--jobs", "0"]) == 2


def test_the_page_tells_every_claim() -> None:
    findings = run_patterns(["F15a", "F36d", "C06"], runs=5)
    text = page(findings, 5, 1)
    for finding in findings:
        assert f"### {finding.pattern.id}" in text
        assert finding.pattern.whole in text
    assert "There is no issue of who pays" in text
    assert max(len(line) for line in text.splitlines()) < 2000
