"""Levers: what each kind changes while it is in force, how it comes and goes, and its price."""

from typing import Any

import numpy as np
import pytest

from sim import Negotiation
from sim.leverage import carry, contradict, up
from sim.places import (
    BATTLE,
    IN_FORCE,
    MAIN,
    OPENED,
    OVER_HEAD,
    POLICY,
    REST,
    SINCE,
    SPONSORED,
)
from sim.round import brink, drift, open_round, speaker
from sim.rules.no_deal import believed_odds, no_deal_value
from sim.rules.war import flow_cost, odds
from tests.limits.worlds import built, number, plain_taste
from tests.rules.armed import (
    A,
    D,
    E,
    M,
    armed,
    lever,
    luck,
    moment,
    next_round,
    policy,
    pulled,
)
from tests.rules.armed import engagement as engaged

EXACT = 1e-12


@pytest.mark.parametrize(
    ("holder", "kind", "field", "level"),
    [("M", "aid", "aid", 0.4), ("M", "aid", "aid", 1.3), ("E", "aid", "aid", 0.1),
     ("M", "sanctions", "sanctions", 1.0), ("E", "sanctions", "sanctions", 0.9),
     ("M", "deep_strikes", "strikes", 1.0), ("E", "replacement", "replacing", 0.8)],
)  # fmt: skip
def test_a_level_holds_while_the_lever_is_in_force(
    holder: str, kind: str, field: str, level: float
) -> None:
    """The holder's alone, and back to what it was when it ends: to 1e-12."""
    now = moment(armed({holder: {"it": lever(kind, "A", level=level)}}))
    before, seat = getattr(now.world, field).copy(), now.setting.actors.index(holder)
    pulled(now, "it")
    held = getattr(now.world, field)
    assert held[seat] == pytest.approx(level, abs=EXACT)
    assert np.delete(held, seat).tolist() == np.delete(before, seat).tolist()
    for _ in range(20):
        next_round(now)
    assert getattr(now.world, field)[seat] == pytest.approx(level, abs=EXACT)
    pulled(now, "it")
    assert getattr(now.world, field) == pytest.approx(before, abs=EXACT)


def test_flows_of_a_gift() -> None:
    """The target's war costs less by what is given, the holder's more: to 1e-12."""
    gift = lever("gift", "A", own_flow=0.0003, target_flow=-0.0005)
    now = moment(armed({"M": {"relief": gift}}))
    before = [flow_cost(now.public, now.world, party, 0.3, -1) for party in range(4)]
    pulled(now, "relief")
    after = [flow_cost(now.public, now.world, party, 0.3, -1) for party in range(4)]
    change = np.subtract(after, before)
    assert change == pytest.approx([-0.0005, 0.0, 0.0003, 0.0], abs=EXACT)


def test_effects_grow_and_fade_by_phases() -> None:
    """Quarter by quarter of the way from 1 to .4, and back: to 1e-12."""
    now = moment(armed({"M": {"cut": lever("aid", level=0.4, phase=4)}}))
    pulled(now, "cut")
    for share in (0.25, 0.5, 0.75, 1.0, 1.0):
        next_round(now)
        assert now.world.aid[M] == pytest.approx(1.0 - 0.6 * share, abs=EXACT)
    pulled(now, "cut")
    for share in (0.75, 0.5, 0.25, 0.0, 0.0):
        next_round(now)
        assert now.world.aid[M] == pytest.approx(1.0 - 0.6 * share, abs=EXACT)


def test_what_was_touched_rests() -> None:
    """Three rounds of rest: it may be touched again in the third round after."""
    now = moment(armed({"M": {"cut": lever("aid", level=0.4, cool_down=3)}}))
    assert up(now.public, now.world, 0, 0) == 1
    pulled(now, "cut")
    seen = []
    for number_of_round in range(1, 5):
        next_round(now)
        seen.append(up(now.public, now.world, 0, number_of_round))
    assert seen == [0, 0, 1, 1]
    assert now.world.lever[0, REST] == 0


def test_levers_are_looked_at_by_turns() -> None:
    levers = {"M": {name: lever("gift", "A") for name in ("one", "two", "three")}}
    now = moment(armed(levers, every=3))
    for number_of_round in range(7):
        seen = [up(now.public, now.world, k, number_of_round) for k in range(3)]
        assert seen == [int((number_of_round + k) % 3 == 0) for k in range(3)]


