"""A number that knows its plausible range, its unit and who says so."""

import math
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

_INF = math.inf
# unit -> (lowest, highest, whole numbers only). The domain is what the unit can mean at all;
# the plausible range of one number is its own low..high.
UNITS: dict[str, tuple[float, float, bool]] = {
    "utility": (-1e6, 1e6, False),
    "utility/round": (-1e3, 1e3, False),
    "score": (-1e6, 1e6, False),
    "1/utility": (0.0, _INF, False),
    "prob.": (0.0, 1.0, False),
    "share": (0.0, 1.0, False),
    "share of prob.": (-1.0, 1.0, False),
    "weight": (0.0, _INF, False),
    "level": (0.0, 3.0, False),
    "change of level": (-3.0, 3.0, False),
    "force": (-10.0, 10.0, False),
    "exponent": (0.01, 10.0, False),
    "steps": (0, 64, True),
    "rounds": (0, 240, True),
    "round": (-1, 240, True),
    "linkage": (0, 2, True),
    "parties": (0, 16, True),
    "discount/round": (0.0, 0.9999, False),
    "1/round": (-1.0, 1.0, False),
    "rounds/yr": (1, 365, True),
    "1/yr": (0.0, 1.0, False),
    "yr": (0.0, 1000.0, False),
    "battles": (0.0, 10_000.0, False),
    "promises": (0.0, 1_000.0, False),
    "log-hazard": (-20.0, 20.0, False),
    "log-hazard/utility": (0.0, 40.0, False),
    "logit": (-10.0, 10.0, False),
    "log": (0.0, 3.0, False),
    "x": (0.0, 10.0, False),
    "switch": (0, 1, True),
    "demand": (0, 2, True),
}
SOURCE = re.compile(
    r"definition|assumption:[a-z0-9-]+|doi:10\.\S+|arXiv:\S+|https://\S+"
    r"|[a-z][a-z0-9]*-\d{4}-\d{2}:\d+"
)
SHAPE = '{ value = …, low = …, high = …, unit = "…", source = "…" }'


def _as_tuple(given: Any) -> Any:
    return (given,) if isinstance(given, str) else given


def _number(given: Any) -> Any:
    if isinstance(given, bool) or not isinstance(given, int | float) or math.isnan(given):
        raise PydanticCustomError(
            "number", "{given} is not a number; write a number such as 0.3", {"given": repr(given)}
        )
    return float(given)


Number = Annotated[float, BeforeValidator(_number)]


class Quantity(BaseModel):
    """One number of a scenario with its range, unit and source.

    Attributes
    ----------
    value, low, high
        The number in use and the range that a reader of the source would find plausible;
        ``low == high`` says that it is known (or a definition).
    unit
        One of ``UNITS``; it fixes what the number may be at all.
    source
        Where it comes from: ``article-id:paragraph``, ``doi:…``, ``assumption:KEY`` (explained
        once in the scenario) or ``definition``.
    note
        What a reader should know besides, such as where we read a source differently.
    tier
        1 for the numbers that a sensitivity study varies first, 2 for the others.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: Number
    low: Number
    high: Number
    unit: str
    source: Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
    note: str = ""
    tier: int = 2

    @model_validator(mode="before")
    @classmethod
    def _not_bare(cls, given: Any) -> Any:
        if isinstance(given, int | float) and not isinstance(given, bool):
            raise PydanticCustomError(
                "bare", "{given} is a bare number; give it range and source: {shape}",
                {"given": repr(given), "shape": SHAPE},
            )  # fmt: skip
        if not isinstance(given, dict | Quantity):
            raise PydanticCustomError(
                "shape", "{given} is not a number with its source; write {shape}",
                {"given": repr(given)[:60], "shape": SHAPE},
            )  # fmt: skip
        return given

    @model_validator(mode="after")
    def _sound(self) -> "Quantity":
        if self.unit not in UNITS:
            raise PydanticCustomError(
                "unit", "the unit {unit} is unknown; use one of {units}",
                {"unit": repr(self.unit), "units": ", ".join(UNITS)},
            )  # fmt: skip
        lowest, highest, whole = UNITS[self.unit]
        for name in ("value", "low", "high"):
            number = getattr(self, name)
            if not lowest <= number <= highest or (whole and number != int(number)):
                kind = "a whole number" if whole else "a number"
                raise PydanticCustomError(
                    "domain", "{name} = {number} can't be in {unit}; write {kind} from {a} to {b}",
                    {"name": name, "number": f"{number:g}", "unit": repr(self.unit), "kind": kind,
                     "a": f"{lowest:g}", "b": f"{highest:g}"},
                )  # fmt: skip
        if not self.low <= self.value <= self.high:
            raise PydanticCustomError(
                "range", "value = {v} lies outside its own range low = {a}, high = {b}; "
                "it should be low <= value <= high",
                {"v": f"{self.value:g}", "a": f"{self.low:g}", "b": f"{self.high:g}"},
            )  # fmt: skip
        if not self.source:
            raise PydanticCustomError(
                "source", 'the source is empty; write one such as "exit-2025-04:12"', {}
            )
        for source in self.source:
            if not SOURCE.fullmatch(source):
                raise PydanticCustomError(
                    "source",
                    "the source {source} is of no known form; write word-year-month:paragraph "
                    "(such as exit-2025-04:12), doi:10.…, arXiv:…, https://…, assumption:key "
                    "or definition",
                    {"source": repr(source)},
                )
        return self

    def moved(self, value: float) -> "Quantity":
        """Give this quantity another value, its range widened where the value lies outside.

        Raises
        ------
        pydantic.ValidationError
            If the unit doesn't admit the value.
        """
        fields = self.model_dump() | {
            "value": value, "low": min(self.low, value), "high": max(self.high, value)
        }  # fmt: skip
        return Quantity.model_validate(fields)


def known(value: float, unit: str, why: str = "definition") -> Quantity:
    """Build a number that is so by definition (an absent lever is at level 0, say)."""
    return Quantity(value=value, low=value, high=value, unit=unit, source=(why,))
