"""What is switched off is gone, and two runs are compared by what happened in them."""

import dataclasses
from functools import cache

import pytest

from experiments.counterfactual import compare, parts_ways, without
from sim import InputError, Negotiation, Record, load_scenario
from sim.reading import find
from tests.experiments import BASE_GAME, SMALL

CUT = "actors.US.levers.cut_aid.enabled"
RAIDED = {"actors.UA.levers.raid.script": 3.0, "talks.rounds": 16.0}


@cache
def played(laid: tuple[tuple[str, float], ...], replicate: int = 0) -> Record:
    scenario = load_scenario("ukraine", None, dict(laid))
    return Negotiation(scenario, rng=1, replicate=replicate, swift=True).run()


def raided(**more: float) -> Record:
    return played(tuple((RAIDED | more).items()))


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("cut_aid", {CUT: 0}),
        ("us.CUT_AID", {CUT: 0}),
        ("moratorium", {"tracks.energy.agreements.moratorium.enabled": 0}),
        ("energy", {"tracks.energy.enabled": 0}),
        ("direct", {"tracks.direct.enabled": 0}),
        ("exit", {"engagement.fatigue": 0, "engagement.script": -1}),
        ("counter_texts", {"talks.counter_texts": 0}),
    ],
)
def test_a_name_is_switched_off_at_its_paths(name: str, paths: dict[str, float]) -> None:
    scenario = load_scenario()
    assert without(scenario, name) == paths
    for path in paths:
        find(scenario, path)


def test_every_threat_goes_at_once() -> None:
    scenario = load_scenario()
    made = [f"actors.{holder}.threats.{target}.intensity"
            for holder, actor in scenario.actors.items() for target in actor.threats]  # fmt: skip
    assert without(scenario, "threats") == dict.fromkeys(made, 0.0)


@pytest.mark.parametrize("name", ["cut_ai", "RU.cut_aid", "direkt"])
def test_an_unknown_name_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(InputError, match="did you mean"):
        without(load_scenario(), name)


@pytest.mark.parametrize("name", ["threats", "exit", "direct", "cut_aid"])
def test_a_scenario_without_it_can_not_do_without_it(name: str) -> None:
    with pytest.raises(InputError, match=f"there is no '{name}'"):
        without(load_scenario(BASE_GAME), name)
    if name != "threats":
        with pytest.raises(InputError):
            without(load_scenario(SMALL), name)


def test_a_lever_switched_off_is_not_used_even_if_scripted() -> None:
    off = without(load_scenario(), "UA.raid")
    assert "raid" in raided().levers
    assert "raid" not in raided(**off).levers


def test_two_runs_part_ways_where_the_first_thing_differs() -> None:
    parted = parts_ways(raided(), raided(**without(load_scenario(), "raid")))
    assert parted is not None
    assert (parted["round"], parted["date"]) == (3, raided().rounds[3].date)
    move = {"act": "move", "party": "UA", "lever": "raid", "taken_up": True}
    assert move in parted["record"]
    assert move not in parted["counterfactual"]


def test_a_run_parts_ways_from_itself_nowhere() -> None:
    assert parts_ways(raided(), raided()) is None
    apart = compare(raided(), raided())
    assert apart["terms"] == {}
    assert all(more == 0.0 for _, _, more in apart["utility"].values())


def test_a_run_that_is_over_has_no_more_acts() -> None:
    whole = raided()
    short = dataclasses.replace(whole, rounds=whole.rounds[:5])
    parted = parts_ways(short, whole)
    assert parted is not None
    assert (parted["round"], parted["record"]) == (5, None)
    assert parted["counterfactual"] is not None


def test_a_change_that_nobody_sees_is_no_parting() -> None:
    whole = raided()
    entry = dataclasses.replace(whole.rounds[4], odds=0.123, engagement=0.5)
    other = dataclasses.replace(whole, rounds=(*whole.rounds[:4], entry, *whole.rounds[5:]))
    assert parts_ways(whole, other) is None


def test_only_terms_that_differ_are_compared() -> None:
    scenario = load_scenario()
    terms = {name: next(iter(issue.options)) for name, issue in scenario.issues.items()}
    one = dataclasses.replace(raided(), terms=terms)
    two = dataclasses.replace(raided(), terms=terms | {"TERR": "swap"})
    none = dataclasses.replace(raided(), terms=None)
    assert compare(one, two)["terms"] == {"TERR": [terms["TERR"], "swap"]}
    assert compare(one, none)["terms"] == {issue: [o, None] for issue, o in terms.items()}
    assert compare(one, none)["signed"] == [True, False]
