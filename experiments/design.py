"""A study: what is asked, what varies, what is held, and the design points that follow."""

import itertools
import math
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError

from experiments.uncertainty import Draws, draw_numbers, lens_paths, spelt, stretched
from sim.coherence import nearest
from sim.entry import Ident
from sim.errors import InputError
from sim.quantity import UNITS, Quantity
from sim.reading import find, load_scenario, read_toml, with_lens, with_values
from sim.scenario import Scenario

BUILT_IN = Path(__file__).parent / "studies"
BASE = "base"  # among the lenses of a study: the scenario without any
NO_NUMBERS = ("lens", "parameter", "end")  # columns of a design that set no number themselves


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
    ``lenses``: the whole design is played in each of these readings ("base": none of them).
    ``uncertain``: each replicate draws its tier-1 numbers from their ranges, save those that the
    study varies or holds or a lens sets.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    name: Ident
    title: str
    question: str = ""
    scenario: str = "ukraine"
    lens: str | None = None
    lenses: tuple[str, ...] = ()
    design: Literal["grid", "lhs", "oat"] = "grid"
    points: Annotated[int, Field(ge=1, le=10_000_000)] = 100
    replicates: Annotated[int, Field(ge=1, le=10_000_000)] = 200
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    vary: tuple[Vary, ...] = ()
    vary_tier: Literal[1, 2] | None = None
    hold: dict[str, float] = {}
    uncertain: StrictBool = False


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
    """Load the study's scenario with its lens (of several: none yet) and what it holds."""
    scenario = load_scenario(study.scenario, study.lens)
    return with_values(scenario, study.hold, f"study {study.name}: hold")


def lenses_of(study: Study, scenario: Scenario) -> tuple[str, ...]:
    """Name the lenses of a study as the scenario spells them.

    Raises
    ------
    InputError
        If one is unknown or named twice, or the study has a ``lens`` besides.
    """
    where = f"study {study.name}: lenses"
    known = {name.casefold(): name for name in scenario.lenses} | {BASE: BASE}
    if study.lenses and study.lens is not None:
        raise InputError(where, "the study has a lens of its own besides", "write one of the two")
    for lens in study.lenses:
        if lens.casefold() not in known:
            raise InputError(where, f"there is no lens {lens!r}", nearest(lens, known.values()))
    names = tuple(known[lens.casefold()] for lens in study.lenses)
    if len(set(names)) < len(names):
        raise InputError(where, "a lens is named twice", "name each once")
    return names


def readings(study: Study, scenario: Scenario) -> dict[str, Scenario]:
    """Lay each of a study's lenses over its base scenario; what it holds stays on top.

    A study without a list of lenses has the one reading ``base``, its base scenario.
    """
    laid, where = {}, f"study {study.name}: lenses"
    for lens in lenses_of(study, scenario) or (BASE,):
        seen = scenario if lens == BASE else with_lens(scenario, lens, where)
        laid[lens] = with_values(seen, study.hold, f"study {study.name}: hold")
    return laid


def design_points(study: Study, scenario: Scenario) -> pd.DataFrame:
    """Lay out the design: a row a design point, a column a varied number (path as spelt there).

    One-at-a-time designs have two columns more, ``parameter`` and ``end`` (base, low, high; an end
    that is the base value has no row of its own). With several lenses ``lens`` comes first.

    Raises
    ------
    InputError
        If nothing varies, a path is unknown or an interval is empty.
    """
    if not lenses_of(study, scenario):
        return _laid_out(study, scenario)
    parts = []
    for lens, reading in readings(study, scenario).items():
        part = _laid_out(study, reading if study.design == "oat" else scenario)
        part.insert(0, "lens", lens)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def point_scenarios(study: Study, scenario: Scenario, points: pd.DataFrame) -> list[Scenario]:
    """Give the scenario of each row of a design."""
    laid = readings(study, scenario)
    rows = [{str(k): v for k, v in row.items()} for row in points.to_dict("records")]
    return [at_point(laid[str(row.get("lens", BASE))], row) for row in rows]


def at_point(scenario: Scenario, point: dict[str, Any]) -> Scenario:
    """Set a scenario's numbers to those of a design point (its lens lies there already)."""
    values = {k: float(v) for k, v in point.items() if k not in NO_NUMBERS}
    listed = [f"{path} = {value:g}" for path, value in values.items()]
    more = ", …" if len(listed) > 3 else ""
    return with_values(scenario, values, f"design point {', '.join(listed[:3])}{more}")


def study_draws(
    study: Study, scenario: Scenario, points: pd.DataFrame, settings: list[Scenario]
) -> Draws | None:
    """Draw the numbers of an uncertain study; None for a study of chance alone."""
    if not study.uncertain:
        return None
    common = spelt(scenario, study.hold) | {str(path) for path in points.columns}
    lenses = points["lens"] if "lens" in points else [study.lens] * len(points)
    own = {lens: common | lens_paths(scenario, lens) for lens in set(lenses)}
    settled = [own[lens] for lens in lenses]
    return draw_numbers(settings, settled, study.replicates, study.seed)


def _laid_out(study: Study, scenario: Scenario) -> pd.DataFrame:
    varied = _varied(study, scenario)
    if not varied and (study.lenses or study.uncertain):
        return pd.DataFrame(index=[0])
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
        from scipy.stats import qmc  # half a second, which few studies need

        sampler = qmc.LatinHypercube(d=len(varied), rng=np.random.default_rng(study.seed))
        unit = sampler.random(study.points)
        return pd.DataFrame(
            {
                path: stretched(unit[:, n], *_range(study, vary, quantity), quantity.unit)
                for n, (path, quantity, vary) in enumerate(varied)
            }
        )
    return _one_at_a_time(study, varied)


def _one_at_a_time(study: Study, varied: list[tuple[str, Quantity, Vary]]) -> pd.DataFrame:
    base = {path: quantity.value for path, quantity, _ in varied}
    rows: list[dict[str, Any]] = [base | {"parameter": "", "end": "base"}]
    for path, quantity, vary in varied:
        for end, value in zip(("low", "high"), _range(study, vary, quantity), strict=True):
            if value != quantity.value:  # else it is the base case, which is there
                rows.append(base | {path: value, "parameter": path, "end": end})
    return pd.DataFrame(rows)


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
