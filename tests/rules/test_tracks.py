"""Side tracks: when an agreement is up, what it gives, how it is kept, broken or suspended."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import Negotiation
from sim.leverage import settle
from sim.places import BREACH, ENGAGEMENT, FIRST, IN_FORCE, LAPSE, OPENED, SUSPENDED
from sim.rules.learning import first_picture, grid_point, mean_and_sd
from sim.tracks import culprit, expected_gain, join, keep, meets, narrow, spared, winter_ahead
from tests.limits.worlds import built, number
from tests.rules.armed import A, D, E, M, Moment, Tree, armed, luck, moment, pact, track

EXACT = 1e-12
WINTER = {"start": "2024-08-16", "winter_months": [11, 12, 1]}


def energy(**tables: Tree) -> Moment:
    """Two partial deals of the belligerents, rivals; a lasting one after the first."""
    partial = {"life": 6, "assured": 0.4, "breach": 0.2, "lapse": 0.3}
    pacts = {
        "grid": pact({"A": 0.001, "D": 0.004}, rival="truce", spares_grid=True, **partial),
        "truce": pact({"A": 0.002, "D": 0.002}, rival="grid", **partial),
        "trade": pact({"A": 0.003, "D": 0.001, "E": -0.001}, after="grid", impeded=0.25),
    }
    tracks = {"energy": track("A", "D", pacts=pacts, opens=3, cadence=2)}
    return moment(armed(tracks=tracks, **tables))


def up(now: Moment, number_of_round: int) -> list[int]:
    return [meets(now.public, now.world, k, number_of_round) for k in range(3)]


def test_a_track_meets_when_it_is_due() -> None:
    now = energy()
    assert [up(now, t)[0] for t in range(9)] == [0, 0, 0, 1, 0, 1, 0, 1, 0]


def test_one_thing_waits_for_another_or_excludes_it() -> None:
    now = energy()
    assert up(now, 3) == [1, 1, 0]
    now.world.pact[0, IN_FORCE] = 1
    assert up(now, 3) == [0, 0, 1]
    now.world.pact[:, IN_FORCE] = (0, 1, 0)
    assert up(now, 3) == [0, 0, 0]


def test_what_is_suspended_is_not_up() -> None:
    now = energy()
    now.world.pact[0, SUSPENDED] = 2
    assert up(now, 3) == [0, 1, 0]
    for _ in range(2):
        keep(now.public, now.world, 3, luck())
    assert up(now, 5) == [1, 1, 0]


@pytest.mark.parametrize("where", ["track", "agreement"])
def test_what_is_off_never_meets(where: str) -> None:
    off = {"enabled": 0}
    one = pact(life=1, script=4, **(off if where == "agreement" else {}))
    tracks = {"talks": track("A", "D", pacts={"one": one}, **(off if where == "track" else {}))}
    now = moment(armed(tracks=tracks))
    assert not any(meets(now.public, now.world, 0, t) for t in range(12))


def test_a_scripted_agreement_comes_about_at_its_round_alone() -> None:
    """Whatever its members gain, though its track opens later and another should come first."""
    pacts = {"first": pact(), "then": pact({"A": -0.01}, after="first", script=4)}
    tree = armed(tracks={"talks": track("A", "D", pacts=pacts, opens=9)})
    now = moment(tree)
    assert [meets(now.public, now.world, 1, t) for t in range(7)] == [0, 0, 0, 0, 2, 0, 0]
    tree["war"]["pace"], tree["talks"]["opens"] = number(0, "prob."), number(11, "rounds")
    record = Negotiation(built(tree), rng=1).run()
    assert record.agreements["then"] == 4


def by_members(
    now: Moment, k: int, seat: int, odds: float = 0.4, raided: bool = False, t: int = 0
) -> float:
    return expected_gain(now.public, now.world, k, seat, odds, raided, t)


def test_a_partial_deal_is_worth_its_flow_as_far_as_it_is_trusted() -> None:
    """Rounds x flow x (assured + the rest x trust in the other): to 1e-12."""
    now = energy()
    for kept, broken in ((1.0, 1.0), (9.0, 1.0), (1.0, 4.0)):
        now.world.kept[D, A], now.world.broken[D, A] = kept, broken
        believed = 0.4 + 0.6 * kept / (kept + broken)
        assert by_members(now, 0, D) == pytest.approx(6 * 0.004 * believed, abs=EXACT)


def test_the_least_trusted_member_sets_the_doubt() -> None:
    one = pact({"D": 0.01}, life=2)
    now = moment(armed(tracks={"relief": track("A", "D", "M", pacts={"one": one})}))
    now.world.kept[D, [A, M]], now.world.broken[D, [A, M]] = (3.0, 8.0), (7.0, 2.0)
    now.world.kept[D, E], now.world.broken[D, E] = 0.1, 9.9
    assert by_members(now, 0, D) == pytest.approx(2 * 0.01 * 0.3, abs=EXACT)


def test_what_the_attacker_minds() -> None:
    """That it keeps a loser going, a raid, an election to come; reluctance is anybody's."""
    reluctance = {name: number(0.006, "utility") for name in ("A", "D")}
    one = pact(
        life=1, prolongs=0.02, grudge=0.03, election=5, lure=0.04, reluctance=reluctance
    )  # fmt: skip
    now = moment(armed(tracks={"talks": track("A", "D", pacts={"one": one})}))
    for odds in (0.4, 0.6):
        for raided in (False, True):
            for t in (4, 5):
                wanted = -0.02 * (odds > 0.5) - 0.03 * raided + 0.04 * (t < 5) - 0.006
                found = by_members(now, 0, A, odds, raided, t)
                assert found == pytest.approx(wanted, abs=EXACT)
                assert by_members(now, 0, D, odds, raided, t) == pytest.approx(-0.006, abs=EXACT)


