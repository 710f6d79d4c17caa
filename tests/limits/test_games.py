"""Three games with known answers, read as scenarios: whole numbers, so all is exact."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from sim import load_scenario, solutions
from sim.quantity import known
from sim.reading import with_values
from sim.scenario import Scenario
from tests.games import Game, load
from tests.scenarios.make import written

FOLDER = Path(__file__).parent.parent / "scenarios"
SCOREABLE = ("base", "game1")
NAMES = (*SCOREABLE, "new_recruit")


class Space(NamedTuple):
    game: Game
    scenario: Scenario
    choices: np.ndarray
    u: np.ndarray
    d: np.ndarray


@cache
def space(name: str) -> Space:
    scenario = load_scenario(FOLDER / f"{name}.toml")
    choices = solutions.packages(scenario)
    d = np.array([actor.reservation.value for actor in scenario.actors.values()])
    return Space(load(name), scenario, choices, solutions.utilities(scenario, choices), d)


@pytest.mark.parametrize("name", NAMES)
def test_files_are_what_the_script_writes(name: str) -> None:
    assert (FOLDER / f"{name}.toml").read_text(encoding="utf-8") == written(load(name))


@pytest.mark.parametrize("name", NAMES)
def test_tables_survive_the_format(name: str) -> None:
    game, scenario, choices, u, d = space(name)
    assert scenario.war is None
    assert scenario.scale == "score"
    assert len(choices) == game.expected["n_packages"]
    assert d.tolist() == [game.thresholds[party] for party in game.parties]
    for row in (0, 7, len(choices) // 3, len(choices) - 1):
        assert u[row].tolist() == [game.total(party, choices[row]) for party in game.parties]


@pytest.mark.parametrize(("name", "quota", "all_six"), [("base", 55, 12), ("game1", 57, 21)])
def test_counts_of_feasible_packages(name: str, quota: int, all_six: int) -> None:
    """All but one with both vetoes; and everybody, by the rule or by a quota of six."""
    game, scenario, choices, u, d = space(name)
    assert solutions.feasible(scenario, u, d).sum() == quota == game.expected["all_but_one"]
    full = with_values(scenario, {"consent.quota": 6})
    consent = scenario.consent.model_copy(update={"rule": "unanimity"})
    for other in (full, scenario.model_copy(update={"consent": consent})):
        mask = solutions.feasible(other, u, d, choices)
        assert mask.sum() == all_six
        assert choices[mask].tolist() == game.expected["unanimous_packages"]


def test_owners_and_hard_lines_bind_too() -> None:
    """The core alone decides what nobody else owns; a hard red line is a no at any score."""
    game, scenario, choices, u, d = space("base")
    names = list(scenario.actors)
    consent = scenario.consent.model_copy(update={"rule": "owners", "core": (names[0],)})
    issues = dict(scenario.issues)
    issues["A"] = issues["A"].model_copy(update={"owners": (names[1],)})
    owned = scenario.model_copy(update={"consent": consent, "issues": issues})
    wanted = (u[:, 0] >= d[0]) & ((u[:, 1] >= d[1]) | (choices[:, 0] == 0))
    assert (solutions.feasible(owned, u, d) == wanted).all()
    line = {"penalty": known(0, "score"), "on": ("A.o1",), "hard": known(1, "switch")}
    tree = scenario.model_dump()
    tree["actors"][names[0]]["red_lines"] = {"no": line}
    barred = Scenario.model_validate(tree)
    vetoes = [names.index(name) for name in scenario.consent.vetoes]
    yes = u >= d
    yes[:, 0] &= choices[:, 0] != 0
    wanted = (yes.sum(axis=1) >= len(names) - 1) & yes[:, vetoes].all(axis=1)
    assert (solutions.feasible(barred, u, d) == wanted).all()
    assert len(game.parties) == len(names)


@pytest.mark.parametrize(("name", "efficient"), [("base", 481), ("game1", 241)])
def test_scoreable_frontiers_and_solutions(name: str, efficient: int) -> None:
    game, _, choices, u, d = space(name)
    best = game.expected
    assert solutions.pareto(u).sum() == efficient == best["pareto_packages"]
    assert choices[solutions.nash(u, d)].tolist() == best["nash"]
    assert np.prod(u[solutions.nash(u, d)] - d) == best["nash_product"]
    fair = solutions.egalitarian(u, d)
    assert choices[fair].tolist() == best["egalitarian"]
    assert (u[fair] - d).min() == best["egalitarian_worst_gain"]
    assert u.sum(axis=1).max() == best["largest_sum"]
    anyhow = solutions.utilitarian(u, np.full(len(d), -np.inf))
    assert choices[anyhow].tolist() == best["utilitarian"]


def test_new_recruit() -> None:
    game, scenario, choices, u, d = space("new_recruit")
    best = game.expected
    mask = solutions.pareto(u)
    points = np.unique(u[mask], axis=0)
    assert (len(points), int(mask.sum())) == (45, 53)
    assert points.tolist() == sorted(best["pareto_point_list"])
    assert solutions.feasible(scenario, u, d).sum() == best["n_individually_rational"]
    for solve in (solutions.nash, solutions.egalitarian, solutions.kalai_smorodinsky):
        assert np.unique(u[solve(u, d)], axis=0).tolist() == [[7400, 7400]]
    assert choices[solutions.nash(u, d)].tolist() == best["nash"]
    assert u.sum(axis=1).max() == best["largest_sum"]
    assert len(solutions.utilitarian(u, d)) == best["n_utilitarian"]
