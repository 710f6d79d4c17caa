"""Compiled rules count references plainly: what a kernel makes, one thread alone ever sees.

Numba counts them in atomic steps, so that threads may share an array; a seventh of the samples of a
sweep's profile lay in these. A kernel makes its own references to whatever it is
handed, in the thread that runs it, and hands on arrays to Python only when it is done.
"""

from typing import Any

from llvmlite import ir

BYTES, WORD = ir.IntType(8).as_pointer(), ir.IntType(64)
COUNTS = ("NRT_incref", "NRT_decref")  # as numba calls them


def plain_counts() -> str:
    """Write numba's two functions that count a reference more or less, without its atomic step."""
    module = ir.Module()
    kind = ir.FunctionType(ir.VoidType(), [BYTES])
    let_go = ir.Function(module, kind, "NRT_MemInfo_call_dtor")
    for name, step in zip(COUNTS, (1, -1), strict=True):
        function = ir.Function(module, kind, name)
        _define(function, step, let_go)
    return str(module)


def _define(function: Any, step: int, let_go: Any) -> None:
    (info,) = function.args
    builder = ir.IRBuilder(function.append_basic_block())
    there = builder.icmp_unsigned("!=", info, ir.Constant(info.type, None))
    with builder.if_then(there):
        place = builder.bitcast(info, WORD.as_pointer())  # numba keeps the count in front
        count = builder.add(builder.load(place), ir.Constant(WORD, step))
        builder.store(count, place)
        if step < 0:
            with builder.if_then(builder.icmp_signed("==", count, ir.Constant(WORD, 0))):
                builder.call(let_go, [info])
    builder.ret_void()
