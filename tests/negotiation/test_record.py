"""A record: frozen, repeatable, whole, and honest about why each party answered as it did."""

import dataclasses
import datetime as dt
import gc
import json
import weakref
from functools import cache
from itertools import pairwise

import pytest

from agents import Delegate
from sim import InputError, Negotiation, Record, load_scenario
from sim.record import Reply
from sim.rules.outcome import OUTCOMES
from sim.table import Draft, View
from tests.negotiation.small_worlds import small_world


@cache
def flagship(replicate: int) -> Record:
    return Negotiation(load_scenario(), rng=3, replicate=replicate, swift=True).run()


SAMPLE = range(1, 5)


def test_the_sample_has_signed_and_failed_talks() -> None:
    assert len({flagship(r).terms is None for r in SAMPLE}) == 2


def test_same_seed_same_record() -> None:
    scenario = load_scenario()
    assert Negotiation(scenario, rng=3, replicate=1).run() == flagship(1)


def test_another_seed_or_replicate_differs() -> None:
    scenario = load_scenario()
    first = Negotiation(scenario, rng=3, replicate=0).run()
    for seed, replicate in ((4, 0), (3, 1)):
        other = Negotiation(scenario, rng=seed, replicate=replicate).run()
        assert other.utility != first.utility
        assert (other.made.seed, other.made.replicate) == (seed, replicate)


def test_seed_nought_is_a_seed_and_a_negative_one_is_none() -> None:
    scenario = small_world(1)
    assert Negotiation(scenario, rng=0).run() == Negotiation(scenario, rng=0).run()
    assert Negotiation(scenario, rng=0).run() != Negotiation(scenario, rng=1).run()
    for wrong in ({"rng": -1}, {"replicate": -1}, {"rng": 2**63}):
        with pytest.raises(InputError, match="seed"):
            Negotiation(scenario, **wrong)