def test_a_lever_that_lasts_ends_by_itself_and_not_before() -> None:
    now = moment(armed({"M": {"relief": lever("gift", "A", target_flow=-0.001, lasts=3)}}))
    pulled(now, "relief")
    flows = []
    for number_of_round in range(1, 6):
        assert up(now.public, now.world, 0, number_of_round) == (now.world.lever[0, IN_FORCE] == 0)
        flows.append(now.world.flow[A])
        next_round(now)
    assert flows == [-0.001, -0.001, -0.001, 0.0, 0.0]


def test_what_is_not_reversible_stays() -> None:
    levers = {"M": {"cut": lever("aid", level=0.4, reversible=False)}}
    now = moment(armed(levers))
    pulled(now, "cut")
    for number_of_round in range(1, 6):
        next_round(now)
        assert up(now.public, now.world, 0, number_of_round) == 0


def test_rivals_end_at_once() -> None:
    """The same holder's of the same kind alone: another's, and another kind, go on."""
    levers = {
        "M": {"cut": lever("aid", level=0.4, phase=4), "more": lever("aid", level=1.3),
              "hit": lever("sanctions", "A", level=1.0)},
        "E": {"arm": lever("aid", level=1.2)},
    }  # fmt: skip
    now = moment(armed(levers))
    for name in ("cut", "hit", "arm"):
        pulled(now, name)
    next_round(now)
    pulled(now, "more")
    in_force = {name: now.world.lever[now.lever(name), IN_FORCE] for name in now.setting.levers}
    assert in_force == {"cut": 0, "more": 1, "hit": 1, "arm": 1}
    assert now.world.force[now.lever("cut")] == 0.0
    assert now.world.aid[[M, E]] == pytest.approx([1.3, 1.2], abs=EXACT)


def test_a_breach_is_felt_by_those_named_alone() -> None:
    """When it is taken up, not when it is ended; and its cost is paid."""
    cut = lever("aid", level=0.4, breach=1.5, felt_by=["D", "E"], cost=0.03)
    now = moment(armed({"M": {"cut": cut}}))
    before = now.world.broken.copy()
    pulled(now, "cut", 5)
    wanted = np.zeros((4, 4))
    wanted[[D, E], M] = 1.5
    assert now.world.broken - before == pytest.approx(wanted, abs=EXACT)
    assert now.world.cost == pytest.approx([0.0, 0.0, 0.03, 0.0], abs=EXACT)
    pulled(now, "cut", 6)
    assert now.world.broken - before == pytest.approx(wanted, abs=EXACT)
    pulled(now, "cut", 7)
    assert now.world.broken - before == pytest.approx(2.0 * wanted, abs=EXACT)
    assert now.world.lever[0, SINCE] - 1 == 5


CONTRADICTIONS = [
    ("M", lever("gift", "A", target_flow=-0.004), {A}),
    ("M", lever("gift", "A", target_flow=0.004), set()),
    ("M", lever("aid", level=0.3), {A}),
    ("M", lever("aid", level=1.3), {D}),
    ("M", lever("sanctions", "A", level=1.0), {D}),
    ("E", lever("aid", level=0.0), set()),
]


@pytest.mark.parametrize(("holder", "entry", "favoured"), CONTRADICTIONS)
def test_favours_to_the_threatened_cost_credit(
    holder: str, entry: dict[str, Any], favoured: set[int]
) -> None:
    """A threat keeps 85 % of its credit where the mediator itself raised the value of no deal."""
    now = moment(armed({holder: {"it": entry}}))
    before = now.world.credibility.copy()
    carry(now.public, now.world, now.mind.guess, 0, 0, luck())
    wanted = [before[party] * (0.85 if party in favoured else 1.0) for party in range(4)]
    assert now.world.credibility == pytest.approx(wanted, abs=EXACT)


def test_a_favour_within_rounding_is_none() -> None:
    now = moment(armed())
    taste = plain_taste(now.public)
    chance = believed_odds(now.public, now.world, 0.0, -1)
    no_deal = np.array([
        no_deal_value(now.public, now.world, taste, chance, party, -1) for party in range(4)
    ])  # fmt: skip
    before = now.world.credibility.copy()
    contradict(now.public, now.world, taste, no_deal - 9e-4)
    assert now.world.credibility.tolist() == before.tolist()
    contradict(now.public, now.world, taste, no_deal - 1.1e-3)
    assert now.world.credibility == pytest.approx(0.85 * before, abs=EXACT)


