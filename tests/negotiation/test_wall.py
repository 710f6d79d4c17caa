"""A mind sees the table and itself: what others keep to themselves can't change its decision."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.strategies import interest, logit
from sim import Negotiation, Scenario, load_scenario
from sim.table import Draft, Joined, Move
from tests.negotiation.small_worlds import small_world, small_worlds

SCRAMBLE = np.random.default_rng(11)


def some_rounds_in(scenario: Scenario, rounds: int) -> Negotiation:
    model = Negotiation(scenario, rng=5, swift=True)
    for _ in range(rounds):
        model.step()
    return model


def scramble_others(model: Negotiation, seat: int) -> None:
    """Change all that the party at this seat may not see."""
    mind, private = model.mind, model.private
    for other in range(model.public.space.parties):
        if other != seat:
            mind.resolve[other] += SCRAMBLE.normal()
            mind.taste[other] *= np.exp(SCRAMBLE.normal(size=mind.taste.shape[1]))
            private.optimism[other] += SCRAMBLE.uniform(-0.3, 0.3)
        private.reliability[other] = SCRAMBLE.uniform()
    if seat != model.public.book.mediator:
        mind.guess[:] = np.exp(SCRAMBLE.normal(size=mind.guess.shape))
        mind.picture[:] = SCRAMBLE.dirichlet(np.ones(mind.picture.shape[1]), len(mind.picture))


def texts(model: Negotiation) -> Iterator[np.ndarray]:
    for _ in range(4):
        yield SCRAMBLE.integers(0, model.public.space.options)


def decisions(model: Negotiation, seat: int, tabled: list[np.ndarray]) -> list[Any]:
    view, drafter = model.view(seat), model.public.book.mediator
    said: list[Any] = [logit.answer(view, text, drafter, 0.5) for text in tabled]
    if seat == drafter:
        drafted: Draft = logit.draft(view)
        said += [np.asarray(part).tolist() for part in drafted]
    return said + moves(model, seat)


def moves(model: Negotiation, seat: int) -> list[Any]:
    """All that the party could decide away from the text: its levers, agreements, its leaving."""
    public = model.public
    made: list[Any] = [
        interest.pull(model.view(seat), lever, 0.5)
        for lever in np.flatnonzero(public.levers.holder == seat)
    ]
    made += [
        interest.sign_on(model.view(seat), pact, 0.5)
        for pact in np.flatnonzero(public.pacts.members >> seat & 1)
    ]
    if seat == public.book.mediator and len(public.exits.enabled):
        made += [interest.part(model.view(seat), draw) for draw in np.linspace(0.0, 0.99, 40)]
    return made


def check(model: Negotiation) -> None:
    tabled = list(texts(model))
    for seat in range(model.public.space.parties):
        before = decisions(model, seat, tabled)
        scramble_others(model, seat)
        assert decisions(model, seat, tabled) == before


@settings(max_examples=25)
@given(small_worlds(), st.integers(0, 5))
def test_no_mind_reads_another(scenario: Scenario, rounds: int) -> None:
    check(some_rounds_in(scenario, rounds))


@settings(max_examples=25)
@given(small_worlds(war=True, means=True), st.integers(0, 6))
def test_no_mind_reads_another_when_it_acts(scenario: Scenario, rounds: int) -> None:
    """Taking up a lever, joining an agreement, leaving: none rests on what others hide."""
    model = some_rounds_in(scenario, rounds)
    for seat in range(model.public.space.parties):
        before = moves(model, seat)
        scramble_others(model, seat)
        assert moves(model, seat) == before


def test_a_mind_that_acts_reads_itself() -> None:
    """The control: each kind of move does rest on the party's own reading of the war or tastes."""
    changed: dict[type, set[str]] = {}
    for field in ("optimism", "taste"):
        for seed in range(8):
            model = some_rounds_in(small_world(seed, parties=4, means=True), 1)
            for seat in range(4):
                before = moves(model, seat)
                own = getattr(model.private if field == "optimism" else model.mind, field)
                own[seat] += 0.05 if field == "optimism" else np.linspace(0.1, 0.3, 3)
                for one, other in zip(before, moves(model, seat), strict=True):
                    if one != other:
                        changed.setdefault(type(one), set()).add(field)
    assert changed[Move] == changed[Joined] == {"optimism", "taste"}


@pytest.mark.parametrize("field", ["guess", "taste"])
def test_a_mediator_leaves_by_its_own_reading_of_the_others(field: str) -> None:
    """The control for leaving: its guess of the belligerents' weights is its own, and counts."""
    found = set()
    for seed in range(20):
        model = some_rounds_in(small_world(seed, means=True), 1)
        before = moves(model, 0)[-40:]
        getattr(model.mind, field)[1:3] *= np.array([3.0, 1.0, 0.1])
        found.add(moves(model, 0)[-40:] == before)
    assert found == ({True, False} if field == "guess" else {True})


@pytest.mark.parametrize("lens", [None, "W"])
def test_no_mind_reads_another_in_the_flagship(lens: str | None) -> None:
    check(some_rounds_in(load_scenario("ukraine", lens), 15))


def test_a_mind_reads_itself() -> None:
    """The control: the same changes, to what a party does see, do change its answer."""
    tabled = [np.zeros(9, dtype=np.int64)]
    for field in ("resolve", "taste", "optimism"):
        for seat in range(2):
            model = some_rounds_in(load_scenario(), 2)
            before = decisions(model, seat, tabled)
            own = getattr(model.private if field == "optimism" else model.mind, field)
            own[seat] += np.linspace(0.05, 0.1, 9) if field == "taste" else 0.05
            assert decisions(model, seat, tabled) != before
    for field in ("guess", "picture"):
        model = some_rounds_in(load_scenario(), 2)
        before = decisions(model, 2, tabled)
        getattr(model.mind, field)[0, :4] += 0.3
        assert decisions(model, 2, tabled) != before


def arrays(entry: Any) -> Iterator[np.ndarray]:
    if isinstance(entry, np.ndarray):
        yield entry
    elif isinstance(entry, tuple):
        for part in entry:
            yield from arrays(part)


@settings(max_examples=15)
@given(small_worlds())
def test_a_view_holds_nothing_private_of_others(scenario: Scenario) -> None:
    model = some_rounds_in(scenario, 3)
    mediator, mind, private = model.public.book.mediator, model.mind, model.private
    for seat in range(model.public.space.parties):
        view = model.view(seat)
        hidden = [mind.resolve, mind.taste, mind.guess, private.optimism, private.reliability]
        if seat == mediator:
            assert view.picture is mind.picture
        else:
            hidden.append(mind.picture)
            others = np.delete(view.taste, seat, axis=0)
            assert np.array_equal(others, np.ones(others.shape))
            assert view.picture.tolist() == [[0.0]]
        for seen in arrays(view):
            assert not any(np.shares_memory(seen, secret) for secret in hidden)
        assert np.array_equal(view.taste[seat], mind.taste[seat])
        assert (view.resolve, view.optimism) == (mind.resolve[seat], private.optimism[seat])


def test_writing_on_a_view_leaves_other_minds_alone() -> None:
    """A delegate's own view of the tastes is a copy: scribbling on it changes nobody's."""
    model = some_rounds_in(load_scenario(), 2)
    kept = model.mind.taste.copy(), model.mind.guess.copy()
    for seat in range(5):
        model.view(seat).taste[:] = 7.0
    assert np.array_equal(model.mind.taste, kept[0])
    assert np.array_equal(model.mind.guess, kept[1])
