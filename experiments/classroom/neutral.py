"""Neutral names: a scenario told with its parties called Country A, Country B and so on.

Places, organisations, authors and what stands behind a number (notes and sources) keep their
names, and so do paths and commands; pages say so. ``neutral.toml`` holds the words that name a
party, by scenario. A scenario that isn't there has parties that are neutral as they are.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sim.scenario import Article, Scenario, Source

WORDS = Path(__file__).parent / "neutral.toml"
PROSE = ("name", "short", "text", "ending", "about", "title")
Say = Callable[[str], str]


def codes(scenario: Scenario, neutral: bool = False) -> dict[str, str]:
    """Give each party the few letters that a chip shows."""
    if neutral and _words(scenario.name) is not None:
        return {party: _letter(place) for place, party in enumerate(scenario.actors)}
    return {party: party.replace("_", " ") for party in scenario.actors}


def called(name: str, neutral: bool = False) -> str:
    """Name a scenario in a word or two."""
    own: str = _file().get(name, {}).get("called", "") if neutral else ""
    return own or name.replace("_", " ")


def sayer(scenario: Scenario, neutral: bool = True) -> Say:
    """Give what puts neutral names into a text about a scenario, or leaves it as it is."""
    return _sayer(scenario.name, tuple(scenario.actors)) if neutral else str


def renamed(scenario: Scenario) -> Scenario:
    """Tell a scenario in neutral names; none of its numbers, keys and sources differs."""
    if _words(scenario.name) is None:
        return scenario
    told: Scenario = _reworded(scenario, sayer(scenario))
    return told


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def _words(name: str) -> dict[str, Any] | None:
    words: dict[str, Any] | None = _file().get(name)
    return _words(words["like"]) if words is not None and "like" in words else words


def _letter(place: int) -> str:
    return chr(ord("A") + place)


@lru_cache(maxsize=32)
def _sayer(name: str, parties: tuple[str, ...]) -> Say:
    words = _words(name)
    if words is None:
        return str
    said: dict[str, str] = {}
    for place, party in enumerate(parties):
        country = f"Country\N{NO-BREAK SPACE}{_letter(place)}"
        said |= dict.fromkeys(words[party]["nouns"], country)
        said |= dict.fromkeys(words[party]["adjectives"], f"{country}'s")
    said |= words["phrases"]
    begun = {_begun(one): _begun(other) for one, other in said.items()}
    said = begun | said  # a phrase that begins in capitals anyway is kept as it is
    longest = sorted(said, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    return lambda text: pattern.sub(lambda found: said[found[0]], text)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _reworded(thing: Any, say: Say) -> Any:
    """Copy what holds prose, with other words in it; all else stays the same object."""
    if isinstance(thing, Article | Source):
        return thing
    if isinstance(thing, BaseModel):
        told = {field: _field(field, getattr(thing, field), say) for field in _fields(thing)}
        changed = {field: new for field, new in told.items() if new is not getattr(thing, field)}
        return thing.model_copy(update=changed) if changed else thing
    if isinstance(thing, Mapping):
        each = {key: _reworded(value, say) for key, value in thing.items()}
        return each if any(each[key] is not value for key, value in thing.items()) else thing
    return thing


def _fields(thing: BaseModel) -> list[str]:
    """List the fields that may hold prose; the name of a whole scenario is a key."""
    return [
        f for f in type(thing).model_fields if not (f == "name" and isinstance(thing, Scenario))
    ]


def _field(field: str, value: Any, say: Say) -> Any:
    if not isinstance(value, str):
        return _reworded(value, say)
    new = say(value) if field in PROSE else value
    return value if new == value else new
