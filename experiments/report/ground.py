"""What bears the answer: its limits, how to make it again, and the sources that it rests on."""

import re

from experiments.command.explaining import says
from experiments.design import varied_numbers
from experiments.report.case import Case
from experiments.report.marks import Section, code, details, grid, paragraph, points
from sim.reading import find

LIMITS = (
    "It is a model, not a forecast: no share here is the chance of anything outside it.",
    "Intervals hold the spread that they name. Whether the rules are right they don't say.",
    "The sources are opinion: where authors agree, that may be one voice; where they contradict "
    "each other, the scenario has a lens for each.",
    "Most sizes are assumptions with ranges, since the sources give few numbers.",
    "What the model leaves out is listed in docs/model.md, What this leaves out; the model itself "
    "in docs/odd.md; how it was set in docs/calibration.md; what its sources bear in "
    "docs/sources.md; whether the authors' claims hold in it in docs/patterns.md.",
)
_CITED = re.compile(r"\b[a-z]+-\d{4}-\d{2}:\d+")


def limits() -> Section:
    """Say what an answer can't bear."""
    return Section("limits", "Limits", points(LIMITS))


def reproduce(case: Case) -> Section:
    """Give the commands that make it again, and what they must come to."""
    study, manifest = case.results.study, case.manifest
    otherwise = " --uncertain" if study.uncertain else ""
    lens = study.each[0] if len(study.each) == 1 else study.lens
    otherwise += f" --lens {lens}" if lens else ""
    otherwise += "".join(f" --set {path}={value!r}" for path, value in study.hold.items())
    points = "" if study.design_seed is None else f"--design-seed {study.design_seed} "
    here = case.folder.name if case.folder.is_absolute() else case.folder.as_posix()
    lines = [
        f"batna sweep {study.name}{otherwise} --runs {study.replicates} --seed {study.seed} "
        f"{points}--out again",
        f"batna compare {here} again",
        f"batna report {here}",
        f"batna repro {here} RUN     # any row, as a story",
    ]
    body = paragraph(
        f"With batna {(manifest.get('versions') or {}).get('batna', '')} and the study "
        f"{study.name}, a built-in name or the file that it was read from:"
    ) + code(lines)
    if manifest.get("digest"):
        body += paragraph(
            f"The rows then have the digest {manifest['digest']}, on any number of cores; the "
            f"scenario has the hash {manifest.get('scenario_hash')}. Both stand in manifest.json."
        )
    else:
        body += paragraph("The sweep is unfinished: the same command goes on with it.")
    settings = grid(("setting", "value"), list(study.settings().items()))
    return Section("reproduce", "How to make it again", body + details("The study", settings))


def sources(case: Case) -> Section:
    """List what the varied and held numbers, the lens and the question cite, with titles."""
    study, scenario = case.results.study, case.results.scenario
    cited: dict[str, None] = dict.fromkeys(_CITED.findall(study.question))
    paths = [number.path for number in varied_numbers(study, scenario)]
    paths += [path for hold in (study.hold, *(arm.hold for arm in study.arms)) for path in hold]
    for path in paths:
        cited |= dict.fromkeys(find(scenario, path)[1].source)
    lens = scenario.lenses.get(study.lens or "")
    for change in lens.set.values() if lens else ():
        cited |= dict.fromkeys(change.source)
    articles = [
        (ident, article.author, article.title, article.date, article.weight)
        for ident, article in scenario.articles.items()
    ]
    body = paragraph(
        "A claim is its author's. Each number of the scenario names its source; batna explain "
        f"{scenario.name} PATH tells it."
    )
    if articles:
        body += grid(("id", "author", "title", "date", "weight"), articles)
    if cited:
        rows = [(source, says(scenario, source)) for source in cited]
        body += details(
            "Paragraphs and assumptions that this study cites, in our words",
            grid(("source", "what it says"), rows),
        )  # fmt: skip
    return Section("sources", "Sources", body)
