"""From a TOML file to a checked ``Scenario``, with exact messages; lenses and ``--set``."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from numbers import Real
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.coherence import check_coherence, nearest
from sim.errors import InputError
from sim.faults import first_fault, keys_of, shown
from sim.quantity import Quantity
from sim.scenario import Scenario

BUILT_IN = Path(__file__).parent / "scenarios"
FLAGSHIP = "ukraine"
DEEPEST = 40  # tables in tables; the format itself needs 8


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
        faults = error.errors()
        meant = [fault for fault in faults if _meant(fault, faults)]
        raise first_fault(meant or faults, str(path), Scenario) from None
    check_coherence(scenario, str(path))
    for title, overlay in scenario.lenses.items():
        for place, change in overlay.set.items():
            where = f"{path}: lenses.{title}.set"
            _moved(find(scenario, place, where)[1], change.value, f"{where}.{place}")
    if lens is not None:
        scenario = with_lens(scenario, lens, str(name))
    return with_values(scenario, overrides or {}, "overrides")


def with_lens(scenario: Scenario, lens: str, where: str = "lens") -> Scenario:
    """Lay a named reading over the scenario's numbers."""
    name = _spelt(lens, scenario.lenses)
    if name is None:
        raise InputError(where, f"there is no lens {lens!r}", nearest(lens, scenario.lenses))
    changes = scenario.lenses[name].set
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
    written: dict[tuple[str, ...], str] = {}
    for path, value in values.items():
        segments, quantity = find(scenario, path, where)
        if segments in written:
            wrong = f"{path!r} is set twice, as {written[segments]!r} too"
            raise InputError(where, wrong, "set it once")
        written[segments] = path
        scenario = _placed(scenario, segments, _moved(quantity, value, f"{where}: {path}"))
    if values:
        check_coherence(scenario, where, sources=False)
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
        key = _spelt(given, keys)
        if key is None:
            at = ".".join(segments) or "the scenario"
            wrong = f"{path!r}: there is no {given!r} in {at}"
            raise InputError(where, wrong, nearest(given, keys))
        entry = entry[key] if isinstance(entry, Mapping) else getattr(entry, key)
        segments.append(key)
    if not isinstance(entry, Quantity):
        raise InputError(where, f"{path!r} is not a number", nearest("", _keys(entry)))
    return tuple(segments), entry


def _spelt(given: str, names: Iterable[str]) -> str | None:
    """Find a name as it is given, or else in another case."""
    words = list(names)
    return given if given in words else {w.casefold(): w for w in words}.get(given.casefold())


def _keys(entry: Any) -> list[str]:
    if isinstance(entry, Quantity):
        return []
    if isinstance(entry, BaseModel):
        return list(type(entry).model_fields)
    return [str(key) for key in entry] if isinstance(entry, Mapping) else []


def _moved(quantity: Quantity, value: float, where: str) -> Quantity:
    if isinstance(value, bool) or not isinstance(value, Real) or value != value:
        raise InputError(where, f"{value!r} is not a number", "write a number such as 0.3")
    try:
        return quantity.moved(float(value))
    except OverflowError:
        raise InputError(where, "the number is too large", "write one such as 0.3") from None
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
    if path.suffix == ".toml" or _is_file(path) or len(path.parts) > 1:
        if not _is_file(path):
            raise InputError(name, "there is no such file", "give a TOML file or a built-in name")
        return path
    if name not in scenario_names():
        raise InputError(name, "no such scenario", nearest(name, scenario_names()))
    return BUILT_IN / f"{name}.toml"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    InputError
        If it can't be read, is not UTF-8 or not TOML (with line and column).
    """
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(str(path), f"it can't be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise InputError(str(path), "it is not text in UTF-8", "save it as UTF-8") from None
    except RecursionError:
        raise InputError(str(path), "its tables or lists are nested too deeply") from None
    except ValueError as error:  # TOMLDecodeError, or a number of thousands of digits
        raise InputError(str(path), f"it is not TOML: {error}") from None
    for spots, entry, depth in _entries(tree):
        if depth > DEEPEST:
            raise InputError(str(path), "its tables or lists are nested too deeply")
        if isinstance(entry, int) and not -(2**63) <= entry < 2**63:
            raise InputError(f"{path}: {spots}", "the number is too large", "64 bits are the most")
    return tree


def _entries(tree: dict[str, Any]) -> Iterator[tuple[str, Any, int]]:
    """Walk over all entries of a tree with place and depth, without recursion."""
    waiting: list[tuple[str, Any, int]] = [("", tree, 0)]
    while waiting:
        spots, entry, depth = waiting.pop()
        yield spots, entry, depth
        if depth <= DEEPEST and isinstance(entry, dict | list):
            pairs = entry.items() if isinstance(entry, dict) else enumerate(entry)
            below = [(shown([spots, key] if spots else [key]), e, depth + 1) for key, e in pairs]
            waiting.extend(reversed(below))


def _whole_tree(path: Path, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    """Read a file with all that it names: what it is based on, includes, and profiles."""
    tree = read_toml(path)
    based_on = tree.pop("based_on", None)
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
    if based_on is None:
        return tree
    base = _beside(path, based_on, "based_on")
    if base.resolve() in above:
        raise InputError(f"{path}: based_on", f"{based_on!r} is based on this file", "name another")
    return _laid_over(_whole_tree(base, (*above, path.resolve())), tree)


def _laid_over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Lay a tree over another, table by table; what is no table takes the other's place."""
    laid = dict(base)
    for key, entry in own.items():
        both = isinstance(entry, dict) and isinstance(laid.get(key), dict)
        laid[key] = _laid_over(laid[key], entry) if both else entry
    return laid


def _beside(path: Path, name: Any, place: str) -> Path:
    if not isinstance(name, str) or not _is_file(path.parent / name):
        wrong = f"there is no file {name!r:.60}"
        raise InputError(f"{path}: {place}", wrong, "give a path from here")
    return path.parent / name


def _meant(fault: Any, faults: Any) -> bool:
    """Leave out faults of the wrong kind of value: of a plain one where a deferred one is meant.

    pydantic tries both; an entry with a key of a deferred value, or part of one, is meant as such.
    """
    if "DeferredValue" in fault["loc"]:
        return True
    place = keys_of(fault["loc"])[:5]
    if len(place) < 5 or place[0] != "actors" or place[2] != "values":
        return True
    twins = [f for f in faults if "DeferredValue" in f["loc"] and list(f["loc"][:5]) == place]
    missing = {f["loc"][-1] for f in twins if f["type"] == "missing"}
    return (
        not twins
        or missing >= {"de_facto", "final"}
        or any(f["type"] == "model_type" for f in twins)
    )
