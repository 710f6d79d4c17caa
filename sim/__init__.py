"""The world of a negotiation: issues, war, trust, the table. It knows no mind.

Names are handed on lazily, so that ``import sim`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.errors import InputError
    from sim.negotiation import Negotiation
    from sim.reading import load_scenario, scenario_names
    from sim.record import Record
    from sim.scenario import Scenario

_HOMES = {
    "InputError": "sim.errors",
    "Negotiation": "sim.negotiation",
    "Record": "sim.record",
    "Scenario": "sim.scenario",
    "load_scenario": "sim.reading",
    "scenario_names": "sim.reading",
}
__all__ = [
    "InputError",
    "Negotiation",
    "Record",
    "Scenario",
    "load_scenario",
    "scenario_names",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
