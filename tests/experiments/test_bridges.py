"""A study in other people's tools gives what it gives here."""

import warnings
from typing import Any

import mesa
import numpy as np
import pytest

from experiments import (
    BatchNegotiation,
    answers,
    ema_model,
    problem,
    simulate,
)
from sim import InputError, load_scenario
from tests.analysis import COST, PRODUCT, ROUNDS, STILL
from tests.experiments import AID, PACE, SMALL, SOFT, study

ASKED = study(hold=STILL, vary=PRODUCT, replicates=2)


def test_mesas_batch_run_gives_the_rows_of_simulate() -> None:
    varied_ = {"scenario": SMALL, "rng": 7, "replicate": range(3), SOFT: [0.0, 0.3]}
    if "rng" in mesa.batch_run.__code__.co_varnames:  # newer versions pass it themselves
        rows = mesa.batch_run(
            BatchNegotiation, {k: v for k, v in varied_.items() if k != "rng"}, rng=7,
            display_progress=False,
        )  # fmt: skip
    else:
        rows = mesa.batch_run(BatchNegotiation, varied_, display_progress=False)
    assert len(rows) == 6
    for row in rows:
        own = simulate(SMALL, runs=3, seed=7, overrides={SOFT: row[SOFT]}).iloc[row["replicate"]]
        assert (row["outcome"], row["round"]) == (own["outcome"], own["end_round"])
        assert (row["texts"], row["position"]) == (own["texts"], own["position"])


def test_the_data_collector_has_a_row_a_round() -> None:
    model = BatchNegotiation(
        load_scenario(SMALL), "L", rng=7, **{AID: 0.5},
        reporters={"round": "round", "step": lambda model: int(model.world.position[0])},
    )  # fmt: skip
    record = model.run()
    collected = model.datacollector.get_model_vars_dataframe()
    assert collected["round"].tolist() == list(range(record.end_round + 1))
    assert collected["step"].tolist() == [entry.position for entry in record.rounds]
    assert record.made.overrides == {AID: 0.5}
    assert BatchNegotiation(SMALL, rng=None).made.seed == 1


def test_salib_users_get_a_problem_that_they_can_evaluate() -> None:
    spec = problem(ASKED)
    assert spec["names"] == [COST, ROUNDS, "war.evidence"]
    assert spec["bounds"] == [[0.01, 0.03], [8.0, 16.0], [20.0, 60.0]]
    spec.sample_morris(3, num_levels=4, seed=1).evaluate(answers(ASKED, "cost_D"))
    cost, rounds = spec.samples[:, 0], np.round(spec.samples[:, 1])
    assert spec.results == pytest.approx(cost * rounds)
    spec.analyze_morris(seed=1)
    assert spec.analysis["mu_star"][2] == 0.0


def test_a_scenario_asks_about_its_first_tier() -> None:
    scenario = load_scenario(SMALL)
    assert problem(scenario)["names"] == [AID, PACE]
    respond = answers(scenario, "end_round", runs=4)
    same = simulate(SMALL, runs=4, seed=1, overrides={AID: 0.3, PACE: 0.2})
    assert respond(np.array([0.3, 0.2])) == pytest.approx([same["end_round"].mean()])


def test_the_ema_workbench_runs_a_study() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench import SequentialEvaluator

        model = ema_model(ASKED, ["cost_D", "signed_LAND.b"])
        with SequentialEvaluator(model) as evaluator:
            experiments, outcomes = evaluator.perform_experiments(scenarios=4)
    cost, rounds = experiments["actors_D_war_cost"], experiments["talks_rounds"]
    product: Any = cost.to_numpy(float) * rounds.to_numpy(float)
    assert outcomes["cost_D"] == pytest.approx(product)
    assert set(outcomes["signed_LAND_b"]) == {0.0}


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: problem(study()), "nothing varies by a range"),
        (lambda: answers(ASKED, "dael"), "did you mean 'deal'"),
        (lambda: answers(ASKED, runs=0), "runs: 0 can't be used"),
        (lambda: answers(ASKED)(np.zeros((2, 5))), "points: they have 5 columns"),
        (lambda: answers(ASKED)([[1e9, 10, 30]]), "actors.D.war_cost"),
        (lambda: problem("presure"), "did you mean 'pressure'"),
        (lambda: BatchNegotiation(SMALL, **{"actors.M.aidd": 1.0}), "did you mean 'aid'"),
    ],
)
def test_bad_input_is_told(call: Any, told: str) -> None:
    with pytest.raises(InputError, match=told):
        call()
