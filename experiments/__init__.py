"""The questions: simulations, studies, sweeps, stores, figures and the command line.

Names are handed on lazily, so that ``import experiments`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.design import Study, load_study
    from experiments.endurance import sweep_into
    from experiments.simulation import simulate
    from experiments.store import load
    from experiments.sweeping import sweep

_HOMES = {
    "Study": "experiments.design",
    "load": "experiments.store",
    "load_study": "experiments.design",
    "simulate": "experiments.simulation",
    "sweep": "experiments.sweeping",
    "sweep_into": "experiments.endurance",
}
__all__ = ["Study", "load", "load_study", "simulate", "sweep", "sweep_into"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'experiments' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
