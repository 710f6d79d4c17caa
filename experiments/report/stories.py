"""Two runs told as stories."""

import html

from experiments.replaying import replay
from experiments.report.case import Case
from experiments.report.choosing import Chosen, surprising, typical
from experiments.report.marks import Section, heading, paragraph, text
from experiments.story import Line, story


def stories(case: Case) -> Section:
    """Tell a typical and a surprising run, and say how they were chosen."""
    runs, study, _ = case.results
    parts = [
        paragraph(
            "Shares say how often something happens, not why. So here are two of the "
            "negotiations, played again from their numbers and their luck. A typical run is no "
            "more likely than others in its details."
        )
    ]
    chosen = (typical(runs, study), surprising(runs, study))
    for name, one in zip(("A typical run", "A surprising run"), chosen, strict=True):
        parts.append(heading(f"{name}: run {one.run}"))
        parts.append(_told(case, one))
        if chosen[0].run == chosen[1].run:
            break
    return Section("stories", "Two negotiations, told", "".join(parts))


def _told(case: Case, chosen: Chosen) -> str:
    played = replay(case.folder, chosen.run)
    head = paragraph(chosen.why)
    if played.record is None:
        return head + paragraph(f"It can't be played again: {played.error}.", kind="dim")
    if not played.same:
        words = "Played again by the rules of today it comes to another end than the stored row."
        head += paragraph(words, kind="warning")
    lines = story(played.scenario, played.record)
    return head + '<div class="story">\n' + "".join(_line(line) for line in lines) + "</div>\n"


def _line(line: Line) -> str:
    inner = " in" if line.words.startswith(" ") else ""
    kind = html.escape(line.style or "plain")
    return (
        f'<div class="margin">{text(line.margin)}</div>'
        f'<div class="{kind}{inner}">{text(line.words)}</div>\n'
    )
