"""Files that are no good: each is refused in one sentence that says what and where."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.formats import to_files, to_scenario
from experiments.formats.converting import check_size
from experiments.formats.format import LARGEST
from experiments.formats.table import Issue, Party, Table
from sim import InputError, load_scenario
from tests.command import told
from tests.formats import domain_xml, profile_xml
from tests.formats.test_genius import numeric
from tests.formats.test_score_table import game_json
from tests.formats.test_spreadsheet import PLAIN
from tests.games import load

Capture = pytest.CaptureFixture[str]
PIE = {"Pie": ["none", "half", "all"], "Day": ["now", "later"]}
DOMAIN, A = domain_xml(PIE), profile_xml(PIE, [0.5, 0.5], [[0, 1, 2], [1, 0]])
BOMB = """<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><utility_space>&b;</utility_space>"""
REACH = (
    """<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]><utility_space>&a;</utility_space>"""
)
REAL, _ = numeric("real", "")
LONG, _ = numeric("integer", "", "1", "1000000")
BACK, _ = numeric("integer", "", "5", "2")
NAKED = numeric("integer", "")[1]
FLAT = numeric("integer", '<evaluator ftype="triangular" parameter0="3" parameter1="3"'
               ' parameter2="3"/>')[1]  # fmt: skip
ODD = numeric("integer", '<evaluator ftype="quadratic"/>')[1]

GENIUS: dict[str, tuple[list[str], dict[str, Any], list[str]]] = {
    "truncated": ([DOMAIN[:-80], A, A], {}, ["0.xml", "not XML"]),
    "no XML": (["scores: 1, 2", A, A], {}, ["0.xml", "not XML"]),
    "empty": (["", A, A], {}, ["0.xml", "not XML"]),
    "an entity bomb": ([DOMAIN, BOMB, A], {}, ["1.xml", "entities"]),
    "an entity that reaches for a file": ([DOMAIN, REACH, A], {}, ["1.xml", "entities"]),
    "an unknown entity": ([DOMAIN.replace("now", "&now;"), A, A], {}, ["0.xml", "not XML"]),
    "another root": (["<html/>", A, A], {}, ["0.xml", "<html>", "negotiation_template"]),
    "one profile": ([DOMAIN, A], {}, ["one utility space"]),
    "two domains": ([DOMAIN, DOMAIN, A, A], {}, ["1.xml", "second domain"]),
    "no utility space in the domain": (
        ["<negotiation_template/>", A, A], {}, ["0.xml", "utility_space"]),
    "no issue": (
        ["<utility_space><objective/></utility_space>", A], {}, ["0.xml", "<issue>"]),
    "nested objectives": (
        [DOMAIN.replace("<objective", "<objective><objective", 1).replace(
            "</objective>", "</objective></objective>"), A, A], {}, ["0.xml", "nested"]),
    "a missing issue": (
        [DOMAIN, A.replace('name="Day"', 'name="Date"'), A], {}, ["1.xml: Date", "Day"]),
    "an issue left out": (
        [DOMAIN, profile_xml({"Pie": PIE["Pie"]}, [1], [[0, 1, 2]]), A], {},
        ["1.xml: Day", "lacks this issue"]),
    "a missing option": (
        [DOMAIN, A.replace('value="half"', 'value="all"'), A], {}, ["1.xml: Pie", "'half'"]),
    "an option too many": (
        [DOMAIN, A.replace('value="half"', 'value="haff"'), A], {}, ["'haff'", "did you mean"]),
    "no weight": ([DOMAIN, A.replace("<weight", "<wait", 1).replace("</weight", "</wait", 1), A],
                  {}, ["1.xml: Pie", "<weight>"]),
    "weights of 0": (
        [DOMAIN, profile_xml(PIE, [0, 0], [[0, 1, 2], [1, 0]]), A], {}, ["1.xml", "weights"]),
    "an evaluation that is no number": (
        [DOMAIN, A.replace('evaluation="2"', 'evaluation="two"'), A], {},
        ["1.xml: Pie: all", "'two'", "not a number"]),
    "an evaluation without end": (
        [DOMAIN, A.replace('evaluation="2"', 'evaluation="inf"'), A], {}, ["not a number"]),
    "no evaluation": (
        [DOMAIN, A.replace(' evaluation="2"', ""), A], {}, ["Pie: all", "evaluation"]),
    "two issues of one name": (
        [DOMAIN.replace('name="Day"', 'name="Pie"'), A, A], {}, ["two issues", "Pie"]),
    "an unknown type": (
        [DOMAIN.replace('type="discrete"', 'type="fuzzy"'), A, A], {}, ["'fuzzy'", "integer"]),
    "no sum over issues": (
        [DOMAIN, A.replace("<weight", "<utility_function/><weight", 1), A], {}, ["not a sum"]),
    "an unknown reading": ([DOMAIN, A, A], {"reading": "geniuss"}, ["--reading", "raw"]),
    "real numbers": ([REAL, NAKED, NAKED], {}, ["0.xml: N", "real", "--steps"]),
    "one step": ([REAL, NAKED, NAKED], {"steps": 1}, ["--steps", "2 or more"]),
    "a million integers": ([LONG, NAKED, NAKED], {}, ["0.xml: N", "1,000,000", "--steps"]),
    "bounds the wrong way round": ([BACK, NAKED, NAKED], {}, ["0.xml: N", "5 to 2"]),
    "no evaluator": ([numeric("integer", "")[0], NAKED, NAKED], {}, ["1.xml: N", "evaluator"]),
    "a triangle that is none": (
        [numeric("integer", "")[0], FLAT, FLAT], {}, ["1.xml: N", "triangle", "parameter0"]),
    "an unknown evaluator": (
        [numeric("integer", "")[0], ODD, ODD], {}, ["1.xml: N", "'quadratic'", "linear"]),
}  # fmt: skip

GAME = json.loads(game_json(load("base")))


def game(**more: Any) -> str:
    return json.dumps({**GAME, **more})


def party(**more: Any) -> str:
    return game(parties={**GAME["parties"], "Mayor": {**GAME["parties"]["Mayor"], **more}})


SCORES: dict[str, tuple[str, list[str]]] = {
    "no JSON": ("{", ["0.json", "not JSON"]),
    "a list": ("[]", ["0.json"]),
    "nested without end": ("[" * 100_000, ["0.json"]),
    "a missing threshold": (
        game(parties={**GAME["parties"], "Mayor": {"scores": {}}}),
        ["0.json: parties.Mayor.threshold", "missing"]),
    "a misspelt key": (party(vetto=True), ["parties.Mayor.vetto", "did you mean 'veto'"]),
    "a misspelt rule": (game(passes="all but two"), ["passes", "'all but two'", "all but one"]),
    "a rule of too many": (game(passes=9), ["passes", "9 of 6", "1 to 6"]),
    "a score short": (
        party(scores={**GAME["parties"]["Mayor"]["scores"], "E": [1, 2]}),
        ["Mayor.scores.E", "2 scores for 5 options"]),
    "an issue short": (party(scores={"A": [1, 2, 3]}), ["Mayor.scores", "the issue B"]),
    "an issue too many": (
        party(scores={**GAME["parties"]["Mayor"]["scores"], "F": [1]}), ["no issue 'F'"]),
    "a score that is none": (
        party(scores={**GAME["parties"]["Mayor"]["scores"], "A": [1, "two", 3]}),
        ["Mayor.scores.A.1", "'two'", "not a number"]),
    "a score without end": (
        party(scores={**GAME["parties"]["Mayor"]["scores"], "A": [1, 1e999, 3]}), ["0.json"]),
    "options that are no number": (game(issues={**GAME["issues"], "E": 0}),
                                   ["0.json: issues.E: 0", "write 1 to 1000"]),
    "a proposer who is none": (game(proposer="SporCo"), ["proposer", "did you mean 'SportCo'"]),
    "a name of two lines": (game(proposer="Sport\nCo"), [r"Sport\nCo"]),
    "a key of two lines": (game(**{"not\na key": 1}), [r"not\na key"]),
    "a name that comes twice": (
        game().replace('"Other cities"', '"Mayor"', 1), ["0.json", "'Mayor' comes twice"]),
    "one party": (game(parties={"Mayor": GAME["parties"]["Mayor"]}), ["parties"]),
}  # fmt: skip

CSV: dict[str, tuple[str, list[str]]] = {
    "empty": ("\n\n", ["0.csv", "empty"]),
    "no heading": ("price,low,1,2\n", ["row 1", "'issue'"]),
    "a hole": (PLAIN.replace("high,7.5,0", "high,,0"), ["row 3, Ada", "empty"]),
    "a word": (PLAIN.replace("7.5", "much"), ["row 3, Ada", "'much'", "not a number"]),
    "a percentage": (PLAIN.replace("7.5", "75 %"), ["row 3, Ada", "not a number"]),
    "two decimal signs": (
        PLAIN.replace(",", ";").replace("7.5", "7,5").replace("10", "1.000"),
        ["row 2, Ben", "'1.000'", "comma"]),
    "thousands or decimals": (PLAIN.replace("7.5", '"7,500"'), ["row 3, Ada", "two numbers"]),
    "a cell too many": (PLAIN.replace("7.5,0", "7.5,0,3"), ["row 3", "5 cells", "4 headings"]),
    "an option twice": (PLAIN.replace("high", "low"), ["row 3", "'low' twice"]),
    "a column without heading": (PLAIN.replace("Ada", ""), ["row 1", "no heading"]),
    "a special row twice": (PLAIN + "(no deal),,1,3\n", ["row 7", "(no deal) comes twice"]),
    "a column twice": (PLAIN.replace("Ben", "Ada"), ["row 1", "'Ada'"]),
    "an option without issue": (PLAIN.replace("price,low", ",low"), ["row 2", "no issue"]),
    "an issue without option": (PLAIN.replace("price,low", "price,"), ["row 2", "no option"]),
    "no option at all": ("issue,option,Ada,Ben\n", ["0.csv", "no options"]),
    "one party": ("issue,option,Ada\na,b,1\n", ["0.csv: row 1", "two parties"]),
    "no party": ("issue,option\na,b\n", ["0.csv: row 1", "two parties", "column"]),
    "a rule under a party": (
        PLAIN + "(every text),,3 of 4,\n", ["0.csv: row 7, Ada", "'3 of 4'", "consent"]),
    "two that draft": (PLAIN + "(every text),,drafts,drafts\n", ["Ada and Ben", "one party"]),
    "an open quote": (PLAIN.replace("high", '"high'), ["0.csv", "row"]),
    "a rule that is none": (
        "issue,option,consent,Ada,Ben\na,b,,1,2\n(every text),,most,,\n",
        ["row 3, consent", "'most'", "everybody"]),
    "a veto of nobody": (
        'issue,option,consent,Ada,Ben\na,b,,1,2\n(every text),,"1 of 2, always Bea",,\n',
        ["row 3, consent", "did you mean 'Ben'"]),
    "owners without a rule": ("issue,option,consent,Ada,Ben\na,b,Ada,1,2\n", ["owners"]),
    "a quota of too many": (
        "issue,option,consent,Ada,Ben\na,b,,1,2\n(every text),,3 of 2,,\n", ["3 of 2"]),
    "a red line of nobody": (
        "issue,option,Ada,Ben,Bea: red line\na,b,1,2,3\n", ["did you mean 'Ben'"]),
    "too large a score": (PLAIN.replace("7.5", "7.5e30"), ["0.csv", "actors.Ada.values"]),
}  # fmt: skip


def refused(capsys: Capture, name: str, files: list[Path], parts: list[str], *more: Any) -> None:
    """Import from the command line: status 2, one line that holds the parts, nothing on stdout."""
    target = files[0].parent / "made.toml"
    answer = told(capsys, "import", name, *files, "--out", target, *more)
    assert (answer.status, answer.out) == (2, ""), answer
    assert answer.err.startswith("batna: ")
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    for part in parts:
        assert part in answer.err, answer.err
    assert not target.exists()


@pytest.mark.parametrize("case", GENIUS)
def test_bad_genius_files(capsys: Capture, tmp_path: Path, case: str) -> None:
    texts, options, parts = GENIUS[case]
    files = [tmp_path / f"{place}.xml" for place in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    more = [word for key, value in options.items() for word in (f"--{key}", value)]
    refused(capsys, "genius", files, parts, *more)


@pytest.mark.parametrize("case", SCORES)
def test_bad_score_tables(capsys: Capture, tmp_path: Path, case: str) -> None:
    text, parts = SCORES[case]
    (tmp_path / "0.json").write_text(text)
    refused(capsys, "scores", [tmp_path / "0.json"], parts)


@pytest.mark.parametrize("case", CSV)
def test_bad_sheets(capsys: Capture, tmp_path: Path, case: str) -> None:
    text, parts = CSV[case]
    (tmp_path / "0.csv").write_text(text)
    refused(capsys, "csv", [tmp_path / "0.csv"], parts)


def test_two_sheets_and_two_games_are_refused(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "0.csv"
    file.write_text(PLAIN)
    for name in ("csv", "scores"):
        refused(capsys, name, [file, file], ["second file"])
    refused(capsys, "csv", [file], ["--steps", "no such option"], "--steps", 3)
    refused(capsys, "csv", [file], ["--source", "doi:"], "--source", "hearsay")
    refused(capsys, "csv", [tmp_path], ["can't be read"])


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "0.csv"
    with file.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(InputError, match="larger than 20 MB"):
        to_scenario("csv", [file])


def table(options: list[int], parties: int) -> Table:
    issues = tuple(Issue(f"i{n}", ("x",) * count) for n, count in enumerate(options))
    values = tuple((0.0,) * count for count in options)
    people = tuple(Party(f"p{n}", (1.0,) * len(options), values) for n in range(parties))
    return Table("t", "t", issues, people)


@pytest.mark.parametrize(
    ("options", "parties", "words"),
    [
        ([2], 1, "1 parties"),
        ([2], 61, "61 parties are too many"),
        ([10_001], 2, "10,001 options are too many"),
        ([1000, 1000, 1001], 2, "packages are too many"),
    ],
)
def test_too_many_of_anything(options: list[int], parties: int, words: str) -> None:
    with pytest.raises(InputError, match=words):
        check_size(table(options, parties), "x")
    check_size(table([1000, 1000, 1000], 2), "x")


def test_a_party_to_which_all_is_one_has_no_weights_in_genius() -> None:
    scenario = load_scenario("tests/scenarios/base.toml")
    mayor = scenario.actors["Mayor"]
    careless = mayor.model_copy(update={"weights": {}})
    with pytest.raises(InputError, match="worth the same"):
        to_files("genius", scenario.model_copy(
            update={"actors": {**scenario.actors, "Mayor": careless}}))  # fmt: skip


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("genius", {"name": "B"}, "two issues have this name"),
        ("scores", {"name": "B"}, "more than one issue"),
        ("genius", {"options": "twins"}, "two of its options have one text"),
    ],
)
def test_names_that_do_not_tell_apart_are_not_exported(
    name: str, change: dict[str, str], words: str
) -> None:
    scenario = load_scenario("tests/scenarios/base.toml")
    issue = scenario.issues["A"]
    if "options" in change:
        twins = {key: option.model_copy(update={"text": "x", "short": "x"})
                 for key, option in issue.options.items()}  # fmt: skip
        issue = issue.model_copy(update={"options": twins})
    else:
        issue = issue.model_copy(update=change)
    with pytest.raises(InputError, match=words):
        to_files(name, scenario.model_copy(update={"issues": {**scenario.issues, "A": issue}}))


def test_a_format_that_writes_scenarios_needs_one() -> None:
    with pytest.raises(InputError, match="it writes a scenario"):
        to_files("csv")


@settings(max_examples=150)
@given(st.data())
def test_whatever_is_damaged_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Nothing but an InputError comes out, whatever byte is changed, cut or put in."""
    folder = tmp_path_factory.mktemp("damage")
    name, whole = data.draw(st.sampled_from([("genius", A), ("scores", game()), ("csv", PLAIN)]))
    where = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 6))
    put = data.draw(st.binary(max_size=4))
    text = whole.encode()
    (folder / "0.x").write_bytes(text[:where] + put + text[where + cut :])
    (folder / "1.x").write_text(whole)
    files = [folder / "0.x", folder / "1.x"] if name == "genius" else [folder / "0.x"]
    try:
        to_scenario(name, files)
    except InputError as error:
        assert "\n" not in str(error)
