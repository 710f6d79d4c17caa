"""The same agreement, step and utilities as another tool's runs of alternating offers."""

import pytest

from sim import Negotiation
from sim.scenario import Scenario
from tests.bargaining.domains import RUNS, Run, bargaining, choices, domain


def scenario_of(run: Run) -> Scenario:
    rows = domain(run.domain)
    rounds = run.steps * len(rows)  # a step of theirs is a turn of every party
    return bargaining(rows, [0.0] * len(rows), "alternating_offers", run.strategies, rounds)


@pytest.mark.parametrize(
    "run", RUNS, ids=lambda run: f"{run.domain}-{run.steps}-{'-'.join(run.strategies)}"
)
def test_each_run_ends_as_theirs(run: Run) -> None:
    scenario = scenario_of(run)
    record = Negotiation(scenario, rng=1).run()
    assert record.terms is not None
    assert choices(scenario, record.terms) == run.agreement
    assert record.end_round // len(run.strategies) + 1 == run.final_step
    assert list(record.utility.values()) == pytest.approx(run.utilities, abs=1e-8)
