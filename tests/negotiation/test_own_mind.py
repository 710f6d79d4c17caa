"""A party with a mind of its own, in a few lines."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from agents import Delegate
from sim import InputError, Negotiation, Record, load_scenario
from sim.table import Answer, Array, Draft, View
from tests.negotiation.small_worlds import small_world

SEED = 3
RUNS = (1, 2, 4)  # some fail, some sign


class Hawk(Delegate):
    """Refuses whatever is worth less than half of its whole stake."""

    def answer(self, view: View, text: Array, drafter: int, draw: float) -> Answer:
        reply = super().answer(view, text, drafter, draw)
        return reply._replace(yes=reply.worth >= 0.5)


class Dove(Delegate):
    """Takes anything above no deal."""

    def answer(self, view: View, text: Array, drafter: int, draw: float) -> Answer:
        reply = super().answer(view, text, drafter, draw)
        return reply._replace(yes=reply.worth > reply.no_deal)


class Pushover(Delegate):
    """Takes anything."""

    def answer(self, view: View, text: Array, drafter: int, draw: float) -> Answer:
        return super().answer(view, text, drafter, draw)._replace(yes=True)


class Ceasefire(Delegate):
    """Tables the line as it stands and nothing else."""

    def draft(self, view: View) -> Draft:
        return super().draft(view)._replace(text=np.zeros_like(view.world.text), score=0.0)


class Silent(Delegate):
    """Tables nothing."""

    def draft(self, view: View) -> Draft:
        return super().draft(view)._replace(score=-np.inf)


class Listener(Delegate):
    """Keeps what it was asked and told."""

    asked: int = 0
    heard: int = 0

    def answer(self, view: View, text: Array, drafter: int, draw: float) -> Answer:
        self.asked += 1
        return super().answer(view, text, drafter, draw)

    def hear(
        self, view: View, drafted: Draft | None, said: Array, objections: Array, guess: Array
    ) -> None:
        self.heard += 1
        super().hear(view, drafted, said, objections, guess)


def played(minds: dict[str, Any] | None = None) -> list[Record]:
    scenario = load_scenario()
    return [Negotiation(scenario, minds, rng=SEED, replicate=run, swift=True).run() for run in RUNS]


@cache
def usual() -> list[Record]:
    return played()


def test_the_built_in_minds_sign_now_and_then() -> None:
    assert {record.terms is not None for record in usual()} == {False, True}


def test_a_hardliner_signs_nothing() -> None:
    """No text that Russia and the US accept is worth half of its stake to Ukraine."""
    records = played({"UA": Hawk})
    assert all(record.terms is None for record in records)
    assert not any(r.yes for record in records for t in record.texts for r in t.replies[1:2])


def test_pushovers_sign_the_first_text() -> None:
    for record in played({"UA": Pushover, "RU": Pushover}):
        assert len(record.texts) == 1
        assert record.terms is not None


def test_doves_sign_more() -> None:
    """Where bars are never below no deal, a dove says yes wherever the built-in mind does."""
    more = 0
    for seed in range(40):
        scenario = small_world(seed, war=False, precision=np.inf, spread=0.0, tastes=0.4)
        minds = dict.fromkeys(scenario.actors, Dove)
        firsts = [
            Negotiation(scenario, who, rng=1, swift=True).run().texts[:1] for who in (None, minds)
        ]
        hard, soft = ([text.signed for text in texts] for texts in firsts)
        assert soft >= hard
        more += soft > hard
    assert more > 0


def test_a_hardliner_whose_yes_is_not_needed_changes_nothing() -> None:
    for one, other in zip(played({"CN": Hawk}), usual(), strict=True):
        assert (one.utility, one.terms, one.held) == (other.utility, other.terms, other.held)


def test_a_mediator_of_ones_own() -> None:
    record = Negotiation(load_scenario(), {"US": Ceasefire}, rng=SEED, swift=True).run()
    first = {name: next(iter(issue.options)) for name, issue in load_scenario().issues.items()}
    own = [text for text in record.texts if text.drafter == "US"]
    assert own
    assert all(text.terms == first for text in own)
    assert not any(text.signed for text in own)
    assert all(not reply.yes for text in own for reply in text.replies if reply.party == "RU")


def test_a_silent_mediator() -> None:
    """The belligerents and a sponsor may still table texts of their own."""
    record = Negotiation(load_scenario(), {"US": Silent}, rng=SEED, swift=True).run()
    assert "US" in {text.drafter for text in usual()[0].texts}
    assert "US" not in {text.drafter for text in record.texts}


def test_a_subclass_that_changes_nothing_changes_nothing() -> None:
    scenario = load_scenario()
    minds = dict.fromkeys(scenario.actors, Listener)
    model = Negotiation(scenario, minds, rng=SEED)
    record = model.run()
    assert record == Negotiation(scenario, rng=SEED).run()
    assert [d.asked for d in model.delegates] == [len(record.texts)] * len(scenario.actors)
    assert [d.heard for d in model.delegates] == [len(record.texts)] * len(scenario.actors)


def test_an_unknown_party_is_named() -> None:
    with pytest.raises(InputError, match=r"'UK'.*RU, UA, US, EU, CN"):
        Negotiation(load_scenario(), {"UK": Hawk}, rng=1)
