"""The minds at the table: who they are (profiles) and how they decide (strategies)."""

from agents.delegate import Delegate, cast

__all__ = ["Delegate", "cast"]
