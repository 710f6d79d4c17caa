"""Write scenario trees as TOML files, as plain as can be: one key a line, tables inline."""

import datetime as dt
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim import InputError, load_scenario
from tests.limits.worlds import Tree


def toml(value: Any) -> str:
    """Write a value as inline TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return repr(value)


def written(folder: Path, tree: Tree, name: str = "world.toml") -> Path:
    """Write a tree into a folder."""
    path = folder / name
    lines = [f"{json.dumps(key)} = {toml(value)}" for key, value in tree.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def put(tree: Tree, path: str, value: Any) -> None:
    """Set the entry at a dotted path."""
    *way, last = path.split(".")
    for step in way:
        tree = tree[int(step)] if isinstance(tree, list) else tree[step]
    tree[last] = value


def drop(tree: Tree, path: str) -> None:
    """Delete the entry at a dotted path."""
    *way, last = path.split(".")
    for step in way:
        tree = tree[step]
    del tree[last]


def refusal(path: Path | str, **how: Any) -> str:
    """Give the message with which a file is refused, less the folder it lies in."""
    try:
        load_scenario(path, **how)
    except InputError as error:
        return str(error).replace(str(Path(path).parent) + "/", "")
    raise AssertionError("nothing was refused")


def broken(folder: Path, tree: Tree, change: Callable[[Tree], None], **how: Any) -> str:
    """Give the message after a change to a tree."""
    change(tree)
    return refusal(written(folder, tree), **how)
