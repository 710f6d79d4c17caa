"""What a scenario allows, before it is run: against enumeration, known games and the articles."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.bargaining import Situation, analyse, blocking
from experiments.bargaining.minding import who_minds
from experiments.bargaining.space import package_space
from experiments.figures import bargaining_space
from sim import load_scenario, solutions
from sim.errors import InputError
from tests.bargaining.domains import GIVEN, bargaining, domain
from tests.command import told
from tests.experiments import BASE_GAME
from tests.limits.worlds import built, plain

GAMES = Path(BASE_GAME).parent


@pytest.fixture(scope="module")
def flagship() -> Situation:
    return analyse(load_scenario("ukraine"))


def passing(found: Situation, rule: str, bar: str = "no deal") -> int:
    return next(z.passing for z in found.zopas if (z.rule, z.bar) == (rule, bar))


@pytest.mark.parametrize(("name", "quota", "all_six"), [("base", 55, 12), ("game1", 57, 21)])
def test_the_games_of_the_literature(name: str, quota: int, all_six: int) -> None:
    """arXiv:2309.17234: packages that pass by all but one with both vetoes, and by all."""
    found = analyse(load_scenario(GAMES / f"{name}.toml"))
    assert passing(found, "quota") == quota == found.passing.sum()
    assert passing(found, "unanimity") == all_six


def test_up_to_three_are_told_who_must_give_way_together() -> None:
    """Of n who refuse, all but the spare ones must; a veto always must; beyond three, all do."""
    five = [1 << seat for seat in range(5)]
    for spare, sizes in ((4, {1}), (3, {2}), (2, {3}), (1, {5})):
        found = blocking._quota_sets(sum(five), 0, spare)
        assert {one.bit_count() for one in found} == sizes
        assert len(found) == math.comb(5, min(sizes))
    assert blocking._quota_sets(0b111, 0b001, 1) == {0b011, 0b101}


def test_new_recruit_exactly() -> None:
    found = analyse(load_scenario("new_recruit"), "nash")
    points = {point.name: found.space.worth[list(point.rows)] for point in found.points}
    assert found.space.tabled == 390_625
    assert len(np.unique(found.space.worth[found.front], axis=0)) == 45
    assert points["nash"].tolist() == [[7400.0, 7400.0]]
    assert len(points["utilitarian"]) == 25
    assert set(points["utilitarian"].sum(axis=1)) == {14_800.0}
    assert not found.trades  # from the frontier nothing helps both


@pytest.mark.parametrize("name", list(GIVEN["domains"]))
def test_the_points_of_other_tools_domains(name: str) -> None:
    rows = domain(name)
    reserved = GIVEN["domains"][name]["reserved"]
    found = analyse(bargaining(rows, reserved, "single_text", ("logit",) * len(rows), 4))
    assert found.front.sum() == GIVEN["domains"][name]["pareto"]
    theirs = GIVEN["domains"][name]["points"]
    for ours, key in (
        ("nash", "nash_textbook_d_eq_reserved_value"), ("egalitarian", "kalai_egalitarian"),
        ("kalai_smorodinsky", "kalai_smorodinsky"), ("utilitarian", "max_welfare"),
    ):  # fmt: skip
        point = next(p for p in found.points if p.name == ours)
        assert found.space.choices[list(point.rows)].tolist() == [theirs[key]]


def test_the_flagship_names_the_values_that_the_articles_name(flagship: Situation) -> None:
    """Who keeps what out, in the articles' own words for it.

    Ukraine refuses to cede the regions, neutrality and disarmament (mediation-2025-05:5); Russia
    a frozen line and European troops (mediation-2025-05:11), and an open way into NATO
    (batna-2025-02:18); the EU owns its own sanctions (batna-2025-02:7).
    """
    minds = {
        f"{b.issue}.{b.option}": {who for some in b.because_of if len(some) == 1 for who in some}
        for b in flagship.blocked
    }
    for value in ("TERR.all_ceded", "TERR.some_ceded", "STAT.neutral", "ARMS.demilitarised"):
        assert minds[value] == {"UA"}, value
    for value in ("TERR.freeze", "GUAR.troops", "STAT.open"):
        assert minds[value] == {"RU"}, value
    assert minds["SEU.lift"] == minds["SEU.phased"] == {"EU"}
    decisive = {lone.party: lone.decisive for lone in flagship.lone}
    assert min(decisive["RU"], decisive["UA"]) > 20 * max(decisive["EU"], decisive["CN"])
    assert decisive["CN"] == 0  # whose yes no text needs


@pytest.mark.parametrize(("dislike", "minding"), [(1, (("P0",),)), (2, (("P0", "P1"),)), (3, ())])
def test_those_who_mind_an_option_are_named_up_to_two_together(
    dislike: int, minding: tuple[tuple[str, ...], ...]
) -> None:
    """Four parties, one new option; so many of them lose by it, and all must say yes."""
    rows = [{"NEW": [0.0, -1.0 if party < dislike else 1.0]} for party in range(4)]
    scenario = built(plain(rows, [0.0] * 4))
    space = package_space(scenario)
    assert who_minds(scenario, space, "NEW", "b", space.no_deal) == minding


def test_the_price_of_a_red_line_is_what_passes_without_it(flagship: Situation) -> None:
    scenario = load_scenario("ukraine", overrides={"actors.UA.red_lines.land.penalty": 0.0})
    without = int(analyse(scenario).passing.sum())
    line = next(p for p in flagship.red_lines if (p.party, p.line) == ("UA", "land"))
    assert line.passing == (int(flagship.passing.sum()), without)
    assert without > line.passing[0]


def test_lone_blockers_and_passing_add_up(flagship: Situation) -> None:
    worths = solutions.worths(flagship.scenario, flagship.space.choices)
    own = solutions.feasible(
        flagship.scenario, worths.worth, worths.no_deal, flagship.space.choices
    )
    assert (own == flagship.passing).all()
    for seat, lone in enumerate(flagship.lone):
        easy = worths.no_deal.copy()
        easy[seat] = -np.inf
        let = solutions.feasible(flagship.scenario, worths.worth, easy, flagship.space.choices)
        assert lone.decisive == let.sum() - own.sum()


def test_each_trade_helps_both_and_costs_each_on_one_issue(flagship: Situation) -> None:
    names, scenario = list(flagship.scenario.actors), flagship.scenario
    for trade in flagship.trades[:10]:
        moves = {}
        for issue, option in (trade.first, trade.second):
            place = list(scenario.issues).index(issue)
            moves[place] = list(scenario.issues[issue].options).index(option)
        packages = np.array([flagship.reference] * 4)
        (a, x), (b, y) = moves.items()
        packages[1, a], packages[2, b] = x, y
        packages[3, a], packages[3, b] = x, y
        worth = solutions.worths(scenario, packages).worth
        p, q = names.index(trade.gives), names.index(trade.takes)
        assert worth[1, p] < worth[0, p] < worth[3, p]
        assert worth[2, q] < worth[0, q] < worth[3, q]


def test_a_large_space_is_sampled_by_the_seed_and_says_so() -> None:
    scenario = load_scenario("new_recruit")
    one, again, other = (package_space(scenario, s, most=1000, sample=500) for s in (1, 1, 2))
    assert one.seed == 1
    assert len(one.choices) <= 500
    assert (one.choices == again.choices).all()
    assert one.choices.shape != other.choices.shape or (one.choices != other.choices).any()


def data(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    answer = told(capsys, "analyse", *words, "--json")
    assert (answer.status, answer.err) == (0, "")
    return json.loads(answer.out)


def test_the_command_in_words_data_and_a_picture(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answer = told(capsys, "analyse", BASE_GAME, "--out", str(tmp_path / "a"))
    assert answer.status == 0
    for part in ("Zone of possible agreement", "Solutions", "Who refuses", "Log-rolling"):
        assert part in answer.out
    assert all(len(line) <= 100 for line in answer.out.splitlines() if not line.startswith("/"))
    assert {p.suffix for p in (tmp_path / "a").iterdir()} == {".png", ".svg"}
    given = data(capsys, BASE_GAME)
    assert given["looked_at"] == given["tabled"] == 720
    assert given["points"][0]["name"] == "nash"


def test_what_is_wrong_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "analyse", "--from", "RUS")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("batna: --from: there is no 'RUS' to start from")
    with pytest.raises(InputError, match="no package is acceptable to all"):
        analyse(bargaining([{"I": [0.0, 1.0]}, {"I": [1.0, 0.0]}], [0.9, 0.9], "single_text",
                           ("logit", "logit"), 3), "nash")  # fmt: skip


def test_the_finding_says_who_blocks() -> None:
    assert bargaining_space.finding(2, 9, {"A": 3, "B": 1}).endswith(
        "2 pass; A alone keeps 3 more out"
    )
    assert bargaining_space.finding(9, 9, {"A": 0}).endswith("nobody alone keeps any out")
