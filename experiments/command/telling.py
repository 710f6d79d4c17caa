"""The commands that tell of one scenario or one negotiation."""

import math
import textwrap

from rich.table import Table
from rich.text import Text

from experiments.command.screen import out, parse_settings, print_json
from experiments.simulation import check_count
from experiments.story import story
from sim.errors import InputError
from sim.negotiation import Negotiation
from sim.reading import load_scenario, scenario_names, with_lens, with_values
from sim.scenario import Scenario
from sim.table import PROCEDURES


def run(
    name: str,
    seed: int,
    replicate: int,
    lens: str | None,
    settings: list[str] | None,
    procedure: str | None,
    verbose: bool,
    as_json: bool,
) -> None:
    """Play one negotiation and print its story, or its record as JSON."""
    check_count("--seed", seed, 0)
    check_count("--replicate", replicate, 0)
    overrides = parse_settings(settings)
    scenario = load_scenario(name)
    if lens is not None:
        scenario = with_lens(scenario, lens, "--lens")
    scenario = with_procedure(with_values(scenario, overrides, "--set"), procedure)
    record = Negotiation(
        scenario, rng=seed, replicate=replicate, lens=lens, overrides=overrides
    ).run()
    if as_json:
        print_json(record.to_dict())
        return
    console = out()
    lines = story(scenario, record, verbose)
    room = max(40, console.width - max(len(line.margin) for line in lines) - 4)
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True, style="bold")
    table.add_column()
    for line in lines:
        table.add_row(line.margin, Text(_hanging(line.words, room), style=line.style))
    console.print(table)


def _hanging(words: str, room: int) -> str:
    """Wrap a line, its later rows further in than its first."""
    lead = len(words) - len(words.lstrip())
    return "\n".join(textwrap.wrap(words, room, subsequent_indent=" " * (lead + 4)))


def with_procedure(scenario: Scenario, procedure: str | None) -> Scenario:
    """Let texts be drafted by another procedure."""
    if procedure is None:
        return scenario
    if procedure not in PROCEDURES:
        raise InputError(
            "--procedure", f"there is no {procedure!r}", f"known: {', '.join(PROCEDURES)}"
        )
    talks = scenario.talks.model_copy(update={"procedure": procedure})
    return scenario.model_copy(update={"talks": talks})


def scenarios(as_json: bool) -> None:
    """List the built-in scenarios."""
    loaded = [load_scenario(name) for name in scenario_names()]
    if as_json:
        print_json(
            [
                {
                    "name": s.name,
                    "title": s.title,
                    "actors": list(s.actors),
                    "issues": list(s.issues),
                    "lenses": {name: lens.title for name, lens in s.lenses.items()},
                }
                for s in loaded
            ]
        )
        return
    for s in loaded:
        out().print(Text(s.name, style="bold") + Text(f"  {s.title}"))
        shape = f"{len(s.actors)} parties, {len(s.issues)} issues, {package_count(s):,} packages"
        out().print(f"  {shape}", style="dim")
        for name, lens in s.lenses.items():
            out().print(f"  --lens {name}  {lens.title}")


def package_count(scenario: Scenario) -> int:
    """Count the packages of a scenario, untabled options included."""
    return math.prod(len(issue.options) for issue in scenario.issues.values())


def check(name: str, as_json: bool) -> None:
    """Check a scenario, and say what it holds."""
    scenario = load_scenario(name)
    facts = {
        "name": scenario.name,
        "actors": len(scenario.actors),
        "issues": len(scenario.issues),
        "packages": package_count(scenario),
        "numbers": sum(q.source != ("definition",) for _, q in scenario.quantities()),
        "lenses": list(scenario.lenses),
        "war": scenario.war is not None,
    }
    if as_json:
        print_json(facts)
        return
    war = "with a war" if scenario.war else "no war"
    out().print(
        f"{name}: sound. {facts['actors']} parties, {facts['issues']} issues, "
        f"{facts['packages']:,} packages, {facts['numbers']} numbers, {war}."
    )
