"""Intervals against textbooks, other libraries, and how often they hold what is true."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from experiments.intervals import (
    Means,
    bootstrap_difference,
    clustered_mean,
    clustered_share,
    share_difference,
    t_quantile,
    waiting,
    wilson,
    wilson_bounds,
)


@given(st.integers(1, 500), st.data())
def test_wilson_is_scipys(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    theirs = stats.binomtest(count, total).proportion_ci(0.95, method="wilson")
    assert wilson(count, total) == pytest.approx((count / total, theirs.low, theirs.high))


def test_wilsons_bounds_take_arrays() -> None:
    low, high = wilson_bounds(np.array([0.0, 0.5, 1.0]), np.array([10.0, 10.0, 10.0]))
    each = [wilson(count, 10) for count in (0, 5, 10)]
    assert low.tolist() == [i.low for i in each]
    assert high.tolist() == [i.high for i in each]


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_cases_of_their_own_have_the_plain_intervals(hits: list[bool]) -> None:
    alone = np.arange(len(hits))
    assert clustered_share(hits, alone) == wilson(sum(hits), len(hits))
    values = np.asarray(hits, dtype=float)
    found = clustered_mean(values, alone)
    if len(hits) > 1 and values.std() > 0:
        theirs = stats.t.interval(0.95, len(hits) - 1, values.mean(), stats.sem(values))
        assert found == pytest.approx((values.mean(), *theirs))
    assert math.isnan(found.low) == (len(hits) == 1)


@given(st.lists(st.booleans(), min_size=2, max_size=40), st.integers(2, 6))
def test_copies_of_a_case_tell_nothing_new(hits: list[bool], copies: int) -> None:
    """Each case so many times over: the share is that of the cases, and as unsure, or more.

    Their variance is estimated, which costs a degree of freedom.
    """
    again, clusters = np.repeat(hits, copies), np.repeat(np.arange(len(hits)), copies)
    share, number = sum(hits) / len(hits), len(hits)
    cases = float(number)
    if 0 < share < 1:  # z for t: Korn & Graubard's effective number
        cases = (number - 1) * (stats.norm.ppf(0.975) / stats.t.ppf(0.975, number - 1)) ** 2
    low, high = wilson_bounds(share, cases)
    assert tuple(clustered_share(again, clusters)) == pytest.approx(
        (share, float(low), float(high))
    )


def test_one_large_cluster_is_not_many() -> None:
    """Of 100 cases 60 share all their luck: no more is known than of a few, not of 41."""
    hits, clusters = [True] * 60 + [True, False] * 20, [0] * 60 + [*range(1, 41)]
    found, claimed = clustered_share(hits, clusters), wilson_bounds(0.8, 41.0)
    assert found.low < claimed[0]
    assert found.high > claimed[1]


def test_clustered_intervals_hold_the_truth_where_pooled_ones_do_not() -> None:
    """1,000 studies of 20 points and 40 replicates, half of whose luck is the replicate's."""
    rng = np.random.default_rng(1)
    held, pooled, mean = 0, 0, 0
    clusters = np.tile(np.arange(40), 20)
    for _ in range(1000):
        shared = rng.standard_normal(40)
        value = np.sqrt(0.5) * (shared[clusters] + rng.standard_normal(800))
        hits = value > 0.5244  # 30 in 100
        found, alone = clustered_share(hits, clusters), wilson(int(hits.sum()), 800)
        held += found.low < 0.3 < found.high
        pooled += alone.low < 0.3 < alone.high
        of_mean = clustered_mean(value, clusters)
        mean += of_mean.low < 0 < of_mean.high
    assert held > 920
    assert mean > 920
    assert pooled < 650


def test_five_replicates_are_known_to_be_few() -> None:
    rng = np.random.default_rng(4)
    held, clusters = 0, np.repeat(np.arange(5), 20)
    for _ in range(1000):
        luck = np.sqrt(0.3) * rng.standard_normal(5)[clusters]
        hits = luck + np.sqrt(0.7) * rng.standard_normal(100) > 0
        found = clustered_share(hits, clusters)
        held += found.low < 0.5 < found.high
    assert held > 930


def test_bands_of_waiting_hold_the_truth_where_pooled_ones_do_not() -> None:
    """500 studies of 10 points and 30 replicates; half of the luck is the replicate's."""
    rng = np.random.default_rng(5)
    held, pooled, clusters = 0, 0, np.tile(np.arange(30), 10)
    truth = 0.5  # still waiting after round 5, of rounds that are half over by then
    for _ in range(500):
        luck = np.sqrt(0.6) * rng.standard_normal(30)[clusters]
        time = np.ceil(10 * stats.norm.cdf(luck + np.sqrt(0.4) * rng.standard_normal(300)))
        end = rng.integers(1, 12, 300)  # when one that has no event yet is lost from sight
        seen = np.minimum(time, end), time <= end
        for count, own in enumerate((waiting(*seen), waiting(*seen, clusters))):
            at = int(np.flatnonzero(own.time == 5)[0])
            inside = bool(own.low[at] < truth < own.high[at])
            held, pooled = held + inside * count, pooled + inside * (1 - count)
    assert 460 < held < 495
    assert pooled < 400


def test_a_share_is_never_surer_than_that_of_independent_cases() -> None:
    """Points that differ for sure, the same in each replicate, tell nothing of other points."""
    hits, clusters = [True, False] * 10, np.repeat(np.arange(10), 2)
    found, independent = clustered_share(hits, clusters), wilson(10, 20)
    assert found.low < independent.low
    assert found.high > independent.high


@pytest.mark.parametrize("of", [clustered_share, clustered_mean])
def test_nothing_has_no_interval(of: object) -> None:
    with pytest.raises(ValueError, match="no"):
        of([], [])  # type: ignore[operator]


def test_a_difference_of_shares_is_newcombes() -> None:
    """R. G. Newcombe (1998), table II, method 10: 9/10 less 3/10."""
    assert share_difference((3, 10), (9, 10)) == pytest.approx((0.6, 0.1705, 0.8090), abs=5e-5)


def test_a_bootstrap_of_means_agrees_with_students_interval() -> None:
    rng = np.random.default_rng(2)
    before, after = rng.normal(0, 1, 400), rng.normal(1, 1, 400)
    ones = np.ones(400)
    found = bootstrap_difference(Means(before, ones), Means(after, ones), paired=True)
    change = after - before
    theirs = stats.t.interval(0.95, 399, change.mean(), stats.sem(change))
    assert found == pytest.approx((change.mean(), *theirs), abs=0.02)
    again = bootstrap_difference(Means(before, ones), Means(after, ones), paired=True)
    assert again == found
    none = bootstrap_difference(Means(ones, 0 * ones), Means(after, ones), paired=False)
    assert math.isnan(none.low)


def test_quantiles_are_students() -> None:
    assert t_quantile([1, 9, 1e6]) == pytest.approx([12.7062, 2.2622, 1.96], abs=1e-4)
