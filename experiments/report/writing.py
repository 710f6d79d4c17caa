"""A report written: its sections put into one self-contained page."""

from importlib.resources import files
from pathlib import Path
from string import Template
from typing import NamedTuple

from experiments.drawing import figures_of
from experiments.measures import overall
from experiments.report.case import Case, read_case
from experiments.report.choosing import surprising, typical
from experiments.report.findings import findings, sentences
from experiments.report.ground import limits, reproduce, sources
from experiments.report.marks import Section, details, paragraph, table, text
from experiments.report.method import method
from experiments.report.pictures import picture
from experiments.report.question import question
from experiments.report.sensitivity import sensitivity
from experiments.report.stories import stories
from experiments.running.parts import place
from experiments.told import Told
from sim.errors import InputError

NAME = "report.html"


class Report(NamedTuple):
    """A report that was written.

    Attributes
    ----------
    file
        Where it is.
    findings
        What it says, as sentences.
    typical, surprising
        The runs that it tells.
    unfinished
        How much of the sweep there is, if not all.
    """

    file: Path
    findings: list[str]
    typical: int
    surprising: int
    unfinished: str


def write_report(folder: Path, file: Path | None = None) -> Report:
    """Write the report of a stored sweep, finished or not, as one HTML file.

    Parameters
    ----------
    file
        Where to; ``report.html`` in the folder if None.

    Raises
    ------
    InputError
        If the folder holds no sweep, or the file can't be written.
    """
    case, file = read_case(folder), file or folder / NAME
    if file.is_dir():
        raise InputError(str(file), "it is a folder", "name a file")
    first = typical(case.results.runs, case.results.study)
    told = figures_of(case.results, folder, case.outcome, first.run, case.measures[0])
    page = page_of(case, told)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        place(file, page.encode())
    except OSError as error:
        raise InputError(str(file), f"it can't be written ({error.strerror})") from None
    said = sentences(case, overall(case.results.runs, case.measures))
    odd = surprising(case.results.runs, case.results.study)
    return Report(file, said, first.run, odd.run, case.unfinished)


def page_of(case: Case, told: list[Told]) -> str:
    """Put the sections of a report into a page."""
    sections = [
        question(case), findings(case, told), _figures(told), sensitivity(case), stories(case),
        method(case), limits(), reproduce(case), sources(case),
    ]  # fmt: skip
    study, home = case.results.study, files("experiments.report")
    warning = f"This sweep is {case.unfinished}: all numbers may still change."
    return Template((home / "page.html").read_text(encoding="utf-8")).substitute(
        title=text(study.title),
        style=(home / "page.css").read_text(encoding="utf-8"),
        warning=paragraph(warning, kind="warning") if case.unfinished else "",
        about=text(
            f"{study.name} · scenario {case.results.scenario.name} · "
            f"{len(case.results.runs):,} negotiations · {case.manifest.get('written', '')[:10]}"
        ),
        contents="".join(f'<li><a href="#{s.anchor}">{text(s.title)}</a></li>\n' for s in sections),
        body="".join(
            f'<section id="{s.anchor}"><h2>{text(s.title)}</h2>\n{s.body}</section>\n'
            for s in sections
        ),
    )


def _figures(told: list[Told]) -> Section:
    """Show each figure with the table behind it."""
    body = paragraph("Under each figure is the table that it was drawn from.")
    drawn: set[str] = set()
    for one in told:
        made = picture(one.figure, one.name, f"{one.finding}.", drawn)
        body += (
            f'<figure id="figure-{one.name}"><div class="paper">{made}</div>\n'
            f"<figcaption>{text(one.finding)}.</figcaption>\n"
            f"{details('The table behind it', table(one.table))}</figure>\n"
        )
    return Section("figures", "Figures", body)
