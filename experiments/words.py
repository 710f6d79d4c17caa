"""Numbers and codes put into words: points, dates, terms, reasons."""

import datetime as dt
from collections.abc import Iterable

from sim.instruments import Agreement, Track
from sim.record import Meeting, Pull, Reply, Round, Text
from sim.scenario import Scenario

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OUTCOME_WORDS = {
    "deal": "a comprehensive deal",
    "limited": "a limited agreement, no settlement",
    "frozen": "a frozen conflict",
    "escalation": "escalation, no settlement",
    "wider_war": "a wider war",
    "capitulation": "the defender's collapse",
    "exhaustion": "the attacker's exhaustion",
    "protracted": "no agreement",
}
RUNS_OUT = ("offensive", "raid", "ultimatum")  # levers whose end is worth a sentence


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


def whole(scenario: Scenario, utility: float) -> str:
    """Write a utility in whole points; a crumb below 0 is 0, not -0."""
    words = f"{points(scenario, utility):.0f}"
    return "0" if words == "-0" else words


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
    return f"{f'{years:.1f}'.removesuffix('.0')} years"


def reason_words(scenario: Scenario, reply: Reply) -> str:
    """Say why a party answered as it did, in its own numbers."""
    worth, bar, without = (
        whole(scenario, value) for value in (reply.worth, reply.bar, reply.no_deal)
    )
    objects = ""
    if reply.objection is not None and not reply.yes:
        objects = f" Objects most to {objection_words(scenario, reply)}."
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


def objection_words(scenario: Scenario, reply: Reply) -> str:
    """Name what a party objects to most, and what it would accept for a change there."""
    if reply.objection is None:
        return "no single issue"
    name = scenario.issues[reply.objection].name
    if reply.give is None:
        return name
    return f"{name}; would accept {option_words(scenario, *reply.give)} for it"


def difference(scenario: Scenario, utility: float) -> float:
    """Put a difference of utilities on the scale of every story."""
    return 50.0 * utility if scenario.scale == "unit" else utility


def signed(number: float) -> str:
    """Write a difference with its sign, and none where it rounds to nothing."""
    words = f"{number:+.1f}"
    return "0.0" if float(words) == 0.0 else words


def listing(names: Iterable[str]) -> str:
    """List names: "Russia, Ukraine and the US"."""
    words = list(names)
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)


def times(count: int) -> str:
    """Say how often: "", " twice", " 5 times"."""
    return {1: "", 2: " twice"}.get(count, f" {count} times")


def agreement(scenario: Scenario, name: str) -> tuple[Track, Agreement]:
    """Find an agreement and the track that it is made on."""
    return next(
        (track, track.agreements[name])
        for track in scenario.tracks.values()
        if name in track.agreements
    )


def pact_name(scenario: Scenario, name: str) -> str:
    """Name an agreement in a word or two."""
    return agreement(scenario, name)[1].short or name


def act_words(scenario: Scenario, move: Pull) -> str:
    """Say what a party does with a lever, without its reasons."""
    lever = scenario.actors[move.party].levers[move.lever]
    plain = lever.text if move.taken_up else lever.ending or f"no longer {lever.text}"
    return f"{scenario.actors[move.party].short} {plain}"


def move_words(scenario: Scenario, move: Pull) -> str:
    """Say what a party does with a lever, and what it expects of it."""
    told = sentence(act_words(scenario, move))
    if move.scripted:
        return f"{told}, as the scenario lays down."
    war, chance = difference(scenario, move.no_deal), round(100 * move.passes)
    total = difference(scenario, move.gain)
    reasons = []
    if abs(war) >= 0.05:
        more = "more" if war > 0 else "less"
        reasons.append(f"expects {abs(war):.1f} points {more} from the war")
    if chance:
        likely = "likelier" if chance > 0 else "less likely"
        reasons.append(f"thinks the text {likely} to pass, {chance:+d} %")
    if not reasons:
        reasons.append("hopes for better terms" if move.kind == "sponsor" else "expects little")
    link = " but " if war * chance < 0 else " and "
    odd = ": an unlikely choice" if total <= -0.05 else ""
    return f"{told}: it {link.join(reasons)} (net of cost {signed(total)}{odd})."


def meeting_words(scenario: Scenario, meeting: Meeting) -> str:
    """Say what was agreed on a side track, and what those who joined expect of it."""
    pact = agreement(scenario, meeting.agreement)[1]
    told = sentence(pact.text)
    if meeting.scripted:
        return f"{told}, as the scenario lays down."
    if pact.hinges.value > 0:
        return f"{told}: each likes the text on the table well enough to come."
    odd = " (a yes against its own reckoning)" if min(meeting.gains.values()) < -1e-3 else ""
    return f"{told}. Expected gain: {_gains(scenario, meeting)}{odd}."


def talks_words(scenario: Scenario, meeting: Meeting) -> str:
    """Say in short how a meeting on one agreement went."""
    name = pact_name(scenario, meeting.agreement)
    if meeting.scripted:
        return f"{name}: laid down"
    against = [scenario.actors[p].short for p, yes in meeting.joined.items() if not yes]
    ended = "agreed" if meeting.agreed else f"not with {listing(against)}"
    return f"{name}: {ended} ({_gains(scenario, meeting)})"


def _gains(scenario: Scenario, meeting: Meeting) -> str:
    return ", ".join(
        f"{scenario.actors[party].short} {signed(difference(scenario, gain))}"
        for party, gain in meeting.gains.items()
    )


