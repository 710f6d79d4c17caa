"""Every kind of fault in a scenario file, with the exact sentence that tells it."""

import datetime as dt
import math
from pathlib import Path
from typing import Any

import pytest

from sim import InputError, load_scenario
from sim.quantity import UNITS
from sim.reading import find, scenario_names
from tests.limits.worlds import example, number
from tests.reading.files import broken, drop, put, refusal, written

SHAPE = '{ value = …, low = …, high = …, unit = "…", source = "…" }'
BARE = f"is a bare number; give it range and source: {SHAPE}"
TABLE = "is not a table; write its keys below it, or { … }"
VALUE = "actors.A.values.LAND"
LAND = "known: LAND, ARMS, PACT"
ACTORS = "known: A, D, M, E"
WAR = ("known: attacker, defender, steps, start, pace, decisiveness, evidence, wider_war_hazard, "
       "wider_war_slope, wider_war_utility, collapse, exhaustion")  # fmt: skip
SPOTS = "known: LAND.a, LAND.b, LAND.c, ARMS.a, ARMS.b, PACT.a, PACT.b"
QUANTITY = "known: value, low, high, unit, source, note, tier"
GONE = object()


def lens(path: str, value: Any, source: str = "definition") -> dict[str, Any]:
    return {"title": "x", "set": {path: {"value": value, "source": source}}}


