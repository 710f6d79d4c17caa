"""Designs that other tools lay out, points from a file, and which luck a point meets."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import load_study, sweep
from experiments.design import (
    Study,
    base_scenario,
    design_points,
    figure_names,
    measures_of,
    replicates_in_all,
    replicates_of,
)
from experiments.store import digest
from sim import InputError, Negotiation
from sim.reading import with_values
from tests.experiments import AID, PACE, SMALL, study, varied

ROUNDS = "talks.rounds"
RANGES = [varied(AID), varied(PACE, low=0.1, high=0.2), varied(ROUNDS)]


def laid(asked: Study) -> pd.DataFrame:
    return design_points(asked, base_scenario(asked))


@pytest.mark.parametrize("design", ["random", "sobol", "morris", "lhs"])
@pytest.mark.parametrize("seed", [0, 7, 2**63 - 1])
def test_points_lie_in_their_ranges_and_hang_on_the_seed_alone(design: str, seed: int) -> None:
    given = {"design": design, "points": 8, "vary": RANGES}
    points, again, other = (laid(study(seed=s, **given)) for s in (seed, seed, 3))
    pd.testing.assert_frame_equal(points, again)
    assert not points.equals(other)
    assert points[AID].between(0.0, 1.3).all()
    assert points[PACE].between(0.1, 0.2).all()
    assert set(points[ROUNDS]) <= set(range(8, 17))


@pytest.mark.parametrize(("second_order", "blocks"), [(False, 5), (True, 8)])
def test_saltellis_sample_crosses_its_two_halves(second_order: bool, blocks: int) -> None:
    points = laid(study(design="sobol", points=4, second_order=second_order, vary=RANGES))
    assert len(points) == 4 * blocks
    for base in points.to_numpy().reshape(4, blocks, 3):
        first, last = base[0], base[-1]
        for number in range(3):
            crossed = first.copy()
            crossed[number] = last[number]
            assert (base[1 + number] == crossed).all()


@pytest.mark.parametrize(("points", "told"), [(100, "write 64 or 128"), (1, "write 2 or 4")])
def test_a_sobol_sequence_needs_a_power_of_two(points: int, told: str) -> None:
    with pytest.raises(InputError, match=f"points = {points} is no power of two.*{told}"):
        laid(study(design="sobol", points=points, vary=RANGES))


def test_more_random_points_leave_the_first_ones_as_they_are() -> None:
    few, many = (laid(study(design="random", points=n, vary=RANGES)) for n in (5, 9))
    pd.testing.assert_frame_equal(many.head(5), few)


def write(folder: Path, table: str, **given: str) -> Path:
    (folder / "points.csv").write_text(table, encoding="utf-8")
    head = f'format = 1\nname = "mine"\ntitle = "Mine"\nscenario = {SMALL!r}\ndesign = "table"\n'
    lines = {"file": '"points.csv"', "replicates": "2"} | given
    (folder / "mine.toml").write_text(head + "".join(f"{k} = {v}\n" for k, v in lines.items()))
    return folder / "mine.toml"


def test_a_table_gives_the_points_beside_the_study(tmp_path: Path) -> None:
    asked = load_study(write(tmp_path, f"\ufeff{AID.upper()},{ROUNDS}\n0.5,9\n\n 1e-1, 12 \n"))
    points = laid(asked)
    assert points.to_dict("list") == {AID: [0.5, 0.1], ROUNDS: [9.0, 12.0]}
    table = sweep(asked, tmp_path / "out")
    assert table[AID].tolist() == [0.5, 0.5, 0.1, 0.1]
    assert Study.model_validate(asked.model_dump(mode="json")) == asked


def test_a_table_may_have_semicolons_as_spreadsheets_write_them(tmp_path: Path) -> None:
    asked = load_study(write(tmp_path, f"{AID};{ROUNDS}\n0.5;9\n"))
    assert laid(asked).to_dict("list") == {AID: [0.5], ROUNDS: [9.0]}


def test_a_built_in_table_is_found_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = load_study("evenness")
    assert asked.file == "evenness.csv"
    assert len(laid(asked)) == 15
    (tmp_path / "evenness.csv").write_text("another\n1\n")
    assert len(laid(Study.model_validate(asked.model_dump(mode="json")))) == 15


FAULTS = {  # what stands in the table, and what the sentence must hold besides the file
    "": ["no design points"],
    f"{AID}\n": ["no design points", "a row of paths"],
    f"{AID}\n0.5\nmuch\n": ["row 3, column actors.M.aid", "'much' is not a number", "0 to 3"],
    f"{AID}\n\n\n7\n": ["row 4, column actors.M.aid", "7 can't be in 'level'"],
    f"{AID}\nnan\n": ["row 2", "'nan' is not a number"],
    f"{ROUNDS}\n8.5\n": ["row 2, column talks.rounds", "8.5 can't be", "a whole number"],
    f"{AID},{PACE}\n0.5\n": ["row 2", "1 cells in 2 columns"],
    "actors.M.aidd\n0.5\n": ["row 1", "aidd", "did you mean 'aid'?"],
    "actors.M\n0.5\n": ["row 1", "not a number"],
    f"{AID},{AID}\n1,1\n": ["a column comes twice"],
    f"{AID}\n\udcff\n": ["can't be read", "UTF-8"],
}


@pytest.mark.parametrize("table", FAULTS)
def test_a_fault_of_a_table_names_file_row_and_column(tmp_path: Path, table: str) -> None:
    file = write(tmp_path, "")
    (tmp_path / "points.csv").write_bytes(table.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as caught:
        laid(load_study(file))
    for part in ("points.csv", *FAULTS[table]):
        assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_that_is_missing_unnamed_changed_or_not_alone_is_told(tmp_path: Path) -> None:
    table = f"{AID}\n0.5\n"
    with pytest.raises(InputError, match="nowhere.csv: there is no such file"):
        laid(load_study(write(tmp_path, table, file='"nowhere.csv"')))
    with pytest.raises(InputError, match="names none"):
        laid(study(design="table"))
    with pytest.raises(InputError, match="take out vary"):
        laid(load_study(write(tmp_path, table, vary_tier="1")))
    asked = load_study(write(tmp_path, table))
    (tmp_path / "points.csv").write_text(f"{AID}\n0.6\n")
    with pytest.raises(InputError, match="points.csv: it has changed since the study was made"):
        laid(asked)


@given(st.integers(1, 30), st.integers(1, 40), st.integers(0, 20))
def test_independent_luck_is_dealt_out_once_and_more_of_it_changes_none(
    designs: int, replicates: int, more: int
) -> None:
    asked = study(luck="independent", replicates=replicates)
    hands = [replicates_of(asked, design, designs) for design in range(designs)]
    dealt = [number for hand in hands for number in hand]
    assert sorted(dealt) == list(range(replicates_in_all(asked, designs)))
    assert {len(hand) for hand in hands} == {replicates}
    longer = asked.model_copy(update={"replicates": replicates + more})
    for design, hand in enumerate(hands):
        assert list(replicates_of(longer, design, designs))[:replicates] == list(hand)


def test_a_row_of_independent_luck_is_replayed_from_its_columns() -> None:
    asked = study(luck="independent", vary=[varied(AID, 0.2, 0.8)], replicates=70, uncertain=True)
    table = sweep(asked, jobs=2)
    assert not table.duplicated(["seed", "replicate"]).any()
    assert digest(table) == digest(sweep(asked, jobs=1))
    assert table[PACE].nunique() == 140  # draws of their own too
    base = base_scenario(asked)
    for row in table.sample(6, random_state=1).to_dict("records"):
        at = with_values(base, {AID: row[AID], PACE: row[PACE]})
        record = Negotiation(at, rng=row["seed"], replicate=row["replicate"]).run()
        assert (row["outcome"], row["end_round"]) == (record.outcome, record.end_round)
        assert row["utility_D"] == record.utility["D"]


def test_common_luck_repeats_at_every_point() -> None:
    table = sweep(study(vary=[varied(AID, 0.5, 0.5)], replicates=5))
    one, other = (table[table["design"] == d].reset_index(drop=True) for d in (0, 1))
    assert (one["replicate"] == other["replicate"]).all()
    assert (one["utility_A"] == other["utility_A"]).all()
    apart = sweep(study(vary=[varied(AID, 0.5, 0.5)], replicates=5, luck="independent"))
    one, other = (apart[apart["design"] == d].reset_index(drop=True) for d in (0, 1))
    assert (one["utility_A"] != other["utility_A"]).any()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"measures": ["deall"]}, ["measures", "no measure 'deall'", "did you mean 'deal'?"]),
        ({"measures": ["deal", "DEAL"]}, ["measures", "named twice"]),
        ({"measures": ["term_LAND.z"]}, ["measures", "term_LAND"]),
        ({"figures": ["tornadoo"]}, ["figures", "no figure", "did you mean 'tornado'?"]),
    ],
)
def test_what_can_not_be_measured_or_drawn_is_told_before_a_run(
    asked: dict[str, Any], told: list[str]
) -> None:
    with pytest.raises(InputError) as caught:
        base_scenario(study(**asked))
    for part in ("small", *told):
        assert part in str(caught.value)


def test_a_study_names_measures_in_any_case_or_has_the_usual_ones() -> None:
    named = study(measures=["UTILITY_d", "settlement"], figures=["terms"])
    assert [m.name for m in measures_of(named, base_scenario(named))] == [
        "utility_D", "settlement"
    ]  # fmt: skip
    usual = [m.name for m in measures_of(study(), base_scenario(study()))]
    assert usual == ["deal", "settlement", "time_to_deal", "lasting_2y"]
    assert {"tornado", "terms"} <= set(figure_names())
    no_sweep = {"__init__", "style", "bargaining_space", "tournament"}
    assert not no_sweep & set(figure_names())
    assert np.unique(usual).size == len(usual)
