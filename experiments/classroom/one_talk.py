"""One talk of some settings, played and told, with what the same luck brings without them."""

from functools import lru_cache
from typing import Any

from experiments.classroom.neutral import codes
from experiments.classroom.settings import Settings, scenario_with
from experiments.classroom.telling_one import told
from experiments.words import month, outcome_words, sentence
from sim.negotiation import Negotiation
from sim.record import Record
from sim.scenario import Scenario


def one_talk(settings: Settings, replicate: int) -> dict[str, Any]:
    """Play a talk and tell it; with numbers moved, say how it ends with the scenario's own."""
    return _one_talk(settings.key, settings.neutral, replicate)


@lru_cache(maxsize=64)
def _one_talk(key: tuple[Any, ...], neutral: bool, replicate: int) -> dict[str, Any]:
    name, lens, numbers, seed = key
    settings = Settings(name, lens, dict(numbers), seed, neutral)
    scenario = settings.told()
    shown = told(scenario, _record(settings, settings.played(), replicate))
    shown["codes"] = codes(scenario, neutral)
    shown["replicate"], shown["seed"] = replicate, seed
    shown["cli"] = f"batna run {settings.flags()} --replicate {replicate} --verbose"
    shown["otherwise"] = None
    if numbers:
        plain = Settings(name, lens, {}, seed)
        other = _record(plain, scenario_with(name, lens), replicate)
        ended = sentence(outcome_words(scenario, other.outcome))
        shown["otherwise"] = f"{ended}, {month(other.end_date)}, after {len(other.texts)} texts."
    return shown


def _record(settings: Settings, scenario: Scenario, replicate: int) -> Record:
    return Negotiation(
        scenario, rng=settings.seed, replicate=replicate, lens=settings.lens,
        overrides=dict(settings.numbers),
    ).run()  # fmt: skip
