"""How a party values the table: no deal, blocking, war resumed, options, calm."""

import numpy as np
import pytest

from sim.rules.appraisal import appraise, peace_trust
from sim.rules.deal import war_after
from sim.rules.no_deal import believed_odds, no_deal_value, shifted
from sim.rules.worth import doubted_term
from tests.limits.worlds import bare, built, example, plain, plain_taste, tabled

A, D, M, E = range(4)


def test_trust_that_bears_on_the_peace() -> None:
    """A belligerent's in its foe, the others' mean of both: to 1e-12."""
    tree = example()
    for name, (in_a, in_d) in {"A": (0.9, 0.2), "D": (0.3, 0.9), "M": (0.4, 0.8)}.items():
        tree["actors"][name]["trust"] |= {"A": bare(in_a), "D": bare(in_d)}
    public, world, _ = tabled(built(tree))
    for party, wanted in ((A, 0.2), (D, 0.3), (M, 0.6), (E, 0.5)):
        assert peace_trust(public, world, party) == pytest.approx(wanted, abs=1e-12)


def test_all_parts_in_war() -> None:
    """Each part by the rules it is made of, for a biased party with tastes: to 1e-12."""
    public, world, _ = tabled(built(example()))
    taste = plain_taste(public)
    taste[A] = [1.2, 0.8, 1.0]
    world.cohesion[E] = 0.5
    view = appraise(public, world, 0.05, taste)
    assert view.odds == pytest.approx(believed_odds(public, world, 0.05, -1), abs=1e-12)
    for party in range(4):
        value = no_deal_value(public, world, taste, view.odds, party, -1)
        assert view.no_deal[party] == pytest.approx(value, abs=1e-12)
        for index, shift in enumerate(public.space.shift):
            then = no_deal_value(public, world, taste, shifted(view.odds, shift), party, -1)
            assert war_after(public, view, index, party) == pytest.approx(then, abs=1e-12)
        calm = public.book.peril.base + 2.0 * (0.5 - peace_trust(public, world, party))
        assert view.calm[party] == pytest.approx(calm, abs=1e-12)
        for issue in range(3):
            for option in range(public.space.options[issue]):
                term = doubted_term(public.space, world, taste, party, issue, option)
                term_seen = view.net[party, issue, option] + view.price[party, issue, option]
                assert term_seen == pytest.approx(term, abs=1e-12)
                price = public.space.penalty[party, issue, option] * world.cohesion[party]
                assert view.price[party, issue, option] == pytest.approx(price, abs=1e-12)


def test_the_threatened_alone_lose_by_blocking() -> None:
    """The attacker is threatened at .5 x .4; who bears its punishment already fears no other."""
    public, world, _ = tabled(built(example()))
    taste = plain_taste(public)
    view = appraise(public, world, 0.0, taste)
    feared = believed_odds(public, world, 0.0, A)
    punished = no_deal_value(public, world, taste, feared, A, A)
    assert view.blocked[A] == pytest.approx(0.8 * view.no_deal[A] + 0.2 * punished, abs=1e-12)
    assert view.blocked[A] < view.no_deal[A]
    assert view.blocked[D] < view.no_deal[D]
    assert (view.blocked[[M, E]] == view.no_deal[[M, E]]).all()
    world.punished[A] = 2
    again = appraise(public, world, 0.0, taste)
    assert again.blocked[A] == again.no_deal[A]


def test_optimism_pulls_the_sides_apart() -> None:
    public, world, _ = tabled(built(example()))
    taste = plain_taste(public)
    low, high = (appraise(public, world, bias, taste).no_deal for bias in (-0.1, 0.1))
    assert high[A] > low[A]
    assert high[D] < low[D]


def test_without_war_there_is_nothing_to_fear() -> None:
    rows = [{"X": [0.0, 0.4]}, {"X": [0.3, 0.1]}]
    public, _, view = tabled(built(plain(rows, [0.2, 0.1])))
    assert not public.book.at_war
    assert view.odds == 0.5
    assert view.no_deal.tolist() == view.blocked.tolist() == [0.2, 0.1]
    assert np.isnan(view.passage).all()
    assert not view.calm.any()
    assert view.net + view.price == pytest.approx(np.array([[[0.0, 0.4]], [[0.3, 0.1]]]), abs=1e-12)
