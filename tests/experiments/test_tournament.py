"""A tournament: what each pairing comes to, with intervals, against single simulations."""

import json
from pathlib import Path

import numpy as np
import pytest

from experiments import simulate
from experiments.figures import tournament as picture
from experiments.tournament import NashDistance, tournament
from sim import solutions
from sim.errors import InputError
from tests.bargaining.domains import bargaining, domain
from tests.command import told
from tests.experiments import BASE_GAME

GAME = bargaining(domain("laptop"), [12.0, 9.0], "alternating_offers", ("linear", "linear"), 20)


def test_a_pairing_is_what_simulate_makes_of_it() -> None:
    results = tournament(GAME, ["boulware", "random_tft"], runs=12, seed=4)
    alone = simulate(GAME, runs=12, seed=4, seats={"P0": "random_tft", "P1": "boulware"})
    own = results[(results["mine"] == "random_tft") & (results["others"] == "boulware")]
    value = own.set_index(["measure", "party"])["value"]
    assert value["utility", "P0"] == pytest.approx(alone["utility_P0"].mean())
    assert value["agreement", ""] == (alone["outcome"] == "deal").mean()
    assert value["rounds", ""] == pytest.approx(alone["end_round"].mean())
    assert len(results) == 4 * (3 + 2)
    assert (results["low"].isna() | (results["low"] <= results["value"])).all()


def test_threads_change_nothing() -> None:
    one, two = (tournament(GAME, ["linear", "random_tft"], runs=8, jobs=j) for j in (1, 2))
    assert one.equals(two)


def test_the_distance_is_nothing_at_the_nash_point_and_that_of_no_deal_without() -> None:
    packages = solutions.packages(GAME)
    u = solutions.utilities(GAME, packages)
    nash = packages[solutions.nash(u, [12.0, 9.0])[0]]
    table = simulate(GAME, runs=2)
    for place, issue in enumerate(GAME.issues):
        table[f"term_{issue}"] = list(GAME.issues[issue].options)[nash[place]]
    measure = NashDistance(GAME)
    assert measure.of(table, np.array([True, True])) == pytest.approx([0.0, 0.0])
    span = u.max(axis=0) - u.min(axis=0)
    gain = (u[solutions.nash(u, [12.0, 9.0])[0]] - [12.0, 9.0]) / span
    assert measure.of(table, np.array([False, True]))[0] == pytest.approx(np.linalg.norm(gain))


def test_what_does_not_fit_is_left_out_or_refused() -> None:
    results = tournament(BASE_GAME, runs=2, strategies=["linear", "rational"])
    assert results.attrs["left_out"] == []
    with pytest.raises(InputError, match="'zeuthen' is for two parties"):
        tournament(BASE_GAME, runs=2, strategies=["linear", "zeuthen"])
    with pytest.raises(InputError, match="1 make no tournament"):
        tournament(GAME, runs=2, strategies=["linear"])
    with pytest.raises(InputError, match="there is no party 'X'"):
        tournament(GAME, runs=2, party="X")


def test_no_leader_is_named_where_none_is_clear() -> None:
    results = tournament(GAME, ["boulware", "hardliner"], runs=4)
    assert "gets most by" in picture.finding(results, "P0", "the seller")
    alike = tournament(GAME, ["hardliner", "micro"], runs=4)
    alike["value"], alike["low"], alike["high"] = 1.0, 0.9, 1.1
    assert picture.finding(alike, "P0", "the seller").startswith("No strategy is clearly best")


def test_the_command_tells_and_keeps_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("tournament", BASE_GAME, "--strategy", "linear", "--strategy", "rational",
             "--runs", "2", "--protocol", "open_vote", "--out", str(tmp_path / "t"))  # fmt: skip
    answer = told(capsys, *words)
    assert answer.status == 0
    assert "Agreements in 100" in answer.out
    made = json.loads((tmp_path / "t" / "tournament.json").read_text("utf-8"))
    assert made["runs"] == 2
    names = {path.name for path in (tmp_path / "t").iterdir()}
    assert names == {f"tournament.{kind}" for kind in ("csv", "json", "png", "svg")}
