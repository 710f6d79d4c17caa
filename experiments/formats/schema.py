"""A JSON Schema (draft 2020-12) of the scenario format, for editors that check while one types.

It is made from the classes that read a scenario, and judges a file as it is written: ``include``
and ``profile`` are known, and unit and source may stand once in a table of numbers. What takes
more than one entry to see (names that exist, low <= value <= high) is for ``batna check``.
"""

import inspect
import json
import math
import re
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from experiments.formats.format import Files, Format
from sim.entry import Shared
from sim.quantity import SOURCE, UNITS
from sim.scenario import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DEEPEST = 3  # from a table of numbers down to one: values, issue, option, de_facto
UNITS_HERE, TABLE_HERE = "units here", "table here"  # marks, taken out again below


class _Generator(GenerateJsonSchema):
    """Pydantic's own generator, told what our checks before and after a field ask for."""

    schema_dialect = DIALECT

    def function_after_schema(
        self, schema: core_schema.AfterValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """Mark the units that a number may have."""
        check: Any = schema["function"]["function"]
        units = inspect.getclosurevars(check).nonlocals.get("units")
        return {UNITS_HERE: list(units)} if units else super().function_after_schema(schema)

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """Mark tables that share unit and source; let a text stand for a list of one."""
        below = super().function_before_schema(schema)
        if schema["function"]["function"] is Shared.func:
            return {TABLE_HERE: below}
        if below.get("type") == "array" and below.get("items", {}).get("type") == "string":
            return {"anyOf": [{"type": "string"}, below]}
        return below

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave out titles that only repeat a key."""
        return False


def _source() -> JsonSchemaValue:
    one = {"type": "string", "pattern": f"^(?:{SOURCE.pattern})$"}
    return {
        "description": "article-id:paragraph, doi:…, arXiv:…, https://…, assumption:KEY or "
        "definition; one or a list",
        "anyOf": [one, {"type": "array", "items": one, "minItems": 1}],
    }


def _number(units: list[str], shared: bool) -> JsonSchemaValue:
    """Describe a number in one of some units; in a table that shares it may lack its own."""
    whole = UNITS[units[0]][2]
    value: JsonSchemaValue = {
        "type": "integer" if whole else "number",
        "minimum": min(UNITS[unit][0] for unit in units),
        "maximum": max(UNITS[unit][1] for unit in units),
    }
    if math.isinf(value["maximum"]):
        del value["maximum"]
    return {
        "type": "object",
        "description": f"A number in {' or '.join(units)}, its plausible range and its source.",
        "properties": {"value": value, "low": value, "high": value, **_common(units)},
        "required": ["value", "low", "high", *(() if shared else ("unit", "source"))],
        "additionalProperties": False,
    }


def _units(part: Any) -> list[str]:
    """Find the units that the numbers of a table may have."""
    if isinstance(part, dict) and UNITS_HERE in part:
        return list(part[UNITS_HERE])
    below = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return list(dict.fromkeys(unit for each in below for unit in _units(each)))


def _common(units: list[str]) -> JsonSchemaValue:
    """Describe what a table of numbers may say for all of them."""
    return {
        "unit": {"enum": units}, "source": _source(), "note": {"type": "string"},
        "tier": {"type": "integer"},
    }  # fmt: skip


class _Finisher:
    """Turns marks into references, and collects what they refer to."""

    def __init__(self, definitions: JsonSchemaValue) -> None:
        self.given, self.made = definitions, {}  # type: tuple[JsonSchemaValue, JsonSchemaValue]

    def finished(self, part: Any) -> Any:
        """Finish a part of the schema and all below it."""
        if isinstance(part, list):
            return [self.finished(each) for each in part]
        if not isinstance(part, dict):
            return part
        if UNITS_HERE in part:
            return self.number(part[UNITS_HERE], shared=False)
        if TABLE_HERE in part:
            rest = {key: value for key, value in part.items() if key != TABLE_HERE}
            needed = [_somewhere(key, DEEPEST) for key in ("unit", "source")]
            return {**self.table(part[TABLE_HERE]), "allOf": needed, **self.finished(rest)}
        below = {key: self.finished(value) for key, value in part.items()}
        if "patternProperties" in below:  # keys that are no names
            below["additionalProperties"] = False
        return below

    def number(self, units: list[str], shared: bool) -> JsonSchemaValue:
        """Refer to a number in some units."""
        name = "number in " + " or ".join(units) + (", shared" if shared else "")
        name = re.sub(r"[^a-z0-9-]+", "_", name.replace("/", " per ")).strip("_")
        self.made[name] = _number(units, shared)
        return {"$ref": f"#/$defs/{name}"}

    def table(self, part: JsonSchemaValue) -> JsonSchemaValue:
        """Describe a table, and those in it, whose numbers may share unit and source."""
        if UNITS_HERE in part:
            return self.number(part[UNITS_HERE], shared=True)
        if "$ref" in part:  # a deferred value, which stands in such tables alone
            name = part["$ref"].rsplit("/", 1)[1]
            whole = self.given[name]
            parts = {key: self.table(each) for key, each in whole["properties"].items()}
            self.made[name] = {
                **whole, "properties": {**parts, **_common(_units(whole))},
            }  # fmt: skip
            return part
        if "anyOf" in part:
            return {"anyOf": [self.table(each) for each in part["anyOf"]]}
        ((pattern, below),) = part["patternProperties"].items()
        return {
            "type": "object",
            "properties": _common(_units(below)),
            "propertyNames": {"pattern": pattern},
            "additionalProperties": self.table(below),
        }


def _somewhere(key: str, depth: int) -> JsonSchemaValue:
    """Ask for a key here, or at every number below; what is no table passes."""
    here: JsonSchemaValue = {"required": [key]}
    if depth == 0:
        return here
    below = {"not": {"required": ["value"]}, "additionalProperties": _somewhere(key, depth - 1)}
    return {"if": {"type": "object"}, "then": {"anyOf": [here, below]}}


def _unless(key: str, table: JsonSchemaValue, what: JsonSchemaValue) -> None:
    """Let a key that names other files take the place of the keys that a table needs."""
    table["properties"] = {key: what, **table["properties"]}
    table["if"], table["else"] = {"required": [key]}, {"required": table.pop("required")}


def schema() -> JsonSchemaValue:
    """Make the schema of a scenario file, a tree of plain values."""
    found = Scenario.model_json_schema(schema_generator=_Generator)
    definitions = found.pop("$defs")
    finisher = _Finisher(definitions)
    whole: JsonSchemaValue = finisher.finished(found)
    defs: JsonSchemaValue = {name: finisher.finished(part) for name, part in definitions.items()}
    file = {"type": "string", "description": "A file, counted from the one that names it."}
    _unless("include", whole, {"type": "array", "items": file})
    _unless("profile", defs["Actor"], file)
    other = {"required": ["based_on"], "properties": {"based_on": file}}  # parts of tables will do
    return {
        "$schema": DIALECT,
        "title": "A batna scenario",
        "type": "object",
        "if": {"required": ["based_on"]},
        "then": other,
        "else": {key: part for key, part in whole.items() if key != "title"},
        "$defs": defs | finisher.made,
    }


def _bare() -> Files:
    text = json.dumps(schema(), indent=1, ensure_ascii=False)
    return Files({"scenario.schema.json": text + "\n"})


FORMAT = Format(
    name="schema",
    title="a JSON Schema of scenario files, for editors that check while one types",
    bare=_bare,
)
