"""The records of single talks, each played once, however many screens tell of it."""

from functools import lru_cache
from typing import Any

from experiments.at_the_table import play_record
from experiments.classroom.settings import Settings
from experiments.counterfactual import without
from sim.reading import with_values
from sim.record import Record


def record_of(settings: Settings, replicate: int, off: str | None = None) -> Record:
    """Play a talk of some settings, with something switched off (``without`` knows the names)."""
    return _played(settings.key, replicate, off)


@lru_cache(maxsize=128)
def _played(key: tuple[Any, ...], replicate: int, off: str | None) -> Record:
    name, lens, numbers, seed = key
    scenario, moved = Settings(name, lens, dict(numbers)).played(), dict(numbers)
    if off is not None:
        switched = without(scenario, off)
        scenario, moved = with_values(scenario, switched, "without"), moved | switched
    return play_record(scenario, seed, replicate, lens=lens, overrides=moved)
