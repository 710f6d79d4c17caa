"""When a study has seen enough: the interval of a measure is narrow at every design point."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Stop(BaseModel):
    """A stopping rule: add blocks of ``replicates`` until a measure is known well enough.

    ``measure`` is named as by ``batna measures``; ``half_width`` is half the width that its 95 %
    interval may have, at the design point where it is widest; ``at_most`` bounds the replicates
    of a design point. The rule looks at whole blocks alone, so that neither timing nor the
    number of workers can change the sample.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str = "deal"
    half_width: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    at_most: Annotated[int, Field(ge=1, le=10_000_000)] = 100_000
