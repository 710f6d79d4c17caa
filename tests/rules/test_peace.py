"""After signing: pressure fades, promises are kept or broken, and the risk is that of the day."""

from itertools import pairwise

import numpy as np
import pytest

from sim.leverage import pass_time, settle, turn
from sim.peace import keep_promises, lay_down_arms, peace_holds, resumption_risk
from sim.places import IN_FORCE, POLICY, PROMISE, PURPOSES, RESUMPTION
from sim.rules.deal import hazard, text_hazard
from sim.table import Array
from tests.limits.worlds import number
from tests.rules.armed import A, D, E, M, Moment, Tree, armed, lever, luck, moment, policy
from tests.rules.armed import engagement as engaged

PRESSURE = {
    "M": {"more": lever("aid", level=1.3, phase=4),
          "hit": lever("sanctions", "A", level=2.0, phase=4)},
}  # fmt: skip
TEXT = np.array([0, 0, 1])  # bad for A


def signed(levers: dict[str, Tree] | None = None, **durability: Tree) -> Moment:
    tree = armed(levers, durability=durability, engagement=engaged({"press": policy()}))
    tree["actors"]["M"]["sanctions_cost"] = number(0.01, "utility/round")
    return moment(tree)


def pressed() -> Moment:
    """Bring the pressure to its full force and sign under it."""
    now = signed(PRESSURE, left_open=number(0, "log-hazard"))
    for k in range(2):
        turn(now.public, now.world, k, 0, luck())
    for _ in range(4):
        pass_time(now.public, now.world)
    settle(now.public, now.world)
    assert now.world.force.tolist() == [1.0, 1.0]
    return now


def risk(now: Moment, over_head: bool = False) -> float:
    lived, private = np.tile(TEXT, (4, 1)), now.setting.private
    return float(
        resumption_risk(now.public, private, now.world, now.mind, TEXT, lived, over_head)
    )  # fmt: skip


def watched(now: Moment, draws: Array, over_head: bool = False) -> int:
    private = now.setting.private
    lived = np.tile(TEXT, (now.public.space.parties, 1))
    lay_down_arms(now.public, now.world, TEXT, lived)
    for held, luck_then in enumerate(draws[4 : 4 + now.public.book.window]):
        if not peace_holds(
            now.public, private, now.world, now.mind, TEXT, lived, over_head, luck_then
        ):
            return held
    return int(now.public.book.window)


def draws(now: Moment, value: float) -> Array:
    book = now.public.book
    return np.full((book.rounds + book.window + 1, PURPOSES, 8), value)


def test_what_pressure_alone_had_bought_is_a_grievance_later() -> None:
    """The risk rises as the levers fade to what it is without them."""
    now, free = pressed(), signed(PRESSURE, left_open=number(0, "log-hazard"))
    now.world.lever[:, IN_FORCE] = 0
    risks = [risk(now)]
    for _ in range(4):
        pass_time(now.public, now.world)
        settle(now.public, now.world)
        risks.append(risk(now))
    assert all(before <= after for before, after in pairwise(risks))
    assert risks[0] < 0.5 * risks[-1]
    assert risks[-1] == pytest.approx(risk(free), abs=1e-12)


def test_a_text_signed_under_pressure_breaks_down_later_and_not_at_once() -> None:
    """A draw between the first round's risk and the last one's."""
    now = pressed()
    early = risk(now)
    late = risk(signed(PRESSURE, left_open=number(0, "log-hazard")))
    held = watched(pressed(), draws(now, 0.5 * (early + late)))
    assert 0 < held < 4
    assert watched(pressed(), draws(now, 0.999)) == now.public.book.window


def test_signing_ends_threats_punishments_and_levers() -> None:
    now = pressed()
    now.world.punished[:] = 5
    now.world.at[POLICY] = 0
    watched(now, draws(now, 0.999))
    assert not now.world.punished.any()
    assert not now.world.force.any()
    assert not now.world.lever[:, IN_FORCE].any()
    assert now.world.at[POLICY] == -1
    assert (now.world.aid[M], now.world.sanctions[M]) == (1.0, 0.0)


def test_kept_rounds_build_trust_between_the_two() -> None:
    now = signed()
    before = now.world.kept.copy()
    assert watched(now, draws(now, 0.999)) == now.public.book.window == 24
    gained = np.zeros((4, 4))
    gained[A, D] = gained[D, A] = 24.0
    gained[D, M] = 24.0  # the pact that M keeps
    assert now.world.kept - before == pytest.approx(gained, abs=1e-9)


def test_the_risk_is_the_hazard_of_the_worse_off_side() -> None:
    """By hand: mean trust of the two, guarantees, open land, exclusion; to 1e-12."""
    now = signed()
    for over_head in (False, True):
        now.world.kept[A, D], now.world.broken[A, D] = 8.0, 2.0
        now.world.kept[D, A], now.world.broken[D, A] = 1.0, 4.0
        peril = now.public.book.peril
        calm = peril.base + peril.mistrust * (0.5 - 0.5 * (0.8 + 0.2))
        low = hazard(text_hazard(peril, calm, 0.8, 0.0, True, over_head))
        assert risk(now, over_head) >= low
        mild = now.public._replace(book=now.public.book._replace(
            peril=peril._replace(dissatisfaction=0.0)))  # fmt: skip
        assert risk(now._replace(public=mild), over_head) == pytest.approx(low, abs=1e-12)


@pytest.mark.parametrize(("draw", "broken"), [(0.019, True), (0.021, False)])
def test_promises_are_broken_as_often_as_the_promisor_is_unreliable(
    draw: float, broken: bool
) -> None:
    """(1 - .76) / 12 = .02 a round; then the promisee lives with the fallback, and trusts less."""
    now = signed()
    private = now.setting.private._replace(reliability=np.array([1.0, 1.0, 0.76, 1.0]))
    lived, kept = np.tile(TEXT, (4, 1)), now.world.kept[D, M]
    lost = now.world.broken[D, M]
    keep_promises(
        now.public, private, now.world, TEXT, lived, luck(promise=(PROMISE, M, draw))
    )  # fmt: skip
    assert lived[D].tolist() == ([0, 0, 0] if broken else [0, 0, 1])
    assert lived[[A, M, E]].tolist() == [TEXT.tolist()] * 3
    assert now.world.broken[D, M] - lost == pytest.approx(3.0 * broken, abs=1e-12)
    assert now.world.kept[D, M] - kept == pytest.approx(1.0 - broken, abs=1e-12)


def test_a_broken_peace_counts_the_rounds_before() -> None:
    now = signed()
    luck_of = draws(now, 0.999)
    luck_of[3 + 1 + 7, RESUMPTION, 0] = 0.0
    assert watched(now, luck_of) == 7


def test_who_wanted_an_end_is_content_with_less() -> None:
    """The worse-off side's own resolve is part of its grievance; the other's is not."""
    risks = []
    for resolve in (-0.1, 0.0, 0.1):
        now = signed()
        now.mind.resolve[A] = resolve
        risks.append(risk(now))
    assert all(low < high for low, high in pairwise(risks))
    now = signed()
    now.mind.resolve[[D, M, E]] = (-0.1, 0.5, 0.5)
    assert risk(now) == risks[1]


def test_a_text_over_a_head_is_watched_as_such() -> None:
    now = signed()
    between = 0.5 * (risk(now) + risk(now, True))
    assert watched(signed(), draws(now, between), True) == 0
    assert watched(signed(), draws(now, between), False) > 0
