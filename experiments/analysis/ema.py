"""The EMA workbench, an optional extra, loaded where it is used."""

import warnings
from importlib import import_module
from typing import Any

from sim.errors import InputError


def ema(module: str) -> Any:
    """Load a module of the EMA workbench (J. Kwakkel 2017, doi:10.1016/j.envsoft.2017.06.054).

    Raises
    ------
    InputError
        If the workbench is not installed.
    """
    with warnings.catch_warnings():  # it tells of each evaluator that is not there
        warnings.simplefilter("ignore")
        try:
            return import_module(f"ema_workbench{module}")
        except ImportError:
            right = "pip install 'batna[ema]'"
            raise InputError("the EMA workbench", "it is not installed", right) from None
