"""Every command does what its help says: data on stdout, messages on stderr, JSON on demand."""

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.design import study_names
from sim import Negotiation, load_scenario
from sim.reading import scenario_names
from tests.command import Told, told
from tests.experiments import AID, BASE_GAME, SMALL

Capture = pytest.CaptureFixture[str]
COMMANDS = ["run", "scenarios", "check", "explain", "studies", "sweep", "plot", "demo"]


def data(answer: Told) -> Any:
    assert answer.status == 0
    assert answer.err == ""
    return json.loads(answer.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def flat(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_begins_with_examples(capsys: Capture, name: str, flag: str) -> None:
    answer = told(capsys, name, flag)
    assert (answer.status, answer.err) == (0, "")
    usage, text = answer.out.strip().split("\n\n")[:2]
    assert usage.startswith(f"Usage: batna {name}")
    assert flat(text).startswith(f"Examples: batna {name}")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []])
def test_the_first_help_lists_all_commands(capsys: Capture, arguments: list[str]) -> None:
    answer = told(capsys, *arguments)
    assert (answer.status, answer.err) == (0, "")
    assert "batna run" in answer.out
    listed = answer.out.split("Commands:")[1].split("\n")
    assert [line.split()[0] for line in listed if line.strip()] == COMMANDS


def test_run_tells_a_story_of_at_most_a_screen(capsys: Capture) -> None:
    answer = told(capsys, "run")
    assert (answer.status, answer.err) == (0, "")
    assert load_scenario().title in answer.out
    assert "seed 1, run 0. A model, not a forecast." in answer.out
    assert "End" in answer.out
    assert len(answer.out.splitlines()) <= 50
    assert all(len(line) <= 100 for line in answer.out.splitlines())


def test_run_json_is_the_record(capsys: Capture) -> None:
    record = data(told(capsys, "run", SMALL, "--seed", 7, "--replicate", 3, "--json"))
    expected = Negotiation(load_scenario(SMALL), rng=7, replicate=3).run()
    assert record == json.loads(expected.to_json())
    assert (record["made"]["seed"], record["made"]["replicate"]) == (7, 3)


def test_run_json_holds_what_the_story_tells(capsys: Capture) -> None:
    story = flat(told(capsys, "run", SMALL, "--seed", 7, "--verbose").out)
    record = data(told(capsys, "run", SMALL, "--seed", 7, "--json"))
    for entry in record["rounds"]:
        assert f"ladder {entry['position']} of 6;" in story
        for reply in entry["text"]["replies"] if entry["text"] else []:
            if reply["asked"]:
                assert f"Worth {50 * (1 + reply['worth']):.0f}" in story
    for value in record["utility"].values():
        assert f"{50 * (1 + value):.0f}" in story.split("Left with")[1]


def test_seed_nought_is_a_seed(capsys: Capture) -> None:
    assert data(told(capsys, "run", SMALL, "--seed", 0, "--json"))["made"]["seed"] == 0
    assert "seed 0, run 0" in told(capsys, "run", SMALL, "--seed", 0).out


def test_the_same_words_give_the_same_story(capsys: Capture) -> None:
    first, again = (told(capsys, "run", SMALL, "--seed", 4).out for _ in range(2))
    assert first == again
    assert told(capsys, "run", SMALL, "--seed", 5).out != first
    assert told(capsys, "run", SMALL, "--seed", 4, "--replicate", 1).out != first


def test_set_and_lens_are_laid_over_and_told(capsys: Capture) -> None:
    given = ["run", SMALL, "--lens", "l", "--set", "ACTORS.m.aid=0.5", "--set", "war.pace=0.3"]
    record = data(told(capsys, *given, "--json"))
    assert record["made"]["overrides"] == {"ACTORS.m.aid": 0.5, "war.pace": 0.3}
    assert record["made"]["lens"] == "l"
    scenario = load_scenario(SMALL, "L", {AID: 0.5, "war.pace": 0.3})
    assert record["utility"] == Negotiation(scenario, rng=1).run().utility
    story = flat(told(capsys, *given).out)
    assert "seed 1, run 0, lens l, ACTORS.m.aid = 0.5, war.pace = 0.3" in story


def test_the_last_setting_of_a_number_counts(capsys: Capture) -> None:
    twice = told(capsys, "run", SMALL, "--set", f"{AID}=0", "--set", f"{AID}=1.3", "--json")
    once = told(capsys, "run", SMALL, "--set", f"{AID}=1.3", "--json")
    assert data(twice) == data(once)


def test_a_setting_may_be_infinite(capsys: Capture) -> None:
    record = data(told(capsys, "run", SMALL, "--set", "talks.precision=inf", "--json"))
    assert float(record["made"]["overrides"]["talks.precision"]) == float("inf")


def test_the_procedure_changes_who_finds_what(capsys: Capture) -> None:
    given = [data(told(capsys, "run", "--seed", 9, "--procedure", name, "--json"))
             for name in ("exact", "amendment")]  # fmt: skip
    plain = data(told(capsys, "run", "--seed", 9, "--json"))
    assert given[0]["rounds"] != given[1]["rounds"]
    assert plain["rounds"] == given[1]["rounds"]  # the flagship amends one text