def test_a_seasonal_deal_is_worth_most_before_the_winter() -> None:
    """The share of winter in the next 12 rounds, counted on the calendar: to 1e-12."""
    grid = pact({"D": 0.01}, life=2, assured=1, seasonal=True)
    tree = armed(tracks={"energy": track("A", "D", pacts={"grid": grid})}, calendar=WINTER)
    tree["talks"]["rounds"] = number(24, "rounds")
    now = moment(tree)
    winter = now.public.book.winter.tolist()
    assert 1.0 in winter[:12]
    assert 0.0 in winter[:12]
    for t in range(24):
        ahead = winter[t : t + 12]
        share = sum(ahead) / len(ahead)
        assert winter_ahead(now.public, t) == pytest.approx(share, abs=EXACT)
        assert by_members(now, 0, D, t=t) == pytest.approx(0.02 * share, abs=EXACT)
    assert winter_ahead(now.public, 3) > winter_ahead(now.public, 11)


def test_the_last_round_looks_at_what_is_left() -> None:
    now = energy()
    rounds = len(now.public.book.winter)
    book = now.public.book._replace(winter=np.ones(rounds))
    public = now.public._replace(book=book)
    assert [winter_ahead(public, t) for t in (rounds - 1, rounds, rounds + 3)] == [1.0, 0.0, 0.0]


def held(breach: float = 0.5, lapse: float = 0.5, **tables: Tree) -> Moment:
    """Let the grid deal have been in force for one round of those draws."""
    now = energy(**tables)
    now.world.pact[0, IN_FORCE] = 1
    keep(now.public, now.world, 4, luck(breach=(BREACH, 0, breach), lapse=(LAPSE, 0, lapse)))
    return now


def test_a_kept_round_pays_and_builds_trust() -> None:
    now, before = held(), energy()
    assert now.world.pact[0, IN_FORCE] == 1
    assert now.world.cost == pytest.approx([-0.001, -0.004, 0.0, 0.0], abs=EXACT)
    gained = np.zeros((4, 4))
    gained[A, D] = gained[D, A] = 1.0
    assert now.world.kept - before.world.kept == pytest.approx(gained, abs=EXACT)
    assert now.world.broken.tolist() == before.world.broken.tolist()


@pytest.mark.parametrize(("draw", "breaker"), [(0.05, A), (0.15, D)])
def test_a_breach_ends_the_deal_and_costs_the_breaker_trust(draw: float, breaker: int) -> None:
    """It counts for half of a broken settlement's 3 promises."""
    now, before = held(breach=draw), energy()
    assert now.world.pact[0, IN_FORCE] == 0
    wanted = np.zeros((4, 4))
    wanted[D if breaker == A else A, breaker] = 1.5
    assert now.world.broken - before.world.broken == pytest.approx(wanted, abs=EXACT)
    assert now.world.kept.tolist() == before.world.kept.tolist()
    assert meets(now.public, now.world, 0, 5) == 1


def test_a_deal_that_lapses_is_no_breach() -> None:
    now, before = held(lapse=0.29), energy()
    assert now.world.pact[0, IN_FORCE] == 0
    assert now.world.broken.tolist() == before.world.broken.tolist()
    assert now.world.kept[A, D] == before.world.kept[A, D] + 1.0
    assert held(lapse=0.31).world.pact[0, IN_FORCE] == 1


def test_a_lasting_agreement_is_neither_broken_nor_paid_by_the_round() -> None:
    now = energy()
    now.world.pact[2, IN_FORCE] = 1
    keep(now.public, now.world, 4, np.zeros_like(luck()))
    assert now.world.pact[2, IN_FORCE] == 1
    assert not now.world.cost.any()


def test_lasting_flows_count_as_far_as_nothing_impedes_them() -> None:
    """Three quarters of them; the levels of those outside too: to 1e-12."""
    now = energy()
    now.world.pact[:, IN_FORCE] = (1, 0, 1)
    settle(now.public, now.world)
    wanted = [-0.75 * flow for flow in (0.003, 0.001, 0.0, -0.001)]
    assert now.world.flow == pytest.approx(wanted, abs=EXACT)


