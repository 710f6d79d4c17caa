"""A second talk beside the first: the same luck, with one thing different."""

from dataclasses import replace
from typing import Any

from experiments.classroom.records import record_of
from experiments.classroom.settings import Settings
from experiments.classroom.telling_one import told
from experiments.counterfactual import parts_ways, switch_words
from experiments.parting import parting_words
from experiments.web.refusing import Refused
from sim.coherence import nearest

UNMOVED = "unmoved"


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
    scenario, record = settings.told(), record_of(settings, replicate)
    if name == UNMOVED:
        other, switch = record_of(replace(settings, numbers={}), replicate), ""  # --set compares
    else:
        other, switch = record_of(settings, replicate, name), f" --without {name}"
    parted = parts_ways(record, other)
    return {
        "words": known[name],
        "parts_at": None if parted is None else parted["round"],
        "cli": f"batna run {settings.flags()} --replicate {replicate}{switch}",
        "parting": parting_words(scenario, record, other),
        "talk": told(scenario, other),
    }
