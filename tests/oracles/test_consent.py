"""Pin oracle 08. Sets are exact; probabilities to 1e-12."""

from math import comb, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import consent as co

YES = np.array([[r >> i & 1 for i in range(3)] for r in range(8)], dtype=np.bool_)


def test_unanimity_is_the_one_full_row() -> None:
    assert co.unanimous(YES).tolist() == [False] * 7 + [True]


def test_equality_accepts_unless_strict() -> None:
    u = np.array([[1.0, 2.0], [1.0, 1.9]])
    assert co.accepts(u, (1, 2)).tolist() == [[True, True], [True, False]]
    assert co.accepts(u, (1, 1.9), strict=True).tolist() == [[False, True], [False, False]]


def test_two_of_three_with_and_without_a_veto() -> None:
    """Majority of three carries with {3, 5, 6, 7}; a veto of party 0 leaves {3, 5, 7}."""
    assert np.flatnonzero(co.quota_with_vetoes(YES, 2)).tolist() == [3, 5, 6, 7]
    assert np.flatnonzero(co.quota_with_vetoes(YES, 2, [0])).tolist() == [3, 5, 7]
    assert np.flatnonzero(co.quota_with_vetoes(YES, 1, [2])).tolist() == [4, 5, 6, 7]


def test_quota_of_all_is_unanimity() -> None:
    assert co.quota_with_vetoes(YES, 3).tolist() == co.unanimous(YES).tolist()


# Parties 0, 1, 2 are core, 3 and 4 outside. Issue 0 needs 3 for option 2 only; issue 1 needs 3;
# issue 2 needs 0 and 4 whatever the option.
OWNERS: co.Owners = [[(), (0, 1), (0, 3)], [(), (3,)], [(), (0, 4), (0, 4)]]


@pytest.mark.parametrize(
    ("package", "needed"),
    [
        ((0, 0, 0), {0, 1, 2}),
        ((1, 0, 0), {0, 1, 2}),
        ((2, 0, 0), {0, 1, 2, 3}),
        ((0, 1, 2), {0, 1, 2, 3, 4}),
        ((0, 0, 1), {0, 1, 2, 4}),
    ],
)
def test_core_plus_owners_of_touched_issues(package: tuple[int, ...], needed: set[int]) -> None:
    assert co.consenters(package, OWNERS, (0, 1, 2)) == needed


def test_without_a_core_only_owners_count() -> None:
    assert co.consenters((0, 0, 0), OWNERS, ()) == frozenset()
    assert co.consenters((1, 1, 0), OWNERS, ()) == {0, 1, 3}


def test_an_objection_counts_only_where_consent_is_needed() -> None:
    choices = np.array([[0, 0, 0], [2, 0, 0], [1, 0, 0], [0, 0, 1]])
    party_3_objects = np.array([[True, True, True, False, True]] * 4)
    passed = co.owners_consent(party_3_objects, choices, OWNERS, (0, 1, 2))
    assert passed.tolist() == [True, False, True, True]
    assert not co.unanimous(party_3_objects).any()
    core_objects = np.array([[True, False, True, True, True]] * 4)
    assert not co.owners_consent(core_objects, choices, OWNERS, (0, 1, 2)).any()


def test_equal_probabilities_give_the_binomial_tail() -> None:
    tail = sum(comb(6, k) * 0.3**k * 0.7 ** (6 - k) for k in range(4, 7))
    assert co.passing_probability([0.3] * 6, 4) == pytest.approx(tail, abs=1e-12)


def test_all_but_one_with_two_vetoes_by_hand() -> None:
    """Both vetoes yes (.9 x .8), then at most one no among .5, .6: .3 + .2 + .3 = .8."""
    found = co.passing_probability([0.9, 0.8, 0.5, 0.6], 3, [0, 1])
    assert found == pytest.approx(0.72 * 0.8, abs=1e-12)


def test_consent_is_the_product_over_those_needed() -> None:
    assert co.consent_probability([0.9, 0.8, 0.5, 0.6], {0, 2}) == pytest.approx(0.45, abs=1e-12)
    assert co.consent_probability([0.9, 0.8], ()) == pytest.approx(1.0, abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=7), st.integers(0, 8), st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_enumeration_equals_the_generating_polynomial(
    p: list[float], quota: int, veto: int
) -> None:
    """P(k yes) are the coefficients of prod(1 - p + p z); a veto takes its factor out."""
    vetoes = [veto] if veto < len(p) else []
    free = [x for i, x in enumerate(p) if i not in vetoes]
    coefficients = np.ones(1)
    for x in free:
        coefficients = np.convolve(coefficients, [1 - x, x])
    rest = float(coefficients[max(0, quota - len(vetoes)) :].sum())
    expected = prod(p[i] for i in vetoes) * rest
    assert co.passing_probability(p, quota, vetoes) == pytest.approx(expected, abs=1e-12)
