"""From files of a format to a checked scenario text, and from a scenario to files."""

import dataclasses
import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

from experiments.formats.format import Files, known_options, named
from experiments.formats.table import Table
from experiments.formats.to_toml import to_toml
from sim.errors import InputError
from sim.quantity import SOURCE
from sim.reading import load_scenario
from sim.scenario import Scenario

MOST_OPTIONS = 10_000  # of one issue; the largest of Genius 10.4 has 2,001
MOST_PACKAGES = 10**9  # ten times the largest domain of Genius 10.4, SuperMarket of ANAC 2012
MOST_PARTIES = 60  # what the engine's ballots hold


def to_scenario(
    name: str,
    files: Sequence[Path],
    title: str | None = None,
    source: str | None = None,
    **options: str | int | None,
) -> str:
    """Read files of a format as the text of a scenario that ``load_scenario`` accepts.

    Parameters
    ----------
    name
        A format, such as ``genius``.
    title
        One line for people; by default what the files say.
    source
        What the numbers rest on: ``doi:…``, ``arXiv:…`` or ``https://…``. By default an
        assumption that names the files.
    options
        What the format asks for, such as ``reading``; None is not given.

    Raises
    ------
    InputError
        With the file, what is wrong with it and what would be right.
    """
    chosen = named(name, "import")
    assert chosen.read is not None
    given = known_options(chosen, options)
    if not files:
        raise InputError(chosen.name, "no file is given", "give one or more")
    try:
        table = chosen.read(list(files), **given)
        check_size(table, str(files[0]))
    except InputError as error:  # on one line, whatever names a file holds
        parts = (error.where, error.wrong, error.right)
        shown = (part if part.isprintable() else repr(part)[1:-1] for part in parts)
        raise InputError(*shown) from None
    if title is not None:
        table = dataclasses.replace(table, title=title)
    if source is not None:
        table = dataclasses.replace(table, source=_checked(source))
    text = to_toml(table)
    _accepted(text, str(files[0]))
    return text


def to_files(name: str, scenario: Scenario | None = None, **options: bool | None) -> Files:
    """Write a scenario in a format; without one, what the format has to say by itself.

    Parameters
    ----------
    options
        What the format asks for, such as ``semicolons``; None is not given.

    Raises
    ------
    InputError
        If there is no such format, or it needs a scenario.
    """
    chosen = named(name, "export")
    given = known_options(chosen, options)
    if scenario is None or chosen.write is None:
        if chosen.bare is None:
            raise InputError(chosen.name, "it writes a scenario", "name one")
        return chosen.bare()
    return chosen.write(scenario, **given)


def check_size(table: Table, where: str) -> None:
    """Refuse a table that is larger than the engine can search.

    Raises
    ------
    InputError
        Saying by how much.
    """
    if len(table.parties) < 2:
        raise InputError(where, f"it has {len(table.parties)} parties", "give two or more")
    if len(table.parties) > MOST_PARTIES:
        raise InputError(where, f"{len(table.parties)} parties are too many",
                         f"{MOST_PARTIES} are the most")  # fmt: skip
    for issue in table.issues:
        if len(issue.options) > MOST_OPTIONS:
            raise InputError(
                f"{where}: {issue.name}", f"{len(issue.options):,} options are too many",
                f"{MOST_OPTIONS:,} are the most",
            )  # fmt: skip
    count = math.prod(len(issue.options) for issue in table.issues)
    if count > MOST_PACKAGES:
        raise InputError(
            where, f"{count:.3g} packages are too many", f"{MOST_PACKAGES:.0e} are the most"
        )


def _checked(source: str) -> str:
    if not source.startswith(("doi:", "arXiv:", "https://")) or not SOURCE.fullmatch(source):
        raise InputError("--source", f"{source!r} is no source",
                         "write doi:…, arXiv:… or https://…")  # fmt: skip
    return source


def _accepted(text: str, where: str) -> None:
    """Read a scenario's text back, so that nothing is written that the engine would refuse."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "imported.toml"
        file.write_text(text, encoding="utf-8")
        try:
            load_scenario(file)
        except InputError as error:
            place = error.where.partition(": ")[2]
            raise InputError(f"{where}: {place}", error.wrong, error.right) from None
