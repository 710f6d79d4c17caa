"""Whose yes a text needs and how likely it passes, against the oracle of consent (08)."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.places import OWNERS, QUOTA, UNANIMITY
from sim.rules import consent as rules
from sim.scenario import Scenario
from sim.table import Ballot
from tests.limits.worlds import built, example, scenarios, tabled
from tests.oracles import consent
from tests.rules.quests import all_texts, any_text

INF = math.inf


def people(bits: int) -> set[int]:
    return {party for party in range(64) if bits >> party & 1}


def space_of(rule: int, parties: int = 4, **fields: int) -> Ballot:
    """Take the example's ballot under another consent rule."""
    ballot = tabled(built(example())).public.space.ballot
    return ballot._replace(consent=rule, parties=parties, everybody=(1 << parties) - 1, **fields)


@settings(max_examples=150, deadline=None)
@given(scenarios(), st.data())
def test_needed_parties(scenario: Scenario, data: st.DataObject) -> None:
    """The core and the owners of options; an option's own consent counts at the status quo too."""
    space = tabled(scenario).public.space
    text = data.draw(any_text(tabled(scenario).public))
    found = people(rules.needed(space.ballot, text))
    if space.ballot.consent != OWNERS:
        assert found == set(range(space.parties))
        return
    names = list(scenario.actors)
    wanted = {names.index(name) for name in scenario.consent.core}
    entries = list(scenario.issues.values())
    for issue, option in zip(entries, text, strict=True):
        owners = [list(issue.owners) if k > 0 else [] for k in range(len(issue.options))]
        wanted |= consent.consenters(
            [option + 1],
            [[[], *([names.index(n) for n in (*own, *o.consent)]
                    for own, o in zip(owners, issue.options.values(), strict=True))]],
            (),
        )  # fmt: skip
    assert found == wanted


def test_hard_red_lines_exclude() -> None:
    """D alone rules out ceding land."""
    space = tabled(built(example())).public.space
    for text in all_texts(tabled(built(example())).public):
        wanted = {1} if text[0] == 2 else set()
        assert people(rules.excluded(space.ballot, text)) == wanted


@given(st.integers(0, 31), st.integers(0, 31), st.integers(1, 5), st.integers(0, 31))
def test_passing(said: int, asked: int, quota: int, vetoes: int) -> None:
    for rule in (OWNERS, UNANIMITY):
        space = space_of(rule, 5)
        assert rules.passes(space, said, asked) == (people(asked) <= people(said))
    space = space_of(QUOTA, 5, quota=quota, vetoes=vetoes)
    votes = [bool(said >> party & 1) for party in range(5)]
    assert rules.passes(space, said, asked) == consent.vote_carries(votes, quota, people(vetoes))


CHANCES = st.lists(st.floats(0, 1), min_size=2, max_size=6)


def logs(chances: list[float]) -> np.ndarray:
    return np.array([math.log(p) if p > 0 else -INF for p in chances])


@given(CHANCES, st.integers(0, 63))
def test_chance_that_all_the_needed_agree(chances: list[float], asked: int) -> None:
    """By adding up 2^n outcomes: to 1e-12."""
    count = len(chances)
    asked &= (1 << count) - 1
    wanted = consent.consent_probability(chances, people(asked))
    for rule in (OWNERS, UNANIMITY):
        found = rules.log_chance(space_of(rule, count), asked, logs(chances))
        assert math.exp(found) == pytest.approx(wanted, abs=1e-12)


@settings(max_examples=300)
@given(CHANCES, st.integers(1, 6), st.integers(0, 63))
def test_chance_of_a_quota_with_vetoes(chances: list[float], quota: int, vetoes: int) -> None:
    """Poisson-binomial against 2^n outcomes: to 1e-12."""
    count = len(chances)
    vetoes &= (1 << count) - 1
    quota = min(quota, count)
    space = space_of(QUOTA, count, quota=quota, vetoes=vetoes)
    found = rules.log_chance(space, space.everybody, logs(chances))
    wanted = consent.passing_probability(chances, quota, people(vetoes))
    assert math.exp(found) == pytest.approx(wanted, abs=1e-12)


def test_impossible_quotas() -> None:
    """A veto holder who never agrees, and too few who might."""
    space = space_of(QUOTA, 3, quota=2, vetoes=1)
    assert rules.log_chance(space, 7, logs([0.0, 1.0, 1.0])) == -INF
    assert rules.log_chance(space, 7, logs([1.0, 0.0, 0.0])) == -INF
    assert rules.log_chance(space, 7, logs([1.0, 1.0, 0.0])) == pytest.approx(0.0, abs=1e-12)


@given(CHANCES, st.integers(1, 6), st.integers(0, 63), st.integers(0, 5), st.floats(0, 1))
def test_chance_grows_in_every_answer(
    chances: list[float], quota: int, vetoes: int, party: int, more: float
) -> None:
    """Slack 1e-12: so bounds on answers bound the chance."""
    count = len(chances)
    party %= count
    space = space_of(QUOTA, count, quota=min(quota, count), vetoes=vetoes & ((1 << count) - 1))
    low = math.exp(rules.log_chance(space, space.everybody, logs(chances)))
    chances[party] = max(more, chances[party])
    assert math.exp(rules.log_chance(space, space.everybody, logs(chances))) >= low - 1e-12
