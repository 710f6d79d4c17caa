"""One negotiation told as a story: dates, texts in words, who said yes or no, and why."""

import itertools
from typing import NamedTuple

from experiments.words import (
    month,
    option_words,
    outcome_words,
    points,
    reason_words,
    sentence,
    span,
)
from sim.record import Record, Reply, Round, Text
from sim.scenario import Scenario

AFTER_ANSWERS = ("punished", "bluffed")  # what the answers bring about


class Line(NamedTuple):
    """One line of a story: what stands in the margin, the words, and how they are set."""

    margin: str
    words: str
    style: str = ""


def story(scenario: Scenario, record: Record, verbose: bool = False) -> list[Line]:
    """Tell a negotiation.

    Parameters
    ----------
    verbose
        Every round with its numbers; else the turning points, at most a screen.
    """
    lines = [*_opening(scenario, record), Line("", "")]
    previous: Text | None = None
    skipped: list[Round] = []
    texts = record.texts
    shown = {t.number for t in texts} if verbose else _telling(texts)
    for entry in record.rounds:
        text = entry.text
        told = verbose or (text is not None and text.number in shown) or _turns(entry)
        if not told:
            skipped.append(entry)
            continue
        lines += _between(scenario, skipped)
        skipped = []
        lines += _round_lines(scenario, entry, previous, verbose)
        previous = text or previous
    lines += _between(scenario, skipped)
    return [*lines, Line("", ""), *ending(scenario, record)]


def _opening(scenario: Scenario, record: Record) -> list[Line]:
    talks = scenario.talks
    mediator = scenario.actors[talks.mediator].short
    made = record.made
    laid = f", lens {made.lens}" if made.lens else ""
    laid += "".join(f", {path} = {value:g}" for path, value in made.overrides.items())
    lines = [
        Line("", f"{scenario.title}", "bold"),
        Line("", f"seed {made.seed}, run {made.replicate}{laid}. A model, not a forecast.", "dim"),
    ]
    others = [a.short for name, a in scenario.actors.items() if name != talks.mediator]
    listed = ", ".join(others[:-1]) + f" and {others[-1]}" if len(others) > 1 else others[0]
    needs = {
        "owners": "A text needs the core parties and whoever owns what it changes.",
        "unanimity": "A text needs everybody.",
        "quota": f"A text needs {scenario.consent.quota.value:.0f} of the parties.",
    }[scenario.consent.rule]
    verb = "answer" if len(others) > 1 else "answers"
    lines.append(Line("", f"{sentence(mediator)} drafts; {listed} {verb}. {needs}"))
    if scenario.scale == "unit":
        lines.append(
            Line(
                "",
                "Worth is in points: 50 is neither gain nor loss, 100 all that a "
                "party has at stake.",
                "dim",
            )
        )
    return lines


def _telling(texts: tuple[Text, ...]) -> set[int]:
    """Choose the texts that carry the story: the first, the changes, the last; at most four."""
    if not texts:
        return set()
    chosen = [texts[0].number, texts[-1].number]
    for before, text in itertools.pairwise(texts):
        moved = before.terms != text.terms
        swung = [r.yes for r in before.replies] != [r.yes for r in text.replies]
        if text.number not in chosen and (moved or (swung and len(chosen) < 3)):
            chosen.insert(-1, text.number)
    return {*chosen[:3], chosen[-1]}


def _turns(entry: Round) -> bool:
    return any(not event.startswith(("advance", "bluffed")) for event in entry.events)


def _between(scenario: Scenario, skipped: list[Round]) -> list[Line]:
    """Sum up the rounds that the story passes over."""
    if not skipped:
        return []
    words = []
    for name, actor in scenario.actors.items():
        steps = sum(event == f"advance:{name}" for r in skipped for event in r.events)
        if steps:
            words.append(f"{actor.short} advances {steps} step{'s' if steps > 1 else ''}")
    texts = [r.text for r in skipped if r.text is not None]
    if texts:
        many = f"{len(texts)} more texts fail" if len(texts) > 1 else "another text fails"
        noes: dict[str, int] = {}
        for text in texts:
            for reply in text.replies:
                if reply.asked and not reply.yes:
                    noes[reply.party] = noes.get(reply.party, 0) + 1
        told = ", ".join(f"{scenario.actors[p].short} says no {n}×" for p, n in noes.items())
        words.append(f"{many} ({told})")
    if not words:
        return []
    first, last = month(skipped[0].date), month(skipped[-1].date)
    return [Line("" if first == last else f"to {last}", sentence("; ".join(words)) + ".", "dim")]


def _round_lines(
    scenario: Scenario, entry: Round, previous: Text | None, verbose: bool
) -> list[Line]:
    margin = month(entry.date)
    events = [e for e in entry.events if not e.startswith(AFTER_ANSWERS)]
    told = " ".join(_event_words(scenario, events))
    lines = [Line(margin, told, "yellow")] if told else []
    if verbose:
        lines.append(Line("" if lines else margin, _war_words(scenario, entry), "dim"))
    if entry.text is not None:
        text = entry.text
        drafter = sentence(scenario.actors[text.drafter].short)
        lines.append(
            Line(
                "" if lines else margin,
                f"{drafter} tables text {text.number}: " + _terms(scenario, text, previous),
                "bold",
            )
        )
        lines += [
            _reply_line(scenario, reply)
            for reply in text.replies
            if reply.asked and (verbose or reply.party != text.drafter)
        ]
        if verbose:
            aside = [r for r in text.replies if not r.asked]
            lines += [
                Line(
                    "",
                    f"  {sentence(scenario.actors[r.party].short)} isn't asked; to it "
                    f"the text is worth {points(scenario, r.worth):.0f}",
                    "dim",
                )
                for r in aside
            ]
    after = [e for e in entry.events if e.startswith(AFTER_ANSWERS)]
    lines += [Line("", f"  {words}", "yellow") for words in _event_words(scenario, after)]
    return lines


