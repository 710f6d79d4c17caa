"""Rules count from the front alone: compiled, their indices are taken as unsigned.

For a signed index numba asks at each access whether it is negative and counts from the back; in
rules that look up little tables all the time, this takes a good share of all work. No rule does
so, and the rules interpreted, which would count from the back, agree with the compiled ones.
"""

from typing import Any

from numba.core import ir
from numba.core import types as numba_types
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import FunctionPass, register_pass
from numba.core.typed_passes import NoPythonSupportedFeatureValidation

from sim.linking import ChooseLibrary

types: Any = numba_types  # numba is untyped


def unsigned(kind: Any) -> Any:
    """Give the unsigned twin of an index's type, or of a tuple of them; others as they are."""
    if isinstance(kind, types.BaseTuple):
        return types.Tuple([unsigned(part) for part in kind])
    if isinstance(kind, types.IntegerLiteral) and kind.literal_value < 0:
        return kind
    return types.uintp if isinstance(kind, types.Integer) else kind


@register_pass(mutates_CFG=False, analysis_only=False)
class CountFromTheFront(FunctionPass):  # type: ignore[misc]
    """Let every access to an array take its indices as unsigned."""

    _name = "count_from_the_front"

    def __init__(self) -> None:
        FunctionPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        """Change the types at which indices are handed over; numba converts them."""
        for block in state.func_ir.blocks.values():
            for line in block.body:
                access = line.value if isinstance(line, ir.Assign) else line
                reads = isinstance(access, ir.Expr) and access.op == "getitem"
                if not reads and not isinstance(access, ir.SetItem):
                    continue
                given = state.calltypes[access]
                if isinstance(given.args[0], types.Array):
                    array, index, *rest = given.args
                    del state.calltypes[access]  # it takes no second entry
                    state.calltypes[access] = given.replace(args=(array, unsigned(index), *rest))
        return True


class RuleCompiler(CompilerBase):  # type: ignore[misc]
    """Numba's own compiler, with the pass above and that of ``sim/linking.py``."""

    def define_pipelines(self) -> list[Any]:
        """Put the passes in right before the rule is lowered."""
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.add_pass_after(CountFromTheFront, NoPythonSupportedFeatureValidation)
        passes.add_pass_after(ChooseLibrary, CountFromTheFront)
        passes.finalize()
        return [passes]
