"""Designs lay out what a study asks for."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.design import Study, at_point, base_scenario, design_points
from sim.errors import InputError
from sim.reading import find
from sim.scenario import Scenario
from tests.experiments import AID, PACE, study, varied

ROUNDS = "talks.rounds"


def laid(asked: Study) -> Any:
    return design_points(asked, base_scenario(asked))


def value(scenario: Scenario, path: str) -> float:
    return find(scenario, path)[1].value


def test_a_grid_has_every_combination_once_in_order() -> None:
    points = laid(study(vary=[varied(AID, 0, 0.5, 1), varied(PACE, 0.1, 0.2)]))
    assert list(points.columns) == [AID, PACE]
    expected = [(a, p) for a in (0, 0.5, 1) for p in (0.1, 0.2)]
    assert list(points.itertuples(index=False, name=None)) == expected


def test_a_grid_takes_its_levels_from_the_numbers_own_range() -> None:
    points = laid(study(vary=[varied(AID, levels=3)]))
    assert points[AID].tolist() == [0.0, 0.65, 1.3]


def test_a_grid_takes_its_levels_from_the_studys_range() -> None:
    points = laid(study(vary=[varied(AID, low=0.2, high=0.6, levels=5)]))
    assert points[AID].tolist() == [0.2, 0.3, 0.4, 0.5, 0.6]


def test_a_grid_over_whole_numbers_stays_whole_and_names_each_once() -> None:
    points = laid(study(vary=[varied(ROUNDS, low=8, high=11, levels=9)]))
    assert points[ROUNDS].tolist() == [8, 9, 10, 11]


@pytest.mark.parametrize("spelling", ["ACTORS.m.Aid", AID])
def test_columns_are_spelt_as_the_scenario_spells_them(spelling: str) -> None:
    assert list(laid(study(vary=[varied(spelling, 0, 1)])).columns) == [AID]


@given(points=st.integers(1, 60), seed=st.integers(0, 2**63 - 1))
def test_a_latin_hypercube_hits_each_stratum_once(points: int, seed: int) -> None:
    vary = [varied(AID), varied(PACE, low=0.1, high=0.2)]
    table = laid(study(design="lhs", points=points, seed=seed, vary=vary))
    assert len(table) == points
    for path, low, high in ((AID, 0.0, 1.3), (PACE, 0.1, 0.2)):
        unit = (table[path].to_numpy() - low) / (high - low)
        assert ((unit >= 0) & (unit <= 1)).all()
        strata = np.clip(np.floor(unit * points + 1e-9), 0, points - 1)
        assert sorted(strata.tolist()) == list(range(points))


@given(seed=st.integers(0, 2**63 - 1))
def test_a_latin_hypercube_gives_whole_numbers_equal_chances(seed: int) -> None:
    asked = study(design="lhs", points=36, seed=seed, vary=[varied(ROUNDS)])
    table = laid(asked)
    numbers, counts = np.unique(table[ROUNDS], return_counts=True)
    assert numbers.tolist() == list(range(8, 17))  # the number's own range, both ends too
    assert counts.tolist() == [4] * 9


def test_a_latin_hypercube_follows_its_seed() -> None:
    asked = {"design": "lhs", "points": 7, "vary": [varied(AID), varied(PACE)]}
    first, again, other = (laid(study(seed=seed, **asked)) for seed in (4, 4, 5))
    assert first.equals(again)
    assert not first.equals(other)


def test_values_give_a_latin_hypercube_its_range() -> None:
    table = laid(study(design="lhs", points=50, vary=[varied(AID, 0.9, 0.4)]))
    assert 0.4 <= table[AID].min() < 0.42 < 0.88 < table[AID].max() <= 0.9


def test_one_at_a_time_moves_one_and_holds_all_others() -> None:
    vary = [varied(AID), varied(PACE, low=0.1, high=0.4), varied(ROUNDS, 9, 14, 10)]
    table = laid(study(design="oat", vary=vary))
    assert table.loc[0].to_dict() == {
        AID: 1.0, PACE: 0.15, ROUNDS: 12, "parameter": "", "end": "base"
    }  # fmt: skip
    ends = {AID: (0.0, 1.3), PACE: (0.1, 0.4), ROUNDS: (9, 14)}
    assert len(table) == 1 + 2 * len(ends)
    for n, (path, (low, high)) in enumerate(ends.items()):
        for row, end, moved in ((1 + 2 * n, "low", low), (2 + 2 * n, "high", high)):
            point = table.loc[row]
            assert (point["parameter"], point["end"], point[path]) == (path, end, moved)
            others = [p for p in ends if p != path]
            assert (point[others] == table.loc[0, others]).all()


@pytest.mark.parametrize("tier", [1, 2])
def test_a_tier_takes_every_movable_number_up_to_it(tier: int) -> None:
    asked = study(design="oat", vary_tier=tier, vary=[varied("war.start", 2, 4)])
    table, base = laid(asked), base_scenario(asked)
    movable = {p for p, q in base.quantities() if q.tier <= tier and q.low < q.high}
    assert movable
    assert set(table["parameter"]) == movable | {"", "war.start"}
    assert (tier == 1) == (ROUNDS not in movable)


def test_what_is_held_does_not_vary() -> None:
    for asked in ({"vary": [varied(AID, 0, 1)]}, {"vary": [varied(AID)], "design": "lhs"}):
        with pytest.raises(InputError, match="actors.M.aid is held and varies too"):
            laid(study(hold={"ACTORS.m.aid": 0.5}, **asked))
    points = laid(study(hold={AID: 0.5}, vary_tier=1, design="lhs", points=4))
    assert list(points) == [PACE]
    assert set(laid(study(vary_tier=1, design="lhs", points=4))) == {AID, PACE}


def test_what_is_held_holds_at_every_point() -> None:
    asked = study(hold={"war.start": 2, "ACTORS.d.own_force": 0.7}, vary=[varied(AID, 0, 1)])
    base = base_scenario(asked)
    for point in laid(asked).to_dict("records"):
        at = at_point(base, point)
        assert value(at, "war.start") == 2
        assert value(at, "actors.D.own_force") == 0.7
        assert value(at, AID) == point[AID]
        assert value(at, PACE) == value(base, PACE)


def test_a_lens_lies_under_what_is_held() -> None:
    assert value(base_scenario(study()), "war.start") == 3
    assert value(base_scenario(study(lens="L")), "war.start") == 2
    assert value(base_scenario(study(lens="l", hold={"war.start": 4})), "war.start") == 4


def test_one_at_a_time_starts_from_what_is_held() -> None:
    table = laid(study(design="oat", hold={AID: 0.5}, vary=[varied(AID)]))
    assert table[AID].tolist() == [0.5, 0.0, 1.3]
