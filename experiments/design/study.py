"""A study: what is asked, what varies, what is held and what is measured, as its file says."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from experiments.design.stop import Stop
from sim.entry import Ident

Design = Literal["grid", "lhs", "random", "oat", "sobol", "morris", "table"]


class Vary(BaseModel):
    """One number that varies: over given values, or over a range (its own if none is given)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    values: tuple[float, ...] = ()
    low: float | None = None
    high: float | None = None
    levels: Annotated[int, Field(ge=2, le=1000)] = 5
    label: str = ""

    def words(self, stepped: bool) -> str:
        """Say which number varies, and over what, in a line; in how many steps, if it does."""
        if self.values:
            return f"{self.path} at {', '.join(f'{value:g}' for value in self.values)}"
        steps = f", {self.levels} levels" if stepped else ""
        if self.low is self.high is None:
            return f"{self.path} over its own range{steps}"
        low, high = ("its own" if end is None else f"{end:g}" for end in (self.low, self.high))
        return f"{self.path} from {low} to {high}{steps}"


class Arm(BaseModel):
    """A treatment that a study defines itself: numbers held elsewhere, talks laid out otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Ident
    title: str = ""
    lens: str | None = None
    hold: dict[str, float] = {}
    protocol: str | None = None
    information: str | None = None
    seats: dict[str, str] = {}

    def words(self) -> str:
        """Say what it sets, in a line."""
        choices = {"lens": self.lens, "protocol": self.protocol, "information": self.information}
        told = [f"{key} {value}" for key, value in choices.items() if value is not None]
        told += [f"{path} = {value:g}" for path, value in self.hold.items()]
        told += [f"{party} {strategy}" for party, strategy in self.seats.items()]
        return f"{self.name} ({', '.join(told) or 'all as it is'})"


class Study(BaseModel):
    """A study file: it reads like the method section of a paper.

    ``design`` lays out the design points; each has a file in this folder:

    - ``grid``: every combination of the numbers' values or levels
    - ``lhs``: a Latin hypercube of ``points``
    - ``random``: ``points`` drawn independently
    - ``oat``: one at a time, each number at its low and its high end, all others held
    - ``sobol``: Saltelli's sample on ``points`` base points, a power of two; with
      ``second_order``, for pairs of numbers too
    - ``morris``: ``points`` trajectories that move one number a step
    - ``table``: the rows of the CSV ``file``, one column a path

    ``protocol`` and ``information`` lay the talks out otherwise than the scenario does, ``seats``
    gives parties other strategies. ``vary_tier`` takes all numbers of the scenario up to that tier.
    ``lenses``: the whole design is played in each of these readings ("base": none of them).
    ``arms``: and in each of these settings of the study's own, which lay a lens, numbers held, a
    protocol or strategies over the scenario; they stand in the column ``lens``.
    ``seed`` is that of the luck, and of the points that a design draws (lhs, random, sobol, morris)
    unless ``design_seed`` gives these one of their own.
    ``luck``: ``common``, replicate r meets the same luck at every design point, so that points are
    compared pair by pair; or ``independent``, no two rows share any. ``uncertain``: each replicate
    draws its tier-1 numbers from their ranges, save those that the study varies or holds or a lens
    sets. ``stop``: play further blocks of ``replicates`` until a measure is known well enough.
    ``measures`` and ``figures`` name what is measured and drawn; without them, what is usual.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    name: Ident
    title: str
    question: str = ""
    scenario: str = "ukraine"
    protocol: str | None = None
    information: str | None = None
    seats: dict[str, str] = {}
    lens: str | None = None
    lenses: tuple[str, ...] = ()
    arms: tuple[Arm, ...] = ()
    design: Design = "grid"
    points: Annotated[int, Field(ge=1, le=10_000_000)] = 100
    second_order: StrictBool = False
    file: str | None = None
    file_digest: str = ""
    replicates: Annotated[int, Field(ge=1, le=10_000_000)] = 200
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    design_seed: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    luck: Literal["common", "independent"] = "common"
    vary: tuple[Vary, ...] = ()
    vary_tier: Literal[1, 2] | None = None
    hold: dict[str, float] = {}
    uncertain: StrictBool = False
    stop: Stop | None = None
    measures: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()

    @property
    def each(self) -> tuple[str, ...]:
        """Name the lenses and arms in which the whole design is played; none: it is played once."""
        return (*self.lenses, *(arm.name for arm in self.arms))

    @property
    def seed_of_points(self) -> int:
        """Seed from which a design draws its points."""
        return self.seed if self.design_seed is None else self.design_seed

    def settings(self) -> dict[str, str]:
        """Say in a line each what the study sets, as its file names it; what it leaves is left."""
        told = {key: _words(value) for key, value in self if value not in (None, (), {}, "")}
        listed = {
            "vary": "; ".join(vary.words(self.design == "grid") for vary in self.vary),
            "arms": "; ".join(arm.words() for arm in self.arms),
        }
        return told | {key: words for key, words in listed.items() if words}


def _words(value: Any) -> str:
    if isinstance(value, Stop):
        return f"{value.measure} known to {value.half_width:g}, {value.at_most:,} runs at most"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_words(own)}" for key, own in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
