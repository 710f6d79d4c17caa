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
from collections.abc import Callable, Mapping
from functools import cache, partial
from numbers import Number
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

F = TypeVar("F", bound=Callable[..., Any])

_MARK = "__batna_rule__"
_MAKERS = {"zeros", "ones", "full", "empty", "copy"}  # how rules make arrays
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
    return _compiled(function, bindings, inner=False)


def _compiled(
    function: Callable[..., Any], bindings: dict[str, Callable[..., Any]], inner: bool
) -> Any:
    """Compile a rule; an inner one is called by compiled rules alone and needs less around it."""
    if inner:  # so that rules which no binding touches are compiled once for all
        reached = _reached(function)
        bindings = {name: bound for name, bound in bindings.items() if name in reached}
    key = (function, inner, tuple(sorted(bindings.items())))
    if key not in _twins:
        names = function.__globals__ | bindings
        references = _references(function, names)
        used = {
            name: partial(_compiled, names[name], bindings, inner=True)
            for name in _globals_of(function)
            if getattr(names.get(name), _MARK, False)
        }
        twin = types.FunctionType(
            function.__code__, Late(names | references, used), function.__name__,
            function.__defaults__,
        )  # fmt: skip
        twin.__module__ = function.__module__
        twin.__qualname__ = function.__qualname__ + _suffix(bindings) + "_inner" * inner
        options = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True} if inner else {}
        options["_nrt"] = bool(references) or _counts_references(function, names)
        options["pipeline_class"] = importlib.import_module("sim.indexing").RuleCompiler
        made = _numba().njit(cache=not inner, nogil=True, error_model="numpy", **options)(twin)
        if not inner:
            made._cache.load_overload = partial(_from_disk, made._cache)
        _twins[key] = made
    return _twins[key]


def _from_disk(kept: Any, signature: Any, context: Any) -> Any:
    """Load a kernel, if it is there, without all that numba would need to compile one.

    Numba loads that too, each time, which takes longer than the kernel.
    """
    importlib.import_module("numba.core.runtime").rtsys.initialize(context)
    with kept._guard_against_spurious_io_errors():
        return kept._load_overload(signature, context)


class Late(dict[str, Any]):
    """Globals of a compiled rule, in which the rules that it calls are compiled when asked for.

    So that a kernel which lies on disk is at hand without a look at the rules below it.
    """

    def __init__(self, names: dict[str, Any], waiting: Mapping[str, Callable[[], Any]]) -> None:
        super().__init__(names)
        self.waiting = dict(waiting)

    def __getitem__(self, name: str) -> Any:
        if name in self.waiting:
            self[name] = self.waiting.pop(name)()
        return super().__getitem__(name)


def _references(function: Callable[..., Any], names: dict[str, Any]) -> dict[str, Any]:
    """Give the classes that a rule builds the form in which compiled rules pass them."""
    twins = importlib.import_module("sim.reference").TWINS
    used = {name: names.get(name) for name in _globals_of(function)}
    return {
        name: twins[kind] for name, kind in used.items() if isinstance(kind, type) and kind in twins
    }


def _counts_references(function: Callable[..., Any], names: dict[str, Any]) -> bool:
    """Say whether a rule makes, slices or is given arrays, which it must then let go again.

    The others are spared numba's counts of references, which otherwise take half of the time.
    """
    used, sliced = _read(function.__code__)
    called = [names.get(name) for name in used]
    given = any(
        getattr(rule, _MARK, False) and _holds_arrays(rule.__annotations__["return"])
        for rule in called
    )
    return sliced or given or bool(_MAKERS & set(function.__code__.co_names))


def _holds_arrays(kind: Any) -> bool:
    """Say whether what a rule returns may hold arrays: all but numbers and tuples of them."""
    if kind is None or (isinstance(kind, type) and issubclass(kind, Number)):
        return False
    if get_origin(kind) is tuple:
        return any(_holds_arrays(part) for part in get_args(kind))
    if hasattr(kind, "_fields"):
        return any(_holds_arrays(part) for part in kind.__annotations__.values())
    return True


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


@cache
def _read(code: types.CodeType) -> tuple[list[str], bool]:
    """Name the globals that a code uses, and say whether it slices anything."""
    used = list(dis.get_instructions(code))
    # an attribute may have a rule's name and be none
    names = sorted({str(i.argval) for i in used if i.opname == "LOAD_GLOBAL"})
    sliced = any("SLICE" in i.opname for i in used)
    return names, sliced or any(isinstance(constant, slice) for constant in code.co_consts)


def _globals_of(function: Callable[..., Any]) -> list[str]:
    return _read(function.__code__)[0]


@cache
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
    base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "batna" / _all_sources()


@cache
def _all_sources() -> str:
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for folder in (here, here.parent / "agents"):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def on_disk(function: Callable[..., Any]) -> bool:
    """Say whether a rule, with whatever is bound to it, was compiled on this machine before."""
    folder = Path(os.environ.get("NUMBA_CACHE_DIR", cache_folder()))
    module = Path(function.__code__.co_filename).stem
    return any(folder.rglob(f"{module}.{function.__qualname__}*.nbi"))
