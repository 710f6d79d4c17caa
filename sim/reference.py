"""The table's named tuples as compiled rules pass them: by reference, a pointer each.

Passed by value, as numba passes named tuples, every call carries hundreds of values: compiling
takes minutes. Interpreted rules know nothing of it; ``compiled`` puts a class's twin in its place.
"""

import sys
from typing import Any

from numba.core import types as numba_types
from numba.experimental import structref as numba_structref

from sim import table

types: Any = numba_types  # numba is untyped
structref: Any = numba_structref

CLASSES = (
    table.Ballot, table.Space, table.Parties, table.Peril, table.Rulebook, table.Levers,
    table.Pacts, table.Exits, table.Agenda, table.Public, table.Private, table.World,
    table.Minds, table.Appraisal, table.Quest,
)  # fmt: skip


def _twin(name: str, fields: tuple[str, ...]) -> Any:
    here = sys.modules[__name__]

    def preprocess_fields(self: Any, given: Any) -> Any:
        return tuple((field, types.unliteral(kind)) for field, kind in given)

    kind = type(
        f"{name}Type",
        (types.StructRef,),
        {"preprocess_fields": preprocess_fields, "__module__": __name__},
    )
    setattr(here, kind.__name__, structref.register(kind))
    proxy = type(f"{name}Reference", (structref.StructRefProxy,), {"__module__": __name__})
    setattr(here, proxy.__name__, proxy)
    structref.define_proxy(proxy, kind, list(fields))
    return proxy


TWINS = {kind: _twin(kind.__name__, kind._fields) for kind in CLASSES}
