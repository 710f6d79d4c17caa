"""One talk of some settings, told, with what the same luck brings without them."""

from dataclasses import replace
from typing import Any

from experiments.classroom.beside import choices
from experiments.classroom.neutral import codes
from experiments.classroom.records import record_of
from experiments.classroom.settings import Settings
from experiments.classroom.telling_one import told
from experiments.words import month, outcome_words, sentence


def one_talk(settings: Settings, replicate: int) -> dict[str, Any]:
    """Play a talk and tell it; with numbers moved, say how it ends with the scenario's own."""
    scenario = settings.told()
    shown = told(scenario, record_of(settings, replicate))
    shown["codes"] = codes(scenario, settings.neutral)
    shown["replicate"], shown["seed"] = replicate, settings.seed
    shown["cli"] = f"batna run {settings.flags()} --replicate {replicate} --verbose"
    shown["besides"] = [{"id": key, "words": words} for key, words in choices(settings).items()]
    shown["otherwise"] = None
    if settings.numbers:
        other = record_of(replace(settings, numbers={}), replicate)
        ended = sentence(outcome_words(scenario, other.outcome))
        shown["otherwise"] = f"{ended}, {month(other.end_date)}, after {len(other.texts)} texts."
    return shown