NUMBERS = [
    ("talks.precision", 60, f"talks.precision: 60 {BARE}"),
    ("talks.precision", "x",
     f"talks.precision: 'x' is not a number with its source; write {SHAPE}"),
    ("talks.precision", True,
     f"talks.precision: true is not a number with its source; write {SHAPE}"),
    ("talks.precision.value", "many",
     "talks.precision.value: 'many' is not a number; write a number such as 0.3"),
    ("talks.precision.value", math.nan,
     "talks.precision.value: nan is not a number; write a number such as 0.3"),
    ("talks.precision.low", GONE, "talks.precision.low: it is missing; add it"),
    ("talks.precision.hi", 3,
     f"talks.precision.hi: this key is unknown here; did you mean 'high'? {QUANTITY}"),
    ("talks.precision.value", 10**30,
     "talks.precision.value: the number is too large; 64 bits are the most"),
    ("talks.precision.unit", "rounds",
     "talks.precision: the unit is 'rounds'; it should be '1/utility'"),
    ("talks.precision.unit", "metre",
     f"talks.precision: the unit 'metre' is unknown; use one of {', '.join(UNITS)}"),
    ("war.pace.value", 0.5, "war.pace: value = 0.5 lies outside its own range low = 0.15, "
     "high = 0.15; it should be low <= value <= high"),
    ("war.pace", number(1.5, "prob."),
     "war.pace: value = 1.5 can't be in 'prob.'; write a number from 0 to 1"),
    ("war.steps", number(2.5, "steps"),
     "war.steps: value = 2.5 can't be in 'steps'; write a whole number from 0 to 64"),
    ("talks.precision.source", "my uncle", "talks.precision: the source 'my uncle' is of no known "
     "form; write word-year-month:paragraph "
     "(such as exit-2025-04:12), doi:10.…, arXiv:…, https://…, assumption:key or definition"),
    ("talks.precision.source", [],
     'talks.precision: the source is empty; write one such as "exit-2025-04:12"'),
    ("talks.precision.source", "exit-2025-04:12",
     "talks.precision: there is no source 'exit-2025-04:12'; none is known here"),
    ("talks.precision.source", "assumption:tset",
     "talks.precision: there is no assumption 'tset'; did you mean 'test'? known: test"),
]  # fmt: skip
VALUES = [
    (f"{VALUE}.a", 0.3, f"{VALUE}.a: 0.3 {BARE}"),
    (f"{VALUE}.a", "x", f"{VALUE}.a: 'x' is not a number with its source; write {SHAPE}"),
    (f"{VALUE}.a", number(1, "prob."),
     f"{VALUE}.a: the unit is 'prob.'; it should be 'utility' or 'score'"),
    (f"{VALUE}.a.value", math.nan,
     f"{VALUE}.a.value: nan is not a number; write a number such as 0.3"),
    (f"{VALUE}.a", {}, f"{VALUE}.a.value: it is missing; add it"),
    (f"{VALUE}.b.final", GONE, f"{VALUE}.b.final: it is missing; add it"),
    (f"{VALUE}.b.final", 3, f"{VALUE}.b.final: 3 {BARE}"),
    (f"{VALUE}.b.finall", 3,
     f"{VALUE}.b.finall: this key is unknown here; did you mean 'final'? known: de_facto, final"),
    (f"{VALUE}.a", {"de_facto": number(1, "utility"), "final": number(1, "utility")},
     f"{VALUE}.a: a deferred option and a deferred value belong together; give "
     "issues.LAND.options.a a deferral and each actor de_facto and final"),
    (f"{VALUE}.z", number(1, "utility"), f"{VALUE}: there is no option 'z'; known: a, b, c"),
    (f"{VALUE}.a", GONE, f"{VALUE}: no value for the option 'a'; give each option one"),
    (VALUE, GONE, "actors.A.values: no values for the issue LAND; give one for each option"),
    (VALUE, 3, f"{VALUE}: 3 {TABLE}"),
    ("actors.A.values.LNAD", {"a": number(1, "utility")},
     f"actors.A.values: there is no issue 'LNAD'; did you mean 'LAND'? {LAND}"),
    ("actors.A.weights.LNAD", number(1, "weight"),
     f"actors.A.weights: there is no issue 'LNAD'; did you mean 'LAND'? {LAND}"),
    ("actors.A.weights.unit", "utility",
     "actors.A.weights.LAND: the unit is 'utility'; it should be 'weight'"),
]  # fmt: skip
NAMES = [
    ("talks.precison", 3,
     "talks.precison: this key is unknown here; did you mean 'precision'? known: "
     "mediator, protocol, information, discounted, procedure, aim, opens, rounds, cadence, "
     "precision, delivered_at_signing, counter_texts, …"),
    ("isues", {},
     "isues: this key is unknown here; did you mean 'issues'? known: format, name, title, "
     "about, scale, calendar, talks, consent, issues, actors, promises, war, …"),
    ("actors.D.red_lines.land.panalty", 1,
     "actors.D.red_lines.land.panalty: this key is unknown here; "
     "did you mean 'penalty'? known: penalty, on, in_part, part, hard"),
    ("talks.mediator", "m", f"talks.mediator: there is no actor 'm'; did you mean 'M'? {ACTORS}"),
    ("consent.core", ["A", "Z"], f"consent.core: there is no actor 'Z'; {ACTORS}"),
    ("consent.vetoes", ["Z"], f"consent.vetoes: there is no actor 'Z'; {ACTORS}"),
    ("issues.LAND.owners", ["B"], f"issues.LAND.owners: there is no actor 'B'; {ACTORS}"),
    ("issues.PACT.options.b.consent", ["B"],
     f"issues.PACT.options.b.consent: there is no actor 'B'; {ACTORS}"),
    ("actors.A.trust.Z", number(0.1, "prob."), f"actors.A.trust: there is no actor 'Z'; {ACTORS}"),
    ("actors.M.threats.Z", {"intensity": number(0, "share"), "credibility": number(0, "prob.")},
     f"actors.M.threats: there is no actor 'Z'; {ACTORS}"),
    ("actors.A.threats", {"D": {"intensity": number(0,
     "share"), "credibility": number(0, "prob.")}},
     "actors.A.threats: only the mediator's threats are backed; move them to its profile"),
    ("actors.M.aid_to", "Q", f"actors.M.aid_to: there is no actor 'Q'; {ACTORS}"),
    ("actors.D.red_lines.land.on", ["LAND.q"],
     f"actors.D.red_lines.land: there is no option 'LAND.q'; did you mean 'LAND.c'? {SPOTS}"),
    ("promises", [{"by": "M", "to": "D", "issue": "Q", "option": "b", "otherwise": "a",
                   "source": "definition"}], f"promises[0]: there is no issue 'Q'; {LAND}"),
    ("promises", [{"by": "M", "to": "D", "issue": "PACT", "option": "q", "otherwise": "a",
                   "source": "definition"}], "promises[0]: there is no option 'q'; known: a, b"),
    ("promises", [{"by": "M", "to": "M", "issue": "PACT", "option": "b", "otherwise": "a",
                   "source": "definition"}],
     "promises[0]: a promise to oneself; name another actor in by or to"),
    ("name", "my name", "name: 'my name' is no name; use letters, digits and _, a letter first"),
    ("actors.A B", {}, "actors.A B: 'A B' is no name; use letters, digits and _, a letter first"),
    ("consent.rule", "majority",
     "consent.rule: 'majority' is unknown; use 'owners', 'unanimity' or 'quota'"),
]  # fmt: skip
SHAPES = [
    ("format", 2, "format: 2 is unknown; use 1"),
    ("issues", GONE, "issues: it is missing; add it"),
    ("issues", [], f"issues: [] {TABLE}"),
    ("issues.LAND.options", {}, "issues.LAND.options: 0 are too few; give 1 or more"),
    ("actors.A", [1], f"actors.A: [1] {TABLE}"),
    ("consent.core", "A", 'consent.core: \'A\' is not a list; write one such as ["a", "b"]'),
    ("consent.core", [1], 'consent.core.0: 1 is not a text; put it in quotes, such as "a"'),
    ("issues.LAND.options.a.leaves_open", 7,
     "issues.LAND.options.a.leaves_open: 7 is not true or false; write true or false"),
    ("calendar", {"start": "soon"},
     "calendar.start: 'soon' is not a date; write one such as 2024-08-16, without quotes"),
    ("calendar", {"start": dt.date(9999, 12, 1)},
     "calendar.start: the talks outlast the year 9999; begin earlier"),
    ("calendar", {"winter_months": [13]},
     "calendar.winter_months.0: 13 should be less than or equal to 12"),
    ("calendar", {"winter_months": ["may"]},
     "calendar.winter_months.0: 'may' is not a whole number; write one such as 3"),
    ("lenses.L.set", {"war.start": {"value": "x", "source": "definition"}},
     "lenses.L.set.war.start.value: 'x' is not a number; write a number such as 0.3"),
    ("include", "x.toml", 'include: not a list of files; write include = ["x.toml"]'),
    ("include", ["x.toml"], "include: there is no file 'x.toml'; give a path from here"),
    ("actors.A.profile", "x.toml",
     "actors.A.profile: there is no file 'x.toml'; give a path from here"),
    ("actors.A.profile", 3, "actors.A.profile: there is no file 3; give a path from here"),
    ("actors.A.profile", ".", "actors.A.profile: there is no file '.'; give a path from here"),
]  # fmt: skip
SENSE = [
    ("consent", {"rule": "quota", "quota": number(9, "parties")},
     "consent.quota: 9 of 4 parties; write 1 to 4"),
    ("consent", {"rule": "quota", "quota": number(0, "parties")},
     "consent.quota: 0 of 4 parties; write 1 to 4"),
    ("consent.core", [], "consent.core: no party is named; name those whose yes every text needs"),
    ("talks.cadence", number(0, "rounds"),
     "talks.cadence: texts can't come every 0 rounds; write 1 or more"),
    ("talks.rounds", number(0, "rounds"),
     "talks.rounds: talks of 0 rounds are no talks; write 1 or more"),
    ("talks.opens", number(12, "rounds"),
     "talks.opens: talks open after they end; open before talks.rounds"),
    ("talks.precision", number(0, "1/utility"),
     "talks.precision: a precision of 0 is a coin toss; write more than 0 (inf: exact)"),
    ("war.attacker", "Q", f"war.attacker: there is no actor 'Q'; {ACTORS}"),
    ("war.defender", "A", "war.defender: it is the attacker too; name another actor"),
    ("war.steps", number(1, "steps"), "war.steps: a ladder of 1 steps; write 2 or more"),
    ("war.start", number(6, "steps"), "war.start: 6 is not on the ladder; write 1 to 5"),
    ("war.collapse.terms", {"LAND": "b"},
     "war.collapse.terms: no option for ARMS; settle every issue"),
    ("war.collapse.terms.LAND", "q",
     "war.collapse.terms.LAND: there is no option 'q'; known: a, b, c"),
    ("trust", GONE, "trust: a scenario with a war needs this table; add [trust]"),
    ("war", GONE, "durability: it needs a war that could resume; add [war] or take it out"),
    ("actors.A.own_force", GONE,
     "actors.A.own_force: the attacker has no force; write more than 0"),
    ("actors.D.own_force", GONE,
     "actors.D.own_force: the defender has no force; write more than 0"),
    ("lenses.L", lens("war.strat", 1),
     f"lenses.L.set: 'war.strat': there is no 'strat' in war; did you mean 'start'? {WAR}"),
    ("lenses.L", lens("war", 1), f"lenses.L.set: 'war' is not a number; {WAR}"),
    ("lenses.L", lens("war.start", math.nan),
     "lenses.L.set.war.start.value: nan is not a number; write a number such as 0.3"),
    ("lenses.L", lens("war.start", 99),
     "lenses.L.set.war.start: value = 99 can't be in 'steps'; write a whole number from 0 to 64"),
    ("lenses.L", lens("war.start", 2, "assumption:q"),
     "lenses.L.set.'war.start': there is no assumption 'q'; known: test"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "message"), NUMBERS + VALUES + NAMES + SHAPES + SENSE)
