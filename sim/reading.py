"""From a TOML file to a checked ``Scenario``, with exact messages; lenses and ``--set``."""

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.coherence import check_coherence, nearest
from sim.errors import InputError
from sim.quantity import Quantity
from sim.scenario import Scenario

BUILT_IN = Path(__file__).parent / "scenarios"
FLAGSHIP = "ukraine"


def scenario_names() -> list[str]:
    """Name the built-in scenarios."""
    return sorted(path.stem for path in BUILT_IN.glob("*.toml"))


def load_scenario(
    name: str | Path = FLAGSHIP,
    lens: str | None = None,
    overrides: Mapping[str, float] | None = None,
) -> Scenario:
    """Read a scenario, lay a lens over it and set single numbers.

    Parameters
    ----------
    name
        A built-in name (``scenario_names()``) or a path to a TOML file.
    lens
        A named overlay of the scenario, or None for its neutral base.
    overrides
        Path of a number (any case, such as ``actors.us.aid``) to its value; laid over the lens.

    Raises
    ------
    InputError
        With the file, the place in it, what is wrong and what would be right.
    """
    path = _find(str(name))
    tree = _whole_tree(path)
    try:
        scenario = Scenario.model_validate(tree)
    except ValidationError as error:
        raise _first_fault(error, str(path), tree) from None
    check_coherence(scenario, str(path))
    for title, overlay in scenario.lenses.items():
        for place in overlay.set:
            find(scenario, place, f"{path}: lenses.{title}.set")
    if lens is not None:
        scenario = with_lens(scenario, lens, str(path))
    return with_values(scenario, overrides or {}, str(path))


def with_lens(scenario: Scenario, lens: str, where: str = "lens") -> Scenario:
    """Lay a named reading over the scenario's numbers."""
    by_case = {name.casefold(): name for name in scenario.lenses}
    if lens.casefold() not in by_case:
        raise InputError(where, f"there is no lens {lens!r}", nearest(lens, scenario.lenses))
    changes = scenario.lenses[by_case[lens.casefold()]].set
    for path, change in changes.items():
        segments, quantity = find(scenario, path, where)
        moved = _moved(quantity, change.value, f"{where}: {path}").model_copy(
            update={"source": change.source, "note": change.note or quantity.note}
        )
        scenario = _placed(scenario, segments, moved)
    check_coherence(scenario, where)
    return scenario


def with_values(
    scenario: Scenario, values: Mapping[str, float], where: str = "overrides"
) -> Scenario:
    """Set single numbers by path; each keeps its unit and source, its range widened at need."""
    for path, value in values.items():
        segments, quantity = find(scenario, path, where)
        scenario = _placed(scenario, segments, _moved(quantity, value, f"{where}: {path}"))
    if values:
        check_coherence(scenario, where)
    return scenario


def find(scenario: Scenario, path: str, where: str = "path") -> tuple[tuple[str, ...], Quantity]:
    """Find the number at a path, in any case.

    Returns
    -------
    tuple
        The path's segments as the scenario spells them, and the number.
    """
    entry: Any = scenario
    segments: list[str] = []
    for given in path.split("."):
        keys = _keys(entry)
        by_case = {key.casefold(): key for key in keys}
        if given.casefold() not in by_case:
            at = ".".join(segments) or "the scenario"
            wrong = f"{path!r}: there is no {given!r} in {at}"
            raise InputError(where, wrong, nearest(given, keys))
        key = by_case[given.casefold()]
        entry = entry[key] if isinstance(entry, Mapping) else getattr(entry, key)
        segments.append(key)
    if not isinstance(entry, Quantity):
        raise InputError(where, f"{path!r} is not a number", nearest("", _keys(entry)))
    return tuple(segments), entry


def _keys(entry: Any) -> list[str]:
    if isinstance(entry, Quantity):
        return []
    if isinstance(entry, BaseModel):
        return list(type(entry).model_fields)
    return [str(key) for key in entry] if isinstance(entry, Mapping) else []


