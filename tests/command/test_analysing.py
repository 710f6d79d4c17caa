"""Measures, sensitivity and comparisons from the command line."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from experiments import sweep
from experiments.analysis import feature_scores
from experiments.design import Study
from sim import load_scenario
from tests.analysis import COST, IDLE, PRODUCT, ROUNDS, STILL
from tests.command import Told, told
from tests.experiments import AID, SMALL, SOFT, study, varied

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def few_forests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_scores, "FORESTS", 2)


def stored(folder: Path, **given: Any) -> Path:
    sweep(study(**given), folder)
    return folder


def base_value(path: str) -> float:
    return next(q.value for where, q in load_scenario(SMALL).quantities() if where == path)


def data(answer: Told) -> Any:
    assert (answer.status, answer.err) == (0, "")
    return json.loads(answer.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def plain(answer: Told) -> str:
    assert (answer.status, answer.err) == (0, "")
    assert "A model, not a forecast." in " ".join(answer.out.split())
    return " ".join(answer.out.split())


def test_the_measures_are_listed_with_their_meaning(capsys: Capture) -> None:
    listed = data(told(capsys, "measures", "--json"))
    names = [row["measure"] for row in listed]
    assert {"deal", "settlement", "time_to_deal", "utility_RU", "term_TERR.freeze"} <= set(names)
    text = told(capsys, "measures")
    assert (text.status, text.err) == (0, "")
    assert "time_to_deal round in which a deal is signed (rounds, of deals)" in " ".join(
        text.out.split()
    )


def test_a_sweep_is_measured(capsys: Capture, tmp_path: Path) -> None:
    folder = stored(tmp_path / "a", vary=[varied(SOFT, 0.0, 0.3)], replicates=12)
    text = plain(told(capsys, "measures", folder))
    assert "deal: ends in a comprehensive deal (share, of all negotiations)" in text
    assert "24 of 24 negotiations" in text
    found = data(told(capsys, "measures", folder, "--measure", "DEAL", "--json"))
    assert [row["measure"] for row in found["overall"]] == ["deal"]
    assert [row[SOFT] for row in found["points"]] == [0.0, 0.3]
    silent = stored(tmp_path / "b", hold=STILL, vary=[varied(AID, 0, 1)], replicates=2)
    assert "nothing to measure, 0 of 4" in plain(told(capsys, "measures", silent))
    assert "null" in told(capsys, "measures", silent, "--json").out


def test_numbers_are_no_finer_than_they_are_known(capsys: Capture, tmp_path: Path) -> None:
    folder = stored(tmp_path / "a", vary=[varied(SOFT, 0.0, 0.3)], replicates=12)
    share, rounds = told(capsys, "measures", folder, "--measure", "deal", "--measure", "end_round"
                         ).out.splitlines()[1:4:2]  # fmt: skip
    assert re.fullmatch(r"  [\d.]+\.\d in 100, \d+\.\d to \d+\.\d, 24 of 24 negotiations", share)
    assert re.fullmatch(r"  \d+\.\d rounds, \d+\.\d to \d+\.\d, 24 of 24 negotiations", rounds)
    few = stored(tmp_path / "b", vary=[varied(SOFT, 0.0, 0.3)], replicates=4)
    assert "rounds, too few for an interval, 8" in plain(
        told(capsys, "measures", few, "--measure", "end_round")
    )


def test_a_tornado_fits_a_narrow_screen(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An end that is the base case has no line of its own, and no line is wrapped."""
    folder = stored(tmp_path / "a", design="oat", replicates=6, measures=["deal"],
                    vary=[varied(SOFT, low=0.0, high=base_value(SOFT))])  # fmt: skip
    monkeypatch.setenv("COLUMNS", "80")
    lines = told(capsys, "sensitivity", folder).out.splitlines()
    ends = [line for line in lines if line.startswith(f"  {SOFT} = ")]
    assert len(ends) == 1
    assert re.search(r"[+-]\d+\.\d +[+-]\d+\.\d to [+-]\d+\.\d$", ends[0])


DESIGNS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "oat": ({}, [f"{COST} = 0.03", "+0.336", "paired by replicate"]),
    "sobol": ({"points": 8, "second_order": True}, [f"{COST} with {ROUNDS}", "64 design points"]),
    "morris": ({"points": 4}, [COST, "16 design points", "spread"]),
    "lhs": ({"points": 30}, [COST, feature_scores.PROBE, "feature scores"]),
}


