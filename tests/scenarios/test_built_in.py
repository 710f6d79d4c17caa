"""The built-in scenarios besides the flagship: what a reader of their sources would expect."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from experiments import simulate
from experiments.tournament import tournament
from sim import Negotiation, load_scenario, solutions
from sim.errors import InputError
from sim.reading import read_toml, scenario_names
from tests.oracles.alternating_offers import first_share


def test_each_is_played_and_told_without_a_war_or_with_one() -> None:
    assert {"ukraine", "spring_2025", "qatar_2024", "new_recruit", "pie"} <= set(scenario_names())
    for name in scenario_names():
        record = Negotiation(load_scenario(name), rng=3).run()
        assert dataclasses.asdict(record)["outcome"]


def test_the_pie_is_split_at_once_as_rubinstein_says() -> None:
    """The first offer leaves the proposer (1 - d2) / (1 - d1 d2), to the next whole piece."""
    scenario = load_scenario("pie")
    record = Negotiation(scenario, rng=1).run()
    assert record.terms is not None
    share = int(record.terms["PIE"][1:])
    discounts = [actor.discount.value for actor in scenario.actors.values()]
    assert share == pytest.approx(100 * first_share(*discounts), abs=1.0)
    assert record.utility["A"] == pytest.approx(share * discounts[0])  # a round later


def test_patience_pays_and_an_outside_option_counts_only_if_it_is_large() -> None:
    def piece(**changes: float) -> int:
        paths = {f"actors.{key.replace('_', '.')}": value for key, value in changes.items()}
        record = Negotiation(load_scenario("pie", overrides=paths), rng=1).run()
        assert record.terms is not None
        return int(record.terms["PIE"][1:])

    assert piece(B_discount=0.9) < piece() < piece(B_discount=0.6)
    assert piece(B_reservation=20) == piece()
    assert piece(B_reservation=60) == 40


def test_new_recruit_is_played_to_the_frontier_by_trading_off() -> None:
    """The best joint total is 14,800, which splitting every issue misses by far."""
    deal = simulate("new_recruit", runs=2).iloc[0]
    seen = simulate("new_recruit", runs=2, information="public").iloc[0]
    plain = simulate("new_recruit", runs=2, seats={"all": "linear"}).iloc[0]
    assert deal["utility_Recruiter"] + deal["utility_Candidate"] == 14_800
    assert (seen["utility_Recruiter"], seen["utility_Candidate"]) == (7_400, 7_400)  # Nash
    assert plain["utility_Recruiter"] + plain["utility_Candidate"] < 12_000


def test_new_recruit_has_the_scores_of_the_test_game() -> None:
    ours = load_scenario("new_recruit")
    theirs = load_scenario(Path(__file__).parent / "new_recruit.toml")
    packages = solutions.packages(theirs)[::977]
    assert (solutions.utilities(ours, packages) == solutions.utilities(theirs, packages)).all()


def test_spring_has_a_mediator_on_the_point_of_leaving() -> None:
    """Rather so as to press both than to go on with Russia alone (exit-2025-04:12-14)."""
    spring, base = load_scenario("spring_2025"), load_scenario("ukraine")
    assert spring.calendar.start == dt.date(2025, 4, 21)
    assert set(spring.actors) == set(base.actors)
    assert set(spring.issues) == set(base.issues)
    runs = simulate("spring_2025", runs=400)
    left = runs["exit_policy"].value_counts()
    assert runs["exit_policy"].notna().mean() > 0.5 > simulate("ukraine", runs=200)[
        "exit_policy"
    ].notna().mean()  # fmt: skip
    assert left["balanced"] > left["keep_resources"]
    assert (runs["since_minerals_fair"] == 1).mean() > 0.9  # signed by then (mediation-2025-05:14)
    assert runs["since_raid"].isna().all()


def test_the_raid_ends_the_chance_of_a_pause_in_strikes() -> None:
    """Both would have gained (qatar-2024-08:24); the odds were low, and gone after it (10, 14)."""
    before, after = (simulate("qatar_2024", runs=400, lens=lens) for lens in (None, "kursk"))
    deals = before[before["outcome"] == "deal"]
    assert 0.1 < len(deals) / len(before) < 0.6
    assert (deals["term_GRID"] != "go_on").mean() > 0.95
    assert (after["outcome"] == "deal").mean() < 0.05
    refused = before[before["outcome"] != "deal"]["blocked_by"]
    assert (refused == "RU").mean() > 0.8


def test_a_tournament_runs_on_each_without_a_war() -> None:
    for name, minds in (("pie", ["linear", "boulware"]), ("new_recruit", ["linear", "trade_off"])):
        assert len(tournament(name, minds, runs=2))


def test_a_file_may_be_based_on_another(tmp_path: Path) -> None:
    """Tables are merged, all else is replaced; whatever is wrong is told with the file's name."""
    file = tmp_path / "mine.toml"
    base = Path(__file__).parent / "base.toml"
    number = 'value = 9, low = 9, high = 9, unit = "rounds", source = "assumption:play"'
    file.write_text(
        f'based_on = "{base}"\nname = "mine"\n[talks]\nrounds = {{ {number} }}\n', encoding="utf-8"
    )
    mine, theirs = load_scenario(file), load_scenario(base)
    assert (mine.name, mine.talks.rounds.value) == ("mine", 9)
    assert mine.actors == theirs.actors
    file.write_text('based_on = "mine.toml"\n', encoding="utf-8")
    with pytest.raises(InputError, match="'mine.toml' is based on this file"):
        load_scenario(file)
    file.write_text('based_on = "none.toml"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"based_on: there is no file 'none\.toml'"):
        load_scenario(file)
    assert "based_on" in read_toml(file)
