"""Intervals, dots, words and lettering against closed or published answers."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy import stats

from experiments import spoken as words
from experiments.figures.parts import dots, heat, lettering, pareto
from experiments.figures.parts.marks import marks
from experiments.figures.parts.page import lay
from experiments.figures.style import figure
from experiments.intervals import Z, paired_difference, waiting, wilson


def test_wilson_interval_follows_its_closed_form() -> None:
    n, p = 40, 0.25
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    assert wilson(10, n) == pytest.approx((p, middle - half, middle + half), abs=1e-12)


def test_wilson_interval_of_nothing_seen_is_open_above() -> None:
    assert wilson(0, 10) == pytest.approx((0, 0, Z**2 / (10 + Z**2)), abs=1e-12)


@pytest.mark.parametrize(("count", "total"), [(1, 0), (3, 2), (-1, 2)])
def test_wilson_refuses_what_is_no_share(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        wilson(count, total)


def test_paired_difference_agrees_with_the_published_example() -> None:
    """The example of R's statpsych, ci.prop.ps(.05, 12, 4, 26, 6): 0.2548067 to 0.6251933."""
    found = paired_difference(26, 4, 48)
    assert found.value == pytest.approx(22 / 48)
    assert (found.low, found.high) == pytest.approx((0.2548067, 0.6251933), abs=1e-7)


def test_paired_difference_changes_sign_with_its_sides() -> None:
    there, back = paired_difference(7, 2, 30), paired_difference(2, 7, 30)
    assert (back.value, back.low, back.high) == pytest.approx(
        (-there.value, -there.high, -there.low)
    )


def test_paired_difference_refuses_impossible_counts() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        paired_difference(3, 3, 5)


def test_waiting_is_the_product_limit() -> None:
    """Five cases: events at 1 and 3, a case lost at 2: 4/5, then times 2/3."""
    curve = waiting([1, 2, 3, 4, 4], [True, False, True, False, False])
    assert curve.time.tolist() == [1, 2, 3, 4]
    assert curve.share == pytest.approx([4 / 5, 4 / 5, 8 / 15, 8 / 15])
    assert curve.at_risk.tolist() == [5, 4, 3, 2]
    assert curve.events.tolist() == [1, 0, 1, 0]


def test_waiting_band_is_scipys_where_that_is_defined() -> None:
    rng = np.random.default_rng(0)
    times, happened = rng.integers(1, 9, 60), rng.random(60) < 0.4
    curve = waiting(times, happened)
    data = stats.CensoredData.right_censored(times, ~happened)
    band = stats.ecdf(data).sf.confidence_interval(0.95, method="log-log")
    assert curve.low == pytest.approx(band.low.probabilities)
    assert curve.high == pytest.approx(band.high.probabilities)


def test_waiting_band_is_undefined_at_one_and_at_zero() -> None:
    curve = waiting([1, 2], [False, True])
    assert curve.share.tolist() == [1, 0]
    assert np.isnan(curve.low).all()
    assert np.isnan(curve.high).all()


def test_marks_give_the_last_to_the_largest_remainders() -> None:
    assert marks([1, 1, 1]) == [34, 33, 33]
    assert marks([2, 3, 2], 10) == [3, 4, 3]
    assert marks([995, 5, 0]) == [100, 0, 0]
    assert marks([994, 6]) == [99, 1]


def test_marks_always_sum_and_stay_within_one_of_their_quota() -> None:
    rng = np.random.default_rng(1)
    for _ in range(200):
        counts = rng.integers(0, 50, 8).tolist()
        counts[0] += 1
        drawn = marks(counts)
        quota = [100 * count / sum(counts) for count in counts]
        assert sum(drawn) == 100
        assert all(abs(mark - share) < 1 for mark, share in zip(drawn, quota, strict=True))


@pytest.mark.parametrize("counts", [[0, 0], [-1, 3]])
def test_marks_refuse_counts_without_a_whole(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="marks need counts"):
        marks(counts)


def test_non_dominated_points() -> None:
    points = np.array([[0, 3], [1, 2], [1, 1], [2, 2], [3, 0], [3, 0], [0, 0]], dtype=float)
    assert np.flatnonzero(pareto.non_dominated(points)).tolist() == [0, 3, 4, 5]


def test_non_dominated_is_what_the_definition_says() -> None:
    points = np.random.default_rng(2).integers(0, 6, (60, 2)).astype(float)
    slow = [
        not any((other >= point).all() and (other > point).any() for other in points)
        for point in points
    ]
    assert pareto.non_dominated(points).tolist() == slow


def test_thin_keeps_one_point_a_cell_and_nearby_gathers() -> None:
    points = np.array([[0, 0], [1e-6, 0], [1, 1]], dtype=float)
    assert pareto.thin(points).tolist() == [[0, 0], [1, 1]]
    assert pareto.nearby(points, 0.1) == [[0, 1], [2]]


def test_contour_runs_between_cells_on_either_side_and_not_beside_missing_ones() -> None:
    assert heat.contour(np.array([[0.2, 0.6]])) == [((0.5, -0.5), (0.5, 0.5))]
    assert heat.contour(np.array([[0.2], [0.6]])) == [((-0.5, 0.5), (0.5, 0.5))]
    assert heat.contour(np.array([[0.2, np.nan], [0.3, 0.4]])) == []


def test_stack_makes_dots_fit() -> None:
    values = [0.5] * 10 + [0.9]
    columns, size = dots.stack([values], (0.0, 1.0), 7.0, 1.5)
    assert size == pytest.approx(7.0 / columns)
    assert 10 * size <= 1.5 < 10 * 7.0 / (columns - 1)


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0"), (0.004, "fewer than 1"), (0.44, "44"), (0.996, "more than 99"), (1, "100")],
)
def test_a_count_in_100_never_rounds_something_to_nothing(share: float, said: str) -> None:
    assert words.in_100(share) == said


def test_spread_labels_keep_their_distance_and_their_order() -> None:
    placed = lettering.spread([3.0, 3.1, 3.05, 9.9], 1.0, 0.0, 10.0)
    ordered = sorted(placed)
    assert placed[0] < placed[2] < placed[1]
    assert min(b - a for a, b in itertools.pairwise(ordered)) >= 1.0 - 1e-9
    assert max(lettering.spread([9.9, 9.95], 1.0, 0.0, 10.0)) <= 10.0


def test_wrapped_text_fits_and_loses_no_word_unless_it_must() -> None:
    text = "a model of negotiations between several parties"
    wrapped = lettering.wrap(text, 14, 2.0)
    assert wrapped.replace("\n", " ") == text
    assert max(lettering.width_of(line, 14) for line in wrapped.split("\n")) <= 2.0
    assert lettering.wrap(text, 14, 2.0, most=1).endswith("…")


def test_a_label_finds_room_or_none() -> None:
    spot = lettering.free_spot((1.0, 1.0), (0.4, 0.2), [(0.5, 1.0, 1.5, 1.5)], (0, 0, 3, 3))
    assert spot is not None
    assert spot[1] + 0.1 <= 1.0
    assert lettering.free_spot((1.0, 1.0), (9.0, 0.2), [], (0, 0, 3, 3)) is None


def test_a_page_says_that_it_is_a_model_and_what_was_left_out() -> None:
    fig = figure()
    lay(fig, "Found", "read so", "ukraine, seed 1", left_out=3)
    said = [text.get_text() for text in fig.texts]
    assert "A model, not a forecast  ·  ukraine, seed 1  ·  3 failed negotiations left out" in [
        " ".join(text.split("\n")).replace(" · ", "  ·  ") for text in said
    ]
