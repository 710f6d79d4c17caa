"""What commands share on the screen: data on stdout, progress and messages on stderr."""

import json
import math
import os
import sys
from typing import Any

from rich.console import Console

from sim.errors import InputError


class Plain(Console):
    """A console that takes words as they are: no markup in a title or a file's name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def on_broken_pipe(self) -> None:
        """Let the command end quietly when its reader has left."""
        raise BrokenPipeError


def out() -> Console:
    """Give the console for data: plain where stdout is no terminal or NO_COLOR is set."""
    columns = os.environ.get("COLUMNS", "")
    wide = int(columns) if columns.isdecimal() and int(columns) > 0 else 100
    return Plain(width=None if sys.stdout.isatty() else wide)


def err() -> Console:
    """Give the console for messages."""
    return Plain(stderr=True)


def print_json(data: Any) -> None:
    """Print data as JSON; infinity and NaN, which JSON lacks, as the text "inf" and as null."""
    text = json.dumps(_finite(data), indent=1, ensure_ascii=False, allow_nan=False)
    sys.stdout.write(text + "\n")


def _finite(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    if isinstance(data, float) and math.isnan(data):
        return None
    return str(data) if isinstance(data, float) and math.isinf(data) else data


def parse_settings(given: list[str] | None) -> dict[str, float]:
    """Read ``PATH=VALUE`` settings.

    Raises
    ------
    InputError
        If one is not of that form, or its value is no number.
    """
    values: dict[str, float] = {}
    for setting in given or []:
        path, equals, text = setting.partition("=")
        if not equals or not path.strip():
            raise InputError(f"--set {setting}", "it is no setting", "write PATH=VALUE")
        try:
            values[path.strip()] = float(text)
        except ValueError:
            raise InputError(
                f"--set {setting}", f"{text!r} is not a number", "write a number such as 0.5"
            ) from None
    return values


def compiling() -> bool:
    """Say whether the first run will wait for the compiler, once on a machine."""
    from sim.loop import play_many  # scipy takes half a second to load
    from sim.rule import on_disk

    return not on_disk(play_many)