def test_messages(tmp_path: Path, place: str, value: Any, message: str) -> None:
    def change(tree: dict[str, Any]) -> None:
        drop(tree, place) if value is GONE else put(tree, place, value)

    assert broken(tmp_path, example(), change) == f"world.toml: {message}"


def test_the_example_itself_loads(tmp_path: Path) -> None:
    scenario = load_scenario(written(tmp_path, example()))
    assert load_scenario(written(tmp_path, example()), lens="l").war.start.value == 2
    assert scenario.war.start.value == 3


def test_files_that_are_none(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.toml") == (
        "none.toml: there is no such file; give a TOML file or a built-in name"
    )
    assert refusal("ukrane") == (
        f"ukrane: no such scenario; did you mean 'ukraine'? known: {', '.join(scenario_names())}"
    )
    assert refusal("x" * 5000).startswith("x" * 5000 + ": no such scenario")
    (tmp_path / "folder.toml").mkdir()
    assert refusal(tmp_path / "folder.toml").startswith("folder.toml: there is no such file")
    assert "ukraine" in scenario_names()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"format = 1\nname = x", "it is not TOML: Invalid value (at line 2, column 8)"),
        (b'title = "\xff"', "it is not text in UTF-8; save it as UTF-8"),
        (b"a = " + b"[" * 5000, "its tables or lists are nested too deeply"),
        (b"a." * 300 + b"a = 1", "its tables or lists are nested too deeply"),
        (b"x = " + b"9" * 30, "x: the number is too large; 64 bits are the most"),
        (b"", "format: it is missing; add it"),
        (b"\xef\xbb\xbf", "format: it is missing; add it"),  # a mark of byte order is no fault
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    assert refusal(path) == f"bad.toml: {message}"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **how: Any) -> str:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, example())
    monkeypatch.setattr(Path, "read_text", refuse)
    assert refusal(path) == "world.toml: it can't be read (Permission denied)"