def test_a_lasting_agreement_counts_from_the_moment_it_is_joined() -> None:
    """Else who decides next in that round judges a change against a state that isn't there."""
    now = energy()
    join(now.public, now.world, now.mind, 2, 3)
    flows = now.world.flow.copy()
    settle(now.public, now.world)
    assert flows == pytest.approx(now.world.flow, abs=EXACT)


def test_seasonal_deals_pay_in_winter_and_carelessness_follows_an_election() -> None:
    one = pact({"D": 0.01}, life=2, seasonal=True, breach=0.2, election=6, careless=2)
    tree = armed(tracks={"energy": track("A", "D", pacts={"one": one})}, calendar=WINTER)
    for t, cost, broken in ((5, 0.0, 0), (6, -0.01, 1)):
        now = moment(tree)
        now.world.pact[0, IN_FORCE] = 1
        assert now.public.book.winter[t] == (t == 6)
        keep(now.public, now.world, t, luck(breach=(BREACH, 0, 0.3)))
        assert now.world.cost[D] == pytest.approx(cost, abs=EXACT)
        assert now.world.pact[0, IN_FORCE] == 1 - broken


@given(st.sets(st.integers(0, 9), min_size=1), st.floats(0.01, 1.0))
def test_each_member_is_as_likely_to_be_the_culprit(members: set[int], risk: float) -> None:
    """Shares of 6,000 even draws below the risk: to 1e-3; nobody above it."""
    bits = sum(1 << member for member in members)
    draws = (np.arange(6000) + 0.5) / 6000 * risk
    found = [culprit(bits, float(draw), risk) for draw in draws]
    for member in members:
        assert found.count(member) / 6000 == pytest.approx(1 / len(members), abs=1e-3)
    assert set(found) == members
    assert culprit(bits, risk, risk) == -1


def test_no_risk_no_culprit() -> None:
    assert culprit(0b11, 0.0, 0.0) == -1


def test_the_grid_is_spared_while_the_deal_holds() -> None:
    now = energy()
    assert not spared(now.public, now.world)
    now.world.pact[1, IN_FORCE] = 1
    assert not spared(now.public, now.world)
    now.world.pact[0, IN_FORCE] = 1
    assert spared(now.public, now.world)


def test_a_meeting_warms_the_mediator_and_shows_it_the_others() -> None:
    """Up to full engagement; A's resolve alone, of which the picture narrows around the truth."""
    summit = pact(life=1, warmth=0.3, candour=0.5)
    now = moment(armed(tracks={"capitals": track("M", "A", pacts={"summit": summit})}))
    now.mind.resolve[A] = 0.05
    before = now.mind.picture.copy()
    for start, end in ((0.4, 0.7), (0.9, 1.0)):
        now.world.mood[ENGAGEMENT] = start
        join(now.public, now.world, now.mind, 0, 3)
        assert now.world.mood[ENGAGEMENT] == pytest.approx(end, abs=EXACT)
    assert now.world.pact[0].tolist() == [1, 0, 4, 0]
    mean, sd = mean_and_sd(now.mind.picture[A], 0.04)
    assert 0.0 < mean < 0.05
    assert sd < mean_and_sd(before[A], 0.04)[1]
    assert now.mind.picture[[D, M, E]].tolist() == before[[D, M, E]].tolist()


@given(st.floats(0.05, 0.95), st.floats(-0.1, 0.1), st.floats(0.01, 0.1))
def test_what_is_shown_is_a_normal_signal(candour: float, resolve: float, spread: float) -> None:
    """Posterior of a normal prior and signal on the grid: to 1e-9."""
    weights = first_picture(np.array([spread]))[0]
    points = np.array([grid_point(g, spread) for g in range(len(weights))])
    noise = max(1e-3, (1.0 - candour) / candour) * spread
    log = np.log(weights) - 0.5 * ((points - resolve) / noise) ** 2
    raw = weights * np.exp(-0.5 * ((points - resolve) / noise) ** 2)
    narrow(weights, candour, resolve, spread)
    assert weights.sum() == pytest.approx(1.0, abs=EXACT)
    if raw.sum() > 0.0:
        posterior = np.exp(log - log.max())
        assert weights == pytest.approx(posterior / posterior.sum(), abs=1e-9)


def test_a_gate_keeps_the_talks_shut() -> None:
    """Texts come once the agreement is there, in the rhythm that begins then."""
    pacts = {"missions": pact(script=5)}
    tree = armed(tracks={"capitals": track("M", "A", pacts=pacts)}, talks={"gate": "missions"})
    tree["war"]["pace"], tree["war"]["wider_war_hazard"] = number(0, "prob."), number(0, "prob.")
    model = Negotiation(built(tree), rng=1)
    record = model.run()
    assert model.world.at[OPENED] == 6
    assert record.texts
    assert all(r.number >= 6 and r.number % 2 == 0 for r in record.rounds if r.text)
    assert model.world.pact[0, FIRST] == 6