def _moved(quantity: Quantity, value: float, where: str) -> Quantity:
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise InputError(where, f"{value!r} is not a number", "write a number such as 0.3")
    try:
        return quantity.moved(float(value))
    except ValidationError as error:
        raise InputError(where, error.errors()[0]["msg"]) from None


def _placed(entry: Any, segments: tuple[str, ...], quantity: Quantity) -> Any:
    head, rest = segments[0], segments[1:]
    child = entry[head] if isinstance(entry, Mapping) else getattr(entry, head)
    child = _placed(child, rest, quantity) if rest else quantity
    if isinstance(entry, Mapping):
        return {**entry, head: child}
    return entry.model_copy(update={head: child})


def _find(name: str) -> Path:
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        if not path.is_file():
            raise InputError(name, "there is no such file", "give a TOML file or a built-in name")
        return path
    if name not in scenario_names():
        raise InputError(name, "no such scenario", nearest(name, scenario_names()))
    return BUILT_IN / f"{name}.toml"


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    InputError
        If it can't be read, is not UTF-8 or not TOML (with line and column).
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(str(path), f"it can't be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise InputError(str(path), "it is not text in UTF-8", "save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(str(path), f"it is not TOML: {error}") from None


def _whole_tree(path: Path) -> dict[str, Any]:
    tree = read_toml(path)
    includes = tree.pop("include", [])
    if not isinstance(includes, list) or not all(isinstance(i, str) for i in includes):
        raise InputError(f"{path}: include", "not a list of files", 'write include = ["x.toml"]')
    for include in includes:
        for key, entries in read_toml(_beside(path, include, "include")).items():
            here = tree.setdefault(key, {})
            if not isinstance(here, dict) or not isinstance(entries, dict):
                raise InputError(f"{path}: include", f"{key!r} of {include} is not a table")
            tree[key] = entries | here
    given = tree.get("actors")
    actors: dict[str, Any] = given if isinstance(given, dict) else {}
    for ident, actor in actors.items():
        if isinstance(actor, dict) and "profile" in actor:
            own = {key: value for key, value in actor.items() if key != "profile"}
            file = _beside(path, actor["profile"], f"actors.{ident}.profile")
            actors[ident] = read_toml(file) | own
    return tree


def _beside(path: Path, name: Any, place: str) -> Path:
    if not isinstance(name, str) or not (path.parent / name).is_file():
        raise InputError(f"{path}: {place}", f"there is no file {name!r}", "give a path from here")
    return path.parent / name


def _first_fault(error: ValidationError, where: str, tree: Any) -> InputError:
    fault = error.errors()[0]
    spots = [str(part) for part in fault["loc"] if part not in ("Quantity", "DeferredValue")]
    spots = [s for s in spots if not s.startswith("function-")]
    place = f"{where}: {'.'.join(spots)}" if spots else where
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "missing":
        return InputError(place, "it is missing", "add it")
    if kind == "extra_forbidden":
        return InputError(place, "this key is unknown here", _known_keys(error, spots))
    if kind == "string_pattern_mismatch":
        return InputError(
            place, f"{fault['input']!r} is no name", "use letters, digits and _, a letter first"
        )
    if kind == "literal_error":
        return InputError(place, f"{fault['input']!r} is unknown", f"use {context['expected']}")
    message = fault["msg"][0].lower() + fault["msg"][1:]
    if kind in ("model_type", "dict_type", "tuple_type", "string_type", "bool_type"):
        return InputError(place, f"{fault['input']!r:.60}", message.replace("input ", "it "))
    return InputError(place, message)


def _known_keys(error: ValidationError, spots: list[str]) -> str:
    """List the keys that the table at ``spots`` admits, by walking the model's own fields."""
    model: Any = Scenario
    for spot in spots[:-1]:
        fields = getattr(model, "model_fields", {})
        if spot in fields:
            model = _model_in(fields[spot].annotation)
    keys = list(getattr(model, "model_fields", {}))
    return nearest(spots[-1], keys)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_in(part)
        if found is not None:
            return found
    return None
