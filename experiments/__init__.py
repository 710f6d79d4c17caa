"""The questions: simulations, studies, sweeps, stores, figures and the command line.

Names are handed on lazily, so that ``import experiments`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.analysis.results import stored_results
    from experiments.bridges.answers import answers
    from experiments.bridges.batch import BatchNegotiation
    from experiments.bridges.ema import ema_model
    from experiments.bridges.salib import problem
    from experiments.design import Study, load_study
    from experiments.endurance import sweep_into
    from experiments.simulation import simulate
    from experiments.store import load
    from experiments.sweeping import sweep

_HOMES = {
    "BatchNegotiation": "experiments.bridges.batch",
    "Study": "experiments.design",
    "answers": "experiments.bridges.answers",
    "ema_model": "experiments.bridges.ema",
    "load": "experiments.store",
    "load_study": "experiments.design",
    "problem": "experiments.bridges.salib",
    "simulate": "experiments.simulation",
    "stored_results": "experiments.analysis.results",
    "sweep": "experiments.sweeping",
    "sweep_into": "experiments.endurance",
}
__all__ = [
    "BatchNegotiation",
    "Study",
    "answers",
    "ema_model",
    "load",
    "load_study",
    "problem",
    "simulate",
    "stored_results",
    "sweep",
    "sweep_into",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'experiments' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
