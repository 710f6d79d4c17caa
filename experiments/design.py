"""A study: what is asked, what varies, what is held, and the design points that follow."""

import itertools
import math
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from scipy.stats import qmc

from sim.coherence import nearest
from sim.errors import InputError
from sim.quantity import UNITS, Quantity
from sim.reading import find, load_scenario, read_toml, with_values
from sim.scenario import Ident, Scenario

BUILT_IN = Path(__file__).parent / "studies"


class Vary(BaseModel):
    """One number that varies: over given values, or over a range (its own if none is given)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    values: tuple[float, ...] = ()
    low: float | None = None
    high: float | None = None
    levels: Annotated[int, Field(ge=2, le=1000)] = 5
    label: str = ""


class Study(BaseModel):
    """A study file: it reads like the method section of a paper.

    ``design``: ``grid`` (every combination), ``lhs`` (a Latin hypercube of ``points``; McKay et
    al. 1979, doi:10.2307/1268522) or ``oat`` (one at a time: each number at its low and its high
    end, all others held). ``vary_tier`` takes all numbers of the scenario up to that tier.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    name: Ident
    title: str
    question: str = ""
    scenario: str = "ukraine"
    lens: str | None = None
    design: Literal["grid", "lhs", "oat"] = "grid"
    points: Annotated[int, Field(ge=1, le=10_000_000)] = 100
    replicates: Annotated[int, Field(ge=1, le=10_000_000)] = 200
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    vary: tuple[Vary, ...] = ()
    vary_tier: Literal[1, 2] | None = None
    hold: dict[str, float] = {}


def study_names() -> list[str]:
    """Name the built-in studies."""
    return sorted(path.stem for path in BUILT_IN.glob("*.toml"))


def load_study(name: str | Path) -> Study:
    """Read a study by its built-in name or from a TOML file.

    Raises
    ------
    InputError
        With the file, the place, what is wrong and what would be right.
    """
    path = Path(name)
    if path.suffix != ".toml" and not _is_file(path):
        if str(name) not in study_names():
            raise InputError(str(name), "no such study", nearest(str(name), study_names()))
        path = BUILT_IN / f"{name}.toml"
    try:
        return _from_here(Study.model_validate(read_toml(path)), path)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        if fault["type"] == "extra_forbidden":
            known = Vary.model_fields if place.startswith("vary.") else Study.model_fields
            meant = nearest(str(fault["loc"][-1]), known)
            raise InputError(f"{path}: {place}", "this key is unknown here", meant) from None
        message = fault["msg"][0].lower() + fault["msg"][1:]
        raise InputError(f"{path}: {place}", message) from None


def _from_here(study: Study, file: Path) -> Study:
    """Let a scenario's path count from the study's own file, as includes do in a scenario."""
    beside = file.parent / study.scenario
    if study.scenario.endswith(".toml") and beside.is_file():
        return study.model_copy(update={"scenario": str(beside)})
    return study


def base_scenario(study: Study) -> Scenario:
    """Load the study's scenario with its lens and what it holds."""
    scenario = load_scenario(study.scenario, study.lens)
    return with_values(scenario, study.hold, f"study {study.name}: hold")


def design_points(study: Study, scenario: Scenario) -> pd.DataFrame:
    """Lay out the design: a row a design point, a column a varied number (path as spelt there).

    One-at-a-time designs have two columns more, ``parameter`` and ``end`` (base, low, high).

    Raises
    ------
    InputError
        If nothing varies, a path is unknown or an interval is empty.
    """
    varied = _varied(study, scenario)
    if not varied:
        raise InputError(study.name, "nothing varies", "add [[vary]] tables or vary_tier")
    paths = [path for path, _, _ in varied]
    if len(set(paths)) < len(paths):
        raise InputError(study.name, "a number varies twice", "name each path once")
    if study.design == "grid":
        axes = [_levels(study, vary, quantity) for _, quantity, vary in varied]
        size = math.prod(len(axis) for axis in axes)
        if size > 10_000_000:
            many = f"{size:,}" if size < 10**15 else f"10^{len(str(size)) - 1}"
            raise InputError(study.name, f"a grid of {many} points", "10,000,000 are the most")
        return pd.DataFrame(list(itertools.product(*axes)), columns=paths)
    if study.design == "lhs":
        sampler = qmc.LatinHypercube(d=len(varied), rng=np.random.default_rng(study.seed))
        unit = sampler.random(study.points)
        return pd.DataFrame(
            {
                path: _stretched(unit[:, n], *_range(study, vary, quantity), quantity.unit)
                for n, (path, quantity, vary) in enumerate(varied)
            }
        )
    base = {path: quantity.value for path, quantity, _ in varied}
    rows: list[dict[str, Any]] = [base | {"parameter": "", "end": "base"}]
    for path, quantity, vary in varied:
        for end, value in zip(("low", "high"), _range(study, vary, quantity), strict=True):
            rows.append(base | {path: value, "parameter": path, "end": end})
    return pd.DataFrame(rows)


def at_point(scenario: Scenario, point: dict[str, Any]) -> Scenario:
    """Set a scenario's numbers to those of a design point."""
    values = {k: float(v) for k, v in point.items() if k not in ("parameter", "end")}
    listed = [f"{path} = {value:g}" for path, value in values.items()]
    more = ", …" if len(listed) > 3 else ""
    return with_values(scenario, values, f"design point {', '.join(listed[:3])}{more}")


def _is_file(path: Path) -> bool:
    """Say whether a path is a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _varied(study: Study, scenario: Scenario) -> list[tuple[str, Quantity, Vary]]:
    chosen = []
    for vary in study.vary:
        segments, quantity = find(scenario, vary.path, f"study {study.name}: vary")
        chosen.append((".".join(segments), quantity, vary))
    if study.vary_tier is not None:
        named = {path for path, _, _ in chosen}
        for path, quantity in scenario.quantities():
            movable = quantity.low < quantity.high and path not in named
            if quantity.tier <= study.vary_tier and movable:
                chosen.append((path, quantity, Vary(path=path)))
    return chosen


def _range(study: Study, vary: Vary, quantity: Quantity) -> tuple[float, float]:
    low = quantity.low if vary.low is None else vary.low
    high = quantity.high if vary.high is None else vary.high
    if vary.values:
        low, high = min(vary.values), max(vary.values)
    if not (math.isfinite(low) and math.isfinite(high)):
        raise InputError(
            f"study {study.name}: vary {vary.path}",
            f"no finite range, {low:g} to {high:g}",
            "give finite low and high, or values",
        )
    if not low < high:
        raise InputError(
            f"study {study.name}: vary {vary.path}",
            f"an empty range, {low:g} to {high:g}",
            "give low and high, or values",
        )
    return low, high


def _levels(study: Study, vary: Vary, quantity: Quantity) -> list[float]:
    if vary.values:
        return list(vary.values)
    low, high = _range(study, vary, quantity)
    levels = np.linspace(low, high, vary.levels)
    if UNITS[quantity.unit][2]:
        levels = np.unique(np.round(levels))
    return [float(f"{level:.10g}") for level in levels]


def _stretched(unit: np.ndarray, low: float, high: float, name: str) -> np.ndarray:
    if UNITS[name][2]:
        return np.asarray(np.floor(low + unit * (high - low + 1.0)).clip(low, high))
    return np.asarray(low + unit * (high - low))