@pytest.mark.parametrize("design", DESIGNS)
def test_sensitivity_suits_the_design(capsys: Capture, tmp_path: Path, design: str) -> None:
    given, parts = DESIGNS[design]
    folder = stored(
        tmp_path / design, design=design, hold=STILL, vary=PRODUCT, replicates=1,
        measures=["cost_D"], **given,
    )  # fmt: skip
    text = plain(told(capsys, "sensitivity", folder))
    for part in ("cost_D: what the war costs", *parts):
        assert part in text
    found = data(told(capsys, "sensitivity", folder, "--json"))
    if design in ("sobol", "morris"):
        assert "chance makes can't be told: one replicate a point" in text
        assert found["chance"] is None
    assert (found["design"], found["measure"]) == (design, "cost_D")
    rows = found["scores" if design == "lhs" else "rows"]
    assert {COST, ROUNDS} <= {row["parameter"] for row in rows}
    named = told(capsys, "sensitivity", folder, "--measure", "cost_DD")
    assert (named.status, named.out) == (2, "")
    assert "did you mean 'cost_D'" in named.err


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ("morris", ["No larger than luck alone would make it, for a number that does nothing:",
                    "effects are larger than luck alone would make them"]),
        ("sobol", ["95 % over the design and the luck", "not told from 0", "It is taken out"]),
    ],
)  # fmt: skip
def test_what_is_not_told_from_luck_is_said(
    capsys: Capture, tmp_path: Path, design: str, said: list[str]
) -> None:
    folder = stored(
        tmp_path / "a", design=design, points=16, replicates=10, measures=["cost_D"],
        vary=[varied(COST, low=0.01, high=0.03), varied(IDLE, low=20, high=21)],
    )  # fmt: skip
    text = plain(told(capsys, "sensitivity", folder))
    for part in said:
        assert part in text
    rows = data(told(capsys, "sensitivity", folder, "--json"))["rows"]
    whole = {row["parameter"]: row["told"] for row in rows if row.get("order") in (None, "total")}
    assert whole == {COST: True, IDLE: False}
    page = tmp_path / "page.html"
    assert told(capsys, "report", folder, "--out", page).status == 0
    section = page.read_text().partition('id="sensitivity"')[2].partition("<section")[0]
    assert "luck" in section
    assert "<td>yes</td>" in section
    assert "<td>no</td>" in section


