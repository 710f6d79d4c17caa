"""A second talk beside the first: the same luck, with one thing different."""

from functools import lru_cache
from typing import Any

from experiments.classroom.settings import Settings
from experiments.classroom.telling_one import told
from experiments.counterfactual import parts_ways, switch_words, without
from experiments.parting import parting_words
from experiments.rooms.refusing import Refused
from sim.coherence import nearest
from sim.negotiation import Negotiation
from sim.reading import with_values
from sim.record import Record

UNMOVED = "unmoved"


def record_of(settings: Settings, replicate: int) -> Record:
    """Play a talk of some settings."""
    return Negotiation(
        settings.played(), rng=settings.seed, replicate=replicate, lens=settings.lens,
        overrides=dict(settings.numbers),
    ).run()  # fmt: skip


def choices(settings: Settings) -> dict[str, str]:
    """Name what can be different in the second talk, in words."""
    moved = {UNMOVED: "Without your changes"} if settings.numbers else {}
    return moved | switch_words(settings.told())


def beside(settings: Settings, replicate: int, name: str) -> dict[str, Any]:
    """Tell the talk that the same luck brings with one thing different.

    Raises
    ------
    Refused
        If these settings have nothing of that name.
    """
    known = choices(settings)
    if name not in known:
        raise Refused(400, f"without: there is no {name!r:.60}; {nearest(name, known)}.")
    return _beside(settings.key, settings.neutral, replicate, name)


@lru_cache(maxsize=64)
def _beside(key: tuple[Any, ...], neutral: bool, replicate: int, name: str) -> dict[str, Any]:
    scenario_name, lens, numbers, seed = key
    settings = Settings(scenario_name, lens, dict(numbers), seed, neutral)
    scenario, record = settings.told(), record_of(settings, replicate)
    if name == UNMOVED:
        other = record_of(Settings(scenario_name, lens, {}, seed), replicate)
    else:
        other = _without(settings, replicate, name)
    parted = parts_ways(record, other)
    switch = "" if name == UNMOVED else f" --without {name}"  # --set compares by itself
    return {
        "words": choices(settings)[name],
        "parts_at": None if parted is None else parted["round"],
        "cli": f"batna run {settings.flags()} --replicate {replicate}{switch}",
        "parting": parting_words(scenario, record, other),
        "talk": told(scenario, other),
    }


def _without(settings: Settings, replicate: int, name: str) -> Record:
    off = without(settings.played(), name)
    changed = with_values(settings.played(), off, "without")
    return Negotiation(
        changed, rng=settings.seed, replicate=replicate, lens=settings.lens,
        overrides=dict(settings.numbers) | off,
    ).run()  # fmt: skip
