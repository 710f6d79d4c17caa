"""Sheets of scores: as spreadsheets save them, and there and back again."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.formats import to_files
from experiments.formats.table import Table
from sim import Scenario, load_scenario
from sim.solutions import feasible
from tests.formats import bars, exported, imported, scenario_of, tables, worths

PLAIN = """issue,option,Ada,Ben
price,low,0,10
price,high,7.5,0
date,spring,0,4
,autumn,2,0
(no deal),,1,3
"""
SAVED = {  # what a spreadsheet may make of it
    "commas": PLAIN.encode(),
    "semicolons": PLAIN.replace(",", ";").replace(".", ",").encode(),
    "tabs in UTF-16": PLAIN.replace(",", "\t").encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "Windows lines, and a line on the separator": (
        "sep=;\r\n" + PLAIN.replace(",", ";").replace("\n", "\r\n")
    ).encode(),
    "decimal commas in quotes": PLAIN.replace("7.5", '"7,5"').encode(),
    "spaces, empty rows and columns": PLAIN.replace(",", " , ").replace("\n", ",,\n,,,\n").encode(),
    "capitals": PLAIN.replace("issue,option", "Issue,Option").encode(),
}


def read(folder: Path, data: bytes | str) -> Scenario:
    (folder / "scores.csv").write_bytes(data.encode() if isinstance(data, str) else data)
    return imported(folder, "csv", [folder / "scores.csv"])


@pytest.mark.parametrize("saved", SAVED)
def test_a_sheet_is_read_as_it_is_saved(tmp_path: Path, saved: str) -> None:
    scenario = read(tmp_path, SAVED[saved])
    assert {key: list(issue.options) for key, issue in scenario.issues.items()} == {
        "price": ["low", "high"], "date": ["spring", "autumn"]
    }  # fmt: skip
    assert worths(scenario).tolist() == [[0, 14], [2, 10], [7.5, 4], [9.5, 0]]
    assert bars(scenario).tolist() == [1, 3]
    assert (scenario.scale, scenario.talks.mediator) == ("score", "Ada")
    assert scenario.consent.rule == "unanimity"


def test_letters_of_an_old_windows_are_read(tmp_path: Path) -> None:
    scenario = read(tmp_path, PLAIN.replace("Ada", "Zoë").encode("cp1252"))
    assert [actor.name for actor in scenario.actors.values()] == ["Zoë", "Ben"]


def test_small_worths_are_utilities(tmp_path: Path) -> None:
    small = PLAIN.replace("10", "0.6").replace("7.5", "0.5").replace(",4", ",0.4").replace(
        ",2,", ",0.2,").replace("1,3", "0.1,0.3")  # fmt: skip
    scenario = read(tmp_path, small)
    assert scenario.scale == "unit"


def test_red_lines_owners_and_the_drafter_are_read(tmp_path: Path) -> None:
    text = """issue,option,text,consent,Ada,Ada: red line,Ben
price,low,Ben pays little,,0,,10
price,high,Ben pays much,Ben,7.5,2,0
price,none,Ben pays nothing,Ada | Ben,1,never,3
(every text),,,"owners, always Ada",,,drafts
"""
    scenario = read(tmp_path, text)
    assert (scenario.consent.rule, scenario.consent.core) == ("owners", ("Ada",))
    assert scenario.talks.mediator == "Ben"
    price = scenario.issues["price"]
    assert price.owners == ("Ben",)
    assert price.options["none"].consent == ("Ada",)
    assert price.options["high"].text == "Ben pays much"
    lines = scenario.actors["Ada"].red_lines
    assert {spot: line.hard.value for line in lines.values() for spot in line.on} == {
        "price.high": 0, "price.none": 1
    }  # fmt: skip
    assert worths(scenario)[:, 0].tolist() == [0, 5.5, 1]


def test_a_quota_is_read(tmp_path: Path) -> None:
    scenario = read(tmp_path, PLAIN.replace("n,Ada", "n,consent,Ada").replace(
        "w,0", "w,,0").replace("h,7", "h,,7").replace("g,0", "g,,0").replace("n,2", "n,,2").replace(
        "(no deal),,", "(no deal),,,") + '(every text),,"1 of 2, always Ben",,\n')  # fmt: skip
    assert (scenario.consent.quota.value, scenario.consent.vetoes) == (1, ("Ben",))


def test_words_are_kept_from_being_formulas() -> None:
    scenario = load_scenario("tests/scenarios/base.toml")
    issue = scenario.issues["A"].model_copy(update={"name": "=1+1"})
    harmful = scenario.model_copy(update={"issues": {**scenario.issues, "A": issue}})
    (text,) = to_files("csv", harmful).texts.values()
    assert "\n'=1+1,o1," in text
    assert "\n=1+1" not in text


@settings(max_examples=60)
@given(tables(), st.sampled_from([None, True]))
def test_there_and_back_again(
    tmp_path_factory: pytest.TempPathFactory, table: Table, semicolons: bool | None
) -> None:
    folder = tmp_path_factory.mktemp("csv")
    scenario = scenario_of(folder, table)
    made = to_files("csv", scenario, semicolons=semicolons)
    assert made.left_out == ()
    back = imported(folder, "csv", exported(folder / "csv", made.texts))
    u = worths(scenario)
    assert worths(back) == pytest.approx(u, abs=1e-12)
    assert bars(back).tolist() == bars(scenario).tolist()
    assert list(back.actors).index(back.talks.mediator) == table.drafter
    passing = feasible(scenario, u, bars(scenario)).tolist()
    assert feasible(back, u, bars(back)).tolist() == passing


def test_the_flagship_comes_back_but_for_its_war(tmp_path: Path) -> None:
    scenario = load_scenario("ukraine")
    made = to_files("csv", scenario)
    back = imported(tmp_path, "csv", exported(tmp_path / "csv", made.texts))
    u = worths(scenario)
    assert worths(back) == pytest.approx(u, abs=1e-12)
    passing = feasible(scenario, u, bars(back))
    assert 0 < passing.sum() < len(u)
    assert feasible(back, u, bars(back)).tolist() == passing.tolist()