def test_what_is_not_shown_is_told_and_chance_is_always_shown(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.command.sensitivity.MOST", 1)
    folder = stored(
        tmp_path / "a", design="lhs", points=30, hold=STILL, vary=PRODUCT, replicates=1,
        measures=["cost_D"], lenses=["base", "L"],
    )  # fmt: skip
    lines = told(capsys, "sensitivity", folder).out.splitlines()
    assert sum(feature_scores.PROBE in line for line in lines) == 2
    assert sum("in lens" in line for line in lines) == 4
    rows = len(data(told(capsys, "sensitivity", folder, "--json"))["scores"])
    assert f"{rows - 4} more: --json gives all." in " ".join(" ".join(lines).split())


def test_a_sample_has_a_box_for_a_share(capsys: Capture, tmp_path: Path) -> None:
    folder = stored(
        tmp_path / "a", design="random", points=120, replicates=2,
        vary=[varied(SOFT, low=0.0, high=0.3), varied(AID)],
    )  # fmt: skip
    assert "Where it is frequent (PRIM)" in plain(told(capsys, "sensitivity", folder))
    found = data(told(capsys, "sensitivity", folder, "--json"))
    assert SOFT in [row["parameter"] for row in found["box"]]


def test_two_sweeps_are_set_side_by_side(capsys: Capture, tmp_path: Path) -> None:
    asked: dict[str, Any] = {"vary": [varied(AID, 0, 1)], "replicates": 20}
    hard = stored(tmp_path / "hard", **asked)
    soft = stored(tmp_path / "soft", hold={SOFT: 0.0}, **asked)
    text = plain(told(capsys, "compare", hard, soft))
    assert f"{SOFT}: 0.3 | 0.0" in text
    assert "pair by pair: the same design points, the same luck" in text
    (line,) = [part for part in told(capsys, "compare", hard, soft).out.splitlines()
               if part.split()[0] == "deal"]  # fmt: skip
    assert line.endswith("clear")
    found = data(told(capsys, "compare", hard, soft, "--measure", "deal", "--json"))
    assert found["paired"] is True
    assert [row["design"] for row in found["rows"]] == [None, 0, 1]
    other = stored(tmp_path / "lens", lens="L", seed=3, **asked)
    text = plain(told(capsys, "compare", hard, other))
    assert "in the reading" in text
    assert "without pairs" in text


def test_the_levels_of_one_sweep_are_set_against_one(capsys: Capture, tmp_path: Path) -> None:
    folder = stored(
        tmp_path / "a", vary=[varied(SOFT, 0, 0.3, label="the line"), varied(AID, 0, 1)],
        replicates=20,
    )  # fmt: skip
    answer = told(capsys, "compare", folder, "--measure", "deal", "--by", "the line")
    assert f"the line ({SOFT}), against 0.3" in plain(answer)
    assert "pair by pair: the same luck at each" in plain(answer)
    (line,) = [part for part in answer.out.splitlines() if part.split()[0] == "0"]
    assert line.endswith("clear")
    found = data(told(capsys, "compare", folder, "--json"))
    assert found["paired"] is True
    assert {row["by"] for row in found["rows"]} == {SOFT, AID}
    other = data(told(capsys, "compare", folder, "--by", AID, "--to", "0", "--json"))
    assert {(row["reference"], row["level"]) for row in other["rows"]} == {(0.0, 1.0)}


def test_points_and_luck_have_seeds_of_their_own(capsys: Capture, tmp_path: Path) -> None:
    asked = tmp_path / "mine.toml"
    asked.write_text(
        f'format = 1\nname = "mine"\ntitle = "Mine"\nscenario = {SMALL!r}\ndesign = "lhs"\n'
        f'points = 4\nreplicates = 3\n[[vary]]\npath = "{AID}"\n'
    )

    def swept(name: str, *options: object) -> Path:
        assert told(capsys, "sweep", asked, "--out", tmp_path / name, *options).status == 0
        return tmp_path / name

    plain_, luck = swept("a"), swept("b", "--seed", 2, "--design-seed", 1)
    points = swept("c", "--design-seed", 2)
    assert json.loads((luck / "manifest.json").read_text())["study"]["design_seed"] == 1
    text = plain(told(capsys, "compare", plain_, luck))
    assert "without pairs: the same design points, other luck" in text
    assert "The same numbers, other luck: what differs is chance." in text
    text = plain(told(capsys, "compare", plain_, points))
    assert "design_seed: 1 | 2" in text
    assert "without pairs: other design points, the same luck" in text
    assert "what differs is chance" not in text
    page = tmp_path / "page.html"
    assert told(capsys, "report", points, "--out", page).status == 0
    assert "--seed 1 --design-seed 2 --out again" in page.read_text()
    bad = told(capsys, "sweep", asked, "--design-seed", -1)
    assert (bad.status, bad.err.count("\n")) == (2, 1)
    assert "design_seed: -1 can't be used" in bad.err
    grid = told(capsys, "sweep", "pressure", "--design-seed", 1)
    assert (grid.status, grid.out) == (2, "")
    assert "draws no points" in grid.err


def test_independent_luck_is_drawn_and_told_without_pairs(capsys: Capture, tmp_path: Path) -> None:
    folder = stored(
        tmp_path / "a", design="oat", luck="independent", vary=[varied(AID)], replicates=4
    )
    assert "95 % intervals, without pairs" in plain(told(capsys, "sensitivity", folder))
    assert told(capsys, "plot", folder, "--out", tmp_path / "pictures").status == 0


def test_a_scenario_that_has_changed_is_told(capsys: Capture, tmp_path: Path) -> None:
    folder = stored(tmp_path / "a", vary=[varied(AID, 0, 1)], replicates=2)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["study"]["hold"] = {AID: 0.7}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    answer = told(capsys, "sensitivity", folder)
    assert (answer.status, answer.out) == (2, "")
    assert "has changed since this sweep" in answer.err
    assert Study.model_validate(manifest["study"]).hold == {AID: 0.7}
