"""Tables of runs: their columns, their luck, and that chunks and threads leave no trace."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments import simulate, sweep
from experiments.design import at_point, base_scenario, design_points
from experiments.simulation import frame, play_all
from experiments.store import digest
from sim import InputError, Negotiation, load_scenario
from sim.rules.outcome import OUTCOMES
from tests.experiments import AID, BASE_GAME, NO_TEXT, PACE, RECRUIT, SMALL, study, varied

RUNS = 60


@cache
def small(**overrides: float) -> pd.DataFrame:
    given = {path.replace("__", "."): value for path, value in overrides.items()}
    return simulate(SMALL, runs=RUNS, seed=7, overrides=given)


def test_columns_are_as_promised() -> None:
    assert list(small().columns) == [
        "run", "design", "replicate", "seed", "outcome", "end_round",
        "term_LAND", "term_ARMS", "term_PACT",
        "utility_A", "utility_D", "utility_M", "utility_E",
        "cost_A", "cost_D", "cost_M", "cost_E",
        "survived_2y", "survived_3y", "held", "texts", "position", "blocked_by", "objection",
        "binding", "turning_round", "drafter", "over_head", "first_text",
        "exit_policy", "exit_round", "returns", "engine", "status", "error",
    ]  # fmt: skip


def test_a_sweep_has_a_column_for_each_varied_number() -> None:
    table = sweep(study(vary=[varied(AID, 0, 1), varied(PACE, 0.1, 0.2)], replicates=3))
    assert list(table.columns[:7]) == ["run", "design", "replicate", "seed", AID, PACE, "outcome"]
    assert table["run"].tolist() == list(range(12))
    assert table["design"].tolist() == [d for d in range(4) for _ in range(3)]
    assert table["replicate"].tolist() == [0, 1, 2] * 4
    assert table[AID].tolist() == [0.0] * 6 + [1.0] * 6
    assert table[PACE].tolist() == ([0.1] * 3 + [0.2] * 3) * 2


def test_rows_are_sound() -> None:
    table = small()
    assert (table["status"] == "ok").all()
    assert (table["engine"] == "compiled").all()
    assert set(table["outcome"]) <= set(OUTCOMES)
    assert table["outcome"].nunique() >= 2
    signed = table["outcome"].isin(["deal", "frozen", "limited"])
    for column in ("term_LAND", "term_ARMS", "term_PACT", "held"):
        assert (table[column].notna() == signed).all()
    assert set(table.loc[signed, "term_LAND"]) <= {"a", "b", "c"}
    assert table["end_round"].between(0, 11).all()
    assert table["blocked_by"].dropna().isin(list("ADME")).all()
    assert table["objection"].dropna().isin(["LAND", "ARMS", "PACT"]).all()


@pytest.mark.parametrize(("jobs", "chunk"), [(1, 50), (2, 50), (1, 1), (2, 7), (3, 13), (2, 500)])
def test_threads_and_chunks_leave_no_trace(jobs: int, chunk: int) -> None:
    scenario = load_scenario(SMALL)
    table = frame(scenario, list(play_all([scenario], RUNS, 7, jobs, chunk)), 7)
    assert digest(table) == digest(small())
    pd.testing.assert_frame_equal(table, small())


def test_a_sweep_is_the_same_on_one_thread_and_on_two() -> None:
    asked = study(vary=[varied(AID, 0, 1)], replicates=60)
    assert digest(sweep(asked, jobs=1)) == digest(sweep(asked, jobs=2))


def test_a_replicate_stays_itself_when_more_are_asked() -> None:
    few = simulate(SMALL, runs=9, seed=7)
    pd.testing.assert_frame_equal(few, small().head(9))
    asked = {"vary": [varied(AID, 0, 1)]}
    two, five = (sweep(study(replicates=n, **asked)) for n in (2, 5))
    both = five[five["replicate"] < 2].reset_index(drop=True)
    pd.testing.assert_frame_equal(two.drop(columns="run"), both.drop(columns="run"))


def test_another_seed_is_other_luck() -> None:
    assert digest(simulate(SMALL, runs=RUNS, seed=8)) != digest(small())


def test_overrides_meet_the_same_war() -> None:
    hard = small(actors__A__red_lines__pact__penalty=0.9)
    free = small(actors__A__red_lines__pact__penalty=0.0)
    assert (hard["outcome"] != free["outcome"]).any()
    together = hard["end_round"] == free["end_round"]
    assert together.sum() > 10
    assert (hard["position"] == free["position"])[together].all()
    assert hard.loc[together, "position"].nunique() > 1


def test_an_override_that_changes_nothing_changes_no_bit() -> None:
    assert digest(small(war__pace=0.15)) == digest(small())


def spelt(value: Any) -> Any:
    return None if value is pd.NA or value is None or value is pd.NaT else value


def same(row: dict[str, Any], scenario: Any, seed: int) -> None:
    """Compare a row of a table with its negotiation in Mesa."""
    record = Negotiation(scenario, rng=seed, replicate=row["replicate"]).run()
    assert row["outcome"] == record.outcome
    assert row["end_round"] == record.end_round
    terms = {issue: spelt(row[f"term_{issue}"]) for issue in scenario.issues}
    assert terms == (record.terms or dict.fromkeys(scenario.issues))
    assert {name: row[f"utility_{name}"] for name in scenario.actors} == record.utility
    assert row["texts"] == len(record.texts)
    assert row["position"] == record.rounds[-1].position
    assert spelt(row["held"]) == record.held
    for years in (2, 3):
        assert spelt(row[f"survived_{years}y"]) == record.survived(years)
    assert spelt(row["blocked_by"]) == record.blocked_by
    assert spelt(row["objection"]) == record.objection


def test_a_row_is_its_negotiation() -> None:
    for row in small().head(25).to_dict("records"):
        same(row, load_scenario(SMALL), 7)


@pytest.mark.parametrize("file", [BASE_GAME, RECRUIT], ids=["base", "new_recruit"])
def test_a_row_without_war_is_its_negotiation(file: str) -> None:
    table = simulate(file, runs=3, seed=2)
    for row in table.to_dict("records"):
        same(row, load_scenario(file), 2)
    assert table[["held", "survived_2y", "survived_3y"]].isna().all(axis=None)
    assert set(table["outcome"]) <= {"deal", "limited", "frozen", "protracted"}


def test_a_row_of_a_sweep_is_the_negotiation_at_its_point() -> None:
    asked = study(vary=[varied(AID, 0, 1.3), varied(PACE, 0.05, 0.3)], replicates=3, seed=11)
    base, table = base_scenario(asked), sweep(asked)
    for number, point in enumerate(design_points(asked, base).to_dict("records")):
        at = at_point(base, {str(k): v for k, v in point.items()})
        for row in table[table["design"] == number].to_dict("records"):
            same(row, at, 11)


def test_the_survived_columns_follow_from_what_was_held() -> None:
    window, year = 60, 24  # the small war's year; 60 rounds see two years and not three
    table = simulate(SMALL, runs=300, seed=1, overrides={"durability.rounds": window})
    signed = table["held"].notna()
    assert signed.any()
    assert table["survived_3y"].isna().all()
    assert (table["survived_2y"].notna() == signed).all()
    held = table.loc[signed, "held"]
    assert held.between(0, window).all()
    assert (table.loc[signed, "survived_2y"] == (held >= 2 * year)).all()
    assert table.loc[signed, "survived_2y"].nunique() == 2


def test_no_text_at_all() -> None:
    table = simulate(SMALL, runs=20, seed=1, overrides=NO_TEXT)
    assert (table["texts"] == 0).all()
    assert table["blocked_by"].isna().all()
    assert not table["outcome"].isin(["deal", "frozen", "limited"]).any()


def test_a_loaded_scenario_will_do() -> None:
    loaded = simulate(load_scenario(SMALL), runs=5, seed=7, lens="L")
    assert digest(loaded) == digest(simulate(SMALL, runs=5, seed=7, lens="l"))
    assert digest(loaded) != digest(simulate(SMALL, runs=5, seed=7))


def test_numpy_numbers_will_do() -> None:
    assert digest(simulate(SMALL, runs=np.int64(4), seed=np.int64(7))) == digest(small().head(4))


BAD = [
    ({"runs": 0}, "runs"), ({"runs": -3}, "runs"), ({"runs": 2.5}, "runs"),
    ({"runs": True}, "runs"), ({"runs": "9"}, "runs"),
    ({"seed": -1}, "seed"), ({"seed": 2**63}, "seed"), ({"seed": 1.0}, "seed"),
    ({"lens": "Q"}, "lens"), ({"scenario": "atlantis"}, "atlantis"),
    ({"overrides": {"war.pce": 0.1}}, "pce"), ({"overrides": {"war.pace": 2}}, "war.pace"),
    ({"overrides": {"war.pace": float("nan")}}, "war.pace"),
    ({"overrides": {"war.pace": "fast"}}, "war.pace"), ({"overrides": {"war": 1}}, "war"),
    ({"jobs": 0}, "jobs"), ({"jobs": -2}, "jobs"), ({"jobs": 1.5}, "jobs"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "named"), BAD)
def test_what_can_not_be_used_is_refused(given: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError, match=named):
        simulate(**({"scenario": SMALL, "runs": 2} | given))


@pytest.mark.parametrize("given", [{"runs": 0}, {"seed": -1}, {"jobs": 0}, {"jobs": -1}])
def test_a_sweep_refuses_them_too(given: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=next(iter(given))):
        sweep(study(vary=[varied(AID, 0, 1)], replicates=1), **given)


def test_a_number_that_is_set_twice_is_refused() -> None:
    with pytest.raises(InputError, match="'ACTORS.M.AID' is set twice, as 'actors.M.aid' too"):
        simulate(SMALL, runs=1, overrides={AID: 0.0, AID.upper(): 1.0})


def test_progress_counts_to_the_end() -> None:
    calls: list[tuple[int, int, int]] = []
    sweep(
        study(vary=[varied(AID, 0, 1)], replicates=70), jobs=2,
        progress=lambda done, whole, seen: calls.append((done, whole, sum(seen.values()))),
    )  # fmt: skip
    assert calls[-1] == (140, 140, 140)
    assert [done for done, _, _ in calls] == [seen for _, _, seen in calls]
    assert len(calls) == 4
