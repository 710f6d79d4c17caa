"""The table's named tuples as compiled rules pass them: by reference, a pointer each.

Passed by value, as numba passes named tuples, every call carries hundreds of values: compiling
takes minutes. Interpreted rules know nothing of it; ``compiled`` puts a class's twin in its place.

Rules that make no array are compiled without numba's counts of references, which otherwise take
half of the time; numba's own access to a field needs them, so that it is written here anew.
"""

import sys
from typing import Any

from numba.core import cgutils, datamodel, imputils
from numba.core import types as numba_types
from numba.core.extending import infer_getattr, lower_getattr_generic, lower_setattr_generic
from numba.core.runtime.nrtdynmod import _meminfo_struct_type
from numba.core.typing.templates import AttributeTemplate
from numba.experimental import structref

from sim import reckoning, table

types: Any = numba_types  # numba is untyped

CLASSES = (
    table.Ballot, table.Space, table.Parties, table.Peril, table.Rulebook, table.Levers,
    table.Pacts, table.Exits, table.Agenda, table.Public, table.Private, table.World,
    table.Minds, reckoning.Appraisal, reckoning.Quest, reckoning.Search, reckoning.Wish,
)  # fmt: skip


def _twin(name: str, fields: tuple[str, ...]) -> Any:
    here = sys.modules[__name__]

    def preprocess_fields(self: Any, given: Any) -> Any:
        return tuple((field, types.unliteral(kind)) for field, kind in given)

    kind = type(
        f"{name}Type",
        (types.StructRef,),
        {
            "preprocess_fields": preprocess_fields, "__module__": __name__,
            # in the names of compiled rules the class is enough: with all its fields in it, names
            # take more room than the code
            "mangling_args": property(lambda self: (name, ())),
        },
    )  # fmt: skip
    setattr(here, kind.__name__, kind)
    datamodel.default_manager.register(kind, datamodel.models.StructRefModel)
    _define_access(kind)
    proxy = type(f"{name}Reference", (structref.StructRefProxy,), {"__module__": __name__})
    setattr(here, proxy.__name__, proxy)
    structref.define_proxy(proxy, kind, list(fields))
    return proxy


def _define_access(kind: Any) -> None:
    """Let compiled rules read a field, where references are counted and where they are not."""

    def generic_resolve(self: Any, typ: Any, attr: str) -> Any:
        return typ.field_dict.get(attr)

    names = {"key": kind, "generic_resolve": generic_resolve}
    infer_getattr(type("Access", (AttributeTemplate,), names))

    def read_field(context: Any, builder: Any, typ: Any, value: Any, attr: str) -> Any:
        found = getattr(_payload(context, builder, typ, value), attr)
        return imputils.impl_ret_borrowed(context, builder, typ.field_dict[attr], found)

    def first_value(context: Any, builder: Any, signature: Any, args: Any, attr: str) -> None:
        owner, given = signature.args  # of a constructor: there is no older value to give back
        field = owner.field_dict[attr]
        value = context.cast(builder, args[1], given, field)
        context.nrt.incref(builder, field, value)
        setattr(_payload(context, builder, owner, args[0]), attr, value)

    lower_getattr_generic(kind)(read_field)
    lower_setattr_generic(kind)(first_value)


def _payload(context: Any, builder: Any, typ: Any, value: Any) -> Any:
    """Give the fields behind a reference, without numba's runtime."""
    owner = cgutils.create_struct_proxy(typ)(context, builder, value=value).meminfo
    info = builder.bitcast(owner, _meminfo_struct_type.as_pointer())
    data = builder.load(cgutils.gep_inbounds(builder, info, 0, 3))
    payload = typ.get_data_type()
    layout = context.data_model_manager[payload].get_value_type()
    place = builder.bitcast(data, layout.as_pointer())
    return cgutils.create_struct_proxy(payload)(context, builder, ref=place)


TWINS = {kind: _twin(kind.__name__, kind._fields) for kind in CLASSES}
