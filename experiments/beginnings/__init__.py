"""Scenarios to begin with: sound as they stand, and commented for who has never written one."""

from pathlib import Path

from experiments.formats.naming import keys
from experiments.formats.to_toml import quoted
from sim.errors import InputError

FOLDER = Path(__file__).parent


def beginning(name: str, war: bool = False) -> str:
    """Give the text of a scenario to begin with, under a name of one's own.

    Raises
    ------
    InputError
        If the name holds no letter or digit.
    """
    if not any(sign.isalnum() for sign in name):
        raise InputError(name or "NAME", "it is no name", "use letters, digits and _")
    text = (FOLDER / ("war.toml" if war else "talks.toml")).read_text(encoding="utf-8")
    for key, word in (("name", keys([name], "s")[0]), ("title", name.replace("_", " "))):
        first = next(line for line in text.splitlines() if line.startswith(f"{key} = "))
        text = text.replace(first, f"{key} = {quoted(word)}", 1)
    return text
