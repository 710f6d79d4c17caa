"""Score-table games: the counts that their authors publish, and there and back again."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from experiments.formats import to_files
from experiments.formats.table import Table
from sim.solutions import egalitarian, feasible, nash, packages, pareto
from tests.docs.pages import ROOT, blocks
from tests.formats import bars, exported, imported, scenario_of, tables, worths
from tests.games import Game, load


def game_json(game: Game, **more: Any) -> str:
    """Write a game as the format has it."""
    return json.dumps({
        "name": game.name, "issues": game.issues, "proposer": game.vetoes[0],
        "source": game.provenance["paper"],
        "parties": {
            party: {"threshold": game.thresholds[party], "veto": party in game.vetoes,
                    "scores": game.scores[party]}
            for party in game.parties
        },
    } | more)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "passes", "expected"),
    [  # published by the authors for game 1, by enumeration for both
        ("base", "all but one", 55), ("base", "all", 12),
        ("game1", "all but one", 57), ("game1", "all", 21),
    ],
)  # fmt: skip
def test_as_many_packages_pass_as_are_known_to(
    tmp_path: Path, name: str, passes: str, expected: int
) -> None:
    game = load(name)
    (tmp_path / "game.json").write_text(game_json(game, passes=passes))
    scenario = imported(tmp_path, "scores", [tmp_path / "game.json"])
    u = worths(scenario)
    assert feasible(scenario, u, bars(scenario)).sum() == expected
    assert scenario.talks.mediator == game.vetoes[0].replace(" ", "_")


def test_known_solutions(tmp_path: Path) -> None:
    (tmp_path / "game.json").write_text(game_json(load("base")))
    scenario = imported(tmp_path, "scores", [tmp_path / "game.json"])
    u, choices = worths(scenario), packages(scenario)
    assert pareto(u).sum() == 481
    (best,) = nash(u, bars(scenario))
    assert choices[best].tolist() == [1, 2, 2, 1, 2]  # A2,B3,C3,D2,E3
    assert np.prod(u[best] - bars(scenario)) == 6031872
    (fair,) = egalitarian(u, bars(scenario))
    assert choices[fair].tolist() == [1, 2, 3, 0, 2]  # A2,B3,C4,D1,E3


def test_a_number_of_parties_may_pass_a_deal(tmp_path: Path) -> None:
    (tmp_path / "game.json").write_text(game_json(load("base"), passes=2))
    scenario = imported(tmp_path, "scores", [tmp_path / "game.json"], source="arXiv:2309.17234")
    assert (scenario.consent.rule, scenario.consent.quota.value) == ("quota", 2)
    assert scenario.consent.quota.source == ("arXiv:2309.17234",)
    assert "table" not in scenario.assumptions


@settings(max_examples=40)
@given(tables())
def test_there_and_back_again(tmp_path_factory: pytest.TempPathFactory, table: Table) -> None:
    folder = tmp_path_factory.mktemp("scores")
    scenario = scenario_of(folder, table)
    made = to_files("scores", scenario)
    back = imported(folder, "scores", exported(folder / "json", made.texts))
    assert worths(back) == pytest.approx(worths(scenario), abs=1e-12)
    assert bars(back).tolist() == bars(scenario).tolist()
    assert list(back.actors).index(back.talks.mediator) == table.drafter
    if table.consent.rule == "owners":
        assert any("owners" in words for words in made.left_out)
    elif not any(party.never for party in table.parties):
        u = worths(scenario)
        again = feasible(back, u, bars(back))
        assert again.tolist() == feasible(scenario, u, bars(scenario)).tolist()


def test_the_game_of_the_page_is_read(tmp_path: Path) -> None:
    shown = [block.text for block in blocks(ROOT / "docs/formats.md") if block.language == "json"]
    (tmp_path / "game.json").write_text(shown[0])
    scenario = imported(tmp_path, "scores", [tmp_path / "game.json"])
    assert (scenario.consent.quota.value, scenario.consent.vetoes) == (2, ("Ada",))
    assert [len(issue.options) for issue in scenario.issues.values()] == [3, 2]
    assert feasible(scenario, worths(scenario), bars(scenario)).sum() == 2
