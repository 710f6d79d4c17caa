"""What every table of a scenario is made of: identifiers, numbers by unit, frozen entries."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from sim.quantity import Quantity, known

Ident = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
Whole = Annotated[int, Field(ge=0)]


def unit(*units: str) -> Any:
    """Give the type of a number that must be in one of these units."""

    def check(quantity: Quantity) -> Quantity:
        if quantity.unit not in units:
            raise PydanticCustomError(
                "wrong_unit", "the unit is {got}; it should be {want}",
                {"got": repr(quantity.unit), "want": " or ".join(map(repr, units))},
            )  # fmt: skip
        return quantity

    return Annotated[Quantity, AfterValidator(check)]


def nil(kind: str, value: float = 0.0) -> Any:
    """Give a field that an entry may leave out: so much, by definition."""
    return Field(default_factory=lambda: known(value, kind))


def _shared(given: Any, inherited: Mapping[str, Any] | None = None) -> Any:
    """Let unit, source, note and tier, written once in a table, serve each number below it."""
    if not isinstance(given, dict):
        return given
    common = dict(inherited or {})
    if "value" in given:
        return common | given
    common |= {k: given[k] for k in _COMMON if k in given and not isinstance(given[k], dict)}
    return {k: _shared(v, common) for k, v in given.items() if k not in common}


_COMMON = ("unit", "source", "note", "tier")
Shared = BeforeValidator(lambda given: _shared(given))
if TYPE_CHECKING:  # to a type checker each is a Quantity; at run time it checks its unit too
    Utility: TypeAlias = Quantity
    Share: TypeAlias = Quantity
    Prob: TypeAlias = Quantity
    Force: TypeAlias = Quantity
    Level: TypeAlias = Quantity
    Flow: TypeAlias = Quantity
    Rounds: TypeAlias = Quantity
    Logit: TypeAlias = Quantity
    LogHazard: TypeAlias = Quantity
    Years: TypeAlias = Quantity
    YearlyRate: TypeAlias = Quantity
    Demand: TypeAlias = Quantity
    Switch: TypeAlias = Quantity
    LevelChange: TypeAlias = Quantity
    Weight: TypeAlias = Quantity
    Discount: TypeAlias = Quantity
    Bias: TypeAlias = Quantity
    Exponent: TypeAlias = Quantity
    Log: TypeAlias = Quantity
    Multiplier: TypeAlias = Quantity
    Drift: TypeAlias = Quantity
    Count: TypeAlias = Quantity
    RoundsPerYear: TypeAlias = Quantity
    Precision: TypeAlias = Quantity
    Steps: TypeAlias = Quantity
    Battles: TypeAlias = Quantity
    Promises: TypeAlias = Quantity
    Steepness: TypeAlias = Quantity
    When: TypeAlias = Quantity
    Linkage: TypeAlias = Quantity
else:
    Utility = unit("utility", "score")
    Share = unit("share")
    Prob = unit("prob.")
    Force = unit("force")
    Level = unit("level")
    Flow = unit("utility/round")
    Rounds = unit("rounds")
    Logit = unit("logit")
    LogHazard = unit("log-hazard")
    Years = unit("yr")
    YearlyRate = unit("1/yr")
    Demand = unit("demand")
    Switch = unit("switch")
    LevelChange = unit("change of level")
    Weight = unit("weight")
    Discount = unit("discount/round")
    Bias = unit("share of prob.")
    Exponent = unit("exponent")
    Log = unit("log")
    Multiplier = unit("x")
    Drift = unit("1/round")
    Count = unit("parties")
    RoundsPerYear = unit("rounds/yr")
    Precision = unit("1/utility")
    Steps = unit("steps")
    Battles = unit("battles")
    Promises = unit("promises")
    Steepness = unit("log-hazard/utility")
    When = unit("round")
    Linkage = unit("linkage")


class Entry(BaseModel):
    """What every table of a scenario has in common: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
