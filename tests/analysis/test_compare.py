"""Two studies side by side: pair by pair where they share their luck, known answers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from experiments.analysis.compare import differences, same_luck, same_points, table
from experiments.analysis.contrast import Contrast, contrast
from experiments.intervals import mcnemar, paired_difference, share_difference, wilson
from experiments.measures import Measure
from tests.analysis import COST, STILL, made, measure, played
from tests.experiments import AID, study, varied

YES = {True: "deal", False: "protracted"}


def sample(said: list[bool], first: int = 0) -> pd.DataFrame:
    count = len(said)
    return pd.DataFrame(
        {
            "outcome": [YES[yes] for yes in said], "design": 0, "status": "ok",
            "replicate": np.arange(first, first + count), "end_round": np.arange(count),
        }
    )  # fmt: skip


def test_pairs_have_the_published_interval_and_mcnemars_test() -> None:
    """Counts as in Bonett & Price (2012): 26 and 4 discordant pairs of 48."""
    before = [False] * 26 + [True] * 4 + [True] * 10 + [False] * 8
    after = [True] * 26 + [False] * 4 + [True] * 10 + [False] * 8
    found = contrast(measure("deal"), sample(before), sample(after), paired=True)
    assert found is not None
    assert found.difference == paired_difference(26, 4, 48)
    assert (found.pairs, found.gained, found.lost) == (48, 26, 4)
    # twice the binomial tail of 4 or fewer of 30: 2 * 31931 / 2^30
    assert found.p == pytest.approx(2 * 31931 / 2**30, rel=1e-9)
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 5) == 1.0


def both(first: list[bool], second: list[bool], points: int) -> Contrast:
    """Compare what each replicate says, the same at so many design points."""
    sides = [
        pd.concat([sample(said).assign(design=n) for n in range(points)], ignore_index=True)
        for said in (first, second)
    ]
    found = contrast(measure("deal"), *sides, paired=True)
    assert found is not None
    return found


@pytest.mark.parametrize(("first", "second"), [([False] * 20, [False] * 20),
                                               ([False] * 20, [True] * 20)])  # fmt: skip
def test_replicates_that_agree_are_no_surer_over_several_points(
    first: list[bool], second: list[bool]
) -> None:
    one, two = both(first, second, 1), both(first, second, 2)
    assert two.difference == pytest.approx(one.difference)
    assert two.difference.high - two.difference.low > 0.2
    # one replicate that differs makes it no surer either
    near = both([True, *first[1:]], second, 2).difference
    assert near.high - near.low >= one.difference.high - one.difference.low
    alone = both(first[:1], second[:1], 3).difference
    assert alone.high - alone.low > 0.8


def test_many_replicates_that_differ_have_students_interval() -> None:
    found = both([False] * 40, [True] * 12 + [False] * 28, 3).difference
    change = np.array([1.0] * 12 + [0.0] * 28)
    half = stats.t.ppf(0.975, 39) * stats.sem(change)
    assert found == pytest.approx((0.3, 0.3 - half, 0.3 + half))


def test_samples_that_all_say_the_same_are_not_sure() -> None:
    """Without pairs, and of what only some say with them: 20 replicates at two points."""
    one = pd.concat([sample([True] * 20).assign(design=n) for n in (0, 1)], ignore_index=True)
    other = one.assign(replicate=one["replicate"] + 1000)
    apart = contrast(measure("deal"), one, other, paired=False)
    assert apart is not None
    assert apart.difference == pytest.approx(share_difference((20, 20), (20, 20)))
    among = Measure("among", "yes, of the first 15", "share",
                    lambda runs: np.where(runs["replicate"] < 15, 1.0, np.nan), ())  # fmt: skip
    pairs = contrast(among, one, one, paired=True)
    assert pairs is not None
    assert pairs.difference.low < -0.1 < 0.1 < pairs.difference.high


def test_samples_without_pairs_have_newcombes_interval() -> None:
    """R. G. Newcombe (1998), table II, example a: 56/70 less 48/80 is 0.2, 0.0524 to 0.3339."""
    before, after = [True] * 48 + [False] * 32, [True] * 56 + [False] * 14
    found = contrast(measure("deal"), sample(before), sample(after, 1000), paired=False)
    assert found is not None
    assert found.difference == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert found.pairs == 0


def test_a_share_of_what_only_some_say_is_compared_among_those() -> None:
    rng = np.random.default_rng(1)
    said = (rng.random(400) < 0.5).tolist()
    before, after = sample(said), sample(said)
    after["end_round"] += 10
    found = contrast(measure("time_to_deal"), before, after, paired=True)
    assert found is not None
    assert found.difference == pytest.approx((10, 10, 10))  # the same runs on both sides
    apart = contrast(measure("time_to_deal"), before, after, paired=False)
    assert apart is not None
    assert apart.difference.low < 10 < apart.difference.high
    nothing = sample([False] * 4)
    assert contrast(measure("time_to_deal"), nothing, before, paired=True) is None


@settings(max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_a_contrast_changes_sign_with_its_sides(pairs: list[tuple[bool, bool]]) -> None:
    first, second = (sample([pair[side] for pair in pairs]) for side in (0, 1))
    there = contrast(measure("deal"), first, second, paired=True)
    back = contrast(measure("deal"), second, first, paired=True)
    assert there is not None
    assert back is not None
    assert there.difference == pytest.approx(
        (-back.difference.value, -back.difference.high, -back.difference.low), abs=1e-12
    )
    assert (there.gained, there.lost, there.p) == (back.lost, back.gained, back.p)
    assert there.difference.low <= there.difference.value <= there.difference.high


def test_studies_with_the_same_luck_are_compared_point_by_point() -> None:
    vary = [varied(AID, 0, 1)]
    first, second = (
        played(study(vary=vary, replicates=12, hold=STILL | {COST: cost})) for cost in (0.01, 0.02)
    )
    assert same_points(first, second)
    assert same_luck(first, second)
    assert differences(first, second) == [(COST, 0.01, 0.02)]
    found = table(first, second, [measure("cost_D"), measure("deal")])
    assert found["design"].isna().tolist() == [True, False, False] * 2
    cost = found[found["measure"] == "cost_D"]
    assert cost["difference"].tolist() == pytest.approx([0.12] * 3)
    assert cost["pairs"].tolist() == [24, 12, 12]
    assert found.attrs["paired"]
    point = found.iloc[4]
    assert (point["first"], point["first_low"], point["first_high"]) == wilson(0, 12)


@pytest.mark.parametrize(
    "given", [{"seed": 2}, {"luck": "independent"}, {"vary": [varied(AID, 0, 0.9)]}]
)
def test_other_luck_or_other_points_make_no_pairs(given: dict[str, object]) -> None:
    plain = study(vary=[varied(AID, 0, 1)], replicates=4)
    first, second = played(plain), played(study(**{"vary": plain.vary, "replicates": 4} | given))
    found = table(first, second, [measure("utility_A")])
    assert not (same_points(first, second) and same_luck(first, second))
    assert found["pairs"].tolist() == [0]


def test_a_lens_is_what_differs() -> None:
    first, second = (played(study(lens=lens, replicates=3, vary=[varied(AID, 0, 1)]))
                     for lens in (None, "L"))  # fmt: skip
    assert same_points(first, second)
    assert same_luck(first, second)
    assert ("lens", None, "L") in differences(first, second)
    assert ("war.start", 3.0, 2.0) in differences(first, second)


def test_failed_runs_make_no_pair() -> None:
    first = made({"outcome": ["deal", "deal", "protracted"]})
    second = made({"outcome": ["deal", "deal", "deal"], "status": ["ok", "failed", "ok"]})
    found = table(first, second, [measure("deal")]).iloc[0]
    assert (found["pairs"], found["gained"], found["lost"]) == (2, 1, 0)


LHS: dict[str, object] = {"design": "lhs", "points": 5, "vary": [varied(AID, 0, 1)]}


def test_new_luck_at_the_same_points_and_the_same_luck_at_new_points() -> None:
    plain, luck, points, same = (
        played(study(**LHS, replicates=4, **given))
        for given in ({}, {"seed": 2, "design_seed": 1}, {"design_seed": 2}, {"design_seed": 1})
    )
    assert (same_points(plain, luck), same_luck(plain, luck)) == (True, False)
    assert (same_points(plain, points), same_luck(plain, points)) == (False, True)
    assert differences(plain, luck) == [("seed", 1, 2)]
    assert differences(plain, points) == [("design_seed", 1, 2)]
    assert differences(plain, same) == []  # the seed is the design's, unless it says otherwise
    pd.testing.assert_frame_equal(plain.runs, same.runs)
    assert (plain.runs[AID] == luck.runs[AID]).all()
    assert not plain.runs["utility_A"].equals(luck.runs["utility_A"])
    pairs = table(plain, same, [measure("utility_A")])
    assert pairs["pairs"].tolist() == [20] + [4] * 5
    assert (pairs["difference"] == 0).all()
    assert table(plain, luck, [measure("utility_A")])["pairs"].tolist() == [0]
    assert table(plain, points, [measure("utility_A")])["pairs"].tolist() == [0]


def test_independent_luck_of_one_seed_makes_pairs_too() -> None:
    own = {"vary": [varied(AID, 0, 1)], "replicates": 4, "luck": "independent"}
    first, second = (played(study(**own, hold={COST: cost})) for cost in (0.01, 0.02))
    found = table(first, second, [measure("cost_D")])
    assert found["pairs"].tolist() == [8, 4, 4]