def test_numbers_of_thousands_of_digits(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(b"x = " + b"9" * 5000)
    assert refusal(path).startswith("bad.toml: it is not TOML: ")


def test_faults_in_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("name = ", encoding="utf-8")
    change = {"include": ["a.toml"]}
    assert broken(tmp_path, example(), lambda tree: tree.update(change)).startswith(
        "a.toml: it is not TOML"
    )
    (tmp_path / "a.toml").write_text('talks = "x"', encoding="utf-8")
    assert broken(tmp_path, example(), lambda tree: tree.update(change)) == (
        "world.toml: include: 'talks' of a.toml is not a table"
    )


FAR = f"'war.strat': there is no 'strat' in war; did you mean 'start'? {WAR}"


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"lens": "M"}, "there is no lens 'M'; known: L"),
        ({"overrides": {"war.strat": 1}}, FAR),
        ({"overrides": {"talks.mediator": 1}},
         "'talks.mediator' is not a number; none is known here"),
        ({"overrides": {"war.start.value": 1}},
         "'war.start.value': there is no 'value' in war.start; none is known here"),
        ({"overrides": {"WAR.Start": "3"}},
         "WAR.Start: '3' is not a number; write a number such as 0.3"),
        ({"overrides": {"war.start": True}},
         "war.start: True is not a number; write a number such as 0.3"),
        ({"overrides": {"war.start": math.nan}},
         "war.start: nan is not a number; write a number such as 0.3"),
        ({"overrides": {"war.start": 10**400}},
         "war.start: the number is too large; write one such as 0.3"),
        ({"overrides": {"war.pace": 2}},
         "war.pace: value = 2 can't be in 'prob.'; write a number from 0 to 1"),
        ({"overrides": {"war.start": 9}}, "war.start: 9 is not on the ladder; write 1 to 5"),
    ],
)  # fmt: skip
def test_lenses_and_overrides(tmp_path: Path, how: dict[str, Any], message: str) -> None:
    where = "overrides" if "overrides" in how else "world.toml"
    assert refusal(written(tmp_path, example()), **how) == f"{where}: {message}"


