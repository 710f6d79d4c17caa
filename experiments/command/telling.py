"""The commands that tell of one scenario or one negotiation."""

import math
import textwrap
from typing import Any

from rich.table import Table
from rich.text import Text

from experiments.at_the_table import play_record
from experiments.command.screen import out, parse_settings, print_json
from experiments.command.seats import Talks
from experiments.counterfactual import compare, parts_ways, without
from experiments.parting import parting_words
from experiments.simulation import check_count
from experiments.spoken import many
from experiments.story import Line, story
from experiments.words import (
    month,
    option_words,
    outcome_words,
    pact_name,
    points,
    signed,
    span,
)
from sim.reading import load_scenario, scenario_names, with_lens, with_values
from sim.record import Record
from sim.scenario import Scenario


def run(
    name: str,
    seed: int,
    replicate: int,
    lens: str | None,
    settings: list[str] | None,
    talks: Talks,
    verbose: bool,
    as_json: bool,
    off: list[str] | None = None,
) -> None:
    """Play one negotiation and print its story, or its record as JSON.

    With ``settings`` the run without them is set beside it; with names to do without (``off``)
    the run in which these are switched off.
    """
    check_count("--seed", seed, 0)
    check_count("--replicate", replicate, 0)
    overrides = parse_settings(settings)
    scenario = load_scenario(name)
    if lens is not None:
        scenario = with_lens(scenario, lens, "--lens")
    scenario = talks.laid_over(scenario)
    changed = with_values(scenario, overrides, "--set")
    switched: dict[str, float] = {}
    for wish in off or []:
        switched |= without(changed, wish, f"--without {wish}")

    def played(laid: dict[str, float]) -> Record:
        numbers = with_values(scenario, laid)
        return play_record(numbers, seed, replicate, lens=lens, overrides=laid)

    record = played(overrides)
    other = None
    if switched or overrides:
        other = played(overrides | switched if switched else {})
    if as_json:
        _print_data(record, other)
        return
    if verbose or not switched or overrides:
        print_story(story(changed, record, verbose))
    if other is not None:
        if verbose or not switched or overrides:
            out().print()
        what = " and ".join(off or []) if switched else "the settings"
        print_comparison(changed, record, other, what)


def _print_data(record: Record, other: Record | None) -> None:
    if other is None:
        print_json(record.to_dict())
        return
    parted = parts_ways(record, other)
    both = {"record": record.to_dict(), "counterfactual": other.to_dict(), "parts_ways": parted}
    print_json(both)


def print_story(lines: list[Line]) -> None:
    """Print a story, its dates in the margin."""
    console = out()
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


def print_comparison(scenario: Scenario, record: Record, other: Record, what: str) -> None:
    """Print two runs of the same luck side by side, and where they part ways."""
    console, made = out(), record.made
    opening = f"seed {made.seed}, run {made.replicate}: the same luck with and without {what}."
    console.print(Text(scenario.title, style="bold"))
    console.print(Text(f"{opening} A model, not a forecast.\n", style="dim"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("", "with", "without"):
        table.add_column(head, overflow="fold", style="" if head else "bold")
    for row in comparison_rows(scenario, record, other):
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    console.print()
    for words in parting_words(scenario, record, other):
        console.print(Text("\n".join(textwrap.wrap(words, console.width))))


def comparison_rows(
    scenario: Scenario, record: Record, other: Record
) -> list[tuple[str, str, str]]:
    """Put what two runs came to into rows: a name, the one, the other."""
    given, rows = compare(record, other), []

    def row(name: str, one: str, two: str) -> None:
        rows.append((name, one, two))

    row("outcome", *(outcome_words(scenario, name) for name in given["outcome"]))
    row("ended", *(month(date) for date in given["end_date"]))
    row("signed", *(_terms_cell(scenario, given, side) for side in (0, 1)))
    if any(held is not None for held in given["held"]):
        row("held", *(_held_cell(run) for run in (record, other)))
    row("texts", *(str(count) for count in given["texts"]))
    if scenario.leverage is not None:
        row("levers", *_sets(given["levers"]))
    if scenario.tracks:
        deals = [[pact_name(scenario, name) for name in names] for names in given["agreements"]]
        row("side deals", *_sets(deals))
    if any(given["exit"]) and scenario.engagement is not None:
        ways = scenario.engagement.policies
        row("mediator", *(f"leaves, {ways[n].text}" if n else "stays" for n in given["exit"]))
    for party, (one, two, _) in given["utility"].items():
        shown = [points(scenario, value) for value in (one, two)]
        change = signed(shown[1] - shown[0])
        row(scenario.actors[party].short, f"{shown[0]:.1f}", f"{shown[1]:.1f} ({change})")
    return rows


def _terms_cell(scenario: Scenario, given: dict[str, Any], side: int) -> str:
    if not given["signed"][side]:
        return "nothing"
    differing = [option_words(scenario, i, pair[side]) for i, pair in given["terms"].items()]
    if not differing:
        return "the same terms"
    rest = "; else the same" if all(given["signed"]) else ""
    return " · ".join(differing) + rest


def _held_cell(record: Record) -> str:
    if record.held is None:
        return "nothing to hold"
    whole = " or more" if record.held >= record.window else ""
    return span(record.held / record.rounds_per_year) + whole


def _sets(names: list[list[str]]) -> tuple[str, str]:
    """List what one run has, and say what the other lacks and has besides."""
    one, two = names
    lacks = [name for name in one if name not in two]
    besides = [name for name in two if name not in one]
    told = [f"not {' · '.join(lacks)}"] if lacks else []
    told += [f"also {' · '.join(besides)}"] if besides else []
    first = f"{len(one)}: {' · '.join(one)}" if one else "0"
    return first, f"{len(two)}: {'; '.join(told)}" if told else f"{len(two)}, the same"


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
        issues, packages = many(len(s.issues), "issue"), package_count(s)
        shape = f"{len(s.actors)} parties, {issues}, {packages:,} packages"
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
        f"{name}: sound. {facts['actors']} parties, {many(len(scenario.issues), 'issue')}, "
        f"{facts['packages']:,} packages, {facts['numbers']} numbers, {war}."
    )
