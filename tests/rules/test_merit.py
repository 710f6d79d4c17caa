"""The drafter's objective: merit by each aim, times the chance to pass."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.places import EGALITARIAN, KALAI_SMORODINSKY, NASH, OWN, QUOTA, UTILITARIAN
from sim.reckoning import Quest
from sim.rules import merit
from sim.rules.deal import worths
from sim.scenario import Scenario
from tests.limits.worlds import scenarios, tabled
from tests.oracles import consent, logit
from tests.rules.quests import all_texts, quests, scored

INF = math.inf
GAINS = st.lists(st.integers(-3, 9), min_size=2, max_size=4)


def quest(aim: int, floor: list[float], ideal: list[float], lead: int = 0) -> Quest:
    count = len(floor)
    return Quest(
        lead, aim, np.zeros(count), np.ones(count), np.array(floor, float), np.array(ideal, float),
        np.ones((1, 1), dtype=np.int64),
    )  # fmt: skip


def logged(x: float) -> float:
    return math.log(x) if x > 0 else -INF


@given(GAINS, st.integers(0, 1))
def test_merit_of_gains(gains: list[int], lead: int) -> None:
    """To 1e-12; a loser undoes the product and the least gain, and may be outvoted in the sum."""
    floor = [0.5 * k for k in range(len(gains))]
    worth = np.array([f + g for f, g in zip(floor, gains, strict=True)])
    ideal = [2.0 + k for k in range(len(gains))]
    shares = [g / i for g, i in zip(gains, ideal, strict=True)]
    wanted = {
        OWN: logged(gains[lead]),
        NASH: logged(math.prod(gains)) if min(gains) > 0 else -INF,
        EGALITARIAN: logged(min(gains)),
        KALAI_SMORODINSKY: logged(min(shares)),
        UTILITARIAN: logged(sum(gains)),
    }
    for aim, value in wanted.items():
        found = merit.log_merit(quest(aim, floor, ideal, lead), worth)
        assert found == pytest.approx(value, abs=1e-12)


def test_who_has_nothing_to_gain_does_not_count() -> None:
    """Kalai and Smorodinsky's shares are of what can be gained: to 1e-12."""
    found = merit.log_merit(quest(KALAI_SMORODINSKY, [0, 0], [0, 2]), np.array([0.0, 1.0]))
    assert found == pytest.approx(math.log(0.5), abs=1e-12)


def test_no_text_is_wanted_where_nobody_can_gain() -> None:
    ends = quest(KALAI_SMORODINSKY, [0, 0], [0, 0])
    assert merit.log_merit(ends, np.array([0.0, -1.0])) == -INF


def test_an_unknown_aim_wants_nothing() -> None:
    assert merit.log_merit(quest(99, [0, 0], [1, 1]), np.array([1.0, 1.0])) == -INF


def oracle_score(scenario: Scenario, aims: Quest, text: np.ndarray) -> float:
    """Chance by enumerating all answers, times merit; on whole texts."""
    table = tabled(scenario)
    space, count = table.public.space, table.public.space.parties
    worth = np.zeros(count)
    worths(table.public, table.view, text, worth)
    names, entries = list(scenario.actors), list(scenario.issues.values())
    chances = []
    for party in range(count):
        if math.isinf(aims.slope[party]):
            yes = float(worth[party] >= aims.bar[party] - 1e-12)
        else:
            yes = logit.acceptance_probability(worth[party], aims.bar[party], aims.slope[party])
        if party == aims.lead and aims.aim == OWN:
            yes = 1.0
        if any(space.ballot.barred[i, o] >> party & 1 for i, o in enumerate(text)):
            yes = 0.0
        chances.append(yes)
    if chances[aims.lead] == 0.0 and any(
        space.ballot.barred[i, o] >> aims.lead & 1 for i, o in enumerate(text)
    ):
        return -INF
    if space.ballot.consent == QUOTA:
        vetoes = [names.index(name) for name in scenario.consent.vetoes]
        passing = consent.passing_probability(chances, space.ballot.quota, vetoes)
    elif scenario.consent.rule == "unanimity":
        passing = consent.consent_probability(chances, range(count))
    else:
        needed = {names.index(name) for name in scenario.consent.core}
        for issue, option in zip(entries, text, strict=True):
            named = list(issue.options.values())[option].consent
            needed |= {names.index(n) for n in (*named, *(issue.owners if option else ()))}
        passing = consent.consent_probability(chances, needed)
    return merit.log_merit(aims, worth) + logged(passing)


@settings(max_examples=200, deadline=None)
@given(scenarios(), st.data())
def test_score_is_merit_times_chance(scenario: Scenario, data: st.DataObject) -> None:
    """To 1e-6 relative, while the chance is above 1e-250 and so representable by the oracle."""
    table = tabled(scenario)
    aims = data.draw(quests(table))
    text = data.draw(st.sampled_from(all_texts(table.public)))
    found, wanted = scored(table.public, table.view, aims, text), oracle_score(scenario, aims, text)
    if wanted > -500:
        assert found == pytest.approx(wanted, rel=1e-6, abs=1e-6)
    else:
        assert found < -500
