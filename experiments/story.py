"""One negotiation told as a story: dates, moves, texts in words, who said yes or no, and why."""

from collections import Counter
from typing import NamedTuple

from experiments.ending import ending
from experiments.words import (
    act_words,
    agreement,
    answers_words,
    change_words,
    difference,
    event_words,
    listing,
    meeting_words,
    month,
    move_words,
    reason_words,
    sentence,
    tabled_words,
    talks_words,
    war_words,
    whole,
)
from sim.record import Pull, Record, Reply, Round, Text
from sim.scenario import Scenario

AFTER_ANSWERS = ("punished", "bluffed")  # what the answers bring about
LAST_OF_ROUND = ("leaves", "returns", "reopened")
ROWS, WIDTH = 43, 80  # what a story of a screen may take
ALWAYS = 100.0
# how much the first use of a lever tells, and of one of any other kind
DRASTIC = {"raid": 10.0, "ultimatum": 10.0, "aid": 6.0, "deep_strikes": 6.0, "offensive": 5.0,
           "unity": 2.0}  # fmt: skip
PLAIN = 4.5
HOW_THEY_TALK = {
    "single_text": "{} drafts; {} {}.",
    "alternating_offers": "Each in turn accepts the offer on the table or makes its own.",
    "monotonic_concession": "All make offers at once, and nobody may go back behind its last.",
    "open_vote": "Each in turn tables a text, on which the others vote.",
}


class Line(NamedTuple):
    """One line of a story: what stands in the margin, the words, and how they are set."""

    margin: str
    words: str
    style: str = ""


class Item(NamedTuple):
    """Something that happened: in which round, how much it tells, and what it is, by its class.

    An event is a text such as ``advance:RU``; ``line`` tells all but texts.
    """

    entry: Round
    weight: float
    what: Text | Pull | str
    line: Line | None = None


def story(scenario: Scenario, record: Record, verbose: bool = False) -> list[Line]:
    """Tell a negotiation.

    Parameters
    ----------
    verbose
        Every round with its numbers; else what matters most, at most a screen.
    """
    end = [Line(*pair, "bold" if pair[0] == "End" else "") for pair in ending(scenario, record)]
    around = [*_opening(scenario, record), Line("", ""), Line("", ""), *end]
    room = ROWS - sum(_rows(line) for line in around)
    told = _whole(scenario, record) if verbose else _in_short(scenario, record, room)
    blank = around.index(Line("", ""))
    return [*around[: blank + 1], *told, *around[blank + 1 :]]


def _opening(scenario: Scenario, record: Record) -> list[Line]:
    talks = scenario.talks
    mediator = scenario.actors[talks.mediator].short
    made = record.made
    laid = f", lens {made.lens}" if made.lens else ""
    laid += "".join(f", {path} = {value:g}" for path, value in made.overrides.items())
    listed = listing(a.short for name, a in scenario.actors.items() if name != talks.mediator)
    needs = {
        "owners": "A text needs the core parties and whoever owns what it changes.",
        "unanimity": "A text needs everybody.",
        "quota": f"A text needs {scenario.consent.quota.value:.0f} of the parties.",
    }[scenario.consent.rule]
    verb = "answer" if len(scenario.actors) > 2 else "answers"
    how = HOW_THEY_TALK[talks.protocol].format(sentence(mediator), listed, verb)
    minds = {actor.strategy: "" for actor in scenario.actors.values()}
    if set(minds) != {"logit"}:
        for mind in minds:
            parties = listing(a.short for a in scenario.actors.values() if a.strategy == mind)
            minds[mind] = f"{parties} {mind.replace('_', ' ')}"
        needs += f" Strategies: {'; '.join(minds.values())}."
    lines = [
        Line("", f"{scenario.title}", "bold"),
        Line("", f"seed {made.seed}, run {made.replicate}{laid}. A model, not a forecast.", "dim"),
        Line("", f"{how} {needs}"),
    ]
    if scenario.scale == "unit":
        scale = "50 is neither gain nor loss, 100 all that a party has at stake."
        lines.append(Line("", f"Points: {scale}", "dim"))
    if scenario.war is not None:
        war, steps = scenario.war, scenario.war.steps.value
        sides = [scenario.actors[side].short for side in (war.defender, war.attacker)]
        ladder = f"The war is a ladder: {sides[0]} breaks at step 0, {sides[1]} at {steps:.0f}; "
        lines.append(Line("", f"{ladder}it starts at {war.start.value:.0f}.", "dim"))
    return lines


