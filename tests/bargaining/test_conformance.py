"""Every strategy in every protocol on every scenario of fitting shape, the same in both engines."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest

from sim import Negotiation, load_scenario
from sim.errors import InputError
from sim.places import MINDS, PROTOCOLS, REGIMES
from sim.scenario import Scenario
from sim.seating import arranged
from tests.bargaining.domains import bargaining
from tests.negotiation.engines import kernel, plain, rows
from tests.negotiation.small_worlds import small_world
from tests.negotiation.test_engines_agree import same, spelled, told


class Case(NamedTuple):
    """A strategy for all parties of a scenario, under a protocol."""

    name: str
    mind: str
    protocol: str
    regime: str
    scenario: Scenario


def shapes() -> dict[str, Scenario]:
    """Give a small scenario of each shape: two and four parties, a quota, a war with means."""
    dice = np.random.default_rng(5)

    def values(parties: int) -> list[dict[str, list[float]]]:
        return [
            {f"I{k}": dice.random(3).round(3).tolist() for k in range(3)} for _ in range(parties)
        ]

    return {
        "two": bargaining(values(2), [0.8, 0.7], "single_text", ("logit",) * 2, 12),
        "four": bargaining(values(4), [0.7] * 4, "single_text", ("logit",) * 4, 16),
        "war": small_world(3, war=True, means=True),
    }


def cases() -> Iterator[Case]:
    for name, scenario in shapes().items():
        for mind in MINDS:
            for protocol in PROTOCOLS:
                for regime in REGIMES if name == "two" else REGIMES[:1]:
                    try:
                        laid = arranged(
                            scenario, {"all": mind}, protocol=protocol, information=regime
                        )
                    except InputError:
                        continue  # not of fitting shape, which another test is about
                    yield Case(name, mind, protocol, regime, laid)


CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.name}-{c.mind}-{c.protocol}-{c.regime}")
def test_both_engines_play_it_alike(case: Case) -> None:
    runs = 2 if case.name == "two" and case.regime == "public" else 1
    compiled = rows(kernel(), case.scenario, 11, range(runs))
    for replicate in range(runs):
        record = Negotiation(case.scenario, rng=11, replicate=replicate).run()
        assert told(record) == spelled(case.scenario, compiled, replicate)
        for text in record.texts:
            assert set(text.terms) == set(case.scenario.issues)


@pytest.mark.parametrize("mind", MINDS)
def test_interpreted_rules_do_so_too(mind: str) -> None:
    """So that bounds are checked: an index out of bounds is silent in compiled rules."""
    own = [case for case in CASES if case.mind == mind and case.regime == "public"]
    for case in own[::3]:
        one = rows(kernel(), case.scenario, 3, range(1))
        assert same(one, rows(plain(), case.scenario, 3, range(1)))


def test_every_strategy_and_protocol_is_tried() -> None:
    assert {case.mind for case in CASES} == set(MINDS)
    assert {case.protocol for case in CASES} == set(PROTOCOLS)
    assert {case.regime for case in CASES} == set(REGIMES)
    assert len([case for case in CASES if case.name == "war"]) >= 40


def test_the_flagship_by_mixed_minds_is_the_same_in_both_engines() -> None:
    seats = {"RU": "boulware", "UA": "trade_off", "US": "linear", "EU": "micro", "CN": "rational"}
    for protocol in PROTOCOLS:
        scenario = arranged(load_scenario("ukraine"), seats, protocol=protocol)
        out = rows(kernel(), scenario, 7, range(1))
        assert told(Negotiation(scenario, rng=7, swift=True).run()) == spelled(scenario, out, 0)


@pytest.mark.parametrize(
    ("mind", "talks", "words"),
    [
        ("zeuthen", {}, "'zeuthen' is for two parties without a war"),
        ("subgame_perfect", {}, "'subgame_perfect' is for two parties without a war"),
        ("linear", {"information": "closed"}, "in a war parties read one another's interests"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(
    mind: str, talks: dict[str, str], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        arranged(load_scenario("ukraine"), {"all": mind}, **talks)
