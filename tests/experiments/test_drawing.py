"""Each design gets the figures that suit it, as PNG and SVG that open."""

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.image import imread

from experiments import drawing, load, sweep
from experiments.analysis import feature_scores
from experiments.design import base_scenario
from experiments.drawing import Drawn, draw_all
from sim import InputError
from tests.experiments import AID, BASE_GAME, NO_TEXT, PACE, study, varied

ALWAYS = {"outcomes", "time_to_deal", "blockers", "answers", "offers"}
OVER = {"utilities"}  # of a number that varies
PEACE = {"terms", "peace_held"}
EXPLORED = {"feature_scores"}  # none of these ends in a deal, so that no box can be
SAVED = ("two levers", "lhs", "no war")  # the others are drawn and not written
SWEEPS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "one lever": (
        {"vary": [varied(AID, 0, 0.5, 1)], "replicates": 15},
        ALWAYS | {*PEACE, "deal_by_aid", *OVER},
    ),
    "two levers": (
        {"vary": [varied(AID, 0, 1), varied(PACE, 0.05, 0.3)]},
        ALWAYS | {*PEACE, *OVER, "deal_by_1", "deal_by_2", "deal_by_both"},
    ),
    "lhs": (
        {"design": "lhs", "points": 30, "seed": 3, "replicates": 3,
         "vary": [varied(AID), varied(PACE)]},
        ALWAYS | {*PEACE, *OVER, "deal_by_1", "deal_by_2", "deal_by_both"} | EXPLORED,
    ),
    "lhs of few points": (
        {"design": "lhs", "points": 6, "vary": [varied(AID), varied(PACE)]},
        ALWAYS | {*PEACE, *OVER, "deal_by_1", "deal_by_2", "deal_by_both"} | EXPLORED,
    ),
    "oat": ({"design": "oat", "vary_tier": 1}, ALWAYS | {*PEACE, "tornado"}),
    "oat, own luck": (
        {"design": "oat", "luck": "independent", "vary": [varied(AID)]},
        ALWAYS | {*PEACE, "tornado"},
    ),
    "morris": (
        {"design": "morris", "points": 3, "vary": [varied(AID), varied(PACE)]},
        ALWAYS | {*PEACE},  # deals are as frequent at all points, so that no number explains them
    ),
    "sobol": (
        {"design": "sobol", "points": 4, "vary": [varied(AID), varied(PACE)]},
        ALWAYS | {*PEACE},
    ),
    "named": (
        {"vary": [varied(AID, 0, 1)], "figures": ["outcome_shares", "one_parameter"]},
        {"outcomes", "deal_by_aid"},
    ),
    "no deal": ({"vary": [varied(AID, 0, 1)], "hold": NO_TEXT}, ALWAYS | {"deal_by_aid", *OVER}),
    "no deal, oat": ({"design": "oat", "vary_tier": 1, "hold": NO_TEXT}, ALWAYS | {"tornado"}),
    "nothing moves": ({"vary": [varied(AID, 0.5)]}, ALWAYS | {*PEACE}),
    "lenses": (
        {"lenses": ["L", "base"], "replicates": 12},
        ALWAYS | {*PEACE, "outcomes_by_lens"},
    ),
    "lenses, one lever": (
        {"lenses": ["L", "base"], "vary": [varied(AID, 0, 1)]},
        ALWAYS | {*PEACE, "outcomes_by_lens", "deal_by_aid", *OVER},
    ),
    "lenses, oat": (
        {"lenses": ["L", "base"], "design": "oat", "vary_tier": 1},
        ALWAYS | {*PEACE, "outcomes_by_lens", "tornado"},
    ),
    "uncertain": (
        {"uncertain": True, "vary": [varied("war.start", 2, 4)]},
        ALWAYS | {*PEACE, "deal_by_start", *OVER} | EXPLORED,
    ),
    "no war": (
        {"scenario": BASE_GAME, "replicates": 2,
         "vary": [varied("actors.Mayor.reservation", 20, 60)]},
        ALWAYS | {"terms", "deal_by_reservation", *OVER},
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _few_forests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let scores rest on few forests: here they are only drawn."""
    monkeypatch.setattr(feature_scores, "FORESTS", 3)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sweeps")


@cache
def swept(home: Path, name: str) -> Path:
    sweep(study(**SWEEPS[name][0]), home / name)
    return home / name


def opens(figure: Drawn) -> None:
    png, svg = figure.files
    assert (png.name, svg.name) == (f"{figure.name}.png", f"{figure.name}.svg")
    image = imread(png)
    assert image.shape[:2] == (1080, 1920)
    assert np.ptp(image[..., :3]) > 0.5  # it isn't blank
    assert ElementTree.parse(svg).getroot().tag.endswith("svg")


@pytest.mark.parametrize("name", SWEEPS)
def test_every_figure_that_suits_is_drawn_and_opens(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name not in SAVED:
        monkeypatch.setattr(drawing.style, "save", lambda figure, path: [])
    drawn = draw_all(swept(home, name), tmp_path / "pictures")
    assert {figure.name for figure in drawn} == SWEEPS[name][1]
    assert len(drawn) == len(SWEEPS[name][1])
    for figure in drawn:
        assert figure.finding
        assert "nan" not in figure.finding
        if name in SAVED:
            opens(figure)
    if name in SAVED:
        written = {path.name for path in (tmp_path / "pictures").iterdir()}
        assert written == {f"{n}.{s}" for n in SWEEPS[name][1] for s in ("png", "svg")}


def texts(home: Path, name: str, tmp_path: Path, patch: pytest.MonkeyPatch) -> dict[str, str]:
    """Draw a sweep's figures, and give the words on each."""
    words: dict[str, str] = {}
    patch.setattr(
        drawing.style, "save",
        lambda figure, path: words.update(
            {path.name: " ".join(" ".join(t.get_text() for t in figure.texts).split())}
        ) or [path],
    )  # fmt: skip
    draw_all(swept(home, name), tmp_path)
    return words


@pytest.mark.parametrize(("name", "spread"), [
    ("one lever", "spread: chance only"), ("oat", "spread: chance only"),
    ("lenses, one lever", "spread: chance only"),
    ("uncertain", "spread: chance and uncertainty (tier-1 numbers drawn)"),
])  # fmt: skip
def test_every_figure_says_which_spread_it_shows(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, spread: str
) -> None:
    for figure, words in texts(home, name, tmp_path, monkeypatch).items():
        assert spread in words, figure


def test_what_can_not_show_lenses_shows_the_first_and_says_so(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = texts(home, "lenses, one lever", tmp_path, monkeypatch)
    for figure in ("outcomes", "terms", "time_to_deal", "deal_by_aid"):
        assert "lens L, 20 negotiations" in words[figure]
    assert "scenario small, 40 negotiations" in words["outcomes_by_lens"]


def test_both_spreads_are_drawn_where_both_sweeps_lie_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "has_analysis", lambda results: False)  # slow, and not asked
    asked = {"vary": [varied(AID, 0, 1)], "replicates": 8}
    sweep(study(**asked), tmp_path / "s-uncertain", uncertain=True)
    sweep(study(**asked, seed=2), tmp_path / "s")
    names = [d.name for d in draw_all(tmp_path / "s-uncertain", tmp_path / "p")]
    assert "spreads" not in names  # another study lies there
    sweep(study(**asked), tmp_path / "t")
    (tmp_path / "s-uncertain").rename(tmp_path / "t-uncertain")
    drawn = {d.name: d for d in draw_all(tmp_path / "t-uncertain", tmp_path / "p")}
    opens(drawn["spreads"])


def test_the_offers_of_an_uncertain_run_are_those_of_its_numbers(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, seen = swept(home, "uncertain"), []
    monkeypatch.setattr(drawing, "has_analysis", lambda results: False)  # slow, and not asked
    real = drawing.utility_space.draw
    monkeypatch.setattr(drawing.style, "save", lambda figure, path: [path])
    monkeypatch.setattr(
        drawing.utility_space, "draw", lambda *a, **k: seen.append(a) or real(*a, **k)
    )
    for run in (0, 5):
        draw_all(folder, tmp_path, run_id=run)
        row = load(folder).loc[run]
        assert len(seen[-1][1]) == row["texts"]


def test_the_sweep_without_deals_says_so(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing.style, "save", lambda figure, path: [path])
    assert not load(swept(home, "no deal"))["outcome"].isin(["deal", "frozen"]).any()
    findings = {d.name: d.finding for d in draw_all(swept(home, "no deal"), tmp_path)}
    assert "none ends in a comprehensive deal" in findings["outcomes"]
    assert findings["time_to_deal"].startswith("No deal in")


def test_another_outcome_has_its_own_figures(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing.style, "save", lambda figure, path: [path])
    drawn = draw_all(swept(home, "two levers"), tmp_path, outcome="frozen")
    names = {figure.name for figure in drawn}
    assert {"frozen_by_1", "frozen_by_2", "frozen_by_both"} <= names


def test_the_offers_are_those_of_the_run(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = swept(home, "two levers")
    seen: list[Any] = []
    real = drawing.utility_space.draw
    monkeypatch.setattr(drawing.style, "save", lambda figure, path: [path])
    monkeypatch.setattr(
        drawing.utility_space, "draw", lambda *a, **k: seen.append(a) or real(*a, **k)
    )
    for run in (0, 27):
        draw_all(folder, tmp_path, run_id=run)
        cloud, offers = seen[-1][0], seen[-1][1]
        row = load(folder).loc[run]
        assert len(cloud) == 12  # packages of the small war
        assert len(offers) == row["texts"]
        assert offers["accepted"].any() == (row["outcome"] in ("deal", "frozen"))
    assert f"run {run}" in seen[-1][6] if len(seen[-1]) > 6 else True


@pytest.mark.parametrize("run", [-1, 40, 10**9])
def test_a_run_that_is_not_there(home: Path, tmp_path: Path, run: int) -> None:
    with pytest.raises(InputError, match="--run .*no such run; write 0 to 39"):
        draw_all(swept(home, "two levers"), tmp_path, run_id=run)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("folder", ["", "none"])
def test_nothing_to_draw(tmp_path: Path, folder: str) -> None:
    with pytest.raises(InputError, match="it holds no results"):
        draw_all(tmp_path / folder, tmp_path)


def test_figures_that_suit_no_sweep_of_this_kind_are_told(tmp_path: Path) -> None:
    asked = study(replicates=4, vary=[varied(AID, 0, 1)], figures=["tornado", "spreads"])
    sweep(asked, tmp_path / "grid")
    with pytest.raises(InputError, match=r"grid: no figure that its study.*tornado, spreads"):
        draw_all(tmp_path / "grid", tmp_path / "pictures")
    assert not (tmp_path / "pictures").exists()


def test_a_target_that_is_a_file(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="file: it can't be written"):
        draw_all(swept(home, "no deal"), tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_labels_and_names_are_words() -> None:
    asked = study(vary=[varied("ACTORS.m.aid", 0, 1, label="aid of the mediator")])
    scenario = base_scenario(asked)
    assert drawing.parameter_label(asked, scenario, AID) == "aid of the mediator"
    plain = study(vary=[varied(AID, 0, 1)])
    assert drawing.parameter_label(plain, scenario, AID) == "the mediator: aid"
    assert drawing.parameter_label(plain, scenario, "war.wider_war_hazard") == (
        "war wider war hazard"
    )
    words = drawing.labels(scenario)
    assert (words["A"], words["LAND"], words["LAND.a"]) == ("Attania", "land", "a")


def test_a_study_is_needed_to_draw(home: Path, tmp_path: Path) -> None:
    folder = swept(home, "lhs")
    (tmp_path / "runs.parquet").write_bytes((folder / "runs.parquet").read_bytes())
    with pytest.raises(InputError, match="manifest"):
        draw_all(tmp_path, tmp_path)


def test_many_values_are_gathered_in_equal_bins() -> None:
    many = pd.Series(np.linspace(0.0, 1.0, 101))
    bins = drawing.binned(many, axes=1)
    assert sorted(set(bins)) == pytest.approx([0.05 + 0.1 * n for n in range(10)])
    assert (abs(bins - many) <= 0.05 + 1e-9).all()
    assert drawing.binned(many, axes=2).nunique() == 6
    few = pd.Series([0.0, 0.5, 1.0] * 9)
    assert drawing.binned(few, axes=1).equals(few)
