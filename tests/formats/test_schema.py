"""The JSON Schema says yes to every scenario, and no to what the reader refuses."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from experiments.beginnings import beginning
from experiments.formats.schema import schema
from sim import InputError, load_scenario
from sim.instruments import Lever
from tests.docs.pages import ROOT, blocks
from tests.limits.worlds import Tree
from tests.reading.files import drop, put, written

FILES = sorted([*ROOT.glob("sim/scenarios/*.toml"), *ROOT.glob("tests/scenarios/*.toml"),
                ROOT / "tests/experiments/small.toml"])  # fmt: skip
PAGE = ROOT / "docs" / "scenario-format.md"
SHOWN = {
    block.mark.removeprefix("scenario="): block.text
    for block in blocks(PAGE)
    if block.mark.startswith("scenario=")
}
WHOLE = jsonschema.Draft202012Validator(schema())


def as_json(part: Any) -> Any:
    """Turn dates into texts, as editors of TOML do."""
    if isinstance(part, dict):
        return {key: as_json(value) for key, value in part.items()}
    if isinstance(part, list):
        return [as_json(value) for value in part]
    return part.isoformat() if isinstance(part, dt.date) else part


def faults(tree: Tree) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message:.200}" for e in WHOLE.iter_errors(as_json(tree))]


def test_it_is_a_schema_of_the_draft_that_it_names() -> None:
    made = schema()
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(made)
    told = [name for name, part in made["$defs"].items() if part.get("description")]
    assert told == list(made["$defs"])
    assert made["$defs"]["Lever"]["description"].startswith(str(Lever.__doc__).split("\n")[0])


def test_nothing_of_it_hangs_in_the_air() -> None:
    """Every reference leads somewhere, every definition is used."""
    made, used, waiting = schema(), set(), [schema()]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(part)
        if isinstance(part, dict):
            if "$ref" in part:
                used.add(part["$ref"].removeprefix("#/$defs/"))
            waiting.extend(part.values())
    assert used == set(made["$defs"])


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_scenario_passes(file: Path) -> None:
    assert faults(tomllib.loads(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_every_scenario_of_the_page_passes(name: str) -> None:
    assert faults(tomllib.loads(SHOWN[name])) == []


@pytest.mark.parametrize("war", [False, True])
def test_what_new_writes_passes(war: bool) -> None:
    assert faults(tomllib.loads(beginning("mine", war))) == []


def source_of_all(tree: Tree) -> None:
    """Take the shared source away from the values, and so from every number below."""
    drop(tree, "actors.Hill.values.source")


DAMAGE: dict[str, Any] = {
    "a bare number": lambda t: put(t, "talks.rounds", 24),
    "a bare number in a shared table": lambda t: put(t, "actors.Hill.values.PASS.hill", 0.8),
    "a missing source": lambda t: drop(t, "actors.Hill.war_cost.source"),
    "a missing unit": lambda t: drop(t, "war.pace.unit"),
    "a missing range": lambda t: drop(t, "actors.Hill.values.PASS.hill.low"),
    "no source in a shared table": source_of_all,
    "no unit in a shared table": lambda t: drop(t, "actors.Dale.values.unit"),
    "another unit": lambda t: put(t, "war.pace.unit", "share"),
    "another unit in a shared table": lambda t: put(t, "actors.Dale.values.unit", "share"),
    "a unit that is none": lambda t: put(t, "actors.Hill.weights.PASS.unit", "kilogram"),
    "outside the unit's bounds": lambda t: put(t, "war.pace.high", 1.5),
    "not whole": lambda t: put(t, "war.steps.value", 6.5),
    "a source of no form": lambda t: put(t, "war.pace.source", "hearsay"),
    "an empty list of sources": lambda t: put(t, "war.pace.source", []),
    "a misspelt key": lambda t: put(t, "war.pase", {}),
    "a misspelt key of a number": lambda t: put(t, "war.pace.hihg", 1),
    "a missing key": lambda t: drop(t, "talks.mediator"),
    "a missing table": lambda t: drop(t, "issues"),
    "one party": lambda t: put(t, "actors", {"Hill": t["actors"]["Hill"]}),
    "a name that is none": lambda t: put(t, "issues.1st", t["issues"]["PASS"]),
    "a word for a switch": lambda t: put(t, "tracks.well.agreements.harvest.counts", "yes"),
    "an unknown word": lambda t: put(t, "talks.procedure", "exakt"),
    "an unknown lever": lambda t: put(t, "actors.Abbey.levers.stop_grain.kind", "bribe"),
    "a text for a table": lambda t: put(t, "war", "none"),
    "another format": lambda t: put(t, "format", 2),
    "an include that is no list": lambda t: put(t, "include", "articles.toml"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_the_reader_refuses_does_not_pass(tmp_path: Path, damage: str) -> None:
    tree = tomllib.loads(SHOWN["valley.toml"])
    assert faults(tree) == []
    DAMAGE[damage](tree)
    assert faults(tree), damage
    with pytest.raises(InputError):
        load_scenario(written(tmp_path, tree))


def test_a_profile_takes_the_place_of_an_actors_keys() -> None:
    tree = tomllib.loads(SHOWN["orchard.toml"])
    tree["actors"]["Ben"] = {"profile": "ben.toml"}
    assert faults(tree) == []
    tree["actors"]["Ben"] = {"name": "Ben"}
    assert any("required" in fault for fault in faults(tree))


def test_an_include_may_bring_what_is_missing() -> None:
    tree = tomllib.loads(SHOWN["orchard.toml"])
    del tree["issues"]
    assert faults(tree)
    assert faults({"include": ["issues.toml"], **tree}) == []


def test_a_deferred_value_may_share_its_source() -> None:
    tree = tomllib.loads(SHOWN["orchard.toml"])
    known = {"value": 0.5, "low": 0.5, "high": 0.5}
    tree["actors"]["Ada"]["values"]["PRICE"]["low"] = {"de_facto": known, "final": known}
    assert faults(tree) == []
    tree["actors"]["Ada"]["values"]["PRICE"]["low"]["final"] = 0.5
    assert faults(tree)


def places(tree: Tree, path: str = "") -> list[str]:
    """List the dotted paths of all keys of a tree."""
    found = []
    for key, value in tree.items():
        found.append(path + key)
        found += places(value, f"{path}{key}.") if isinstance(value, dict) else []
    return found


def test_it_asks_for_no_key_that_the_reader_can_do_without(tmp_path: Path) -> None:
    done_without = 0
    for place in places(tomllib.loads(SHOWN["valley.toml"])):
        tree = tomllib.loads(SHOWN["valley.toml"])
        drop(tree, place)
        try:
            load_scenario(written(tmp_path, tree))
        except InputError:
            continue
        done_without += 1
        assert faults(tree) == [], place
    assert done_without > 20
