"""How the answer was come by: what is played, what varies, what is held, and who made it."""

from typing import Any

from experiments.design import Study, varied_numbers
from experiments.report.case import Case
from experiments.report.marks import Section, details, grid, heading, paragraph, points
from experiments.told import parameter_label
from sim.reading import find
from sim.scenario import Scenario

DESIGNS = {
    "grid": "every combination of their values or levels",
    "lhs": "a Latin hypercube, which fills all ranges evenly",
    "random": "points drawn one by one over the ranges",
    "oat": "one number at a time at its low and at its high end, all others held",
    "sobol": "Saltelli's sample, from which Sobol' indices are estimated",
    "morris": "trajectories that move one number a step (Morris)",
    "table": "the rows of a table",
}


def method(case: Case) -> Section:
    """Tell the method in words and tables."""
    study, scenario = case.results.study, case.results.scenario
    body = paragraph(*_scenario(scenario), *_lens(study, scenario), *_talks(scenario))
    body += paragraph(*_design(case))
    varied = varied_numbers(study, scenario)
    if varied:
        body += _varied(study, scenario, [number.path for number in varied], case)
    if study.hold:
        held = [(path, value) for path, value in study.hold.items()]
        body += heading("Held") + grid(("number", "value"), held)
    body += paragraph(*_luck(study))
    measured = [(m.name, m.meaning, m.unit, m.among) for m in case.measures]
    body += heading("Measured") + grid(("measure", "what it says", "unit", "of"), measured)
    body += details("What made it: versions, hashes, sessions", _made(case.manifest))
    return Section("method", "Method", body)


def _talks(scenario: Scenario) -> list[str]:
    """Say how the parties talk and decide, where it is not as the model has it."""
    told = []
    if scenario.talks.protocol != "single_text":
        told.append(f"The talks go by {scenario.talks.protocol.replace('_', ' ')}.")
    others = {n: a.strategy for n, a in scenario.actors.items() if a.strategy != "logit"}
    if others:
        listed = ", ".join(f"{scenario.actors[n].short} by {mind}" for n, mind in others.items())
        told.append(f"Other strategies than the model's logit: {listed}.")
    return told


def _scenario(scenario: Scenario) -> list[str]:
    parties = ", ".join(actor.short for actor in scenario.actors.values())
    issues = ", ".join(issue.name for issue in scenario.issues.values())
    return [
        f"Scenario {scenario.name}: {scenario.title.rstrip('.')}.", scenario.about,
        f"{len(scenario.actors)} parties ({parties}) bargain over {len(scenario.issues)} issues "
        f"({issues}).",
    ]  # fmt: skip


def _lens(study: Study, scenario: Scenario) -> list[str]:
    named = [study.lens] if study.lens else [lens for lens in study.lenses if lens != "base"]
    said = [
        f"Lens {lens} is one reading of the situation: {scenario.lenses[lens].title}."
        for lens in named if lens in scenario.lenses
    ]  # fmt: skip
    said += [f"{arm.title.rstrip('.') or 'An arm'}: {arm.words()}." for arm in study.arms]
    if len(study.each) > 1:
        said.append(
            f"The whole design is played in each of {len(study.each)} readings "
            f"({', '.join(study.each)}); figures that can show one only show the first."
        )
    return said or ["It is read neutrally, without the lens of any author."]


def _design(case: Case) -> list[str]:
    study, runs = case.results.study, case.results.runs
    sizes = int(runs["design"].nunique())
    failed = int((runs["status"] != "ok").sum()) if "status" in runs else 0
    said = [
        f"Design: {DESIGNS[study.design]}; {sizes:,} design points, {len(runs):,} negotiations."
        if sizes > 1 else f"One design point, {len(runs):,} negotiations.",
        f"{failed:,} of them failed and are left out." if failed else "None failed.",
    ]  # fmt: skip
    if case.unfinished:
        said.append(f"The sweep is {case.unfinished}.")
    return said


def _luck(study: Study) -> list[str]:
    how = (
        "Replicate by replicate all design points meet the same luck (common random numbers), so "
        "that they are compared pair by pair"
        if study.luck == "common"
        else "No two negotiations share any luck"
    )
    said = [f"{study.replicates:,} replicates a design point. {how}; master seed {study.seed}."]
    if study.design_seed is not None:
        said.append(f"The design points are drawn from a seed of their own, {study.design_seed}.")
    if study.stop:
        stop = study.stop
        said.append(
            f"Further blocks were played until the 95 % interval of {stop.measure} was "
            f"{stop.half_width:g} either way, or {stop.at_most:,} replicates."
        )
    drawn = (
        "Each replicate draws its tier-1 numbers from their plausible ranges too, so that "
        "intervals hold chance and the doubt about these numbers."
        if study.uncertain
        else "Numbers that don't vary stand at their values, so that intervals hold chance only."
    )
    return [*said, drawn]


def _varied(study: Study, scenario: Scenario, paths: list[str], case: Case) -> str:
    rows, runs = [], case.results.runs
    for path in paths:
        quantity = find(scenario, path)[1]
        seen = sorted(runs[path].unique()) if path in runs else []
        span = (
            ", ".join(f"{value:.4g}" for value in seen)
            if 0 < len(seen) <= 6 else f"{min(seen):.4g} to {max(seen):.4g}" if seen else "–"
        )  # fmt: skip
        rows.append(
            (parameter_label(study, scenario, path), path, span, quantity.value,
             f"{quantity.low:.4g} to {quantity.high:.4g}", quantity.unit,
             ", ".join(quantity.source))
        )  # fmt: skip
    heads = ("what varies", "path", "tried", "usual value", "plausible range", "unit", "source")
    return heading("Varied") + grid(heads, rows)


def _made(manifest: dict[str, Any]) -> str:
    said = [
        f"{name}: {manifest[key]}"
        for name, key in (
            ("engine", "engine"), ("hash of the scenario", "scenario_hash"),
            ("hash of all that the rows hang on", "spec"), ("digest of the rows", "digest"),
            ("spread", "spread"), ("written", "written"), ("state", "state"),
        )
        if manifest.get(key)
    ]  # fmt: skip
    versions = manifest.get("versions") or {}
    said.append("versions: " + ", ".join(f"{name} {v}" for name, v in versions.items()))
    git = manifest.get("git")
    if git:
        changed = " with changes" if git.get("changed") else ""
        said.append(f"sources: commit {git.get('commit')}{changed}")
    body = points(said)
    sessions = manifest.get("sessions") or []
    if sessions:
        keys = ("began", "ended", "rows", "jobs", "executor", "worker_seconds")
        rows = [[one.get(key) for key in keys] for one in sessions]
        body += grid([key.replace("_", " ") for key in keys], rows)
    return body
