"""What a take-home page holds: the grid and the talks packed, and all that explains them."""

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.classroom.choice_of_talk import KINDS, choose
from experiments.classroom.live import Live
from experiments.classroom.neutral import codes
from experiments.classroom.one_talk import one_talk
from experiments.classroom.settings import Settings, scenario_with
from experiments.command.explaining import says
from experiments.running.provenance import versions
from experiments.takehome.grid import Grid
from experiments.takehome.left_out import LEFT_OUT
from experiments.takehome.packing import packed, packed_talk
from experiments.words import sentence
from sim.reading import find
from sim.record import scenario_hash

SHOWN = ("path", "label", "value", "low", "high", "step", "unit", "note", "source", "says")


def content(
    grid: Grid,
    summaries: Sequence[dict[str, Any]],
    talks: Sequence[dict[str, Any]],
    steps: int,
    debrief: dict[str, Any] | None = None,
    note: str = "",
) -> dict[str, Any]:
    """Put together all that a page holds, as plain data.

    Parameters
    ----------
    summaries
        Those of the grid's points, in their order.
    talks
        What ``recorded`` gives.
    debrief
        The debrief of a class, as ``shown_debrief`` leaves it.
    note
        A sentence on how this file came about.
    """
    small = packed(summaries)
    told = {talk["replicate"]: packed_talk(talk, small["issues"]) for talk in talks}
    places = list(told)
    return {
        "about": about(grid, steps, note),
        "codes": codes(grid.settings.played(), grid.settings.neutral),
        "neutral": grid.settings.neutral,
        "sliders": [
            {"number": {key: slider.number[key] for key in SHOWN},
             "claims": claims(grid.settings, slider.path),
             "levels": slider.levels, "start": slider.start}
            for slider in grid.sliders
        ],
        "grid": small,
        "kinds": [
            {"kind": talk["kind"], "chosen": talk["chosen"],
             "talk": places.index(talk["replicate"])}
            for talk in talks
        ],
        "talks": [
            {key: value for key, value in talk.items() if key not in ("kind", "chosen")}
            for talk in told.values()
        ],
        "debrief": debrief,
    }  # fmt: skip


def claims(settings: Settings, path: str) -> list[tuple[str, str]]:
    """Say of each source of a number what it says, in whose name."""
    scenario = scenario_with(settings.scenario, settings.lens)
    sources = find(scenario, path)[1].source
    return [(source, sentence(says(scenario, source))) for source in sources]


def about(grid: Grid, steps: int, note: str) -> dict[str, Any]:
    """Say what was played, by which version, and how to make the same file again."""
    from experiments.report.ground import (
        LIMITS,
    )  # it loads what draws, which a server can do without

    given = grid.settings
    scenario = given.told()
    lens = None if given.lens is None else scenario.lenses[given.lens].title
    sliders = " ".join(f"--slider {slider.path}" for slider in grid.sliders)
    return {
        "title": scenario.title,
        "scenario": given.scenario,
        "lens": None if lens is None else f"{given.lens}: {lens}",
        "seed": given.seed,
        "version": versions()["batna"],
        "digest": scenario_hash(given.played()),
        "command": f"batna export-page {given.flags()} {sliders} "
        f"--runs {grid.runs} --steps {steps}{' --neutral' if given.neutral else ''}",
        "note": note,
        "limits": list(LIMITS[:-1]),  # the last one leads to pages that are not here
        "left_out": list(LEFT_OUT.items()),
    }  # fmt: skip


def recorded(settings: Settings, runs: int) -> list[dict[str, Any]]:
    """Tell talks of the settings that a page begins with: of each kind one, where there is one."""
    table = Live().table(settings, runs)
    told = []
    for kind in KINDS:
        found = choose(table, kind)
        if found is not None:
            replicate, chosen = found
            told.append({**one_talk(settings, replicate), "kind": kind, "chosen": chosen})
    return told


def shown_debrief(debriefed: Mapping[str, Any]) -> dict[str, Any]:
    """Leave of a debrief what its page shows, and nothing else: no code, no count of hints."""
    kept = ("title", "predictions", "model", "error", "runs", "class_deals", "class_talks",
            "parties", "questions", "command", "seed")  # fmt: skip
    sheet = ("team", "party", "outcome", "walked", "round", "points", "versus", "agents", "runs",
             "same_luck", "same_luck_outcome")  # fmt: skip
    return {
        **{key: debriefed[key] for key in kept},
        "sheet": [{key: one[key] for key in sheet} for one in debriefed["sheet"]],
        "what_if": [
            {key: one[key] for key in ("words", "before", "after")} for one in debriefed["what_if"]
        ],
        "talks": [
            {
                "talk": talk["talk"], "teams": talk["teams"],
                "ending": {"words": talk["ending"]["words"]},
                "turning": [
                    {key: one[key] for key in ("round", "party", "words")}
                    for one in talk["turning"]
                ],
            }
            for talk in debriefed["talks"]
        ],
    }  # fmt: skip


def opening(
    scenario: str, lens: str | None, numbers: Mapping[str, float], seed: int, neutral: bool = False
) -> Settings:
    """Give settings with lens and paths as the scenario spells them."""
    if lens is not None:
        known = {name.casefold(): name for name in scenario_with(scenario, None).lenses}
        lens = known.get(lens.casefold(), lens)
    plain = scenario_with(scenario, lens)
    spelt = {".".join(find(plain, path, "--set")[0]): value for path, value in numbers.items()}
    return Settings(scenario, lens, spelt, seed, neutral)