def _in_short(scenario: Scenario, record: Record, room: int) -> list[Line]:
    """Tell what matters most, and sum up the rest before each text that is told."""
    items = [i for entry in record.rounds for i in _happened(scenario, record, entry)]
    chosen = _chosen(scenario, items, room)
    told: list[tuple[int, Line]] = []  # with the round of each line
    skipped: list[Item] = []
    since, previous = 0, None
    for number, item in enumerate(items):
        if number not in chosen:
            skipped.append(item)
            continue
        if item.weight >= ALWAYS or isinstance(item.what, Text):
            since = _sum_up(scenario, skipped, told, since)
        if isinstance(item.what, Text):
            brief = item.what not in (record.texts[0], record.texts[-1])
            lines = _text_lines(scenario, item, previous, verbose=False, brief=brief)
            told += [(item.entry.number, line) for line in lines]
            since, previous = len(told), item.what
        elif item.line is not None:
            told.append((item.entry.number, item.line))
    _sum_up(scenario, skipped, told, since)
    return _dated_once([line for _, line in told])


def _sum_up(
    scenario: Scenario, skipped: list[Item], told: list[tuple[int, Line]], since: int
) -> int:
    """Put a summary of what is passed over where it belongs in time, and begin a new one."""
    lines = _summed_up(scenario, skipped)
    if lines:
        last = skipped[-1].entry.number
        place = next((n for n in range(since, len(told)) if told[n][0] > last), len(told))
        told[place:place] = [(last, line) for line in lines]
    skipped.clear()
    return len(told)


def _chosen(scenario: Scenario, items: list[Item], room: int) -> set[int]:
    """Choose what to tell: the most telling, as many as there is room for."""
    order = sorted(range(len(items)), key=lambda number: (-items[number].weight, number))
    texts = [item.what for item in items if isinstance(item.what, Text)]
    chosen, rows = set(), 0
    for number in order:
        item = items[number]
        if isinstance(item.what, Text):
            brief = item.what not in (texts[0], texts[-1])
            lines = _text_lines(scenario, item, None, verbose=False, brief=brief)
            need = 1 + sum(_rows(line) for line in lines)
        else:
            need = _rows(item.line) if item.line is not None else 0
        if item.weight >= ALWAYS or (item.weight > 0 and rows + need <= room):
            chosen.add(number)
            rows += need
    return chosen


