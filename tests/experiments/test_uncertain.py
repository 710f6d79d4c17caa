"""Uncertain numbers: drawn within their ranges, paired across designs, the same in any chunking."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments import load, simulate, sweep
from experiments.design import base_scenario, design_points, point_scenarios
from experiments.simulation import frame, play_all
from experiments.store import digest, read_manifest
from experiments.uncertainty import BLOCK, BOTH, CHANCE, draw_numbers, stretched
from sim import InputError, Negotiation, load_scenario
from sim.coherence import check_coherence
from sim.reading import with_values
from sim.scenario import Scenario
from tests.experiments import AID, BASE_GAME, PACE, SMALL, study, varied

RUNS = 40
FORCE = "actors.D.own_force"  # of the second tier


@cache
def table() -> pd.DataFrame:
    return simulate(SMALL, runs=RUNS, seed=7, uncertain=True)


def with_tier(**given: tuple[float, float]) -> Scenario:
    """Put numbers of the talks or the war into the first tier, with a range."""
    scenario = load_scenario(SMALL)
    for path, (low, high) in given.items():
        part, name = path.split("__")
        entry = getattr(scenario, part)
        number = getattr(entry, name).model_copy(update={"tier": 1, "low": low, "high": high})
        scenario = scenario.model_copy(update={part: entry.model_copy(update={name: number})})
    return scenario


def test_each_first_tier_number_fills_its_range_once_a_stratum_of_a_block() -> None:
    draws = draw_numbers([load_scenario(SMALL)], [()], 2 * BLOCK, 7)
    assert draws.paths == (AID, PACE)
    for place, (low, high) in enumerate([(0.0, 1.3), (0.05, 0.3)]):
        for drawn in np.split(draws.values[:, place], 2):
            strata = np.floor((drawn - low) / (high - low) * BLOCK + 1e-9)
            assert sorted(strata) == list(range(BLOCK))
    assert abs(np.corrcoef(draws.values.T)[0, 1]) < 0.3
    assert table()[AID].between(0.0, 1.3).all()
    assert FORCE not in table()


@pytest.mark.parametrize("more", [41, 50, 51, 130])
def test_more_replicates_leave_the_first_ones_as_they_are(more: int) -> None:
    scenario = with_tier(talks__opens=(0, 20), talks__rounds=(8, 16))  # some are drawn anew
    few, many = (draw_numbers([scenario], [()], n, 7) for n in (RUNS, more))
    assert (many.values[:RUNS] == few.values).all()
    assert len(np.unique(many.values[:, many.paths.index(PACE)])) == more


def test_a_table_says_which_spread_it_shows() -> None:
    certain = simulate(SMALL, runs=3, seed=7)
    assert (table().attrs["spread"], certain.attrs["spread"]) == (BOTH, CHANCE)
    assert list(table().columns.drop([AID, PACE])) == list(certain.columns)


def test_uncertain_false_is_what_it_was() -> None:
    assert digest(simulate(SMALL, runs=9, seed=7, uncertain=False)) == digest(
        simulate(SMALL, runs=9, seed=7)
    )
    asked = {"vary": [varied(AID, 0, 1)], "replicates": 5}
    assert digest(sweep(study(**asked))) == digest(sweep(study(uncertain=False, **asked)))


@pytest.mark.parametrize(("jobs", "chunk"), [(1, 50), (2, 50), (1, 1), (2, 7), (3, 13)])
def test_threads_and_chunks_leave_no_trace(jobs: int, chunk: int) -> None:
    scenario = load_scenario(SMALL)
    draws = draw_numbers([scenario], [()], RUNS, 7)
    blocks = list(play_all([scenario], RUNS, 7, jobs, chunk, draws))
    pd.testing.assert_frame_equal(frame(scenario, blocks, 7, draws=draws), table())


def test_a_row_is_the_negotiation_with_its_numbers_and_its_luck() -> None:
    base = load_scenario(SMALL)
    for row in table().head(12).to_dict("records"):
        at = with_values(base, {AID: row[AID], PACE: row[PACE]})
        record = Negotiation(at, rng=7, replicate=row["replicate"], swift=True).run()
        assert (row["outcome"], row["end_round"]) == (record.outcome, record.end_round)
        assert {name: row[f"utility_{name}"] for name in at.actors} == record.utility


def test_a_replicate_has_the_same_numbers_at_every_design_point() -> None:
    asked = study(vary=[varied(FORCE, 0.4, 0.6)], replicates=6, uncertain=True, seed=7)
    swept = sweep(asked)
    one, other = (swept[swept["design"] == d].reset_index(drop=True) for d in (0, 1))
    assert (one[[AID, PACE]] == other[[AID, PACE]]).all(axis=None)
    assert one[AID].nunique() == 6
    assert digest(swept) == digest(sweep(asked, jobs=1))


def test_what_is_overridden_varied_or_held_is_not_drawn_and_shifts_no_other_draw() -> None:
    overridden = simulate(SMALL, runs=RUNS, seed=7, overrides={AID.upper(): 0.5}, uncertain=True)
    assert AID not in overridden
    assert (overridden[PACE] == table()[PACE]).all()
    asked = {"replicates": RUNS, "seed": 7, "uncertain": True}
    vary = sweep(study(vary=[varied(AID, 0.2)], **asked))
    assert (vary[AID] == 0.2).all()
    assert (vary[PACE] == table()[PACE]).all()
    held = sweep(study(hold={AID.upper(): 0.5}, **asked))
    assert list(held.columns).count(PACE) == 1
    assert AID not in held
    assert digest(held) == digest(overridden)


def test_seeds_draw_other_numbers() -> None:
    other = simulate(SMALL, runs=RUNS, seed=8, uncertain=True)
    assert (other[AID] != table()[AID]).all()


def test_whole_numbers_are_as_likely_as_one_another() -> None:
    scenario = with_tier(war__start=(1, 5))
    drawn = draw_numbers([scenario], [()], 50, 3)
    values, counts = np.unique(drawn.values[:, drawn.paths.index("war.start")], return_counts=True)
    assert (values.tolist(), counts.tolist()) == ([1, 2, 3, 4, 5], [10] * 5)
    assert stretched(np.array([0.0, 0.49, 0.5, 0.999]), 0, 1, "switch").tolist() == [0, 0, 1, 1]


def test_a_contradiction_is_drawn_anew_and_the_rest_stays() -> None:
    scenario = with_tier(talks__opens=(0, 20), talks__rounds=(8, 16))
    draws = draw_numbers([scenario], [()], BLOCK, 3)
    at = draws.placing(scenario, 0)
    for replicate in range(BLOCK):
        check_coherence(at(replicate), "here")
    opens, rounds = (draws.values[:, draws.paths.index(f"talks.{n}")] for n in ("opens", "rounds"))
    assert (opens < rounds).all()
    assert len(set(opens)) > 8
    for path in (AID, PACE):  # whatever coherence doesn't look at keeps its strata
        drawn = draws.values[:, draws.paths.index(path)]
        strata = np.argsort(np.argsort(drawn))
        q = dict(scenario.quantities())[path]
        assert (np.floor((drawn - q.low) / (q.high - q.low) * BLOCK + 1e-9) == strata).all()
    again = draw_numbers([scenario], [()], BLOCK, 3)
    assert (again.values == draws.values).all()


def test_a_draw_is_coherent_at_every_design_point() -> None:
    late, early = with_tier(talks__opens=(0, 20)), with_tier(talks__opens=(0, 20))
    short = early.talks.rounds.model_copy(update={"value": 8.0})
    early = early.model_copy(update={"talks": early.talks.model_copy(update={"rounds": short})})
    opens = draw_numbers([late, early], [(), ()], 60, 3).values[:, 0]
    assert opens.max() == 7


def test_ranges_that_never_agree_are_told() -> None:
    with pytest.raises(InputError, match=r"talks\.opens: talks open after they end"):
        draw_numbers([with_tier(talks__opens=(12, 20))], [()], 2, 1)


@pytest.mark.parametrize("given", [
    {"scenario": BASE_GAME}, {"scenario": SMALL, "overrides": {AID: 1, PACE: 0.1}},
])  # fmt: skip
def test_nothing_to_draw_is_told(given: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="no tier-1 number is left to draw"):
        simulate(runs=2, uncertain=True, **given)


def test_an_infinite_range_is_told() -> None:
    with pytest.raises(InputError, match=r"talks\.precision: no finite range"):
        draw_numbers([with_tier(talks__precision=(1, float("inf")))], [()], 2, 1)


def test_a_stored_sweep_says_its_spread(tmp_path: Path) -> None:
    asked = study(replicates=3)
    swept = sweep(asked, tmp_path / "a", uncertain=True)
    manifest = read_manifest(tmp_path / "a")
    assert (manifest["spread"], manifest["study"]["uncertain"]) == (BOTH, True)
    assert load(tmp_path / "a").attrs["spread"] == swept.attrs["spread"] == BOTH
    sweep(study(replicates=3, vary=[varied(AID, 0, 1)]), tmp_path / "b")
    assert read_manifest(tmp_path / "b")["spread"] == load(tmp_path / "b").attrs["spread"] == CHANCE


def test_every_design_is_played_in_each_lens() -> None:
    asked = study(lenses=["base", "l"], vary=[varied(AID, 0, 1)], replicates=3)
    swept = sweep(asked)
    assert swept["lens"].tolist() == ["base"] * 6 + ["L"] * 6
    for lens, name in ((None, "base"), ("L", "L")):
        alone = sweep(study(lens=lens, vary=[varied(AID, 0, 1)], replicates=3))
        rest = swept[swept["lens"] == name].reset_index(drop=True)
        differ = ["run", "design", "lens"]
        pd.testing.assert_frame_equal(
            rest.drop(columns=differ), alone.drop(columns=["run", "design"])
        )


def test_lenses_may_stand_alone_and_what_is_held_lies_over_them() -> None:
    asked = study(lenses=["L", "base"], hold={"war.start": 4})
    base = base_scenario(asked)
    points = design_points(asked, base)
    assert points.to_dict("list") == {"lens": ["L", "base"]}
    settings = point_scenarios(asked, base, points)
    assert [s.war.start.value for s in settings if s.war] == [4, 4]
    free = study(lenses=["L", "base"])
    settings = point_scenarios(free, base_scenario(free), points)
    assert [s.war.start.value for s in settings if s.war] == [2, 3]


def test_one_at_a_time_starts_from_each_lens() -> None:
    asked = study(lenses=["base", "L"], design="oat", vary=[varied("war.start", 1, 5)])
    points = design_points(asked, base_scenario(asked))
    assert points["war.start"].tolist() == [3, 1, 5, 2, 1, 5]
    assert points["lens"].tolist() == ["base"] * 3 + ["L"] * 3


def test_what_a_lens_says_is_not_drawn() -> None:
    scenario = with_tier(war__start=(1, 5))
    swept = simulate(scenario, runs=20, lens="L", uncertain=True)
    assert "war.start" not in swept
    assert (swept[AID] == simulate(scenario, runs=20, uncertain=True)[AID]).all()


@pytest.mark.parametrize(("given", "told"), [
    ({"lenses": ["Q"]}, "no lens 'Q'"), ({"lenses": ["L", "l"]}, "twice"),
    ({"lenses": ["L"], "lens": "L"}, "a lens of its own"),
])  # fmt: skip
def test_lenses_that_can_not_be_are_told(given: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told):
        sweep(study(**given))