def test_a_record_is_frozen() -> None:
    record = flagship(0)
    for part, field in ((record, "outcome"), (record.rounds[0], "odds"), (record.made, "seed")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(part, field, None)


@pytest.mark.parametrize("replicate", SAMPLE)
def test_json_loads_back(replicate: int) -> None:
    record = flagship(replicate)
    again = json.loads(record.to_json())
    assert again["outcome"] == record.outcome
    assert again["utility"] == record.utility
    assert again["terms"] == record.terms
    assert len(again["rounds"]) == len(record.rounds)
    assert again == json.loads(json.dumps(record.to_dict()))


@pytest.mark.parametrize("replicate", SAMPLE)
def test_rounds_follow_one_another(replicate: int) -> None:
    record = flagship(replicate)
    start, year = dt.date(2024, 8, 16), 24
    assert [r.number for r in record.rounds] == list(range(record.end_round + 1))
    days = [dt.date.fromisoformat(r.date) for r in record.rounds]
    assert days == [start + dt.timedelta(days=round(n * 365.25 / year)) for n in range(len(days))]
    assert record.end_date == record.rounds[-1].date
    assert record.outcome in OUTCOMES


@pytest.mark.parametrize("replicate", SAMPLE)
def test_texts_come_when_due_and_only_the_last_may_be_signed(replicate: int) -> None:
    record = flagship(replicate)
    tabled = [r for r in record.rounds if r.text is not None]
    due = {
        kind: [r.number for r in tabled if r.text.kind == kind]
        for kind in ("main", "counter", "direct")
    }
    first = due["main"][0] if due["main"] else 12
    assert all(n >= max(12, first) and (n - first) % 3 == 0 for n in due["main"])
    assert all(n - 1 in due["main"] for n in due["counter"])
    assert all(n >= 18 for n in due["direct"])
    assert all(after - before >= 6 for before, after in pairwise(due["direct"]))
    assert [r.text.number for r in tabled] == list(range(1, len(tabled) + 1))
    assert not any(t.signed for t in record.texts[:-1])
    assert (record.terms is not None) == bool(record.texts and record.texts[-1].signed)
    if record.terms is not None:
        assert record.terms == record.texts[-1].terms
        assert all(r.yes for r in record.texts[-1].replies if r.asked)
        assert record.blocked_by is None
    elif record.texts:
        refusals = [r for r in record.texts[-1].replies if r.asked and not r.yes]
        worst = min(refusals, key=lambda r: r.worth - r.bar)
        assert (record.blocked_by, record.objection) == (worst.party, worst.objection)


def reason(reply: Reply) -> str:
    if reply.yes:
        return "clears_bar" if reply.worth >= reply.bar else "near_miss_accepted"
    if reply.worth >= reply.bar:
        return "near_miss_refused"  # also below no deal, where threat or resolve lowered the bar
    return "below_no_deal" if reply.worth < reply.no_deal else "below_bar"


def test_reasons_fit_their_numbers() -> None:
    small = (small_world(seed, war=war, precision=10.0) for seed in range(20) for war in (0, 1))
    records = [flagship(r) for r in SAMPLE] + [Negotiation(one, rng=1).run() for one in small]
    seen = set()
    for reply in (r for record in records for t in record.texts for r in t.replies):
        seen.add(reply.reason)
        assert reply.reason == reason(reply)
        assert (reply.objection is None) == (reply.loss == 0.0)
    assert seen == {
        "clears_bar", "near_miss_accepted", "near_miss_refused", "below_bar", "below_no_deal",
    }  # fmt: skip


class Provoker(Delegate):
    """Tables the last option of every issue."""

    def draft(self, view: View) -> Draft:
        text = view.public.space.options - 1
        return super().draft(view)._replace(text=text, score=0.0)


def test_a_text_across_a_red_line_is_refused_for_that() -> None:
    barred = next(
        scenario for scenario in map(small_world, range(20))
        if scenario.actors["P2"].red_lines["hard"].hard.value
    )  # fmt: skip
    texts = Negotiation(barred, {"P0": Provoker}, rng=1).run().texts
    assert texts
    for reply in (t.replies[2] for t in texts):
        assert (reply.party, reply.reason, reply.yes) == ("P2", "red_line", False)
        assert reply.probability == 0.0


@pytest.mark.parametrize(
    ("held", "window", "two", "three"),
    [
        (None, 72, None, None),
        (0, 72, False, False),
        (47, 72, False, False),
        (48, 72, True, False),
        (71, 72, True, False),
        (72, 72, True, True),
        (48, 48, True, None),
        (12, 48, False, None),
        (12, 24, None, None),
    ],
)
def test_survival(held: int | None, window: int, two: bool | None, three: bool | None) -> None:
    record = dataclasses.replace(flagship(0), held=held, window=window)
    assert (record.survived(2), record.survived(3)) == (two, three)


def test_only_a_signed_text_can_hold() -> None:
    for replicate in SAMPLE:
        record = flagship(replicate)
        assert (record.held is None) == (record.terms is None)
        assert record.held is None or 0 <= record.held <= record.window


def test_stepping_by_hand_is_running() -> None:
    scenario = small_world(5)
    model = Negotiation(scenario, rng=2)
    while model.running:
        model.step()
    assert model.record() == Negotiation(scenario, rng=2).run()


def test_asking_twice_or_stepping_on_changes_nothing() -> None:
    model = Negotiation(small_world(5), rng=2)
    record = model.run()
    model.step()
    assert model.record() == record == model.run()


def test_the_model_holds_its_delegates() -> None:
    model = Negotiation(load_scenario(), rng=1)
    assert list(model.agents) == model.delegates
    assert all(isinstance(agent, Delegate) for agent in model.agents)
    assert [agent.party for agent in model.agents] == ["RU", "UA", "US", "EU", "CN"]


def test_models_are_freed() -> None:
    """Thousands of runs in one process must not pile up."""
    scenario, left = small_world(2), []
    for seed in range(5):
        model = Negotiation(scenario, rng=seed)
        model.run()
        left.append(weakref.ref(model))
        left.append(weakref.ref(model.delegates[0]))
        del model
    gc.collect()
    assert [ref() for ref in left] == [None] * len(left)