def _rows(line: Line) -> int:
    return max(1, -(-len(line.words) // WIDTH))


def _dated_once(lines: list[Line]) -> list[Line]:
    """Date only the first of the lines of one half-month."""
    dated, last = [], ""
    for line in lines:
        dated.append(line._replace(margin="" if line.margin == last else line.margin))
        last = line.margin or last
    return dated


def _happened(scenario: Scenario, record: Record, entry: Round) -> list[Item]:
    """List what happened in a round in its order: the war, moves, side tracks, a text, exits."""
    first: list[Item] = []
    after: list[Item] = []
    last: list[Item] = []
    for event in entry.events:
        kind = event.partition(":")[0]
        if kind not in AFTER_ANSWERS or entry.text is None:
            place = last if kind in LAST_OF_ROUND else after if kind == "suspended" else first
            place.append(_event(scenario, record, entry, event))
    moves = [_move(scenario, record, entry, move) for move in entry.moves]
    deals = []
    for meeting in entry.meetings:
        if meeting.agreed:
            line = Line(month(entry.date), meeting_words(scenario, meeting), "cyan")
            weight = _deal_weight(scenario, meeting.agreement)
            fresh = record.agreements.get(meeting.agreement) == entry.number
            what = f"agreed:{meeting.agreement}"
            deals.append(Item(entry, weight if fresh else weight / 4, what, line))
    texts = [
        Item(entry, _text_weight(scenario, record, text), text)
        for text in (entry.text, *entry.offers)
        if text is not None
    ]
    return [*first, *moves, *after, *deals, *texts, *last]


def _event(scenario: Scenario, record: Record, entry: Round, event: str) -> Item:
    kind, _, name = event.partition(":")
    weight = {"leaves": ALWAYS, "returns": ALWAYS, "collapse": ALWAYS, "exhaustion": ALWAYS,
              "wider_war": ALWAYS, "punished": 4.0}.get(kind, 0.0)  # fmt: skip
    if kind == "leaves" and record.exit_round != entry.number:
        weight = 6.0
    if kind in ("broken", "lapsed") and agreement(scenario, name)[1].counts:
        weight = 3.0
    words = event_words(scenario, event, entry)
    line = Line(month(entry.date), words, "yellow") if words else None
    return Item(entry, weight if words else 0.0, event, line)


def _move(scenario: Scenario, record: Record, entry: Round, move: Pull) -> Item:
    size = min(3.0, abs(difference(scenario, move.gain)) + 20 * abs(move.passes))
    if not move.taken_up:
        weight = 1.0 + size if scenario.actors[move.party].levers[move.lever].ending else 0.0
    elif record.levers.get(move.lever) == entry.number:
        weight = DRASTIC.get(move.kind, PLAIN) + size
    else:
        weight = 1.0 + size / 2
    return Item(entry, weight, move, Line(month(entry.date), move_words(scenario, move), "yellow"))


def _deal_weight(scenario: Scenario, name: str) -> float:
    pact = agreement(scenario, name)[1]
    if pact.insulated:
        return 0.0
    return 9.0 if pact.counts else 6.0 if pact.impeded.value else 2.0


def _text_weight(scenario: Scenario, record: Record, text: Text) -> float:
    """Weigh a text: the first, the last and the turning one are told; then firsts of a kind."""
    texts = record.texts
    turning = next((r.text for r in record.rounds if r.number == record.turning_round), None)
    if text in (texts[0], texts[-1], turning) or text.signed:
        return ALWAYS
    if text.over_head is not None or _settled(scenario, text):
        return 9.0
    first = next(t for t in texts if (t.kind, t.drafter) == (text.kind, text.drafter))
    return 7.0 if text is first else 0.0


def _settled(scenario: Scenario, text: Text) -> bool:
    """Say whether the belligerents alone have agreed on a text of their own."""
    if text.kind != "direct" or text.signed or scenario.war is None:
        return False
    sides = {scenario.war.attacker, scenario.war.defender}
    return all(r.yes for r in text.replies if r.party in sides)


def _summed_up(scenario: Scenario, skipped: list[Item]) -> list[Line]:
    """Sum up what the story passes over: steps, texts that fail, other moves."""
    words = []
    steps = Counter(i.what for i in skipped if isinstance(i.what, str))
    for name, actor in scenario.actors.items():
        count = steps[f"advance:{name}"]
        if count:
            words.append(f"{actor.short} advances {count} step{'s' if count > 1 else ''}")
    if words and skipped:
        words[-1] += f" (now at {skipped[-1].entry.position})"
    texts = [i.what for i in skipped if isinstance(i.what, Text)]
    if texts:
        many = f"{len(texts)} more texts fail" if len(texts) > 1 else "another text fails"
        noes = Counter(r.party for t in texts for r in t.replies if r.asked and not r.yes)
        told = ", ".join(f"{scenario.actors[p].short} says no {n}×" for p, n in noes.items())
        words.append(f"{many} ({told})" if told else f"{len(texts)} more offers")
    moves = [i for i in skipped if isinstance(i.what, Pull)]
    firsts = [i.what for i in moves if i.weight >= PLAIN]
    words += [act_words(scenario, move) for move in firsts if isinstance(move, Pull)]
    lesser = len(moves) - len(firsts)
    if lesser and words:
        words.append(f"{lesser} lesser move{'s' if lesser > 1 else ''}")
    if not words:
        return []
    first, last = month(skipped[0].entry.date), month(skipped[-1].entry.date)
    margin = last if first == last else f"to {last}"
    return [Line(margin, sentence("; ".join(words)) + ".", "dim")]


def _whole(scenario: Scenario, record: Record) -> list[Line]:
    """Tell every round with its numbers."""
    lines: list[Line] = []
    previous: Text | None = None
    for entry in record.rounds:
        lines.append(Line(month(entry.date), war_words(scenario, entry), "dim"))
        for item in _happened(scenario, record, entry):
            if isinstance(item.what, Text):
                lines += _text_lines(scenario, item, previous, verbose=True)
                previous = item.what
            elif item.line is not None:
                lines.append(item.line)
        refused = [talks_words(scenario, m) for m in entry.meetings if not m.agreed]
        if refused:
            lines.append(Line("", "  side talks: " + "; ".join(refused), "dim"))
    return _dated_once(lines)


def _text_lines(
    scenario: Scenario, item: Item, previous: Text | None, verbose: bool, brief: bool = False
) -> list[Line]:
    """Tell a text, the answers to it (``brief``: on one line) and what they bring about."""
    entry, text = item.entry, item.what
    assert isinstance(text, Text)
    margin = month(entry.date)
    opening = f"{tabled_words(scenario, text)} text {text.number}: "
    lines = [Line(margin, opening + change_words(scenario, text, previous), "bold")]
    asked = [r for r in text.replies if r.asked and (verbose or r.party != text.drafter)]
    if brief and asked:
        lines.append(Line("", f"  {answers_words(scenario, asked)}"))
    plain = [] if verbose or text.signed else [r for r in asked if r.reason == "clears_bar"]
    lines += [_reply_line(scenario, r) for r in asked if r not in plain and not brief]
    if plain and not brief:
        lines.append(Line("", f"  {answers_words(scenario, plain)}", "green"))
    lines += [
        Line("", f"  {sentence(scenario.actors[r.party].short)} isn't asked; to it the text is "
             f"worth {whole(scenario, r.worth)}.", "dim")
        for r in text.replies if verbose and not r.asked
    ]  # fmt: skip
    if _settled(scenario, text):
        lines.append(Line("", "  The belligerents agree: so it stands in the text on the table."))
    after = [e for e in entry.events if e.startswith(AFTER_ANSWERS if verbose else "punished")]
    told = [event_words(scenario, event, entry) for event in after]
    return lines + [Line("", f"  {words}", "yellow") for words in told if words]


def _reply_line(scenario: Scenario, reply: Reply) -> Line:
    name = sentence(scenario.actors[reply.party].short)
    mark, style = ("yes", "green") if reply.yes else ("no", "red")
    return Line("", f"  {name}: {mark}. {reason_words(scenario, reply)}", style)
