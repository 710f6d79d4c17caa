"""The mediator tires, weighs ways of leaving, leaves by a logit of them, and may come back."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents import Delegate
from sim import Negotiation
from sim.leaving import chosen_policy, leave, policy_worth, shortfall, stay_out, tire
from sim.places import BLOCKED_BY, ENGAGEMENT, IN_FORCE, OPENED, OUT, POLICY, RESUMED, SUSPENDED
from sim.round import speaker
from sim.table import Draft, View
from tests.limits.worlds import built, number
from tests.rules.armed import A, D, E, M, Moment, armed, engagement, moment, pact, policy, track

EXACT = 1e-12
POLICIES = {
    "press": policy(aid=0.3, sanctions=1.0, strikes=0.5, breach=2),
    "harden": policy(aid=1.2, hardens=True, returns=3, owns=0.5),
    "wash": policy(aid=0.0, resources="unconditional", gain=0.2, owns_stake=1),
}


def tired(policies: dict[str, Any] | None = None, **fields: Any) -> Moment:
    pacts = {"resources": pact(stake=0.3)}
    tracks = {
        "capitals": track("M", "A", pacts=pacts),
        "minerals": track("M", "D", pacts={"minerals": pact(stake=0.1)}),
    }
    given = engagement(policies or POLICIES, **fields)
    now = moment(armed(tracks=tracks, engagement=given))
    now.world.at[OPENED] = 2
    return now


def out(way: int) -> Moment:
    """Let the mediator have left over a text that is worse than war to a belligerent."""
    now = tired()
    now.world.text[:] = (2, 1, 0)
    leave(now.public, now.world, way)
    assert shortfall(now.public, now.world, now.mind.guess) < 0.0
    return now


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_hopeless_talks_tire(outlook: float, engaged: float) -> None:
    """By .1 a round where no text can pass, not at all where it is even odds: to 1e-12."""
    now = tired()
    now.world.mood[:] = engaged, outlook
    tire(now.public, now.world, True)
    wanted = engaged - 0.1 * (1.0 - min(1.0, 2.0 * outlook))
    assert now.world.mood[ENGAGEMENT] == pytest.approx(wanted, abs=EXACT)


@pytest.mark.parametrize(("place", "value"), [(OPENED, -1), (POLICY, 0)])
def test_nothing_tires_before_the_talks_or_after_leaving(place: int, value: int) -> None:
    now = tired()
    now.world.at[place], now.world.at[BLOCKED_BY] = value, A
    tire(now.public, now.world, True)
    assert now.world.mood[ENGAGEMENT] == 1.0
    assert now.world.blame.tolist() == [0.5] * 4


def test_blame_goes_to_whoever_was_furthest_from_the_text() -> None:
    """A quarter of the way in a round with a text, and only then: to 1e-12."""
    now = tired()
    now.world.at[BLOCKED_BY] = A
    for _ in range(2):
        tire(now.public, now.world, True)
    share = 0.75 * (0.75 * 0.5)
    wanted = [0.5 * 0.75**2 + 0.25 * 0.75 + 0.25, share, share, share]
    assert now.world.blame == pytest.approx(wanted, abs=EXACT)
    tire(now.public, now.world, False)
    assert now.world.blame == pytest.approx(wanted, abs=EXACT)


class Mute(Delegate):
    """Tables nothing."""

    def draft(self, view: View) -> Draft:
        return super().draft(view)._replace(score=-np.inf)


def test_nobody_is_blamed_for_a_text_that_was_not_tabled() -> None:
    """Whose turn it is may find no text worth tabling: no answer, no blame."""
    tree = armed(engagement=engagement(POLICIES, fatigue=0))
    tree["war"]["pace"], tree["war"]["wider_war_hazard"] = number(0, "prob."), number(0, "prob.")
    quiet = Negotiation(built(tree), {"M": Mute}, rng=1)
    quiet.world.at[BLOCKED_BY] = A
    assert quiet.run().texts == ()
    assert quiet.world.blame.tolist() == [0.5] * 4


@given(st.floats(0, 1), st.floats(0, 1))
def test_hardening_pays_the_more_the_more_the_attacker_is_to_blame(one: float, two: float) -> None:
    """By .8 of the difference, and no other policy moves: to 1e-12."""
    now = tired()
    worth = []
    for share in (one, two):
        now.world.blame[A] = share
        worth.append([policy_worth(now.public, now.world, now.mind.guess, k) for k in range(3)])
    change = np.subtract(worth[1], worth[0])
    assert change == pytest.approx([0.0, 0.8 * (two - one), 0.0], abs=EXACT)


def test_a_stake_makes_a_defeat_dearer() -> None:
    """To who owns it by the share of the policy, and to who owns what it staked."""
    worth = []
    for staked in (0, 1):
        now = tired()
        now.world.position[0] = 1
        now.world.pact[:, IN_FORCE] = staked
        worth.append([policy_worth(now.public, now.world, now.mind.guess, k) for k in range(3)])
    assert all(after < before for before, after in zip(*worth, strict=True))
    loss = np.subtract(*worth)
    assert loss[2] > loss[0]


def test_weighing_a_policy_changes_nothing() -> None:
    now = tired()
    before = [part.copy() for part in now.world]
    for k in range(3):
        policy_worth(now.public, now.world, now.mind.guess, k)
    assert all((one == other).all() for one, other in zip(before, now.world, strict=True))


@pytest.mark.parametrize("on", [(1, 1, 1), (1, 0, 1), (0, 1, 0)])
def test_the_choice_is_the_logit_of_what_each_is_worth(on: tuple[int, ...]) -> None:
    """Shares of 2,000 even draws: to 1e-3; what is off is never chosen."""
    policies = {
        name: entry | {"enabled": number(switch, "switch")}
        for (name, entry), switch in zip(POLICIES.items(), on, strict=True)
    }
    now = tired(policies)
    worth = np.array([policy_worth(now.public, now.world, now.mind.guess, k) for k in range(3)])
    odds = np.exp(5.0 * worth) * on
    draws = (np.arange(2000) + 0.5) / 2000
    found = [chosen_policy(now.public, now.world, now.mind.guess, float(u)) for u in draws]
    shares = np.bincount(found, minlength=3) / 2000
    assert shares == pytest.approx(odds / odds.sum(), abs=1e-3)
    assert all(shares[k] == 0.0 for k in range(3) if not on[k])


def test_where_no_way_is_open_it_stays() -> None:
    off = {"press": policy(enabled=0)}
    now = tired(off)
    assert chosen_policy(now.public, now.world, now.mind.guess, 0.5) == -1


def test_choice_without_noise_takes_the_best_way() -> None:
    now = tired(precision=math.inf)
    worth = [policy_worth(now.public, now.world, now.mind.guess, k) for k in range(3)]
    found = chosen_policy(now.public, now.world, now.mind.guess, 0.5)
    assert found == int(np.argmax(worth))


def test_a_sure_wider_war_can_be_weighed() -> None:
    """The risk in a round may be 1 under a policy's own strikes."""
    tree = armed(engagement=engagement(POLICIES))
    tree["war"]["wider_war_hazard"] = number(0.9, "prob.")
    now = moment(tree)
    assert policy_worth(now.public, now.world, now.mind.guess, 0) < 0.0


