"""``batna explain``: where every number comes from."""

from typing import Any

from rich.table import Table
from rich.text import Text

from experiments.command.screen import out, print_json
from sim.coherence import nearest
from sim.errors import InputError
from sim.quantity import Quantity
from sim.reading import load_scenario
from sim.scenario import Scenario


def explain(name: str, path: str | None, lens: str | None, as_json: bool) -> None:
    """Explain all numbers, those below a path, or one."""
    scenario = load_scenario(name, lens)
    chosen = chosen_numbers(scenario, path)
    if as_json:
        print_json([facts(scenario, where, quantity) for where, quantity in chosen])
    elif len(chosen) <= 3:
        for where, quantity in chosen:
            _print_one(scenario, where, quantity)
    else:
        _print_table(scenario, name, chosen)


def chosen_numbers(scenario: Scenario, path: str | None) -> list[tuple[str, Quantity]]:
    """Choose the numbers at or below a path, in any case; without a path, all with a source.

    Raises
    ------
    InputError
        If the path leads nowhere, with what was probably meant.
    """
    numbers = list(scenario.quantities())
    if path is None:
        return [(where, q) for where, q in numbers if q.source != ("definition",)]
    wanted = path.casefold()
    found = [
        (where, q)
        for where, q in numbers
        if where.casefold() == wanted or where.casefold().startswith(wanted + ".")
    ]
    if not found:
        known = [where for where, _ in numbers]
        parts = {".".join(where.split(".")[:n]) for where in known for n in (1, 2, 3, 4)}
        meant = nearest(path, sorted(parts | set(known)))
        raise InputError(
            path,
            "there is no such number",
            meant.split("known:")[0].strip() or "batna explain lists them all",
        )
    return found


def facts(scenario: Scenario, path: str, quantity: Quantity) -> dict[str, Any]:
    """Give all that is known of a number, its sources put into words."""
    return {
        "path": path,
        **quantity.model_dump(),
        "says": {source: says(scenario, source) for source in quantity.source},
    }


def says(scenario: Scenario, source: str) -> str:
    """Say what a source claims, in our words, and who claims it."""
    if source == "definition":
        return "so by definition"
    if source.startswith("assumption:"):
        return (
            f"our assumption. {' '.join(scenario.assumptions[source.split(':')[1]].says.split())}"
        )
    if source in scenario.sources:
        ident, _, paragraph = source.partition(":")
        article = scenario.articles.get(ident)
        who = f"{article.author}, {article.date}, paragraph {paragraph}. " if article else ""
        return who + " ".join(scenario.sources[source].says.split())
    return "a paper" if source.startswith(("doi:", "arXiv:")) else source


def _span(quantity: Quantity) -> str:
    if quantity.low == quantity.high:
        return "known"
    return f"{quantity.low:g} to {quantity.high:g}"


def _print_one(scenario: Scenario, path: str, quantity: Quantity) -> None:
    console = out()
    console.print(Text(f"{path} = {quantity.value:g} {quantity.unit}", style="bold"))
    tier = "; varied first in sensitivity studies" if quantity.tier == 1 else ""
    console.print(f"plausible range: {_span(quantity)}{tier}")
    if quantity.note:
        console.print(Text("note: " + " ".join(quantity.note.split())))
    for source in quantity.source:
        console.print(Text(f"{source}  ", style="cyan") + Text(says(scenario, source)))
    console.print()


def _print_table(scenario: Scenario, name: str, chosen: list[tuple[str, Quantity]]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("number", no_wrap=True)
    table.add_column("value", justify="right")
    for head in ("range", "unit"):
        table.add_column(head, no_wrap=True)
    table.add_column("source", overflow="fold")
    for path, quantity in chosen:
        table.add_row(
            path, f"{quantity.value:g}", _span(quantity), quantity.unit, ", ".join(quantity.source)
        )
    out().print(table)
    out().print(
        f"\n{len(chosen)} numbers. One of them in full: batna explain {name} {chosen[0][0]}",
        style="dim",
    )
