"""Numbers and codes put into words: points, dates, terms, reasons."""

import datetime as dt

from sim.record import Reply
from sim.scenario import Scenario

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OUTCOME_WORDS = {
    "deal": "a comprehensive deal",
    "limited": "a limited agreement",
    "frozen": "a frozen conflict",
    "escalation": "escalation",
    "wider_war": "a wider war",
    "capitulation": "the defender's collapse",
    "exhaustion": "the attacker's exhaustion",
    "protracted": "no agreement",
}


def points(scenario: Scenario, utility: float) -> float:
    """Put a utility on the one scale of every story: 0 to 100 points, or the scenario's scores.

    On the unit scale 50 is neither gain nor loss, 100 all that a party has at stake; a text across
    a red line can be worth less than 0.
    """
    return 50.0 * (1.0 + utility) if scenario.scale == "unit" else utility


def outcome_words(scenario: Scenario, outcome: str) -> str:
    """Name an outcome, as it reads in this scenario."""
    if outcome == "protracted" and scenario.war is not None:
        return "no agreement: the war goes on"
    if outcome == "deal" and scenario.war is None:
        return "an agreement"
    return OUTCOME_WORDS[outcome]


def month(day: str | dt.date) -> str:
    """Name a half-month: "early Feb 2025", "mid Feb 2025", "late Feb 2025"."""
    date = dt.date.fromisoformat(day) if isinstance(day, str) else day
    part = "early" if date.day <= 10 else "mid" if date.day <= 20 else "late"
    return f"{part} {MONTHS[date.month - 1]} {date.year}"


def sentence(name: str) -> str:
    """Begin a name as a sentence begins."""
    return name[:1].upper() + name[1:]


def option_words(scenario: Scenario, issue: str, option: str) -> str:
    """Name an option in a word or two, "territory: title deferred"."""
    what = scenario.issues[issue]
    return f"{what.name}: {what.options[option].short or option}"


def span(years: float) -> str:
    """Put a length of time into words."""
    months = round(years * 12)
    if months < 1:
        return "less than a month"
    if months < 24:
        return f"{months} month{'s' if months != 1 else ''}"
    return f"{years:.1f} years"


def reason_words(scenario: Scenario, reply: Reply) -> str:
    """Say why a party answered as it did, in its own numbers."""
    worth, bar, without = (
        f"{points(scenario, value):.0f}" for value in (reply.worth, reply.bar, reply.no_deal)
    )
    objects = ""
    if reply.objection is not None and not reply.yes:
        objects = f" Objects most to {scenario.issues[reply.objection].name}."
    match reply.reason:
        case "clears_bar" if reply.worth < reply.no_deal:
            why = (
                "fears the threat if it blocks alone"
                if reply.blocked < reply.no_deal
                else "wants an end more than it shows"
            )
            return (
                f"Worth {worth}; without a deal it expects {without}, but {why}: "
                f"it held out for {bar}."
            )
        case "clears_bar":
            return f"Worth {worth}; it held out for {bar}."
        case "near_miss_accepted":
            return f"Worth {worth}, a shade under the {bar} it held out for, but it gives way."
        case "red_line":
            return f"It crosses a red line.{objects}"
        case "below_no_deal":
            return f"Worth {worth}; without a deal it expects {without}.{objects}"
        case "below_bar":
            return f"Worth {worth}; it holds out for {bar} (without a deal {without}).{objects}"
        case _:
            return f"Worth {worth}, a shade over its {bar}, but it hesitates.{objects}"
