"""What a format is, and which there are: every module of this folder that has a ``FORMAT``."""

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from experiments.formats.table import Table
from sim.coherence import nearest
from sim.errors import InputError


class Files(NamedTuple):
    """What a scenario becomes: texts by file name, what they can't hold, what else to know."""

    texts: dict[str, str]
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Format(NamedTuple):
    """A way to write a negotiation down.

    Attributes
    ----------
    name, title
        What the command line calls it, and what it is in a line.
    read
        From files, and options by keyword, to a table. None: it can't be imported.
    write
        From a scenario, and options by keyword, to files. None: it can't be exported.
    options
        The keywords that ``read`` and ``write`` know.
    many
        Whether it takes several files to write a scenario down.
    bare
        What to write if no scenario is named; None: the flagship.
    """

    name: str
    title: str
    read: Callable[..., Table] | None = None
    write: Callable[..., Files] | None = None
    options: tuple[str, ...] = ()
    many: bool = False
    bare: Callable[[], Files] | None = None


@functools.cache
def formats() -> dict[str, Format]:
    """Find the formats, by name."""
    modules = (
        importlib.import_module(f"{__package__}.{module.name}")
        for module in pkgutil.iter_modules([str(Path(__file__).parent)])
    )
    found: list[Format] = [m.FORMAT for m in modules if hasattr(m, "FORMAT")]
    return {each.name: each for each in sorted(found)}


def named(name: str, way: str) -> Format:
    """Find the format of a name that can be read (``way`` "import") or written ("export").

    Raises
    ------
    InputError
        If there is none.
    """
    able = {
        key: each
        for key, each in formats().items()
        if (each.read if way == "import" else each.write or each.bare) is not None
    }
    key = name.casefold()
    if key not in able:
        wrong = "it can't be " + way + "ed" if key in formats() else "there is no such format"
        raise InputError(name, wrong, nearest(name, able))
    return able[key]


def contents(file: Path) -> bytes:
    """Read a file whole.

    Raises
    ------
    InputError
        If it can't be read, or is larger than any table of scores would be.
    """
    try:
        with file.open("rb") as stream:
            found = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(str(file), f"it can't be read ({error.strerror})") from None
    if len(found) > LARGEST:
        raise InputError(
            str(file), f"it is larger than {LARGEST // 10**6} MB", "give a smaller one"
        )
    return found


def known_options(chosen: Format, options: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the options that are given, None being none.

    Raises
    ------
    InputError
        If the format doesn't know one of them.
    """
    given = {key: value for key, value in options.items() if value is not None}
    for key in given:
        if key not in chosen.options:
            known = ", ".join(f"--{each}" for each in chosen.options) or "it has none"
            raise InputError(f"--{key}", f"the format {chosen.name} has no such option", known)
    return given


LARGEST = 20_000_000  # bytes; the largest profile of Genius 10.4 has less than 1 MB
