"""The committed reference result is what its manifest says, to the last bit."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from experiments import load, load_study, sweep
from experiments.command.demonstration import STUDY, summary
from experiments.design import Study, at_point, base_scenario
from experiments.measures import overall
from experiments.report.case import read_case
from experiments.report.choosing import surprising, typical
from experiments.report.findings import sentences
from experiments.store import digest, read_manifest
from sim import Negotiation
from sim.record import scenario_hash

REFERENCE = Path(__file__).parents[2] / "results" / "reference"
FIRST = 20  # replicates of each design point that are played again


@cache
def stored() -> pd.DataFrame:
    return load(REFERENCE)


def made() -> Study:
    return Study.model_validate(read_manifest(REFERENCE)["study"])


@cache
def again() -> pd.DataFrame:
    return sweep(made(), runs=FIRST)


def test_the_manifest_fits_study_and_scenario_of_today() -> None:
    assert made() == load_study(STUDY)
    assert read_manifest(REFERENCE)["scenario_hash"] == scenario_hash(base_scenario(made()))


def test_the_stored_runs_are_whole() -> None:
    manifest, table = read_manifest(REFERENCE), stored()
    assert len(table) == manifest["rows"] == 25 * made().replicates
    assert table["run"].tolist() == list(range(len(table)))
    assert table.groupby("design")["replicate"].agg(["min", "max", "nunique"]).eq(
        [0, made().replicates - 1, made().replicates]
    ).all(axis=None)  # fmt: skip
    assert digest(table) == manifest["digest"]


def test_the_same_columns() -> None:
    assert list(again().columns) == list(stored().columns)


def test_the_same_numbers() -> None:
    before = stored()[stored()["replicate"] < FIRST].reset_index(drop=True)
    after = again()
    assert len(after) == len(before) == 25 * FIRST
    differ = {}
    for column in after.columns.drop("run"):
        one, other = before[column], after[column]
        unlike = (one.isna() != other.isna()) | ((one != other) & one.notna())
        if unlike.any():
            differ[column] = int(unlike.sum())
    assert not differ, "rows that differ, by column"


def test_the_table_is_the_summary_of_the_runs() -> None:
    written = pd.read_csv(REFERENCE / "table.csv")
    counted = summary(stored())
    assert len(written) == 25
    pd.testing.assert_frame_equal(written, counted, check_exact=True, check_dtype=False)
    deals = stored()["outcome"].eq("deal").sum()
    assert written["count"].sum() == deals
    assert written["runs"].sum() == len(stored())


@pytest.mark.parametrize("run", [0, 1999, 3999])
def test_a_stored_row_is_its_negotiation(run: int) -> None:
    row, study = stored().loc[run], made()
    at = at_point(base_scenario(study), {v.path: row[v.path] for v in study.vary})
    record = Negotiation(at, rng=study.seed, replicate=int(row["replicate"])).run()
    assert (record.outcome, record.end_round) == (row["outcome"], row["end_round"])
    assert len(record.texts) == row["texts"]
    assert {name: row[f"utility_{name}"] for name in record.utility} == record.utility


@pytest.mark.parametrize(
    "name",
    [
        "outcomes",
        "terms",
        "time_to_deal",
        "blockers",
        "peace_held",
        "deal_by_1",
        "deal_by_2",
        "deal_by_both",
        "utilities",
        "answers",
        "offers",
    ],
)
def test_its_pictures_are_there(name: str) -> None:
    assert (REFERENCE / f"{name}.svg").stat().st_size > 1000


def test_its_report_says_what_the_runs_say() -> None:
    page = (REFERENCE / "report.html").read_text(encoding="utf-8")
    assert len(page) < 1_000_000
    case = read_case(REFERENCE)
    said = sentences(case, overall(case.results.runs, case.measures))
    assert len(said) == 4
    for sentence in said:
        assert f"<li>{sentence}</li>" in page
    for chosen in (typical, surprising):
        assert f"run {chosen(case.results.runs, case.results.study).run}</h3>" in page
    assert case.manifest["digest"] in page