def quiet(levers: dict[str, Any], **tables: Any) -> Negotiation:
    """Let twelve rounds pass in which the front stands still and no text is tabled."""
    tree = armed(levers, **tables)
    tree["war"]["pace"], tree["talks"]["opens"] = number(0, "prob."), number(11, "rounds")
    tree["war"]["wider_war_hazard"] = number(0, "prob.")
    return Negotiation(built(tree), rng=1)


def test_a_script_asks_nobody() -> None:
    """At its round, whatever it costs; by choice it never happens."""
    dear = {"cost": 50.0, "level": 0.4}
    record = quiet({"M": {"cut": lever("aid", script=4, **dear)}}).run()
    assert record.levers == {"cut": 4}
    pulls = [pull for round_ in record.rounds for pull in round_.moves]
    assert [(pull.scripted, pull.taken_up) for pull in pulls] == [(True, True)]
    assert quiet({"M": {"cut": lever("aid", **dear)}}).run().levers == {}


def test_who_gains_much_does_it_and_the_disabled_do_not() -> None:
    """A lever that lifts the value of no deal by 3: taken up at once, unless it is off."""
    for enabled, wanted in ((1, {"boon": 0}), (0, {})):
        boon = lever("replacement", own_flow=-0.03, level=0.4, enabled=enabled, reversible=False)
        assert quiet({"E": {"boon": boon}}).run().levers == wanted
    off = lever("replacement", script=3, enabled=0)
    assert quiet({"E": {"boon": off}}).run().levers == {}


def test_a_mediator_that_has_left_has_no_levers() -> None:
    levers = {"M": {"cut": lever("aid", level=0.4)}, "E": {"arm": lever("aid", level=1.2)}}
    tree = armed(levers, engagement=engaged({"press": policy()}))
    now = moment(tree)
    now.world.at[POLICY] = 0
    assert [up(now.public, now.world, k, 0) for k in range(2)] == [0, 1]


def test_unity_is_restored_once_and_wears_on() -> None:
    now = moment(armed({"E": {"rally": lever("unity", level=0.05, lasts=1)}}))
    pulled(now, "rally")
    assert now.world.cohesion[E] == pytest.approx(0.95, abs=EXACT)
    for _ in range(3):
        next_round(now)
        drift(now.public, now.world)
    assert now.world.cohesion[E] == pytest.approx(0.95 - 3 * 0.006, abs=EXACT)
    now.world.cohesion[E] = 0.98
    pulled(now, "rally")
    assert now.world.cohesion[E] == 1.0


def test_a_coalition_can_be_rallied_again() -> None:
    now = moment(armed({"E": {"rally": lever("unity", level=0.02)}}))
    for _ in range(2):
        assert up(now.public, now.world, 0, 0) == 1
        pulled(now, "rally")
        next_round(now)
    assert now.world.cohesion[E] == pytest.approx(0.94, abs=EXACT)


def test_a_sponsor_tables_the_next_text() -> None:
    now = moment(armed({"E": {"step_in": lever("sponsor", lasts=1)}}))
    now.world.at[OPENED] = 2
    pulled(now, "step_in", 3)
    assert now.world.at[SPONSORED] == E + 1
    assert speaker(now.public, now.world, 3) == (-1, MAIN)
    assert speaker(now.public, now.world, 4) == (E, MAIN)
    next_round(now)
    assert speaker(now.public, now.world, 4) == (E, MAIN)


def test_an_ultimatum_hangs_over_its_target_while_it_lasts() -> None:
    now = moment(armed({"M": {"ultimatum": lever("ultimatum", "D", lasts=2)}}))
    assert now.world.at[OVER_HEAD] == 0
    pulled(now, "ultimatum")
    assert now.world.at[OVER_HEAD] == D + 1
    next_round(now)
    assert now.world.at[OVER_HEAD] == D + 1
    next_round(now)
    assert now.world.at[OVER_HEAD] == 0


def test_the_brink_is_one_step_from_breaking() -> None:
    now = moment(armed())
    for position in range(1, 6):
        now.world.position[0] = position
        found = [brink(now.public, now.world, party) for party in range(4)]
        assert found == [position == 5, position == 1, False, False]


def test_a_round_opens_with_what_was_taken_up_before() -> None:
    """The battle of a round is fought with the levers of the rounds before, then time passes."""
    now = moment(armed({"A": {"push": lever("offensive", "D", tempo=2.0, lasts=1)}}))
    pulled(now, "push")
    draw = 0.15 * 1.9 * odds(now.public, now.world, -1)
    for wanted in (2, 2):
        open_round(now.public, now.world, 1, luck(battle=(BATTLE, 0, draw)))
        assert now.world.position[0] == wanted
