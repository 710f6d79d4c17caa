"""What a seat sees in the terminal: its brief, the question, the table so far, the score."""

import textwrap
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from experiments.words import option_words, signed
from sim.scenario import Scenario


def show_brief(console: Console, seen: dict[str, Any]) -> None:
    """Print the confidential brief."""
    brief = seen["brief"]
    _wrap(console, f"You speak for {brief['name']}. {brief['about']}", "bold")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("issue", "you want", "weight", "worth of each option to you, over the worst"):
        table.add_column(head, overflow="fold")
    for issue in brief["issues"]:
        options = ", ".join(f"{o['short']} {o['worth']:.0f}" for o in issue["options"] if o["open"])
        row = (issue["name"], issue["want"], "█" * issue["bars"], options)
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    if brief["red_lines"]:
        _wrap(console, f"Red lines: {', '.join(brief['red_lines'])}.")
    _wrap(console, walk_away_words(seen))
    levers = [f"{lever['text']}{' (in force)' * lever['in_force']}" for lever in brief["levers"]]
    if levers:
        _wrap(console, f"Your levers: {'; '.join(levers)}.")
    console.print()


def walk_away_words(seen: dict[str, Any]) -> str:
    """Say what no deal is worth, and how that moves."""
    brief, trend = seen["brief"], seen["brief"]["trend"]
    words = f"Without a deal you expect {brief['walk_away']:.0f} {brief['unit']} (your walk-away)"
    if trend is None or abs(trend) < 0.05:
        return f"{words}."
    way = "falling" if trend < 0 else "rising"
    return f"{words}, {way} about {abs(trend):.1f} a round."


def show_news(console: Console, seen: dict[str, Any], since: int) -> None:
    """Print what has happened in the rounds since the seat was last asked."""
    for entry in seen["history"][since:]:
        lines = list(entry["news"])
        for text in entry["texts"]:
            said = [f"{who} {'yes' if yes else 'no'}" for who, yes in text["replies"].items()]
            answers = f" ({', '.join(said)})" if said else ""
            worth = "" if text["worth"] is None else f" Worth {text['worth']} to you."
            lines.append(f"{text['lead']} text {text['number']}: {text['change']}.{worth}{answers}")
        for line in lines:
            _wrap(console, f"{entry['date']}: {line}", "dim")


def show_question(console: Console, scenario: Scenario, seen: dict[str, Any]) -> None:
    """Print what the seat is asked."""
    asked = seen["question"]
    head = f"Round {seen['round'] + 1} of {seen['rounds']}, {seen['date']}: {asked['headline']}"
    console.print(Text(f"\n{head}", style="bold"))
    if asked["kind"] == "answer":
        drafter = seen["parties"][asked["drafter"]]
        told = " · ".join(asked["words"])
        _wrap(console, f"{drafter} proposes: {told}.")
        _wrap(console, f"Worth to you {asked['worth']:.0f}; walk-away {asked['walk_away']:.0f}.")
    if asked["kind"] == "levers":
        for number, lever in enumerate(asked["levers"], 1):
            gain = signed(lever["gain"])
            _wrap(console, f"{number} {lever['text']} (worth to you, less its price: {gain})")
    if asked["kind"] == "join":
        _wrap(console, asked["words"])
        _wrap(console, f"Worth to you {signed(asked['gain'])} over staying out.")
    if asked["kind"] == "part":
        for number, words in enumerate(asked["policies"].values(), 1):
            _wrap(console, f"{number} {words}")


def show_draft(
    console: Console, scenario: Scenario, asked: dict[str, Any], terms: dict[str, str], worth: float
) -> None:
    """Print the text that is being put together, and what may be changed in it."""
    for number, (issue, option) in enumerate(terms.items(), 1):
        others = [
            f"{n} {scenario.issues[issue].options[o].short or o}"
            for n, o in enumerate(asked["may"][issue], 1)
        ]
        now = option_words(scenario, issue, option)
        console.print(Text(f"{number:>2} {now:<38} [{', '.join(others)}]"), soft_wrap=True)
    console.print(
        Text(f"Worth to you {worth:.1f}; walk-away {asked['walk_away']:.0f}.", style="bold")
    )


def show_score(console: Console, seen: dict[str, Any], score: dict[str, Any]) -> None:
    """Print how the talk ended, and the score beside the agents'."""
    console.print(Text(f"\n{seen['ending']['words']}", style="bold"))
    unit = seen["brief"]["unit"]
    sheet = [
        ("You are left with", f"{score['points']:.1f} {unit}"),
        (f"Agents, mean of {score['runs']} talks", f"{score['agents']:.1f}"),
        ("You against them", f"{score['versus']:+.1f}"),
        ("Agents alone in this luck", f"{score['same_luck']:.1f}"),
        ("Hints, advice asked", f"{score['hints']}, {score['advice']}"),
        ("Left to your agent", f"{score['by_agent']} of {score['decided']} decisions"),
    ]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for row in sheet:
        table.add_row(*row)
    console.print(table)
    console.print(Text("A model, not a forecast.", style="dim"))


def _wrap(console: Console, words: str, style: str = "") -> None:
    console.print(Text("\n".join(textwrap.wrap(words, max(40, console.width))), style=style))