def tabled_words(scenario: Scenario, text: Text) -> str:
    """Say who brings a text, and how; it ends before the text's number."""
    drafter = sentence(scenario.actors[text.drafter].short)
    if text.kind == "counter":
        return f"{drafter} answers with its own"
    if text.kind == "offer":
        return f"{drafter} offers"
    if text.kind == "direct":
        return f"In direct talks {scenario.actors[text.drafter].short} tables"
    if text.over_head is not None:
        return f"{drafter} gives {scenario.actors[text.over_head].short} an ultimatum,"
    chairs = text.drafter == scenario.talks.mediator or scenario.talks.protocol != "single_text"
    return f"{drafter} {'tables' if chairs else 'sponsors'}"


def event_words(scenario: Scenario, event: str, entry: Round) -> str:
    """Put what happened into a sentence, empty where it goes without saying."""
    kind, _, name = event.partition(":")
    mediator = sentence(scenario.actors[scenario.talks.mediator].short)
    match kind:
        case "advance":
            return f"{sentence(scenario.actors[name].short)} advances a step."
        case "punished":
            who = scenario.actors[name].short
            return f"{mediator} carries out its threat against {who}, which blocked alone."
        case "bluffed" if _blocked_alone(entry.text, name):
            who = scenario.actors[name].short
            return f"{mediator} lets its threat against {who} pass, and is believed less."
        case "bluffed":
            who = scenario.actors[name].short
            return f"{mediator} has acted to the good of {who}: its threat is believed less."
        case "collapse" | "exhaustion" if scenario.war is not None:
            return sentence(getattr(scenario.war, kind).text) + "."
        case "wider_war":
            return "The war spills over into a wider one."
        case "leaves" if scenario.engagement is not None:
            due = scenario.engagement.script.value == entry.number
            why = "as the scenario lays down" if due else "worn out by talks without prospect"
            policy = scenario.engagement.policies[name].text
            return f"{mediator} leaves the table, {why}: it {policy}."
        case "returns":
            return f"{mediator} returns to the table."
        case _:
            return _change_words(scenario, kind, name)


def _change_words(scenario: Scenario, kind: str, name: str) -> str:
    """Say what became of a lever that has run out, or of an agreement."""
    if kind == "over":
        for actor in scenario.actors.values():
            if name in actor.levers and actor.levers[name].kind in RUNS_OUT:
                return f"The {actor.levers[name].kind} of {actor.short} is over."
        return ""
    pact = agreement(scenario, name)[1]
    if fleeting(pact):
        return ""
    # what can't be broken has run out, whatever else was broken in the round
    broken = kind == "broken" and pact.breach.value > 0
    return {
        "broken": f"The {pact_name(scenario, name)} {'is broken' if broken else 'runs out'}.",
        "lapsed": f"The {pact_name(scenario, name)} runs out.",
        "suspended": f"Talks on the {pact_name(scenario, name)} are suspended.",
        "reopened": f"Talks on the {pact_name(scenario, name)} may go on.",
    }[kind]


def fleeting(pact: Agreement) -> bool:
    """Say whether an agreement is done with as soon as it is carried out, such as a meeting."""
    return pact.lapse.value == 1.0


def _blocked_alone(text: Text | None, party: str) -> bool:
    if text is None or text.kind != "main" or text.signed:
        return False
    return [r.party for r in text.replies if r.asked and not r.yes] == [party]


def change_words(scenario: Scenario, text: Text, previous: Text | None) -> str:
    """Name the terms of a text: what it changes of the status quo, or of the text before."""
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


def answers_words(scenario: Scenario, replies: list[Reply]) -> str:
    """Put answers on one line: who says no, at what worth of which bar, and who says yes."""
    noes, yeses = [], []
    for reply in replies:
        worth, bar = whole(scenario, reply.worth), whole(scenario, reply.bar)
        words = f"{scenario.actors[reply.party].short} ({worth}, held out for {bar}"
        if reply.yes:
            yeses.append(f"{words})")
        else:
            over = reply.objection and f"; over {scenario.issues[reply.objection].name}"
            noes.append(f"{words}{over or ''})")
    told = [f"No: {listing(noes)}."] if noes else []
    return " ".join([*told, *([f"Yes: {listing(yeses)}."] if yeses else [])])


def war_words(scenario: Scenario, entry: Round) -> str:
    """Say how things stand in a round, in numbers."""
    if scenario.war is None:
        return "  no war; each party keeps what it has without a deal"
    sides = (scenario.war.attacker, scenario.war.defender)
    shorts = [scenario.actors[side].short for side in sides]
    held = [f"{n} {100 * entry.believed[s]:.0f} %" for n, s in zip(shorts, sides, strict=True)]
    without = [
        f"{n} {whole(scenario, entry.no_deal[s])}" for n, s in zip(shorts, sides, strict=True)
    ]
    engaged = "" if scenario.engagement is None else (
        f" · {scenario.actors[scenario.talks.mediator].short} engaged to "
        f"{max(0.0, 100 * entry.engagement):.0f} %"
    )  # fmt: skip
    return (
        f"  ladder {entry.position} of {scenario.war.steps.value:.0f}; "
        f"odds {100 * entry.odds:.0f} % (believed: {', '.join(held)}) · "
        f"no deal: {', '.join(without)}{engaged}"
    )
