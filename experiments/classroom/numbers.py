"""The numbers of a scenario as a page shows them: labels, units, ranges, who says so."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from experiments.classroom.neutral import called, codes, sayer
from experiments.classroom.presets import presets
from experiments.classroom.settings import scenario_told
from experiments.command.explaining import says
from experiments.sides import usual_seat
from sim.quantity import UNITS, Quantity
from sim.reading import scenario_names
from sim.scenario import Scenario

TELLING = Path(__file__).parent / "telling.toml"
SLIDERS = 8
UNIT_WORDS = {
    "prob.": "probability", "share": "share", "utility": "utility", "level": "level",
    "utility/round": "utility a round", "1/round": "a round", "yr": "years", "x": "times",
    "discount/round": "discount a round", "log-hazard": "log hazard", "log": "log",
    "share of prob.": "share of probability", "1/utility": "per utility", "steps": "steps",
    "log-hazard/utility": "log hazard per utility", "rounds/yr": "rounds a year",
}  # fmt: skip


@lru_cache(maxsize=1)
def telling() -> dict[str, Any]:
    """Read which numbers a class should move first, as a study of each found them."""
    return tomllib.loads(TELLING.read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def scenarios(neutral: bool = False) -> list[dict[str, Any]]:
    """List the built-in scenarios with their lenses."""
    listed = []
    for name in scenario_names():
        loaded = scenario_told(name, None, neutral)
        lenses = [
            {"name": key, "title": lens.title, "about": " ".join(lens.about.split())}
            for key, lens in loaded.lenses.items()
        ]
        listed.append({
            "name": name, "called": called(name, neutral), "title": loaded.title, "lenses": lenses,
        })  # fmt: skip
    return listed


@lru_cache(maxsize=32)
def described(name: str, lens: str | None, neutral: bool = False) -> dict[str, Any]:
    """Describe a scenario under a lens: parties, and every number that has a range."""
    scenario = scenario_told(name, lens, neutral)
    say = sayer(scenario, neutral)
    ranged = {p: q for p, q in scenario.quantities() if q.low < q.high}
    own = telling().get(name, {}).get("numbers", [])
    first = [entry["path"] for entry in own if entry["path"] in ranged]
    if not first:
        first = sorted(ranged, key=lambda path: (ranged[path].tier, ranged[path].source[0] == ""))
    labels = {entry["path"]: say(entry["label"]) for entry in own}
    return {
        "name": name,
        "title": scenario.title,
        "lens": lens,
        "seat": usual_seat(scenario),
        "parties": [{"id": key, "short": actor.short, "name": actor.name}
                    for key, actor in scenario.actors.items()],
        "codes": codes(scenario, neutral),
        "sliders": first[:SLIDERS],
        "chosen": say(telling().get(name, {}).get("made", "")),
        "effects": {entry["path"]: entry["effect"] for entry in own},
        "presets": presets(scenario, say),
        "numbers": [number(scenario, path, q, labels.get(path)) for path, q in ranged.items()],
    }  # fmt: skip


def number(scenario: Scenario, path: str, quantity: Quantity, label: str | None) -> dict[str, Any]:
    """Give one number with its label, range and grounds."""
    whole = UNITS[quantity.unit][2]
    span = quantity.high - quantity.low
    return {
        "path": path,
        "label": label or label_of(scenario, path),
        "value": quantity.value, "low": quantity.low, "high": quantity.high,
        "step": 1 if whole else step_of(span),
        "unit": UNIT_WORDS.get(quantity.unit, quantity.unit),
        "tier": quantity.tier,
        "note": " ".join(quantity.note.split()),
        "source": "; ".join(quantity.source),
        "says": " ".join(says(scenario, source) for source in quantity.source),
    }  # fmt: skip


def step_of(span: float) -> float:
    """Choose a round step that cuts a span into 50 to 125 parts, so that all values can be read."""
    tenth = 1.0
    while tenth * 10 <= span:
        tenth *= 10
    while tenth > span:
        tenth /= 10
    return float(f"{tenth / (100 if span < 2 * tenth else 50 if span < 5 * tenth else 20):.6g}")


def label_of(scenario: Scenario, path: str) -> str:
    """Put a path into words as far as the scenario names its parts."""
    parts = path.split(".")
    lead = ""
    if parts[0] == "actors" and len(parts) > 2:
        lead, parts = f"{scenario.actors[parts[1]].short}: ", parts[2:]
    elif parts[0] == "issues" and len(parts) > 2:
        lead, parts = f"{scenario.issues[parts[1]].name}: ", parts[2:]
    words = [_word(scenario, part) for part in parts if part not in ("agreements", "options")]
    return lead + ", ".join(words)


def _word(scenario: Scenario, part: str) -> str:
    if part in scenario.actors:
        return scenario.actors[part].short
    if part in scenario.issues:
        return scenario.issues[part].name
    return part.replace("_", " ")
