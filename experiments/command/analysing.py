"""``batna analyse``: what a scenario allows, without running it."""

from pathlib import Path
from typing import Any

from rich.table import Table

from experiments.bargaining import Situation
from experiments.bargaining import analyse as study
from experiments.command.screen import out, parse_settings, print_json
from experiments.figures import bargaining_space
from experiments.figures.style import save
from experiments.sides import two_sides
from experiments.words import difference, listing, option_words, points, sentence
from sim.errors import InputError
from sim.reading import load_scenario, with_lens, with_values

MOST_TRADES = 5
RULES = {
    "unanimity": "everybody",
    "owners": "the core and whoever owns what changes",
    "quota": "a quota with its vetoes",
}


def analyse(
    name: str, lens: str | None, settings: list[str] | None, start: str, seed: int,
    folder: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Analyse a scenario and tell what was found."""
    if folder is not None and folder.exists() and not folder.is_dir():
        raise InputError("--out", f"{folder} is a file", "name a folder")
    scenario = load_scenario(name)
    if lens is not None:
        scenario = with_lens(scenario, lens, "--lens")
    scenario = with_values(scenario, parse_settings(settings), "--set")
    found = study(scenario, start, seed)
    files = [] if folder is None else _drawn(found, folder)
    if as_json:
        print_json({**as_data(found), "files": files})
        return
    for tell in (_packages, _zopas, _points, _blockers, _options, _lines, _trades):
        tell(found)
    out().print()
    out().print(
        "Worths are those of an unbiased observer at the start. A model, not a forecast.",
        style="dim",
    )
    for file in files:
        out().print(file)


def _shown(found: Situation, value: float) -> str:
    return f"{points(found.scenario, value):.0f}"


def _terms(found: Situation, row: int) -> str:
    """Name a package by what differs from the status quo."""
    scenario, choices = found.scenario, found.space.choices[row]
    words = [
        option_words(scenario, issue, list(entry.options)[choice])
        for (issue, entry), choice in zip(scenario.issues.items(), choices, strict=True)
        if choice
    ]
    return " · ".join(words) or "all as it is"


def _short(found: Situation, party: str) -> str:
    return found.scenario.actors[party].short


def _packages(found: Situation) -> None:
    space, scenario = found.space, found.scenario
    console = out()
    console.print(scenario.title, style="bold")
    count = len(space.choices)
    looked = (
        "all of them looked at"
        if space.seed is None
        else f"a sample of {count:,} looked at (seed {space.seed}): counts are of the sample, a "
        f"share is known to {98 / count**0.5:.1f} in 100 either way at most (95 %), and a best "
        "package may be missed"
    )
    console.print(
        f"{space.written:,} packages; {space.tabled:,} may be tabled now, {looked}. "
        f"{int(found.front.sum()):,} are efficient for all {len(scenario.actors)} parties."
    )


def _zopas(found: Situation) -> None:
    table = _table("Zone of possible agreement: packages that pass")
    for title in ("if consent takes", "from no deal", "under threat"):
        table.add_column(title, justify="left" if title.startswith("if") else "right")
    for rule in dict.fromkeys(zopa.rule for zopa in found.zopas):
        counts = {z.bar: f"{z.passing:,}" for z in found.zopas if z.rule == rule}
        own = any(z.own for z in found.zopas if z.rule == rule)
        words = f"{RULES[rule]}{' (the rule here)' if own else ''}"
        table.add_row(words, counts["no deal"], counts["blocking"])
    _say(table)


def _points(found: Situation) -> None:
    table = _table("Solutions")
    table.add_column("")
    for party in found.scenario.actors:
        table.add_column(_short(found, party), justify="right")
    table.add_column("package")
    worthless = found.space.no_deal
    table.add_row("no deal", *(_shown(found, v) for v in worthless), "")
    for among in dict.fromkeys(point.among for point in found.points):
        table.add_section()
        own = [point for point in found.points if point.among == among]
        for rows in dict.fromkeys(point.rows for point in own):
            name = listing(p.name.replace("_", "-") for p in own if p.rows == rows)
            if len(among) < len(found.scenario.actors):
                name += ", of the core"
            if not rows:
                table.add_row(name, *("" for _ in worthless), "no package beats no deal")
                continue
            more = f" (and {len(rows) - 1} as good)" if len(rows) > 1 else ""
            worths = [_shown(found, v) for v in found.space.worth[rows[0]]]
            table.add_row(name, *worths, _terms(found, rows[0]) + more)
    _say(table)


def _blockers(found: Situation) -> None:
    table = _table("Who refuses")
    for title in ("party", "refuses", "alone", "would pass but for it", "most often with"):
        table.add_column(
            title, justify="left" if title in ("party", "most often with") else "right"
        )
    for lone in found.lone:
        often = " · ".join(
            option_words(found.scenario, issue, option) for issue, option, _ in lone.by_option[:2]
        )
        table.add_row(
            sentence(_short(found, lone.party)), f"{lone.refused:,}", f"{lone.alone:,}",
            f"{lone.decisive:,}", often,
        )  # fmt: skip
    _say(table)


def _options(found: Situation) -> None:
    if not found.blocked:
        out().print("Every option that may be tabled is in some package that passes.")
        return
    table = _table("Options that never pass, and who minds them")
    for title in ("option", "would pass if it were all one to"):
        table.add_column(title)
    for blocked in found.blocked:
        words = [listing(_short(found, p) for p in some) for some in blocked.because_of]
        option = option_words(found.scenario, blocked.issue, blocked.option)
        table.add_row(option, " or ".join(words) or "no one or two of them alone")
    _say(table)


def _lines(found: Situation) -> None:
    if not found.red_lines:
        return
    table = _table("Price of each red line: packages that pass without it")
    for title in ("party", "red line", "now", "without", "best for it", "without"):
        table.add_column(title, justify="left" if title in ("party", "red line") else "right")
    for line in found.red_lines:
        _, now, freed = next(best for best in line.best if best[0] == line.party)
        own = ["-" if v is None else _shown(found, v) for v in (now, freed)]
        table.add_row(
            sentence(_short(found, line.party)), line.line + (" (hard)" if line.hard else ""),
            f"{line.passing[0]:,}", f"{line.passing[1]:,}", *own,
        )  # fmt: skip
    _say(table)


def _trades(found: Situation) -> None:
    where = {"status-quo": "things as they are", "nash": "the Nash point"}.get(
        found.start, f"the best package for {found.start}"
    )
    if not found.trades:
        out().print(f"No trade of two issues makes two parties better off from {where}.")
        return
    table = _table(f"Log-rolling: trades of two issues from {where}")
    for title in ("trade", "gain", "worse for"):
        table.add_column(title)
    for trade in found.trades[:MOST_TRADES]:
        gives, takes = (sentence(_short(found, p)) for p in (trade.gives, trade.takes))
        words = (
            f"{gives} gives {option_words(found.scenario, *trade.first)} for "
            f"{option_words(found.scenario, *trade.second)}"
        )
        gain = " · ".join(
            f"{who} {difference(found.scenario, value):+.1f}"
            for who, value in zip((gives, takes), trade.gain, strict=True)
        )
        table.add_row(words, gain, listing(_short(found, p) for p in trade.losers) or "nobody")
    _say(table)
    left = len(found.trades) - MOST_TRADES
    if left > 0:
        out().print(f"and {left} more; --json lists them", style="dim")


def _say(table: Table) -> None:
    out().print()
    out().print(table)


def _table(title: str) -> Table:
    return Table(
        title=title, box=None, title_justify="left", title_style="bold", padding=(0, 1),
        pad_edge=False,
    )  # fmt: skip


def as_data(found: Situation) -> dict[str, Any]:
    """Give everything as plain values: utilities, names of issues and options, counts."""
    scenario, space = found.scenario, found.space
    names, issues = list(scenario.actors), list(scenario.issues)

    def package(row: int) -> dict[str, Any]:
        terms = {
            issue: list(scenario.issues[issue].options)[choice]
            for issue, choice in zip(issues, space.choices[row], strict=True)
        }
        return {"terms": terms, "worth": dict(zip(names, space.worth[row].tolist(), strict=True))}

    return {
        "scenario": scenario.name, "packages": space.written, "tabled": space.tabled,
        "looked_at": len(space.choices), "sampled": space.seed is not None, "seed": space.seed,
        "no_deal": dict(zip(names, space.no_deal.tolist(), strict=True)),
        "blocking": dict(zip(names, space.blocked.tolist(), strict=True)),
        "zopa": [vars(zopa) for zopa in found.zopas],
        "efficient": int(found.front.sum()),
        "points": [
            {"name": p.name, "among": p.among, "packages": [package(row) for row in p.rows]}
            for p in found.points
        ],
        "blockers": [vars(lone) for lone in found.lone],
        "blocked_options": [vars(option) for option in found.blocked],
        "red_lines": [vars(line) for line in found.red_lines],
        "trades_from": found.start, "trades": [vars(trade) for trade in found.trades],
    }  # fmt: skip


def _drawn(found: Situation, folder: Path) -> list[str]:
    """Draw the two sides' plane and who refuses, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    scenario, space, sides = found.scenario, found.space, two_sides(found.scenario)
    seats = [list(scenario.actors).index(side) for side in sides]
    scaled = space.worth[:, seats]
    zero, one = points(scenario, 0.0), points(scenario, 1.0)
    scaled = zero + (one - zero) * scaled
    last = found.points[-4:]  # of the core where there is one
    marks = [
        bargaining_space.Mark(p.name, (scaled[p.rows[0], 0], scaled[p.rows[0], 1]))
        for p in last
        if p.rows
    ]
    no_deal = [points(scenario, float(space.no_deal[seat])) for seat in seats]
    sample = "" if space.seed is None else f", a sample of {len(space.choices):,}"
    drawn = bargaining_space.draw(
        scaled, found.passing, marks, (no_deal[0], no_deal[1]),
        (_short(found, sides[0]), _short(found, sides[1])),
        {sentence(_short(found, lone.party)): lone.decisive for lone in found.lone},
        "points" if scenario.scale == "unit" else "score",
        f"{scenario.name}{sample}, as an unbiased observer sees it at the start",
    )  # fmt: skip
    return [str(file) for file in save(drawn, folder / "bargaining_space")]
