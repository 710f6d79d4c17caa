"""What is wrong in a file of data, in one sentence: the place, the fault, what would be right."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from sim.coherence import nearest
from sim.errors import InputError

# how pydantic names a fault of kind, and how we do: what the entry is not, what would be right
KINDS = (
    ("model", "a table", "write its keys below it, or { … }"),
    ("dict", "a table", "write its keys below it, or { … }"),
    ("tuple", "a list", 'write one such as ["a", "b"]'),
    ("string", "a text", 'put it in quotes, such as "a"'),
    ("bool", "true or false", "write true or false"),
    ("date", "a date", "write one such as 2024-08-16, without quotes"),
    ("int", "a whole number", "write one such as 3"),
    ("float", "a number", "write one such as 0.3"),
)


def first_fault(faults: Iterable[Any], where: str, model: type[BaseModel]) -> InputError:
    """Tell the fault of a file that explains most: a misspelt key before one that is missing.

    Parameters
    ----------
    faults
        As pydantic's ``ValidationError.errors()`` gives them; at least one.
    where
        The file.
    model
        What the file was read as.
    """
    listed = list(faults)
    misspelt = [
        f for f in listed if f["type"] == "extra_forbidden" and "DeferredValue" not in f["loc"]
    ]
    return _told((misspelt or listed)[0], where, model)


def _told(fault: Mapping[str, Any], where: str, model: type[BaseModel]) -> InputError:
    place, kind = ": ".join(filter(None, (where, shown(keys_of(fault["loc"]))))), fault["type"]
    given, context = f"{fault['input']!r:.60}", fault.get("ctx", {})
    if kind == "missing":
        return InputError(place, "it is missing", "add it")
    if kind == "extra_forbidden":
        known = list(_table_at(fault["loc"], model).model_fields)
        return InputError(place, "this key is unknown here", nearest(str(fault["loc"][-1]), known))
    if kind == "string_pattern_mismatch":
        return InputError(place, f"{given} is no name", "use letters, digits and _, a letter first")
    if kind == "literal_error":
        return InputError(place, f"{given} is unknown", f"use {context['expected']}")
    if kind == "too_short":
        least = context["min_length"]
        return InputError(place, f"{context['actual_length']} are too few", f"give {least} or more")
    if isinstance(fault["input"], dict) and kind.startswith("tuple"):
        return InputError(place, "it is one table and not a list", f"write [[{fault['loc'][-1]}]]")
    for ending, thing, right in KINDS:
        if kind.startswith(ending):
            return InputError(place, f"{given} is not {thing}", right)
    message = fault["msg"][0].lower() + fault["msg"][1:]
    return InputError(place, message.replace("input should", f"{given} should"))


def keys_of(place: Iterable[Any]) -> list[Any]:
    """Give the keys of a fault's place without what is pydantic's own and not in the file."""
    return [part for part in place if not _is_class(part)]


def shown(keys: Iterable[Any]) -> str:
    """Write a place with dots between its keys; on one line whatever the keys hold."""
    words = [str(key) for key in keys]
    return ".".join(word if word.isprintable() else repr(word) for word in words)


def _is_class(part: int | str) -> bool:
    own = isinstance(part, str) and (part == "[key]" or part.startswith("function-"))
    return own or part in ("Quantity", "DeferredValue")


def _table_at(place: tuple[Any, ...], model: type[BaseModel]) -> type[BaseModel]:
    """Find the table that holds a key, by walking the model's own fields.

    Where a value may be one of several tables, the place names which one pydantic tried.
    """
    for key in place[:-1]:
        if key in model.model_fields:
            kinds = list(_tables_in(model.model_fields[key].annotation))
            named = [kind for kind in kinds if kind.__name__ in place]
            model = (named or kinds or [model])[0]
    return model


def _tables_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _tables_in(part)
