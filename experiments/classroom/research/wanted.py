"""A small sweep that a page asks for: read, held within limits, and written as a study."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.classroom.research.screen import labels, title
from experiments.classroom.research.writing import Written, written
from experiments.classroom.settings import Settings, read_settings, read_whole
from experiments.design import Study, Vary, base_scenario, design_points, measures_of
from experiments.web.refusing import Refused
from sim.coherence import nearest
from sim.reading import find

FEWEST_VALUES, MOST_VALUES = 3, 11
FEWEST_TALKS, USUAL_TALKS, MOST_TALKS = 20, 100, 400  # a point
MOST = 20_000  # talks of a sweep: two or three minutes on two cores
NUMBERS = 2


@dataclass(frozen=True)
class Wanted:
    """A sweep as it is asked for: its study, and what varies.

    Attributes
    ----------
    axes
        Of each number: path, label, the values that it takes, and the screen's own value.
    """

    settings: Settings
    written: Written
    axes: list[dict[str, Any]]
    points: int

    @property
    def talks(self) -> int:
        """Talks of the sweep."""
        return self.points * self.written.study.replicates

    def shown(self) -> dict[str, Any]:
        """Give it as a page shows it."""
        return {
            **self.written.shown(),
            "axes": self.axes, "points": self.points, "talks": self.talks,
            "runs": self.written.study.replicates,
        }  # fmt: skip


def read_wanted(given: Mapping[str, Any]) -> Wanted:
    """Read a sweep from a JSON object: settings, ``vary`` and ``runs`` (talks a point).

    Raises
    ------
    Refused
        For anything that can't be used, in one sentence.
    """
    settings = read_settings(given, ("vary", "runs"))
    runs = read_whole(given, "runs", USUAL_TALKS, FEWEST_TALKS, MOST_TALKS)
    study = _study(settings, _read_vary(settings, given.get("vary")), runs)
    scenario = base_scenario(study)
    study = study.model_copy(
        update={"measures": tuple(measure.name for measure in measures_of(study, scenario))}
    )
    design = design_points(study, scenario)
    if len(design) * runs > MOST:
        many = f"{len(design)} points of {runs} talks are {len(design) * runs:,} talks"
        right = f"with so many points {MOST // len(design)} talks a point are the most"
        raise Refused(400, f"runs: {many}, and {MOST:,} may be played from here; {right}.")
    own = dict(settings.played().quantities())
    axes = [
        {"path": vary.path, "label": vary.label, "own": own[vary.path].value,
         "values": [float(value) for value in dict.fromkeys(design[vary.path])]}
        for vary in study.vary
    ]  # fmt: skip
    return Wanted(settings, written(study), axes, len(design))


def _study(settings: Settings, vary: tuple[Vary, ...], runs: int) -> Study:
    """Hold what the screen has moved, save what varies."""
    varied = {one.path for one in vary}
    held = {path: value for path, value in settings.numbers.items() if path not in varied}
    names = " and ".join(one.label for one in vary)
    moves = "moves" if len(vary) == 1 else "move"
    return Study(
        format=1, name="sweep", title=f"{names}: {title(settings)}",
        question=f"What becomes of the talks of a screen of Live as {names} {moves}?",
        scenario=settings.scenario, lens=settings.lens, hold=held,
        replicates=runs, seed=settings.seed, vary=vary,
    )  # fmt: skip


def _read_vary(settings: Settings, given: Any) -> tuple[Vary, ...]:
    if not isinstance(given, list) or not 1 <= len(given) <= NUMBERS:
        right = 'such as [{"path": "actors.US.aid", "levels": 7}]'
        raise Refused(400, f"vary: give a list of one or two numbers, {right}.")
    chosen = tuple(_read_one(settings, one) for one in given)
    if len({vary.path for vary in chosen}) < len(chosen):
        raise Refused(400, f"vary: {chosen[0].path} is given twice; choose two numbers.")
    return chosen


def _read_one(settings: Settings, given: Any) -> Vary:
    """Read one number over its plausible range."""
    known = ("path", "levels")
    if not isinstance(given, dict):
        raise Refused(400, 'vary: give objects such as {"path": "actors.US.aid", "levels": 7}.')
    for key in given:
        if key not in known:
            raise Refused(400, f"vary: {key!r:.60} is unknown here; {nearest(key, known)}.")
    path = given.get("path")
    if not isinstance(path, str) or len(path) > 200:
        raise Refused(400, "vary: path: give the path of a number, as a text.")
    segments, quantity = find(settings.played(), path, "vary")
    spelt = ".".join(segments)
    names = labels(settings)
    if spelt not in names:
        raise Refused(400, f"vary: {spelt} has no range to vary over; choose one that has.")
    levels = read_whole(given, "levels", 7, FEWEST_VALUES, MOST_VALUES)
    low, high = quantity.low, quantity.high
    return Vary(path=spelt, low=low, high=high, levels=levels, label=names[spelt])
