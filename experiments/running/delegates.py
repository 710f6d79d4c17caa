"""Delegates of one's own by their import path, so that workers and manifests can name them."""

import hashlib
import inspect
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from experiments.blocks import Delegates
from sim.errors import InputError


def import_paths(delegates: Delegates) -> dict[str, str]:
    """Name delegates as ``module:Class``.

    Raises
    ------
    InputError
        If a worker could not import one: it is made in a script, a notebook or a function.
    """
    paths = {}
    for party, kind in delegates.items():
        path = f"{kind.__module__}:{kind.__qualname__}"
        if kind.__module__ == "__main__" or "<" in path:
            wrong = f"the mind of {party}, {kind.__qualname__}, can't be imported by workers"
            right = "put it into a module, or leave out away and keep the table that sweep gives"
            raise InputError("delegates", wrong, right)
        paths[party] = path
    return paths


def imported(paths: Mapping[str, str]) -> dict[str, type]:
    """Import delegates by their paths.

    Raises
    ------
    InputError
        If one is not there.
    """
    found = {}
    for party, path in paths.items():
        module, _, name = path.partition(":")
        try:
            kind = import_module(module)
            for part in name.split("."):
                kind = getattr(kind, part)
        except (ImportError, AttributeError) as error:
            right = "start from the folder that the sweep was started from"
            raise InputError(f"delegate {path}", f"it can't be imported ({error})", right) from None
        found[party] = kind
    return found  # type: ignore[return-value]


def source_hashes(delegates: Delegates) -> dict[str, str]:
    """Give a hash of the source file of each delegate: other code makes other rows."""
    hashes = {}
    for party, kind in delegates.items():
        source = Path(inspect.getfile(kind)).read_bytes()
        hashes[party] = hashlib.sha256(source).hexdigest()[:16]
    return hashes
