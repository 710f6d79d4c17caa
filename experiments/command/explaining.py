"""``batna explain``: where every number comes from."""

import itertools
from typing import Any

from rich.table import Table
from rich.text import Text

from experiments.command.screen import out, print_json
from sim.coherence import nearest
from sim.errors import InputError
from sim.quantity import Quantity
from sim.reading import find, load_scenario, with_lens
from sim.scenario import Scenario


def explain(name: str, path: str | None, lens: str | None, as_json: bool) -> None:
    """Explain all numbers, those below a path, or one; of a lens, those that it moves."""
    base = load_scenario(name)
    scenario = base if lens is None else with_lens(base, lens, "--lens")
    chosen = chosen_numbers(scenario, path)
    if lens is not None and path is None:
        _explain_lens(base, scenario, lens, as_json)
    elif as_json:
        print_json([facts(scenario, where, quantity) for where, quantity in chosen])
    elif len(chosen) <= 3:
        for where, quantity in chosen:
            _print_one(scenario, where, quantity, find(base, where)[1])
    else:
        _print_table(scenario, name, chosen)


def _explain_lens(base: Scenario, scenario: Scenario, lens: str, as_json: bool) -> None:
    """Tell which numbers a lens moves, from what to what, and who says so."""
    name = next(known for known in base.lenses if known.casefold() == lens.casefold())
    view, before = base.lenses[name], dict(base.quantities())
    after = dict(scenario.quantities())
    moved = [".".join(find(base, path)[0]) for path in view.set]
    if as_json:
        print_json(
            [{"base": before[p].value, **facts(scenario, p, after[p])} for p in moved]
        )  # fmt: skip
        return
    console = out()
    console.print(Text(f"lens {name}: {view.title}", style="bold"))
    console.print(Text(" ".join(view.about.split())))
    for path in moved:
        old, new = before[path], after[path]
        console.print(Text(f"\n{path}: {old.value:g} becomes {new.value:g} {new.unit}", "bold"))
        _print_grounds(scenario, new)
    plural = "s" if len(moved) > 1 else ""
    console.print(f"\n{len(moved)} number{plural} moved; all others stay.", style="dim")


def chosen_numbers(scenario: Scenario, path: str | None) -> list[tuple[str, Quantity]]:
    """Choose the numbers at or below a path, in any case; without a path, all with a source.

    A path may begin anywhere, so that ``cut_aid`` finds that lever's numbers.

    Raises
    ------
    InputError
        If the path leads nowhere, with what was probably meant.
    """
    numbers = list(scenario.quantities())
    if path is None:
        return [(where, q) for where, q in numbers if q.source != ("definition",)]
    wanted = f".{path.casefold()}."
    found = [(where, q) for where, q in numbers if f".{where.casefold()}.".startswith(wanted)]
    if not found:
        found = [(where, q) for where, q in numbers if wanted in f".{where.casefold()}."]
    if not found:
        known = [where for where, _ in numbers]
        parts = {".".join(where.split(".")[:n]) for where in known for n in range(1, 6)}
        parts |= {part for where in known for part in where.split(".")}
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
    return "a paper" if source.startswith(("doi:", "arXiv:")) else "a page"


def _span(quantity: Quantity) -> str:
    if quantity.low == quantity.high:
        return "known"
    return f"{quantity.low:g} to {quantity.high:g}"


def _print_one(scenario: Scenario, path: str, quantity: Quantity, base: Quantity) -> None:
    console = out()
    console.print(Text(f"{path} = {quantity.value:g} {quantity.unit}", style="bold"))
    if quantity != base:
        console.print(f"the lens moves it from {base.value:g}")
    tier = "; varied first in sensitivity studies" if quantity.tier == 1 else ""
    console.print(f"plausible range: {_span(quantity)}{tier}")
    _print_grounds(scenario, quantity)
    console.print()


def _print_grounds(scenario: Scenario, quantity: Quantity) -> None:
    """Print a number's note, and what its sources say."""
    console = out()
    if quantity.note:
        console.print(Text("note: " + " ".join(quantity.note.split())))
    for source in quantity.source:
        console.print(Text(f"{source}  ", style="cyan") + Text(says(scenario, source)))


def shared_start(paths: list[str]) -> str:
    """Give what paths begin with, whole parts alone: ``actors.RU.`` of two numbers of Russia."""
    parts = zip(*(path.split(".")[:-1] for path in paths), strict=False)  # as far as the shortest
    shared = itertools.takewhile(lambda names: len(set(names)) == 1, parts)
    return "".join(f"{names[0]}." for names in shared)


def _print_table(scenario: Scenario, name: str, chosen: list[tuple[str, Quantity]]) -> None:
    table = Table(box=None, pad_edge=False)
    wide = out().width >= 90  # a narrow screen names what all paths begin with once, and folds
    shared = "" if wide else shared_start([path for path, _ in chosen])
    if shared:
        out().print(f"All begin with {shared}", style="dim")
    table.add_column("number", no_wrap=wide, overflow="fold")
    table.add_column("value", justify="right")
    for head in ("range", "unit"):
        table.add_column(head, no_wrap=wide, overflow="fold")
    table.add_column("source", overflow="fold")
    for path, quantity in chosen:
        table.add_row(
            path.removeprefix(shared),
            f"{quantity.value:g}",
            _span(quantity),
            quantity.unit,
            ", ".join(quantity.source),
        )
    out().print(table)
    telling = next((p for p, q in chosen if q.source != ("definition",)), chosen[0][0])
    out().print(
        f"\n{len(chosen)} numbers. One of them in full: batna explain {name} {telling}",
        style="dim",
    )
