"""The study whose talks are those of a screen of Live, with its pin as a second point."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.classroom.live import FULL
from experiments.classroom.numbers import described
from experiments.classroom.research.writing import Written, written
from experiments.classroom.settings import Settings, read_settings
from experiments.design import BASE, Study, Vary
from experiments.web.refusing import Refused

OWN = "pin"


@dataclass(frozen=True)
class Screen:
    """The study of a screen, and at which of its design points the screen and the pin are."""

    written: Written
    now: int
    pin: int | None

    def shown(self) -> dict[str, Any]:
        """Give it as the page shows it."""
        return {**self.written.shown(), "now": self.now, "pin": self.pin}


def read_screen(given: Mapping[str, Any]) -> tuple[Settings, Settings | None]:
    """Read what Live shows, and what it has pinned; the pin has the same scenario and seed."""
    now, pin = read_settings(given, (OWN,)), given.get(OWN)
    if pin is None:
        return now, None
    if not isinstance(pin, dict) or set(pin) - {"lens", "set"}:
        raise Refused(400, 'pin: give an object such as {"lens": null, "set": {}}, or null.')
    return now, read_settings({**pin, "scenario": now.scenario, "seed": now.seed})


def screen_study(now: Settings, pin: Settings | None = None) -> Screen:
    """Write the study of a screen.

    Each number that either has moved varies over the one or two values that it has. Where several
    numbers part the two, their points are listed in a table; where two readings do, each point is
    played in both.
    """
    if pin is None or pin.key == now.key:
        return Screen(_study(now, [now]), 0, None)
    whole = _study(now, [pin, now])
    apart = whole.study.design == "table" or any(len(v.values) > 1 for v in whole.study.vary)
    if pin.lens == now.lens:
        return Screen(whole, int(apart), 0)
    return Screen(whole, 3 if apart else 1, 0)


def _study(now: Settings, screens: list[Settings]) -> Written:
    moved = list(dict.fromkeys(path for screen in screens for path in screen.numbers))
    own = [dict(screen.played().quantities()) for screen in screens]
    rows = [{path: numbers[path].value for path in moved} for numbers in own]
    lenses = tuple(dict.fromkeys(screen.lens or BASE for screen in screens))
    several = len(lenses) > 1 or not moved
    study = Study(
        format=1, name="screen", title=title(now), question=question(screens),
        scenario=now.scenario, lens=None if several else now.lens,
        lenses=lenses if several else (), replicates=FULL, seed=now.seed,
    )  # fmt: skip
    values = {path: tuple(dict.fromkeys(row[path] for row in rows)) for path in moved}
    if sum(len(own) > 1 for own in values.values()) > 1:
        return written(study.model_copy(update={"design": "table"}), rows)
    names = labels(now)
    vary = tuple(Vary(path=path, values=own, label=names[path]) for path, own in values.items())
    return written(study.model_copy(update={"vary": vary}))


def labels(settings: Settings) -> dict[str, str]:
    """Give the words for each number of a scenario."""
    told = described(settings.scenario, settings.lens)["numbers"]
    return {number["path"]: number["label"] for number in told}


def title(settings: Settings) -> str:
    """Name a screen by its scenario, reading and seed."""
    reading = "neutral base" if settings.lens is None else f"reading {settings.lens}"
    return f"{settings.scenario}, {reading}, seed {settings.seed}"


def question(screens: list[Settings]) -> str:
    """Say what is asked of the talks of a screen."""
    ask = f"What becomes of the {FULL} talks that Live shows"
    if len(screens) == 1:
        return f"{ask}?"
    if screens[0].lens != screens[1].lens:
        return f"{ask}, and of those of pin A? Each setting is played in both readings."
    return f"{ask}, and of those of pin A, which come first?"
