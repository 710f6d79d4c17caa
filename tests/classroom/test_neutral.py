"""Neutral names and what-ifs ready made: as data, and over the JSON interface."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra 'classroom' is not installed")
from starlette.testclient import TestClient

from experiments.classroom import presets
from experiments.classroom.neutral import codes, renamed, sayer
from experiments.rooms.app import app_of
from experiments.rooms.plan import read_plan
from sim.reading import load_scenario, scenario_names, with_values
from tests.classroom.names import NAMES

COUNTRIES = sorted(NAMES)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("rooms")
    with TestClient(app_of(folder)) as client:
        yield client


def texts(thing: Any, but: tuple[str, ...] = ()) -> Iterator[str]:
    """Walk over all texts of plain data, but for those under some keys."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for key, value in thing.items():
            if key not in but:
                yield from texts(value, but)
    elif isinstance(thing, list):
        for value in thing:
            yield from texts(value, but)


def named(name: str, thing: Any, but: tuple[str, ...] = ()) -> list[str]:
    return [text for text in texts(thing, but) if NAMES[name].search(text)]


def test_every_scenario_of_countries_has_neutral_names() -> None:
    assert set(COUNTRIES) < set(scenario_names())
    for name in scenario_names():
        scenario = load_scenario(name)
        assert (renamed(scenario) is scenario) == (name not in COUNTRIES)
    assert codes(load_scenario("new_recruit"), neutral=True) == {
        "Recruiter": "Recruiter", "Candidate": "Candidate",
    }  # fmt: skip


@pytest.mark.parametrize("name", COUNTRIES)
def test_only_words_differ_in_neutral_names(name: str) -> None:
    scenario = load_scenario(name)
    told = renamed(scenario)
    assert dict(told.quantities()) == dict(scenario.quantities())
    assert (told.name, told.sources, told.articles) == (
        scenario.name, scenario.sources, scenario.articles,
    )  # fmt: skip
    assert [a.short for a in told.actors.values()] == [
        f"Country\N{NO-BREAK SPACE}{letter}" for letter in "ABCDE"[: len(told.actors)]
    ]
    prose = told.model_dump(exclude={"sources", "articles", "assumptions", "name"})
    kept = ("note", "source", "set", "host", "consent", "owners", "by", "to", "on", "path")
    left = [t for t in named(name, prose, kept) if " " in t]
    assert left == []


def test_words_are_put_into_good_english() -> None:
    say = sayer(load_scenario("ukraine"))
    told = {
        "US aid to Ukraine": "Country C's aid to Country B",
        "joins the US sanctions on China": "joins Country C's sanctions on Country E",
        "The EU lifts its sanctions": "Country D lifts its sanctions",
        "US: break with China": "Country C: break with Country E",
        "US-Russian talks": "C-A talks",
        "Crimea, the Donbas and NATO; USB": "Crimea, the Donbas and NATO; USB",
    }
    assert {plain: say(plain).replace("\N{NO-BREAK SPACE}", " ") for plain in told} == told


@pytest.mark.parametrize("name", COUNTRIES)
def test_live_and_one_talk_name_no_party(web: TestClient, name: str) -> None:
    query = {"name": name, "neutral": "1"}
    about = web.get("/api/live/scenario", params=query).json()
    but = ("note", "says", "source", "path", "id", "name", "effects", "set", "seat", "sliders")
    assert named(name, {**about, "codes": list(about["codes"].values())}, but) == []
    assert about["parties"][0]["name"] == "Country\N{NO-BREAK SPACE}A"
    body = {"scenario": name, "neutral": True, "runs": 60}
    given = web.post("/api/live/talks", json=body).json()
    assert named(name, given, ("cli", "party")) == []
    for kind in ("typical", "surprising"):
        talk = web.post("/api/live/talk", json={"scenario": name, "neutral": True, "kind": kind})
        told = talk.json()
        assert any("Country" in text for text in texts(told["steps"]))
        own = {**told, "codes": [], "rounds": []}
        assert named(name, own, ("cli", "party", "id")) == []
    for choice in told["besides"][:2]:
        asked = {"replicate": told["replicate"], "without": choice["id"]}
        second = web.post("/api/live/beside", json={"scenario": name, "neutral": True, **asked})
        beside = second.json()
        assert second.status_code == 200
        beside["talk"]["rounds"] = []
        assert named(name, beside, ("cli", "party", "id")) == []


def test_the_talks_are_the_same_in_other_names(web: TestClient) -> None:
    plain = web.post("/api/live/talks", json={"runs": 60}).json()
    told = web.post("/api/live/talks", json={"runs": 60, "neutral": True}).json()
    assert told["outcomes"] == plain["outcomes"]
    assert told["ground"]["dots"] == plain["ground"]["dots"]
    assert plain["ground"]["left"] == "Russia"
    assert told["ground"]["left"] == "Country\N{NO-BREAK SPACE}A"


@pytest.mark.parametrize("wrong", ["yes", 1, None])
def test_a_switch_that_is_none_is_refused(web: TestClient, wrong: Any) -> None:
    reply = web.post("/api/live/talks", json={"neutral": wrong})
    assert (reply.status_code, reply.json()) == (400, {"error": "neutral: write true or false."})
    assert web.post("/api/rooms", json={"neutral": wrong}).status_code == 400
    assert web.get(f"/api/live/scenario?neutral={wrong}").status_code == (
        200 if wrong == 1 else 400
    )


def test_a_study_has_the_scenarios_own_names(web: TestClient) -> None:
    reply = web.post("/api/research/screen", json={"neutral": True})
    assert (reply.status_code, "'neutral' is unknown" in reply.json()["error"]) == (400, True)


def test_a_room_keeps_its_names(web: TestClient) -> None:
    plan = read_plan({"neutral": True})
    again = read_plan(plan.plain())
    assert again.played.actors["RU"].short == "Country\N{NO-BREAK SPACE}A"
    assert again.codes == {"RU": "A", "UA": "B", "US": "C", "EU": "D", "CN": "E"}
    assert read_plan({}).codes["RU"] == "RU"


def test_every_what_if_stays_within_its_ranges_and_cites_a_paragraph() -> None:
    assert len(presets.kept()["ukraine"]) >= 4
    for name, listed in presets.kept().items():
        scenario = load_scenario(name)
        numbers = dict(scenario.quantities())
        assert len({one["label"] for one in listed}) == len(listed)
        for one in listed:
            for path, value in one["set"].items():
                assert numbers[path].low <= value <= numbers[path].high
                assert value != numbers[path].value
            with_values(scenario, one["set"], "set")
            assert all(re.fullmatch(r"[a-z]+-\d{4}-\d\d:\d+", source) for source in one["source"])
            assert set(one["source"]) <= set(scenario.sources)


def test_what_ifs_are_offered_with_what_they_rest_on(web: TestClient) -> None:
    for neutral in ("0", "1"):
        told = web.get(f"/api/live/scenario?neutral={neutral}").json()["presets"]
        assert told[0]["set"] == {"actors.US.aid": 0.5}
        assert told[0]["source"] == "exit-2025-04:12"
        assert "Europe" in told[0]["says"]  # what sources say keeps its names
        assert ("US" in told[0]["label"]) == (neutral == "0")
    assert web.get("/api/live/scenario?name=pie").json()["presets"] == []
