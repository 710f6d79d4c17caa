"""A tree of rules is optimised and turned into machine code once, where Python enters it.

Left to itself numba finishes each rule by itself, with all that it calls: a rule near the top is
optimised with the whole tree below it, and again as a part of every rule above. Here a rule that
other rules alone call hands its code up as it stands, and the rule that Python calls takes in the
code of the whole tree: compiling takes a quarter of the time.
"""

from typing import Any

from llvmlite.binding import parse_assembly
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler_machinery import FunctionPass, register_pass

from sim.counting import COUNTS, plain_counts


class HandedUp(JITCodeLibrary):  # type: ignore[misc]
    """The code of a rule that other rules call; it is never run by itself."""

    @property
    def codegen(self) -> Any:
        """Give numba's code generator, which must not look for this code in the machine's."""
        return Absent(self._codegen)

    def finalize(self) -> None:
        """Be done, without any code of one's own for the machine."""
        self._raise_if_finalized()
        self._finalized = True


class Absent:
    """A code generator for code that is not in the machine by itself, so has no address there."""

    def __init__(self, codegen: Any) -> None:
        self._codegen = codegen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._codegen, name)

    def set_env(self, name: str, env: Any) -> None:
        """Set nothing: rules raise no exception that would need its environment."""


class Entered(JITCodeLibrary):  # type: ignore[misc]
    """The code of a rule that Python calls, with that of all the rules below it."""

    def finalize(self) -> None:
        """Take in all that is called, and then do what numba does."""
        self._entries = [f.name for f in self._final_module.functions if not f.is_declaration]
        self._linking_libraries = callers_first(list(vars(self)["_linking_libraries"]))
        super().finalize()

    def _optimize_final_module(self) -> None:
        super()._optimize_final_module()  # which strikes counts out, and knows numba's names alone
        module = vars(self)["_final_module"]
        module.link_in(parse_assembly(plain_counts()), preserve=True)
        for name in COUNTS:
            module.get_function(name).linkage = "internal"

    def serialize_using_object_code(self) -> tuple[str, str, tuple[bytes, bytes]]:
        """Give what is kept on disk: the machine's code, and where Python enters it.

        Numba keeps the whole tree once more, to be built into other rules; none is, and reading it
        takes longer than reading the code.
        """
        named = "\n".join(f'define void @"{name}"() {{ ret void }}' for name in self._entries)
        return (
            self.name,
            "object",
            (self._get_compiled_object(), parse_assembly(named).as_bitcode()),
        )


def callers_first(libraries: list[Any]) -> list[Any]:
    """List libraries and all that those handed up call, each after all that call it.

    In another order LLVM would leave out a rule as unused before it meets the one that calls it.
    """
    order: list[Any] = []
    seen: set[Any] = set()

    def visit(library: Any) -> None:
        if library not in seen:
            seen.add(library)
            if isinstance(library, HandedUp):
                for called in library._linking_libraries:
                    visit(called)
            order.append(library)

    for library in libraries:
        visit(library)
    return order[::-1]


@register_pass(mutates_CFG=False, analysis_only=False)
class ChooseLibrary(FunctionPass):  # type: ignore[misc]
    """Give a rule the kind of library that its place in the tree asks for."""

    _name = "choose_library"

    def __init__(self) -> None:
        FunctionPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        """Tell an inner rule by its having no way in from Python."""
        kind = HandedUp if state.flags.no_cpython_wrapper else Entered
        code = kind(state.targetctx.codegen(), state.func_id.func_qualname)
        code.enable_object_caching()
        state["library"] = code
        return True
