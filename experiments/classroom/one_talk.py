"""One talk of some settings, played and told, with what the same luck brings without them."""

from functools import lru_cache
from typing import Any

from experiments.classroom.beside import choices, record_of
from experiments.classroom.neutral import codes
from experiments.classroom.settings import Settings
from experiments.classroom.telling_one import told
from experiments.words import month, outcome_words, sentence


def one_talk(settings: Settings, replicate: int) -> dict[str, Any]:
    """Play a talk and tell it; with numbers moved, say how it ends with the scenario's own."""
    return _one_talk(settings.key, settings.neutral, replicate)


@lru_cache(maxsize=64)
def _one_talk(key: tuple[Any, ...], neutral: bool, replicate: int) -> dict[str, Any]:
    name, lens, numbers, seed = key
    settings = Settings(name, lens, dict(numbers), seed, neutral)
    scenario = settings.told()
    shown = told(scenario, record_of(settings, replicate))
    shown["codes"] = codes(scenario, neutral)
    shown["replicate"], shown["seed"] = replicate, seed
    shown["cli"] = f"batna run {settings.flags()} --replicate {replicate} --verbose"
    shown["besides"] = [{"id": key, "words": words} for key, words in choices(settings).items()]
    shown["otherwise"] = None
    if numbers:
        plain = Settings(name, lens, {}, seed)
        other = record_of(plain, replicate)
        ended = sentence(outcome_words(scenario, other.outcome))
        shown["otherwise"] = f"{ended}, {month(other.end_date)}, after {len(other.texts)} texts."
    return shown
