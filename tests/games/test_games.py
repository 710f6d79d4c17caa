"""The oracles find what the games' files expect. All figures are whole numbers: exact."""

from dataclasses import FrozenInstanceError
from functools import cache

import numpy as np
import pytest

from tests.games import NAMES, Game, load
from tests.oracles import consent
from tests.oracles import solutions as so

SCOREABLE = ("base", "game1")


@cache
def enumerated(name: str) -> tuple[Game, so.Ints, so.Floats]:
    game = load(name)
    choices = so.packages(game.n_options)
    return game, choices, so.additive_utilities(choices, game.tables)


def reserve(game: Game) -> list[float]:
    return [game.thresholds[party] for party in game.parties]


def vetoes(game: Game) -> list[int]:
    return [game.parties.index(party) for party in game.vetoes]


def counts(game: Game, yes: so.Bools) -> dict[str, int]:
    return {party: int(yes[:, i].sum()) for i, party in enumerate(game.parties)}


def test_names_and_provenance() -> None:
    assert NAMES == ("base", "game1", "new_recruit")
    for name in NAMES:
        game = load(name)
        assert game.name == name
        assert {"repo", "commit", "licence", "paper"} <= game.provenance.keys()
        assert len(game.provenance["commit"]) == 40


def test_unknown_game_and_misfitting_table_are_refused() -> None:
    with pytest.raises(ValueError, match="base, game1, new_recruit"):
        load("chess")
    game = load("base")
    with pytest.raises(FrozenInstanceError):
        game.name = "other"  # type: ignore[misc]
    with pytest.raises(ValueError, match="Mayor"):
        Game("bad", {"A": 2}, {"Mayor": {"A": [1.0]}}, {}, (), {}, {})


@pytest.mark.parametrize("name", NAMES)
def test_totals_equal_the_vectorised_sums(name: str) -> None:
    game, choices, u = enumerated(name)
    assert len(choices) == game.expected["n_packages"] == np.prod(game.n_options)
    for row in (0, 1, len(choices) // 3, len(choices) - 1):
        package = choices[row].tolist()
        assert [game.total(party, package) for party in game.parties] == u[row].tolist()


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("name", SCOREABLE)
def test_who_accepts_and_what_passes(name: str, strict: bool) -> None:
    game, _, u = enumerated(name)
    end = "_strict" if strict else ""
    yes = consent.accepts(u, reserve(game), strict=strict)
    passed = consent.quota_with_vetoes(yes, len(game.parties) - 1, vetoes(game))
    assert len(game.vetoes) == 2
    assert counts(game, yes) == game.expected["accepted_alone" + end]
    assert int(passed.sum()) == game.expected["all_but_one" + end]
    assert int(consent.unanimous(yes).sum()) == game.expected["unanimous" + end]
    if not strict:
        assert counts(game, yes[passed]) == game.expected["accepted_within_all_but_one"]


def test_headline_counts() -> None:
    found = {name: load(name).expected for name in SCOREABLE}
    pairs = {name: (e["all_but_one"], e["unanimous"]) for name, e in found.items()}
    assert pairs == {"base": (55, 12), "game1": (57, 21)}


@pytest.mark.parametrize("name", SCOREABLE)
def test_unanimous_packages_and_frontier(name: str) -> None:
    game, choices, u = enumerated(name)
    agreed = consent.unanimous(consent.accepts(u, reserve(game)))
    efficient = so.pareto(u)
    assert choices[agreed].tolist() == game.expected["unanimous_packages"]
    assert int(efficient.sum()) == game.expected["pareto_packages"]
    assert int((efficient & agreed).sum()) == game.expected["unanimous_and_pareto"]
    best = dict(zip(game.parties, u.max(axis=0).tolist(), strict=True))
    assert best == game.expected["best_score"]


@pytest.mark.parametrize("name", SCOREABLE)
def test_solutions_of_the_scoreable_games(name: str) -> None:
    game, choices, u = enumerated(name)
    d = reserve(game)
    fair = so.egalitarian(u, d)
    assert choices[so.nash(u, d)].tolist() == game.expected["nash"]
    assert so.nash_product(u, d) == game.expected["nash_product"]
    assert choices[fair].tolist() == game.expected["egalitarian"]
    assert (u[fair] - d).min() == game.expected["egalitarian_worst_gain"]
    assert choices[so.utilitarian(u)].tolist() == game.expected["utilitarian"]
    assert u.sum(axis=1).max() == game.expected["largest_sum"]


def test_new_recruit_published_checks() -> None:
    game, _, u = enumerated("new_recruit")
    for check in game.expected["published_checks"]:
        found = [game.total(party, check["package"]) for party in game.parties]
        assert found == check["scores"]
    low_high = [[x, y] for x, y in zip(u.min(axis=0), u.max(axis=0), strict=True)]
    assert low_high == [game.expected["range_of_each_party"]] * 2


def test_new_recruit_frontier() -> None:
    game, _, u = enumerated("new_recruit")
    efficient = so.pareto(u)
    points = np.unique(u[efficient], axis=0)
    assert len(np.unique(u, axis=0)) == game.expected["distinct_points"] == 4193
    assert len(points) == game.expected["pareto_points"] == 45
    assert int(efficient.sum()) == game.expected["pareto_packages"] == 53
    assert points.tolist() == sorted(game.expected["pareto_point_list"])


def test_new_recruit_solutions() -> None:
    game, choices, u = enumerated("new_recruit")
    d = reserve(game)
    best, sharp, fair = so.utilitarian(u), so.nash(u, d), so.egalitarian(u, d)
    assert u.sum(axis=1).max() == game.expected["largest_sum"] == 14_800
    assert best.size == game.expected["n_utilitarian"] == 25
    assert int(so.individually_rational(u, d).sum()) == game.expected["n_individually_rational"]
    assert u[sharp].tolist() == game.expected["nash_points"] == [[7400, 7400]]
    assert choices[sharp].tolist() == game.expected["nash"]
    assert so.nash_product(u, d) == game.expected["nash_product"] == 7400**2
    assert u[fair].tolist() == game.expected["egalitarian_points"]
    assert (u[fair] - d).min() == game.expected["egalitarian_worst_gain"]


def test_new_recruit_kalai_smorodinsky_by_symmetry() -> None:
    """The frontier mirrors itself, so equal normalised gains are equal gains."""
    game, _, u = enumerated("new_recruit")
    points = {tuple(p) for p in game.expected["pareto_point_list"]}
    assert {(y, x) for x, y in points} == points
    assert u[so.kalai_smorodinsky(u, reserve(game))].tolist() == [[7400, 7400]]
