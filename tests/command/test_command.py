"""Every command does what its help says: data on stdout, messages on stderr, JSON on demand."""

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.command.app import app
from experiments.design import study_names
from sim import Negotiation, load_scenario
from sim.reading import scenario_names
from tests.command import Told, told
from tests.experiments import AID, BASE_GAME, SMALL

Capture = pytest.CaptureFixture[str]
COMMANDS = [str(each.name or each.callback.__name__) for each in app.registered_commands]


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
    both = data(told(capsys, *given, "--json"))
    record = both["record"]
    assert both["counterfactual"]["made"]["overrides"] == {}
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


WITHOUT = ["run", "--replicate", "8", "--without", "counter_texts"]


def test_without_sets_two_runs_of_the_same_luck_side_by_side(capsys: Capture) -> None:
    both = data(told(capsys, *WITHOUT, "--json"))
    assert list(both) == ["record", "counterfactual", "parts_ways"]
    assert both["record"]["made"]["overrides"] == {}
    assert both["counterfactual"]["made"]["overrides"] == {"talks.counter_texts": 0.0}
    kinds = [{e["text"]["kind"] for e in both[run]["rounds"] if e["text"]}
             for run in ("record", "counterfactual")]  # fmt: skip
    assert ["counter" in found for found in kinds] == [True, False]
    shown = flat(told(capsys, *WITHOUT).out)
    assert "with and without counter_texts. A model, not a forecast." in shown
    assert "They part ways in" in shown
    for party, value in both["counterfactual"]["utility"].items():
        change = 50 * (value - both["record"]["utility"][party])
        assert f"{50 * (1 + value):.1f} ({change:+.1f})".replace("(-0.0)", "(0.0)").replace(
            "(+0.0)", "(0.0)"
        ) in shown  # fmt: skip


def test_settings_are_told_first_and_then_compared(capsys: Capture) -> None:
    shown = flat(told(capsys, "run", SMALL, "--seed", 4, "--set", f"{AID}=0").out)
    story, _, comparison = shown.partition("with and without the settings")
    assert "Left with" in story
    assert "outcome" in comparison
    assert flat(told(capsys, "run", SMALL, "--seed", 4).out).count("outcome") == 0


def test_what_makes_no_difference_is_said(capsys: Capture) -> None:
    given = ["run", SMALL, "--set", f"{AID}=1"]  # as it is anyway
    assert "Nothing differs" in told(capsys, *given).out
    assert data(told(capsys, *given, "--json"))["parts_ways"] is None


@pytest.mark.parametrize("name", ["cut_aidd", "US.cut_ad", "", "actors"])
def test_what_there_is_not_can_not_be_done_without(capsys: Capture, name: str) -> None:
    answer = told(capsys, "run", "--without", name)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"batna: --without {name}: there is no {name!r}")
    assert answer.err.count("\n") == 1
    if "cut" in name:
        assert "cut_aid'?" in answer.err


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    "given",
    [["run", "--replicate", "3"], WITHOUT, ["run", SMALL, "--set", f"{AID}=0"],
     ["explain", "ukraine", "tracks.energy"], ["explain", "--lens", "W"]],
    ids=["story", "without", "set", "track", "lens"],
)  # fmt: skip
def test_nothing_is_wider_than_the_screen_or_cut(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, columns: int, given: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = told(capsys, *given)
    assert (answer.status, answer.err) == (0, "")
    assert max(map(len, answer.out.splitlines())) <= columns
    assert "\x1b" not in answer.out
    assert "…" not in answer.out


def test_a_setting_may_be_infinite(capsys: Capture) -> None:
    record = data(told(capsys, "run", SMALL, "--set", "talks.precision=inf", "--json"))["record"]
    assert float(record["made"]["overrides"]["talks.precision"]) == float("inf")


def test_the_procedure_changes_who_finds_what(capsys: Capture) -> None:
    given = [data(told(capsys, "run", "--seed", 1, "--procedure", name, "--json"))
             for name in ("exact", "amendment")]  # fmt: skip
    plain = data(told(capsys, "run", "--seed", 1, "--json"))
    assert given[0]["rounds"] != given[1]["rounds"]
    assert plain["rounds"] == given[1]["rounds"]  # the flagship amends one text


def test_scenarios(capsys: Capture) -> None:
    answer = told(capsys, "scenarios")
    listed = data(told(capsys, "scenarios", "--json"))
    assert [s["name"] for s in listed] == scenario_names()
    for entry in listed:
        assert entry["name"] in answer.out
        assert entry["title"] in answer.out
        assert f"{len(entry['actors'])} parties, {len(entry['issues'])} issue" in answer.out
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


def test_a_narrow_explanation_names_the_shared_start_once(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    answer = told(capsys, "explain", "ukraine", "actors.EU.levers.eased_sanctions")
    lines = answer.out.splitlines()
    assert lines[0] == "All begin with actors.EU.levers.eased_sanctions."
    assert sum(line.startswith(("enabled ", "own_flow ", "target_flow ")) for line in lines) == 3


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


def test_explain_a_lens_tells_what_it_moves_and_nothing_else(capsys: Capture) -> None:
    base = load_scenario()
    for name, lens in base.lenses.items():
        moved = data(told(capsys, "explain", "--lens", name.lower(), "--json"))
        assert {e["path"].casefold() for e in moved} == {path.casefold() for path in lens.set}
        text = flat(told(capsys, "explain", "--lens", name).out)
        before = dict(base.quantities())
        for entry in moved:
            assert entry["base"] == before[entry["path"]].value
            assert f"{entry['path']}: {entry['base']:g} becomes {entry['value']:g}" in text
            assert all(flat(says) in text for says in entry["says"].values())


def test_explain_a_number_says_that_a_lens_moved_it(capsys: Capture) -> None:
    moved = told(capsys, "explain", "ukraine", "war.start", "--lens", "W").out
    assert f"the lens moves it from {load_scenario().war.start.value:g}" in moved  # type: ignore[union-attr]
    assert "the lens" not in told(capsys, "explain", "ukraine", "war.pace", "--lens", "W").out


@pytest.mark.parametrize(
    ("path", "below"),
    [("cut_aid", "actors.US.levers.cut_aid."), ("tracks.energy", "tracks.energy."),
     ("truce", "tracks.energy.agreements.truce."), ("engagement", "engagement.")],
)  # fmt: skip
def test_explain_finds_levers_tracks_and_ways_out(capsys: Capture, path: str, below: str) -> None:
    numbers = data(told(capsys, "explain", "ukraine", path, "--json"))
    assert all(entry["path"].startswith(below) for entry in numbers)
    assert any(entry["source"] != ["definition"] for entry in numbers)
    assert all(entry["says"][source] for entry in numbers for source in entry["source"])


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
