"""Text that a command leaves behind: on stdout as it is, or in files, whole or not at all."""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from experiments.command.screen import out
from sim.errors import InputError


def whole(text: str) -> None:
    """Print a text as it is, neither wrapped nor cut."""
    sys.stdout.write(text)


def written(texts: Mapping[Path, str], overwrite: bool) -> None:
    """Write texts in UTF-8, and print the files' names.

    Raises
    ------
    InputError
        If a file is there and may not be overwritten, or can't be written.
    """
    check_targets(texts, overwrite)
    for file, text in texts.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            _put(file, text)
        except OSError as error:
            raise InputError(str(file), f"it can't be written ({error.strerror})") from None
        out().print(str(file), soft_wrap=True)


def check_targets(files: Iterable[Path], overwrite: bool) -> None:
    """Refuse names that nothing can be written to, before any work is done."""
    for file in files:
        try:
            _check_target(file, overwrite)
        except OSError as error:  # such as a name that is too long
            raise InputError(str(file), f"it can't be written ({error.strerror})") from None


def _check_target(file: Path, overwrite: bool) -> None:
    if file.is_dir():
        raise InputError(str(file), "it is a folder", "name a file")
    if file.exists() and not overwrite:
        raise InputError(str(file), "there is such a file", "give another name")
    there = next(folder for folder in file.absolute().parents if folder.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        wrong = f"it can't be written ({there} is no folder that may be written to)"
        raise InputError(str(file), wrong, "name another place")


def _put(file: Path, text: str) -> None:
    """Write beside the file first, so that it is never there by half."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with beside.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
