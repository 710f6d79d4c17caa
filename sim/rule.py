"""Mark a function as a rule; the same source then runs interpreted or compiled.

A rule is a pure function of scalars, arrays and named tuples of them, with its draws passed in.
Called directly it is plain Python. ``compiled(rule)`` gives its numba twin, in which every rule
that it names is the compiled one too. Python's operators and ``math`` are used alone, so that both
give the same bits; neither fast maths nor fused multiply-add is allowed.
"""

import dis
import hashlib
import importlib
import os
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

_MARK = "__batna_rule__"
_twins: dict[tuple[Any, ...], Any] = {}


def rule(function: F) -> F:
    """Mark a function as a rule (it stays plain Python)."""
    setattr(function, _MARK, True)
    return function


def compiled(function: Callable[..., Any], **bindings: Callable[..., Any]) -> Any:
    """Compile a rule and all the rules that it calls.

    Parameters
    ----------
    function
        A rule.
    bindings
        Rules that take the place of global names of ``function`` (its strategies, say).

    Returns
    -------
    Callable
        The compiled twin; the same object at every call with the same arguments.
    """
    reached = _reached(function)
    bindings = {name: bound for name, bound in bindings.items() if name in reached}
    key = (function, tuple(sorted(bindings.items())))
    if key not in _twins:
        numba = _numba()
        names = function.__globals__ | bindings
        used = {
            name: compiled(names[name], **bindings)
            for name in _globals_of(function)
            if getattr(names.get(name), _MARK, False)
        } | _references(function, names)
        twin = types.FunctionType(
            function.__code__, names | used, function.__name__, function.__defaults__
        )
        twin.__module__ = function.__module__
        twin.__qualname__ = function.__qualname__ + _suffix(bindings)
        _twins[key] = numba.njit(cache=True, nogil=True, error_model="numpy")(twin)
    return _twins[key]


def _references(function: Callable[..., Any], names: dict[str, Any]) -> dict[str, Any]:
    """Give the classes that a rule builds the form in which compiled rules pass them."""
    twins = importlib.import_module("sim.reference").TWINS
    used = {name: names.get(name) for name in _globals_of(function)}
    return {
        name: twins[kind] for name, kind in used.items() if isinstance(kind, type) and kind in twins
    }


def _suffix(bindings: dict[str, Callable[..., Any]]) -> str:
    """Name the strategies bound: numba's cache on disk goes by a function's name alone."""
    if not bindings:
        return ""
    digest = hashlib.sha256()
    for name, bound in sorted(bindings.items()):
        digest.update(f"{name} {bound.__module__} {bound.__qualname__} ".encode())
        digest.update(Path(bound.__code__.co_filename).read_bytes())
    return "_" + digest.hexdigest()[:16]


def _reached(function: Callable[..., Any]) -> set[str]:
    """Find every global name that a rule uses, itself or through the rules that it calls."""
    found: set[str] = set()
    waiting = [function]
    while waiting:
        current = waiting.pop()
        for name in _globals_of(current):
            target: Any = current.__globals__.get(name)
            if name not in found and getattr(target, _MARK, False):
                waiting.append(target)
            found.add(name)
    return found


def _globals_of(function: Callable[..., Any]) -> list[str]:
    """Name the globals that a function uses (an attribute may have a rule's name and be none)."""
    used = dis.get_instructions(function)
    return sorted({str(i.argval) for i in used if i.opname == "LOAD_GLOBAL"})


def _numba() -> Any:
    """Import numba late (half a second) with a cache that every edit of a rule renews.

    numba looks at the file of the outermost rule alone, so a change in a rule that it calls
    would go unseen; a folder named by a hash of all rule sources mends that.
    """
    numba = importlib.import_module("numba")
    # the loops are short: vectorising them costs compile time and gains nothing
    numba.config.LOOP_VECTORIZE = numba.config.SLP_VECTORIZE = 0
    if "NUMBA_CACHE_DIR" not in os.environ:
        numba.config.CACHE_DIR = str(cache_folder())
    return numba


def cache_folder() -> Path:
    """Give the folder that holds the kernels compiled from today's rule sources."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for folder in (here, here.parent / "agents"):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
    base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "batna" / digest.hexdigest()[:16]
