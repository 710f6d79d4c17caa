"""What Live asks of the model: so many talks of some settings, summed up for the screen."""

import os
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import pandas as pd

from experiments.blocks import Block
from experiments.classroom.settings import Settings
from experiments.classroom.summary import summary
from experiments.simulation import CHUNK, endings, frame, play_all

FULL, MOST = 400, 2000
PART = 2 * CHUNK  # the most talks between two looks at whether anybody still wants them
KEPT = 400  # settings whose talks are remembered: about 100 kB each with 400 talks


@dataclass
class Played:
    """The talks of some settings so far, from replicate 0 up."""

    blocks: list[Block]
    talks: int = 0


class Live:
    """Plays talks part by part, and keeps them by their settings.

    Replicate r meets the same luck at any settings, so that two screens can be compared talk by
    talk, and a preview is the beginning of the whole.
    """

    def __init__(self) -> None:
        self.kept: OrderedDict[tuple[Any, ...], Played] = OrderedDict()
        self.told: OrderedDict[tuple[Any, ...], dict[str, Any]] = OrderedDict()

    def known(self, settings: Settings, runs: int) -> dict[str, Any] | None:
        """Give what was found before, if it was."""
        return self.told.get((*settings.key, settings.neutral, runs))

    def missing(self, settings: Settings, runs: int) -> bool:
        """Say whether talks are still to be played."""
        played = self.kept.get(settings.key)
        return played is None or played.talks < runs

    def play_part(self, settings: Settings, runs: int) -> None:
        """Play the next talks of those that are missing."""
        played = self.kept.setdefault(settings.key, Played([]))
        first, last = played.talks, min(runs, played.talks + PART)
        scenario = settings.played()
        part = range(first, last)
        chunk = -(-len(part) // (os.cpu_count() or 1))  # all cores are done at once
        played.blocks += play_all(
            [scenario], len(part), settings.seed, chunk=chunk, numbered=[part]
        )
        played.talks = last
        self.kept.move_to_end(settings.key)
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)

    def table(self, settings: Settings, runs: int) -> pd.DataFrame:
        """Give talks as a table, those that are missing played first."""
        return frame(settings.played(), self._blocks(settings, runs), settings.seed).head(runs)

    def _blocks(self, settings: Settings, runs: int) -> list[Block]:
        while self.missing(settings, runs):
            self.play_part(settings, runs)
        return self.kept[settings.key].blocks

    def result(self, settings: Settings, runs: int) -> dict[str, Any]:
        """Sum up so many talks for the screen."""
        known = self.known(settings, runs)
        if known is None:
            # not the whole table: a hand on a slider waits for it
            ends = endings(settings.played(), self._blocks(settings, runs))
            known = summary(settings, pd.DataFrame(ends, dtype=object).head(runs))
            self.told[(*settings.key, settings.neutral, runs)] = known
            while len(self.told) > 2 * KEPT:
                self.told.popitem(last=False)
        return known