def _terms(scenario: Scenario, text: Text, previous: Text | None) -> str:
    quo = {name: next(iter(issue.options)) for name, issue in scenario.issues.items()}
    if previous is None:
        told = [i for i, o in text.terms.items() if o != quo[i]] or list(text.terms)
        words = [option_words(scenario, i, text.terms[i]) for i in told]
        rest = "" if len(told) == len(text.terms) else " (all else as it is)"
        return " · ".join(words) + rest
    moved = [i for i in text.terms if text.terms[i] != previous.terms[i]]
    if not moved:
        return "the same terms again"
    return "now " + " · ".join(option_words(scenario, i, text.terms[i]) for i in moved)


def _reply_line(scenario: Scenario, reply: Reply) -> Line:
    name = sentence(scenario.actors[reply.party].short)
    mark, style = ("yes", "green") if reply.yes else ("no", "red")
    return Line("", f"  {name}: {mark}. {reason_words(scenario, reply)}", style)


def _event_words(scenario: Scenario, events: list[str]) -> list[str]:
    words = []
    mediator = sentence(scenario.actors[scenario.talks.mediator].short)
    for event in events:
        kind, _, who = event.partition(":")
        name = scenario.actors[who].short if who else ""
        if kind == "advance":
            words.append(f"{sentence(name)} advances a step.")
        elif kind == "punished":
            words.append(f"{mediator} carries out its threat against {name}, which blocked alone.")
        elif kind == "bluffed":
            words.append(f"{mediator} lets its threat against {name} pass, and is believed less.")
        elif scenario.war is not None and kind in ("collapse", "exhaustion"):
            words.append(sentence(getattr(scenario.war, kind).text) + ".")
        elif kind == "wider_war":
            words.append("The war spills over into a wider one.")
    return words


def _war_words(scenario: Scenario, entry: Round) -> str:
    if scenario.war is None:
        return "  no war; each party keeps what it has without a deal"
    sides = (scenario.war.attacker, scenario.war.defender)
    shorts = [scenario.actors[side].short for side in sides]
    held = [f"{n} {100 * entry.believed[s]:.0f} %" for n, s in zip(shorts, sides, strict=True)]
    without = [
        f"{n} {points(scenario, entry.no_deal[s]):.0f}" for n, s in zip(shorts, sides, strict=True)
    ]
    return (
        f"  ladder {entry.position} of {scenario.war.steps.value:.0f}; "
        f"odds {100 * entry.odds:.0f} % (believed: {', '.join(held)}) · "
        f"no deal: {', '.join(without)}"
    )


def ending(scenario: Scenario, record: Record) -> list[Line]:
    """Say how it ended, why, and what each party is left with."""
    lines = [
        Line("End", f"{month(record.end_date)}: {outcome_words(scenario, record.outcome)}.", "bold")
    ]
    lines.append(Line("Why", _why(scenario, record)))
    if record.terms is not None and record.held is not None:
        years = record.held / record.rounds_per_year
        lasted = (
            f"It holds for the {span(years)} watched"
            if record.held >= record.window
            else f"It breaks down after {span(years)}"
        )
        lines.append(Line("After", f"{lasted}."))
    if record.terms is not None:
        signed = [option_words(scenario, i, o) for i, o in record.terms.items()]
        lines.insert(1, Line("Signed", " · ".join(signed)))
    left = " · ".join(
        f"{scenario.actors[name].short} {points(scenario, value):.0f}"
        for name, value in record.utility.items()
    )
    unit = "points" if scenario.scale == "unit" else "score"
    lines.append(Line("Left with", f"{left} ({unit})"))
    return lines


def _why(scenario: Scenario, record: Record) -> str:
    texts = record.texts
    if record.terms is not None:
        yes = [scenario.actors[r.party].short for r in texts[-1].replies if r.asked and r.yes]
        signed = ", ".join(yes)
        return f"Text {texts[-1].number} had the yes of all whose consent it needed: {signed}."
    if not texts:
        return "No text was found that its drafter wanted and that could pass."
    last = texts[-1]
    failed = [r for r in last.replies if r.asked and not r.yes]
    parts = []
    for reply in sorted(failed, key=lambda r: r.worth - r.bar):
        gap = points(scenario, reply.bar) - points(scenario, reply.worth)
        name = scenario.actors[reply.party].short
        on = scenario.issues[reply.objection].name if reply.objection else "no single issue"
        short = f"was {gap:.1f} points short for {name}" if gap > 0 else f"failed by {name}'s doubt"
        parts.append(f"{short}, which objects most to {on}")
    before = {
        "capitulation": "One side broke before a text passed; the ",
        "exhaustion": "One side broke before a text passed; the ",
        "wider_war": "The war widened before a text passed; the ",
    }
    opening = before.get(record.outcome, "The ")
    return f"{opening}last text " + ", and ".join(parts) + "."
