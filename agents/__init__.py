"""The minds at the table: who they are (profiles) and how they decide (strategies).

Names are handed on lazily: the Mesa agent takes half a second to load, and a sweep needs none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agents.delegate import Delegate, cast

__all__ = ["Delegate", "cast"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'agents' has no attribute {name!r}")
    return getattr(import_module("agents.delegate"), name)