def test_overrides_in_any_case_widen_the_range(tmp_path: Path) -> None:
    scenario = load_scenario(written(tmp_path, example()), overrides={"Actors.a.OWN_force": 2})
    force = scenario.actors["A"].own_force
    assert (force.low, force.value, force.high) == (1.0, 2.0, 2.0)
    assert find(scenario, "ISSUES.land.demand")[0] == ("issues", "LAND", "demand")


def test_a_name_as_it_is_spelt_comes_before_another_case(tmp_path: Path) -> None:
    tree = example()
    for table in (tree["issues"]["ARMS"]["options"], *(
        actor["values"]["ARMS"] for actor in tree["actors"].values()
    )):  # fmt: skip
        table["B"] = table["a"]
    scenario = load_scenario(written(tmp_path, tree), overrides={"actors.A.values.ARMS.b": 0.7})
    assert scenario.actors["A"].values["ARMS"]["b"].value == 0.7
    assert scenario.actors["A"].values["ARMS"]["B"].value == -0.5


def test_one_line_whatever_the_keys_hold(tmp_path: Path) -> None:
    found = broken(tmp_path, example(), lambda tree: put(tree, "talks.two\nlines", 1))
    assert found.startswith("world.toml: talks.'two\\nlines': this key is unknown here; known: ")
    tree = example()
    tree["assumptions"]["a\nb"] = {"says": "x"}
    found = broken(tmp_path, tree, lambda t: put(t, "talks.precision.source", "assumption:q"))
    assert found.endswith("there is no assumption 'q'; known: test, 'a\\nb'")


def test_an_input_error_has_parts() -> None:
    error = InputError("f.toml", "it is empty")
    assert (error.where, error.wrong, error.right, str(error)) == (
        "f.toml", "it is empty", "", "f.toml: it is empty",
    )  # fmt: skip