def test_scenarios(capsys: Capture) -> None:
    answer = told(capsys, "scenarios")
    listed = data(told(capsys, "scenarios", "--json"))
    assert [s["name"] for s in listed] == scenario_names()
    for entry in listed:
        assert entry["name"] in answer.out
        assert entry["title"] in answer.out
        assert f"{len(entry['actors'])} parties, {len(entry['issues'])} issues" in answer.out
        for name, title in entry["lenses"].items():
            assert f"--lens {name}  {title}" in answer.out


def test_studies(capsys: Capture) -> None:
    answer = told(capsys, "studies")
    listed = data(told(capsys, "studies", "--json"))
    assert [s["name"] for s in listed] == study_names()
    for entry in listed:
        assert f"{entry['name']}  {entry['title']}" in answer.out
        assert flat(entry["question"]) in flat(answer.out)


@pytest.mark.parametrize("name", ["ukraine", SMALL, BASE_GAME], ids=["ukraine", "small", "base"])
def test_check(capsys: Capture, name: str) -> None:
    facts, text = data(told(capsys, "check", name, "--json")), flat(told(capsys, "check", name).out)
    scenario = load_scenario(name)
    assert facts["name"] == scenario.name
    assert facts["war"] == (scenario.war is not None)
    assert "sound." in text
    assert f"{facts['actors']} parties, {facts['issues']} issues" in text
    assert f"{facts['packages']:,} packages, {facts['numbers']} numbers" in text
    assert ("with a war" in text) == facts["war"]


def test_names_are_taken_as_they_are(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "[bold]my [x] :smile:.toml"
    file.write_bytes(Path(SMALL).read_bytes())
    answer = told(capsys, "check", file)
    assert answer.status == 0
    assert file.name in flat(answer.out)


def test_explain_whole(capsys: Capture) -> None:
    answer, numbers = told(capsys, "explain"), data(told(capsys, "explain", "--json"))
    assert answer.err == ""
    scenario = load_scenario()
    known = {path: q for path, q in scenario.quantities() if q.source != ("definition",)}
    assert {entry["path"] for entry in numbers} == set(known)
    assert f"{len(numbers)} numbers." in answer.out
    for entry in numbers:
        assert entry["value"] == known[entry["path"]].value
        assert entry["low"] <= entry["value"] <= entry["high"]
        assert all(entry["says"][source] for source in entry["source"])


@pytest.mark.parametrize("path", ["actors.US.threats", "ACTORS.us.Threats"])
def test_explain_a_part_in_any_case(capsys: Capture, path: str) -> None:
    numbers = data(told(capsys, "explain", "ukraine", path, "--json"))
    assert numbers
    assert all(entry["path"].startswith("actors.US.threats.") for entry in numbers)
    text = told(capsys, "explain", "ukraine", path).out
    for entry in numbers:
        assert f"{entry['value']:g}" in text
    assert f"{len(numbers)} numbers." in text


@pytest.mark.parametrize("path", ["actors.US.aid", "Actors.Us.AID"])
def test_explain_one_number(capsys: Capture, path: str) -> None:
    (entry,) = data(told(capsys, "explain", "ukraine", path, "--json"))
    text = flat(told(capsys, "explain", "ukraine", path).out)
    assert text.startswith(f"actors.US.aid = {entry['value']:g} {entry['unit']}")
    assert f"plausible range: {entry['low']:g} to {entry['high']:g}" in text
    assert flat(entry["note"]) in text
    for source, says in entry["says"].items():
        assert source in text
        assert flat(says) in text


def test_explain_with_a_lens_gives_its_value_and_source(capsys: Capture) -> None:
    scenario = load_scenario()
    name, lens = next((n, x) for n, x in scenario.lenses.items() if x.set)
    path, change = next(iter(lens.set.items()))
    (entry,) = data(told(capsys, "explain", "ukraine", path, "--lens", name.lower(), "--json"))
    assert entry["value"] == change.value
    assert tuple(entry["source"]) == change.source
    text = told(capsys, "explain", "ukraine", path, "--lens", name).out
    assert f" = {change.value:g} " in text
    assert all(source in text for source in change.source)


def test_explain_an_infinite_number(capsys: Capture) -> None:
    (entry,) = data(told(capsys, "explain", BASE_GAME, "talks.precision", "--json"))
    assert float(entry["value"]) == float("inf")
    assert "talks.precision = inf" in told(capsys, "explain", BASE_GAME, "talks.precision").out


@pytest.mark.parametrize("arguments", [["run", SMALL], ["explain", SMALL], ["scenarios"]])
@pytest.mark.parametrize("colour", ["", "NO_COLOR"])
def test_no_escape_codes_off_a_terminal(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, arguments: list[str], colour: str
) -> None:
    if colour:
        monkeypatch.setenv(colour, "1")
    answer = told(capsys, *arguments)
    assert "\x1b" not in answer.out + answer.err


@pytest.mark.parametrize("columns", ["60", "abc", "0", "-3", ""])
def test_columns_set_the_width(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    answer = told(capsys, "run", SMALL)
    assert (answer.status, answer.err) == (0, "")
    widest = max(map(len, answer.out.splitlines()))
    assert widest <= (60 if columns == "60" else 100)