def test_a_policy_stands_above_levels_and_tells_allies_something() -> None:
    """D and its giver E count 2 broken promises of M; A, which gets nothing of it, counts none."""
    now = tired()
    before = now.world.broken.copy()
    leave(now.public, now.world, 0)
    levels = now.world.aid[M], now.world.sanctions[M], now.world.strikes[M]
    assert levels == (0.3, 1.0, 0.5)
    assert now.world.aid[E] == 0.8
    felt = np.zeros((4, 4))
    felt[[D, E], M] = 2.0
    assert now.world.broken - before == pytest.approx(felt, abs=EXACT)
    assert speaker(now.public, now.world, 4)[0] == -1


@pytest.mark.parametrize(("way", "suspended"), [(0, True), (2, False)])
def test_leaving_may_suspend_the_talks_with_the_attacker(way: int, suspended: bool) -> None:
    now = tired()
    leave(now.public, now.world, way)
    assert (now.world.pact[:, SUSPENDED] > 0).tolist() == [suspended, False]
    assert now.world.pact[0, SUSPENDED] == (now.public.book.rounds if suspended else 0)


def test_who_left_for_a_spell_returns_after_it() -> None:
    """Three rounds; engagement is renewed in part, levels are what they were."""
    now = out(1)
    for rounds in (1, 2, 3):
        assert now.world.at[POLICY] == 1
        stay_out(now.public, now.world, now.mind.guess, 1.0)
        assert now.world.at[OUT] == rounds
    assert now.world.at[POLICY] == -1
    assert now.world.mood[ENGAGEMENT] == 0.5
    assert now.world.aid[M] == 1.0


def test_who_left_for_good_returns_where_there_is_no_gap_alone() -> None:
    now = out(0)
    for _ in range(30):
        stay_out(now.public, now.world, now.mind.guess, 1.0)
    assert now.world.at[POLICY] == 0
    weary = now.public._replace(who=now.public.who._replace(war_cost=np.full(4, 0.05)))
    assert shortfall(weary, now.world, now.mind.guess) > 0.0
    stay_out(weary, now.world, now.mind.guess, 1.0)
    assert now.world.at[POLICY] == -1


def test_talks_on_resources_are_the_likelier_to_resume_the_longer_it_lasts() -> None:
    """A tenth a round: a draw of .25 resumes them in the third round outside, and once."""
    now, seen = out(0), []
    for _ in range(4):
        stay_out(now.public, now.world, now.mind.guess, 0.25)
        seen.append(int(now.world.pact[0, SUSPENDED]))
    assert [count > 0 for count in seen] == [True, True, False, False]
    assert now.world.at[RESUMED] == 3


@pytest.mark.parametrize(
    ("script", "fatigue", "left"), [(4, 0.0, 4), (-1, 0.5, 3), (-1, 0.3, 5), (-1, 0.0, None)]
)
def test_it_leaves_when_tired_or_by_script(script: int, fatigue: float, left: int | None) -> None:
    """Talks open in round 2 and no text crosses nobody's hard red line, so that none is tabled."""
    given = engagement({"press": policy()}, script=script, fatigue=fatigue)
    tree = armed(engagement=given)
    tree["war"]["pace"], tree["war"]["wider_war_hazard"] = number(0, "prob."), number(0, "prob.")
    tree["actors"]["A"]["red_lines"]["land"] = {
        "penalty": number(0, "utility"), "on": ["LAND.a", "LAND.b"], "hard": number(1, "switch"),
    }  # fmt: skip
    record = Negotiation(built(tree), rng=3).run()
    assert record.texts == ()
    assert record.exit_round == left
    assert record.exit_policy == (None if left is None else "press")
    wanted = [max(0.0, 1.0 - fatigue * max(0, r.number - 1)) for r in record.rounds]
    stay = record.rounds if left is None else record.rounds[:left]
    assert [r.engagement for r in stay] == pytest.approx(wanted[: len(stay)], abs=EXACT)
