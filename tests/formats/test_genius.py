"""Genius XML: domains with known answers in both readings, and there and back again."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from experiments.formats import to_files
from experiments.formats.table import Table
from sim import Scenario, load_scenario
from sim.solutions import (
    egalitarian,
    kalai_smorodinsky,
    nash,
    packages,
    pareto,
    utilitarian,
)
from tests.formats import (
    DOMAINS,
    bars,
    domain_xml,
    exported,
    genius_files,
    imported,
    profile_xml,
    scenario_of,
    tables,
    words,
    worths,
)

SOLUTIONS: dict[str, Callable[..., Any]] = {
    "nash": nash, "kalai": egalitarian, "kalai_smorodinsky": kalai_smorodinsky,
    "welfare": utilitarian,
}  # fmt: skip
PIE = {"Pie": ["none", "half", "all"], "Day": ["now", "later"]}


@pytest.mark.parametrize("reading", ["genius", "raw"])
@pytest.mark.parametrize("name", DOMAINS)
def test_known_domains_have_their_known_solutions(tmp_path: Path, name: str, reading: str) -> None:
    scenario = imported(tmp_path, "genius", genius_files(tmp_path, name), reading=reading)
    u, choices, expected = worths(scenario), packages(scenario), DOMAINS[name][reading]
    assert pareto(u).sum() == expected["pareto"]
    for solution in SOLUTIONS.keys() & expected:
        (row,) = SOLUTIONS[solution](u, bars(scenario))
        terms, point = expected[solution]
        assert words(scenario, choices[row]) == terms, solution
        assert u[row] == pytest.approx(point, rel=1e-12)


@pytest.mark.parametrize("name", DOMAINS)
def test_the_two_readings_are_told_apart(tmp_path: Path, name: str) -> None:
    files = genius_files(tmp_path, name)
    by_maximum, as_written = (
        imported(tmp_path, "genius", files, reading=reading) for reading in ("genius", "raw")
    )
    assert (by_maximum.scale, as_written.scale) == ("unit", "score")
    u, v = worths(by_maximum), worths(as_written)
    assert u.max() == pytest.approx(1.0)
    assert v.max() > 2.0
    orders = [
        np.argsort(u[:, p]).tolist() == np.argsort(v[:, p]).tolist() for p in range(u.shape[1])
    ]
    assert orders == {"laptop": [True, False]}.get(name, [False] * u.shape[1])


def pair(folder: Path, first: float, second: float) -> list[Path]:
    """Write a small domain and two profiles of these discount factors."""
    return exported(folder, {
        "pie-domain.xml": domain_xml(PIE),
        "a.xml": profile_xml(PIE, [0.5, 0.5], [[0, 1, 2], [1, 0]], 0.25, first),
        "b.xml": profile_xml(PIE, [1, 3], [[2, 1, 0], [1, 4]], 0.5, second),
    })  # fmt: skip


def test_weights_evaluations_and_reservation_values_are_read(tmp_path: Path) -> None:
    scenario = imported(tmp_path, "genius", pair(tmp_path, 1.0, 0.0))
    a, b = scenario.actors.values()
    assert (scenario.name, a.name, a.reservation.value, b.reservation.value) == (
        "pie", "a", 0.25, 0.5
    )  # fmt: skip
    assert [w.value for w in b.weights.values()] == [0.25, 0.75]
    assert [v.value for v in b.values["Pie"].values()] == [1.0, 0.5, 0.0]
    assert (scenario.consent.rule, scenario.talks.discounted.value) == ("unanimity", 0)
    assert "reading 'genius'" in scenario.assumptions["table"].says


def test_a_discount_factor_is_of_all_talks_in_genius_and_of_each_step_in_negmas(
    tmp_path: Path,
) -> None:
    files = pair(tmp_path, 0.8, 1.0)
    found = {}
    for reading in ("genius", "raw"):
        scenario = imported(tmp_path, "genius", files, reading=reading)
        assert scenario.talks.discounted.value == 1
        a, b = scenario.actors.values()
        assert (b.discount.value, "no discounting" in b.discount.note) == (0.9999, True)
        found[reading] = a.discount.value
        (text,) = [t for f, t in to_files("genius", scenario).texts.items() if "_01_" in f]
        rounds = scenario.talks.rounds.value
        assert f'<discount_factor value="{a.discount.value**rounds!r}"' in text
    assert found["genius"] ** scenario.talks.rounds.value == pytest.approx(0.8)
    assert found["raw"] == 0.8
    made = to_files("csv", scenario)
    assert made.left_out == ("that a deal is worth less the later it comes",)


def test_profiles_alone_are_enough_and_order_of_files_is_order_of_seats(tmp_path: Path) -> None:
    _, *profiles = genius_files(tmp_path, "new_sporthal_3p")
    scenario = imported(tmp_path, "genius", profiles[::-1])
    assert [a.name for a in scenario.actors.values()] == [
        "New sporthal util3", "New sporthal util2", "New sporthal util1"
    ]  # fmt: skip
    assert pareto(worths(scenario)).sum() == 10
    assert [o.short for o in scenario.issues["Floor"].options.values()] == ["", "", "Soft mats"]


def numeric(kind: str, evaluator: str, low: str = "2", high: str = "5") -> tuple[str, str]:
    bounds = f'<range lowerbound="{low}" upperbound="{high}"/>' if kind == "real" else ""
    head = (f'<objective index="0" name="d"><issue index="1" name="N" type="{kind}" '
            f'lowerbound="{low}" upperbound="{high}">{bounds}')  # fmt: skip
    tail = '</issue>{}<weight index="1" value="1"/></objective>'
    domain = f"<negotiation_template><utility_space>{head}</issue></objective></utility_space>"
    space = f"<utility_space>{head}{evaluator}{tail.format('')}</utility_space>"
    return domain + "</negotiation_template>", space


@pytest.mark.parametrize(
    ("kind", "evaluator", "reading", "steps", "expected"),
    [  # genius counts integers from the lower bound and stays within 0 and 1; raw does neither
        ("integer", 'slope="0.25" offset="0.5"', "genius", None, [0.5, 0.75, 1.0, 1.0]),
        ("integer", 'slope="0.25" offset="0.5"', "raw", None, [1.0, 1.25, 1.5, 1.75]),
        ("integer", 'slope="-0.25" offset="1"', "genius", 2, [1.0, 0.25]),
        ("real", 'parameter0="-0.5" parameter1="0.25"', "genius", 4, [0.0, 0.25, 0.5, 0.75]),
        ("real", 'parameter0="-2" parameter1="0.5"', "genius", 3, [0.0, 0.0, 0.5]),
        ("real", 'parameter0="-2" parameter1="0.5"', "raw", 3, [-1.0, -0.25, 0.5]),
    ],
)
def test_numeric_issues_become_options(
    tmp_path: Path,
    kind: str,
    evaluator: str,
    reading: str,
    steps: int | None,
    expected: list[float],
) -> None:
    domain, space = numeric(kind, f'<evaluator ftype="linear" {evaluator}/>')
    files = exported(tmp_path, {"d.xml": domain, "a.xml": space, "b.xml": space})
    scenario = imported(tmp_path, "genius", files, reading=reading, steps=steps)
    (issue,) = scenario.issues.values()
    assert [o.text for o in issue.options.values()][:: len(expected) - 1] == ["2", "5"]
    assert worths(scenario)[:, 0] == pytest.approx(expected)


def test_a_triangle_is_worth_most_at_its_top(tmp_path: Path) -> None:
    domain, space = numeric("real", '<evaluator ftype="triangular" parameter0="3" parameter1="5"'
                            ' parameter2="4"/>')  # fmt: skip
    files = exported(tmp_path, {"d.xml": domain, "a.xml": space, "b.xml": space})
    scenario = imported(tmp_path, "genius", files, steps=7)
    assert worths(scenario)[:, 0] == pytest.approx([0, 0, 0, 0.5, 1.0, 0.5, 0.0])


def test_what_genius_itself_lets_pass_is_read(tmp_path: Path) -> None:
    """A bare ampersand, an old encoding, a comment before the declaration, repeated items."""
    issues = {"Bar & floor": ["£10,000", "wood & mats"]}
    profile = profile_xml(issues, [1], [[1, 2]]).replace("&amp;", "&")
    texts = {
        "d.xml": domain_xml(issues).replace("&amp;", "&").encode("cp1252"),
        "a.xml": profile.encode("cp1252"),
        "b.xml": b'\n<!-- old -->\n<?xml version="1.0" encoding="cp1252"?>'
        + profile.encode("cp1252"),
    }
    for file, data in texts.items():
        (tmp_path / file).write_bytes(data)
    scenario = imported(tmp_path, "genius", [tmp_path / file for file in texts])
    (issue,) = scenario.issues.values()
    assert (issue.name, words(scenario, [0])) == ("Bar & floor", ["£10,000"])


@settings(max_examples=40)
@given(tables(), st.sampled_from(["genius", "raw"]))
def test_an_export_comes_back_with_the_same_worths(
    tmp_path_factory: pytest.TempPathFactory, table: Table, reading: str
) -> None:
    folder = tmp_path_factory.mktemp("genius")
    scenario = scenario_of(folder, table)
    u = worths(scenario)
    assume((np.ptp(u, axis=0) > 1e-6).all())
    files = exported(folder / "xml", to_files("genius", scenario).texts)
    back = imported(folder, "genius", files, reading=reading)
    assert worths(back) == pytest.approx(u, rel=1e-12, abs=1e-10)
    assert bars(back) == pytest.approx(bars(scenario), rel=1e-12)
    assert [a.name for a in back.actors.values()] == [a.name for a in scenario.actors.values()]


def test_an_export_that_was_edited_is_read_as_it_stands_now(tmp_path: Path) -> None:
    """Not by the worths that we had noted beside what was changed."""
    scenario = load_scenario("tests/scenarios/base.toml")
    texts = to_files("genius", scenario).texts
    mayor = next(file for file in texts if "Mayor" in file)
    assert 'index="1" value="0.14"' in texts[mayor]
    edited = texts[mayor].replace('index="1" value="0.14"', 'index="1" value="0.64"')
    back = imported(tmp_path, "genius", exported(tmp_path / "xml", texts | {mayor: edited}))
    weights = [weight.value for weight in back.actors["Mayor"].weights.values()]
    assert weights[0] == pytest.approx(0.64 / 1.5)
    others = worths(back)[:, 1:]
    assert others == pytest.approx(worths(scenario)[:, 1:])
    moved = texts[mayor].replace('<reservation value="0.3"', '<reservation value="0.5"')
    assert moved != texts[mayor]
    back = imported(tmp_path, "genius", exported(tmp_path / "xml", texts | {mayor: moved}))
    assert bars(back)[0] == pytest.approx(50)


def stripped(folder: Path, scenario: Scenario) -> list[Path]:
    """Export a scenario as a program sees it that knows nothing of our own attributes."""
    texts = to_files("genius", scenario).texts
    foreign = {file: text.replace("batna_", "x_") for file, text in texts.items()}
    return exported(folder, foreign)


@pytest.mark.parametrize("name", ["base", "game1"])
def test_both_readings_of_an_export_are_one(tmp_path: Path, name: str) -> None:
    """Other programs see worths from 0 to 1 in the same order, by either reading."""
    scenario = load_scenario(f"tests/scenarios/{name}.toml")
    files = stripped(tmp_path / "xml", scenario)
    u = worths(scenario)
    scaled = (u - u.min(axis=0)) / np.ptp(u, axis=0)
    for reading in ("genius", "raw"):
        back = imported(tmp_path, "genius", files, reading=reading)
        assert worths(back) == pytest.approx(scaled, abs=1e-12)
        given = (bars(scenario) - u.min(axis=0)) / np.ptp(u, axis=0)
        assert bars(back) == pytest.approx(given)


def test_a_war_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    scenario = load_scenario("ukraine")
    made = to_files("genius", scenario)
    assert len(made.texts) == 1 + len(scenario.actors)
    assert "the war" in made.left_out[0]
    assert any("levers" in words for words in made.left_out)
    back = imported(tmp_path, "genius", exported(tmp_path, made.texts))
    assert worths(back) == pytest.approx(worths(scenario), abs=1e-12)
    assert all(math.isfinite(bar) for bar in bars(back))
