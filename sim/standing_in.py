"""Stand-ins for the strategies: the functions that ``compiled(play_many, ...)`` binds by name."""

from typing import Any

from sim.table import Array


def draft(view: Any) -> Any:
    """Stand for a strategy's draft; bound at compilation."""
    raise NotImplementedError


def read(view: Any, text: Array) -> Any:
    """Stand for a strategy's reading of another's text; bound at compilation."""
    raise NotImplementedError


def answer(view: Any, text: Array, drafter: int, draw: float) -> Any:
    """Stand for a strategy's answer; bound at compilation."""
    raise NotImplementedError


def take_note(view: Any, drafted: Any, said: Array, objections: Array, guess: Array) -> None:
    """Stand for a strategy's learning; bound at compilation."""
    raise NotImplementedError


def pull(view: Any, lever: int, draw: float) -> Any:
    """Stand for a strategy's choice of levers; bound at compilation."""
    raise NotImplementedError


def sign_on(view: Any, pact: int, draw: float) -> Any:
    """Stand for a strategy's choice to join an agreement; bound at compilation."""
    raise NotImplementedError


def part(view: Any, draw: float) -> int:
    """Stand for a strategy's choice of how to leave; bound at compilation."""
    raise NotImplementedError
