"""Levers of war: offensives, strikes on the grid, the raid."""

import pytest

from sim.places import (
    BATTLE,
    GAMBLE,
    IN_FORCE,
    LOST,
    SUSPENDED,
    TEMPO,
    TILT,
)
from sim.round import battle
from sim.rules.war import flow_cost, odds
from tests.rules.armed import A, D, armed, lever, luck, moment, next_round, pact, pulled, track

EXACT = 1e-12


def test_an_offensive_quickens_the_war_both_ways() -> None:
    """Steps at twice the pace while it lasts, at unchanged odds, for a flow."""
    levers = {"A": {"push": lever("offensive", "D", tempo=2.0, own_flow=0.001, lasts=2)}}
    for side in (-1, 1):
        now = moment(armed(levers))
        chance = odds(now.public, now.world, -1)
        draw = 0.15 * 1.9 * chance if side < 0 else 1.0 - 0.15 * 1.9 * (1.0 - chance)
        for in_force in (False, True):
            now.world.position[0] = 3
            battle(now.public, now.world, 0, luck(battle=(BATTLE, 0, draw)))
            assert now.world.position[0] == (3 + side if in_force else 3)
            assert now.world.push[TEMPO] == (2.0 if in_force else 1.0)
            if not in_force:
                pulled(now, "push")
        assert now.world.flow[A] == pytest.approx(0.001, abs=EXACT)
        assert odds(now.public, now.world, -1) == chance
        next_round(now)
        next_round(now)
        assert (now.world.push[TEMPO], now.world.flow[A]) == (1.0, 0.0)


def test_steps_lost_in_an_offensive_count_once_support_is_cut() -> None:
    levers = {
        "A": {"push": lever("offensive", "D", tempo=2.0, lasts=9)},
        "M": {"cut": lever("aid", level=0.4)},
    }
    now = moment(armed(levers))
    lost = luck(battle=(BATTLE, 0, 0.0))
    battle(now.public, now.world, 0, lost)
    pulled(now, "push")
    battle(now.public, now.world, 0, lost)
    assert now.world.at[LOST] == 0
    pulled(now, "cut")
    now.world.position[0] = 4
    battle(now.public, now.world, 0, lost)
    battle(now.public, now.world, 0, luck(battle=(BATTLE, 0, 0.999)))
    assert now.world.at[LOST] == 1


def test_grid_strikes_are_felt_in_winter() -> None:
    """D's winter costs 1.8 times the summer; .5 more of it in winter alone: to 1e-12."""
    levers = {"A": {"grid": lever("grid_strikes", "D", level=0.5, own_flow=0.0002)}}
    now = moment(armed(levers))
    before = flow_cost(now.public, now.world, A, 1.0, -1)
    pulled(now, "grid")
    for winter in (0.0, 0.25, 1.0):
        wanted = 0.002 * (1.0 + (0.8 + 0.5) * winter)
        assert flow_cost(now.public, now.world, D, winter, -1) == pytest.approx(wanted, abs=EXACT)
    after = flow_cost(now.public, now.world, A, 1.0, -1)
    assert after - before == pytest.approx(0.0002, abs=EXACT)


def test_an_agreement_that_spares_the_grid_ends_the_harder_winter() -> None:
    spare = pact(life=6, spares_grid=True)
    tree = armed(
        {"A": {"grid": lever("grid_strikes", "D", level=0.5)}},
        {"energy": track("A", "D", pacts={"spare": spare})},
        calendar={"start": "2024-01-01", "winter_months": [1]},
    )
    paid = []
    for holds in (0, 1):
        now = moment(tree)
        pulled(now, "grid")
        now.world.pact[0, IN_FORCE] = holds
        battle(now.public, now.world, 0, luck())
        paid.append(float(now.world.cost[D]))
    assert paid == [pytest.approx(0.002 * 2.3, abs=EXACT), pytest.approx(0.002, abs=EXACT)]


RAID = lever("raid", "A", chance=0.4, tilt=0.1, lasts=3, pause=5, own_flow=0.0004)


@pytest.mark.parametrize(("draw", "start", "end"), [(0.39, 3, 4), (0.41, 3, 3), (0.0, 5, 5)])
def test_a_raid_is_a_gamble(draw: float, start: int, end: int) -> None:
    """A step towards the attacker's exhaustion at most to the last but one."""
    now = moment(armed({"D": {"raid": RAID}}))
    now.world.position[0] = start
    pulled(now, "raid", gamble=(GAMBLE, 0, draw))
    assert now.world.position[0] == end
    assert now.world.push[TILT] == pytest.approx(0.1, abs=EXACT)
    assert now.world.flow[D] == pytest.approx(0.0004, abs=EXACT)
    for _ in range(3):
        next_round(now)
    assert now.world.push[TILT] == now.world.flow[D] == 0.0


def test_raiders_tilt_the_battle_while_they_hold_on() -> None:
    now = moment(armed({"D": {"raid": RAID}}))
    draw = 0.15 * (odds(now.public, now.world, -1) + 0.05)
    battle(now.public, now.world, 0, luck(battle=(BATTLE, 0, draw)))
    assert now.world.position[0] == 3
    pulled(now, "raid", gamble=(GAMBLE, 0, 0.9))
    battle(now.public, now.world, 1, luck(battle=(BATTLE, 0, draw)))
    assert now.world.position[0] == 2


def test_a_raid_suspends_the_talks_of_those_who_fight() -> None:
    tracks = {
        "energy": track("A", "D", pacts={"spare": pact(life=6),
                                         "swap": pact(life=1, insulated=True)}),
        "capitals": track("M", "A", pacts={"missions": pact()}),
    }  # fmt: skip
    now = moment(armed({"D": {"raid": RAID}}, tracks))
    now.world.pact[:, IN_FORCE] = 1
    pulled(now, "raid", gamble=(GAMBLE, 0, 0.9))
    assert now.world.pact[:, IN_FORCE].tolist() == [0, 1, 1]
    assert now.world.pact[:, SUSPENDED].tolist() == [5, 0, 0]
