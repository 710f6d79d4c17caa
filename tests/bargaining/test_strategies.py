"""What each strategy does, move by move, against enumeration and by its own definition."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.bidding import opponent, targets
from agents.strategies import micro, time_dependent, tit_for_tat, trade_off
from sim import Negotiation, solutions
from sim.places import MINDS, OFFER
from sim.record import Record, Text
from sim.rules.agenda import on_offer
from sim.scenario import Scenario
from sim.seating import arranged
from tests.bargaining.domains import bargaining, choices, domain, pie

LAPTOP = domain("laptop")


def played(scenario: Scenario, seed: int = 1) -> Record:
    return Negotiation(scenario, rng=seed, swift=True).run()


def two(strategies: tuple[str, str], rounds: int = 30, **talks: Any) -> Scenario:
    return bargaining(LAPTOP, [12.0, 9.0], "alternating_offers", strategies, rounds, **talks)


def own_worths(scenario: Scenario, record: Record, party: str) -> list[float]:
    """What a party's own offers are worth to it, in order."""
    return [worth(scenario, text, party) for text in record.texts if text.drafter == party]


def worth(scenario: Scenario, text: Text, party: str) -> float:
    actor = scenario.actors[party]
    return sum(
        actor.weights[issue].value * actor.values[issue][option].value
        for issue, option in text.terms.items()
    )


def test_boulware_concedes_last_and_conceder_first() -> None:
    offers = {
        mind: own_worths(s, played(s), "P0")
        for mind in ("boulware", "linear", "conceder")
        for s in [pie(1000, "alternating_offers", (mind, "hardliner"), 30)]
    }
    middle = 6
    assert offers["boulware"][middle] > offers["linear"][middle] > offers["conceder"][middle]
    for made in offers.values():
        assert all(later <= before + 1e-9 for before, later in itertools.pairwise(made))


def test_a_hardliner_makes_one_offer_only() -> None:
    scenario = two(("hardliner", "linear"))
    texts = [t.terms for t in played(scenario).texts if t.drafter == "P0"]
    best = max(solutions.utilities(scenario, solutions.packages(scenario))[:, 0])
    assert all(terms == texts[0] for terms in texts)
    assert own_worths(scenario, played(scenario), "P0")[0] == pytest.approx(best)


def test_rational_takes_what_beats_walking_away_and_leaves_no_more() -> None:
    scenario = two(("rational", "rational"))
    record = played(scenario)
    u = solutions.utilities(scenario, solutions.packages(scenario))
    good = u[(u >= [12.0, 9.0]).all(axis=1)]
    assert record.end_round == 1
    assert record.utility["P0"] == pytest.approx(good[:, 0].max())


def test_micro_goes_down_its_list_only_if_the_other_does() -> None:
    alone = two(("micro", "hardliner"))
    both = two(("micro", "micro"))
    still, moving = (own_worths(s, played(s), "P0") for s in (alone, both))
    ranked = np.sort(solutions.utilities(alone, solutions.packages(alone))[:, 0])[::-1]
    assert len(set(still)) == 2  # its best, and one more in return for the other's only one
    assert moving == pytest.approx(list(ranked[: len(moving)]))


def test_relative_tit_for_tat_gives_way_in_proportion() -> None:
    """Against a Conceder each new target is the last times the ratio of the other's offers."""
    scenario = pie(1000, "alternating_offers", ("relative_tft", "linear"), 20)
    record = played(scenario)
    mine = own_worths(scenario, record, "P0")
    theirs = [worth(scenario, t, "P0") for t in record.texts if t.drafter == "P1"]
    for k in range(2, min(len(mine), len(theirs))):
        wanted = mine[k - 1] * theirs[k - 2] / theirs[k - 1]
        assert mine[k] == pytest.approx(max(0.0, wanted), abs=2e-3)


def test_tit_for_tat_does_not_move_for_who_does_not() -> None:
    for mind in ("relative_tft", "averaged_tft"):
        scenario = two((mind, "hardliner"))
        assert len(set(own_worths(scenario, played(scenario), "P0"))) == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_random_kind_strays_a_little_and_by_the_seed_alone(seed: int) -> None:
    scenario = pie(1000, "alternating_offers", ("random_tft", "hardliner"), 20)
    one, other = (own_worths(scenario, played(scenario, seed), "P0") for _ in range(2))
    assert one == other
    assert all(abs(a - b) <= tit_for_tat.STRAY + 2e-3 for a, b in itertools.pairwise(one))
    assert one != own_worths(scenario, played(scenario, seed + 10), "P0")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 1.0))
