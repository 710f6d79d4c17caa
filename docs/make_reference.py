"""Write the key tables of ``docs/scenario-format.md`` from the classes that read a scenario.

``python docs/make_reference.py`` rewrites the parts of the page between marks. A key without a
meaning below, or a meaning without a key, stops the script.
"""

import datetime as dt
import importlib
import inspect
import types
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from marks import between, table
from meanings import TABLES
from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticUndefined

from sim.entry import Ident
from sim.places import KINDS
from sim.quantity import UNITS, Quantity

PAGE = Path(__file__).parent / "scenario-format.md"
SCRIPT = "make_reference.py"


# the keys that each kind of lever reads, besides those that all share
READS = {
    "aid": ("level",),
    "sanctions": ("level",),
    "deep_strikes": ("level",),
    "gift": ("own_flow", "target_flow"),
    "replacement": ("level", "own_flow"),
    "unity": ("level",),
    "offensive": ("tempo", "own_flow"),
    "grid_strikes": ("level", "own_flow"),
    "raid": ("chance", "tilt", "own_flow", "pause"),
    "sponsor": (),
    "ultimatum": (),
}


def reference() -> str:
    """Write all tables."""
    parts = [section(title, model, words) for title, (model, words) in TABLES.items()]
    return "\n".join([*parts, units()])


def lever_kinds() -> str:
    """Write the table of kinds of levers, each by the first line of its file.

    Raises
    ------
    ValueError
        If a kind is told nowhere, or told and not there.
    """
    if set(READS) != set(KINDS):
        raise ValueError(f"kinds differ: {', '.join(sorted(set(READS) ^ set(KINDS)))}")
    rows = []
    for kind in KINDS:
        module = importlib.import_module(f"sim.levers.{kind}")
        what = (module.__doc__ or "").strip().splitlines()[0]
        keys = ", ".join(f"`{key}`" for key in READS[kind]) or "none"
        rows.append([f"`{kind}`", what, keys, f"`sim/levers/{kind}.py`"])
    return table(["kind", "what it is", "keys of its own", "file"], rows)


def section(title: str, model: type[BaseModel], words: dict[str, str]) -> str:
    """Write the table of one class.

    Raises
    ------
    ValueError
        If its keys and their meanings don't match.
    """
    if set(words) != set(model.model_fields):
        odd = sorted(set(words) ^ set(model.model_fields))
        raise ValueError(f"{model.__name__}: keys and meanings differ in {', '.join(odd)}")
    rows = []
    for key, field in model.model_fields.items():
        shape: Any = field.annotation
        for extra in field.metadata:
            if isinstance(extra, AfterValidator):
                shape = Annotated[shape, extra]
            if getattr(extra, "pattern", None):
                shape = Ident
        rows.append([f"`{key}`", kind(shape), default(field), words[key]])
    return f"### {title}\n\n{table(['key', 'type', 'default', 'meaning'], rows)}"


def kind(shape: Any) -> str:
    """Put a type into words."""
    origin, args = get_origin(shape), get_args(shape)
    if origin is Annotated:
        named = [unit for extra in args[1:] for unit in units_of(extra)]
        if named:
            return "number in " + " or ".join(f"`{unit}`" for unit in named)
        return "name" if shape == Ident else kind(args[0])
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in args)
    if origin in (Union, types.UnionType):
        words = [kind(part) for part in args if part is not type(None)]
        return " or ".join(words)
    if origin is tuple:
        return f"list of {plural(kind(args[0]))}"
    if origin is dict:
        return f"table of {plural(kind(args[1]))}"
    return {
        str: "text", bool: "`true` or `false`", int: "whole number", float: "plain number",
        dt.date: "date",
    }.get(shape, "table")  # fmt: skip


def plural(word: str) -> str:
    """Put a type into the plural."""
    for noun in ("number", "table", "text", "name"):
        if noun in word.split(" or ")[0].split(" of ")[0]:
            return word.replace(noun, noun + "s", 1)
    return word


def units_of(extra: Any) -> tuple[str, ...]:
    """Find the units that a number's check admits."""
    if not isinstance(extra, AfterValidator):
        return ()
    return tuple(inspect.getclosurevars(extra.func).nonlocals.get("units", ()))


def default(field: Any) -> str:
    """Put a default into words."""
    if field.is_required():
        return "needed"
    given = field.get_default(call_default_factory=True)
    if isinstance(given, Quantity):
        return f"{given.value:g}"
    if given is None or given is PydanticUndefined:
        return "none"
    if isinstance(given, bool):
        return f"`{str(given).lower()}`"
    if isinstance(given, BaseModel):
        return "its own defaults"
    return f"`{given}`" if given or given == 0 else "empty"


def units() -> str:
    """Write the table of units."""
    rows = [
        [f"`{unit}`", f"{low:g}", f"{high:g}", "yes" if whole else ""]
        for unit, (low, high, whole) in UNITS.items()
    ]
    return f"### Units\n\n{table(['unit', 'from', 'to', 'whole'], rows)}"


def updated(page: str) -> str:
    """Put the tables between the marks of a page."""
    page = between(page, "kinds of levers", SCRIPT, lever_kinds())
    return between(page, "keys", SCRIPT, reference())


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