def test_the_closest_offer_and_the_trade_off_are_those_of_enumeration(
    seed: int, share: float
) -> None:
    dice = np.random.default_rng(seed)
    shape = dice.integers(1, 5, dice.integers(1, 5))
    rows = [{f"I{k}": dice.random(n).tolist() for k, n in enumerate(shape)} for _ in range(3)]
    scenario = bargaining(rows, [0.0] * 3, "alternating_offers", ("linear",) * 3, 9)
    model = Negotiation(scenario, rng=1)
    model.round, model.track = 0, OFFER
    view = model.view(0)
    own, offered = targets.appraised(view), on_offer(view.public, view.world, OFFER)
    target, text = targets.target_at(view, own, offered, share), view.world.text.copy()
    packages = solutions.packages(scenario)
    u = solutions.utilities(scenario, packages)
    good = u[:, 0] >= target - 1e-9
    assert targets.closest(view, own, offered, target, text)
    assert u[(packages == text).all(axis=1)][0, 0] == pytest.approx(u[good, 0].min())
    gain = opponent.others_gain(view, own)
    kind = trade_off.draft(view)
    wanted = targets.target_at(view, own, offered, trade_off.claim(view))
    likes = u[u[:, 0] >= wanted - 1e-9, 1:].sum(axis=1).max()
    assert sum(gain[i, o] for i, o in enumerate(kind.text)) == pytest.approx(likes)


def test_the_frequency_model_finds_what_the_other_holds_to() -> None:
    """Who gives way on one issue and stands by the other is taken to care for the other."""
    rows = [
        {"I0": [0.0, 0.1, 0.2], "I1": [0.0, 0.5, 1.0]},
        {"I0": [0.3, 0.2, 0.0], "I1": [1.0, 0.5, 0.0]},
    ]
    scenario = bargaining(
        rows, [0.0, 0.0], "alternating_offers", ("linear", "micro"), 40, information="closed"
    )
    model = Negotiation(scenario, rng=1)
    while model.running and model.world.texts[0] < 6:
        model.step()
    model.track = OFFER
    view = model.view(0)
    gain = opponent.others_gain(view, targets.appraised(view))
    made = [t.terms for t in model.record().texts if t.drafter == "P1"]
    assert [t["I1"] for t in made] == ["a", "a", "a"]
    assert [t["I0"] for t in made] == ["a", "b", "c"]
    assert gain[1, 0] == gain[1].max() > gain[0].max()


def test_what_is_closed_is_not_shown() -> None:
    """No number of another's interests is in a party's view, and the true one is not either."""
    scenario = two(("trade_off", "boulware"), information="closed")
    model = Negotiation(scenario, rng=1)
    view = model.view(0)
    assert not view.public.space.value[1].any()
    assert view.public.space.value[0].any()
    assert not view.taste[1].any()
    assert model.public.space.value[1].any()


def test_open_talks_show_private_tastes() -> None:
    tree_two = arranged(two(("linear", "linear")), information="open")
    model = Negotiation(tree_two, rng=1)
    assert (model.view(0).taste == model.mind.taste).all()


@pytest.mark.parametrize("mind", [m for m in MINDS if m not in ("logit", "rational")])
def test_nobody_signs_below_its_reservation(mind: str) -> None:
    if mind == "zeuthen":
        scenario = bargaining(LAPTOP, [12.0, 9.0], "monotonic_concession", (mind, mind), 30)
    else:
        scenario = two((mind, mind))
    record = played(scenario)
    if record.terms is not None:
        assert choices(scenario, record.terms)
        assert record.utility["P0"] >= 12.0 - 1e-3
        assert record.utility["P1"] >= 9.0 - 1e-3


def test_micro_and_the_clock_are_what_their_names_say() -> None:
    scenario = two(("boulware", "micro"))
    model = Negotiation(scenario, rng=1)
    model.round, model.track = 0, OFFER
    assert time_dependent.claim(model.view(0)) == pytest.approx(1.0 - (1 / 16) ** 4)
    assert micro.answers_in_kind(model.view(1))
