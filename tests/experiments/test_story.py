"""A story says what its record says: every number, every yes and no, the end and why."""

import itertools
import re
from functools import cache
from pathlib import Path

import pytest

from experiments.story import Line, story
from experiments.words import (
    month,
    option_words,
    outcome_words,
    points,
    reason_words,
    sentence,
    span,
    whole,
)
from sim import Negotiation, Record, load_scenario
from sim.record import Reply, Text
from sim.scenario import Scenario
from tests.experiments import BASE_GAME, NO_TEXT, RECRUIT, SMALL

SCREEN = 40  # lines
ROWS, ROOM = 52, 80  # … wrapped on a screen of 100 columns
RUNS = [  # scenario, lens, seed, replicate
    ("ukraine", None, 1, 0), ("ukraine", None, 9, 0), ("ukraine", "K", 1, 1),
    ("ukraine", "W", 2, 0), ("ukraine", "P", 3, 1), ("ukraine", "R", 0, 4),
    *((SMALL, None, 7, replicate) for replicate in range(14)),
    *((SMALL, "L", 7, replicate) for replicate in range(4)),
    (BASE_GAME, None, 1, 0), (RECRUIT, None, 1, 0),
]  # fmt: skip
NAMES = [f"{Path(name).stem}-{lens}-{seed}-{run}" for name, lens, seed, run in RUNS]
TABLES = re.compile(r"(.+) text (\d+): (.+)")
FAILS = re.compile(r"(\d+|another) (?:more )?texts? fails? \((.+?)\)", re.IGNORECASE)


@cache
def played(name: str, lens: str | None, seed: int, run: int) -> tuple[Scenario, Record]:
    scenario = load_scenario(name, lens)
    return scenario, Negotiation(scenario, rng=seed, replicate=run, lens=lens, swift=True).run()


def test_a_crumb_below_nothing_is_nothing() -> None:
    scenario = load_scenario("ukraine")
    assert [whole(scenario, worth) for worth in (-1.002, -1.0, -1.02, 0.0)] == [
        "0",
        "0",
        "-1",
        "50",
    ]


each = pytest.mark.parametrize("run", RUNS, ids=NAMES)
both = pytest.mark.parametrize("verbose", [False, True], ids=["short", "verbose"])


def told_texts(lines: list[Line]) -> dict[int, list[str]]:
    """Gather the indented lines below each "… tables text N"."""
    found: dict[int, list[str]] = {}
    number = None
    for line in lines:
        opens = TABLES.fullmatch(line.words) if line.margin != "Turning" else None
        if opens:
            number = int(opens[2])
            found[number] = []
        elif line.words.startswith(("  ladder", "  no war", "  side talks", "  The belligerents")):
            number = None  # the next round of a verbose story
        elif number is not None and line.words.startswith("  "):
            found[number].append(line.words.strip())
        else:
            number = None
    return found


def shown(scenario: Scenario, *utilities: float) -> list[int]:
    return [int(f"{points(scenario, u):.0f}") for u in utilities]


def numbers(words: str) -> list[int]:
    return [int(n) for n in re.findall(r"(?<!\w)-?\d+", words)]


def expected(scenario: Scenario, reply: Reply) -> list[int]:
    """Say which numbers a reply's reason rests on, on the one scale."""
    worth, bar, without = reply.worth, reply.bar, reply.no_deal
    match reply.reason:
        case "red_line":
            return []
        case "below_no_deal":
            return shown(scenario, worth, without)
        case "below_bar":
            return shown(scenario, worth, bar, without)
        case "clears_bar" if worth < without:
            return shown(scenario, worth, without, bar)
        case _:
            return shown(scenario, worth, bar)


@each
def test_at_most_a_screen(run: tuple[str, str | None, int, int]) -> None:
    scenario, record = played(*run)
    lines = story(scenario, record)
    assert 8 <= len(lines) <= SCREEN
    assert sum(1 + len(line.words) // ROOM for line in lines) <= ROWS
    assert all("\n" not in line.words for line in lines)


@each
@both
def test_every_reply_of_a_told_text(run: tuple[str, str | None, int, int], verbose: bool) -> None:
    scenario, record = played(*run)
    found = told_texts(story(scenario, record, verbose))
    assert found or not record.texts
    assert not verbose or len(found) == len(record.texts)
    for number, lines in found.items():
        text = record.texts[number - 1]
        assert text.number == number
        for reply in text.replies:
            if not verbose and reply.party == text.drafter:
                assert reply.yes  # the drafter's own yes goes without saying, a no would not
            elif reply.asked:
                check_reply(scenario, reply, lines)


def check_reply(scenario: Scenario, reply: Reply, lines: list[str]) -> None:
    name, yes = sentence(scenario.actors[reply.party].short), "yes" if reply.yes else "no"
    brief = f"{scenario.actors[reply.party].short} ({whole(scenario, reply.worth)}, held out"
    gathered = [words for words in lines if words.startswith(("Yes: ", "No: "))]
    if any(brief in words for words in gathered):
        part = gathered[0].partition("Yes: ")[2 if reply.yes else 0]
        assert f"{brief} for {whole(scenario, reply.bar)}" in part
        return
    (line,) = [words for words in lines if words.startswith((f"{name}: yes", f"{name}: no"))]
    said, _, reason = line.removeprefix(f"{name}: ").partition(". ")
    assert said == yes
    own = reason.partition(" Objects most to ")
    assert numbers(own[0]) == expected(scenario, reply)
    if not reply.yes and reply.objection:
        assert own[2].startswith(scenario.issues[reply.objection].name)
        wants = f"; would accept {option_words(scenario, *reply.give)} for it" if reply.give else ""
        assert own[2].endswith(f"{wants}.")
    else:
        assert own[1] == ""


REASONS = {
    "clears_bar": lambda r: r.yes and r.worth >= r.bar,
    "near_miss_accepted": lambda r: r.yes and r.worth < r.bar,
    "below_no_deal": lambda r: not r.yes and r.worth < r.no_deal,
    "below_bar": lambda r: not r.yes and r.no_deal <= r.worth < r.bar,
    "near_miss_refused": lambda r: not r.yes and r.worth >= r.bar,
    "red_line": lambda r: not r.yes,
}


@each
def test_reasons_agree_with_the_numbers(run: tuple[str, str | None, int, int]) -> None:
    _, record = played(*run)
    for text in record.texts:
        for reply in text.replies:
            assert REASONS[reply.reason](reply), reply


def test_the_runs_told_here_give_most_reasons_and_outcomes() -> None:
    records = [played(*run)[1] for run in RUNS]
    reasons = {r.reason for rec in records for t in rec.texts for r in t.replies if r.asked}
    assert reasons >= set(REASONS) - {"red_line"}
    assert len({record.outcome for record in records}) >= 4


@each
def test_told_and_untold_texts_are_all_texts(run: tuple[str, str | None, int, int]) -> None:
    scenario, record = played(*run)
    lines = story(scenario, record)
    untold = [text for text in record.texts if text.number not in told_texts(lines)]
    sums = [FAILS.search(line.words) for line in lines]
    counts = [(1 if s[1].lower() == "another" else int(s[1]), s[2]) for s in sums if s]
    assert sum(count for count, _ in counts) == len(untold)
    noes: dict[str, int] = {}
    for _, words in counts:
        for name, times in re.findall(r"([^,(]+?) says no (\d+)×", words):
            noes[name.strip()] = noes.get(name.strip(), 0) + int(times)
    assert noes == counted(scenario, untold)


def counted(scenario: Scenario, texts: list[Text]) -> dict[str, int]:
    noes: dict[str, int] = {}
    for text in texts:
        for reply in text.replies:
            if reply.asked and not reply.yes:
                name = scenario.actors[reply.party].short
                noes[name] = noes.get(name, 0) + 1
    return noes


@each
@both
def test_advances_are_all_told(run: tuple[str, str | None, int, int], verbose: bool) -> None:
    scenario, record = played(*run)
    told = story(scenario, record, verbose)
    words = [line.words for line in told if line.margin != "Turning"]
    for party, actor in scenario.actors.items():
        steps = 0
        for line in words:
            named = re.search(rf"(?i:{re.escape(actor.short)}) advances (a|\d+) steps?", line)
            steps += 0 if named is None else 1 if named[1] == "a" else int(named[1])
        events = [e for entry in record.rounds for e in entry.events]
        assert steps == events.count(f"advance:{party}")


@each
def test_the_end_says_outcome_why_and_what_is_left(run: tuple[str, str | None, int, int]) -> None:
    scenario, record = played(*run)
    told = story(scenario, record)
    begins = [line.margin for line in told].index("End")
    lines = {line.margin: line.words for line in told[begins:]}
    assert len(lines) == len(told) - begins
    assert lines["End"] == f"{month(record.end_date)}: {outcome_words(scenario, record.outcome)}."
    left = [f"{scenario.actors[p].short} {whole(scenario, u)}"
            for p, u in record.utility.items()]  # fmt: skip
    assert lines["Left with"].startswith(" · ".join(left))
    if record.terms is not None:
        terms = [option_words(scenario, i, o) for i, o in record.terms.items()]
        assert lines.pop("Signed") == " · ".join(terms)
    assert "Signed" not in lines
    assert ("After" in lines) == (record.held is not None)
    if record.held is not None:
        held = record.held >= record.window
        assert lines["After"].startswith("It holds" if held else "It breaks down")
        assert span(min(record.held, record.window) / record.rounds_per_year) in lines["After"]
    if not record.texts:
        assert "text" in lines["Why"]
        return
    last = record.texts[-1]
    short = [r for r in last.replies if r.asked and not r.yes]
    for reply in last.replies:
        if reply in short if record.terms is None else reply.asked and reply.yes:
            assert scenario.actors[reply.party].short in lines["Why"]
    gaps = [points(scenario, r.bar) - points(scenario, r.worth) for r in short]
    if record.terms is None:
        named = [float(n) for n in re.findall(r"was (-?[\d.]+) points short", lines["Why"])]
        assert sorted(named) == sorted(round(gap, 1) for gap in gaps if gap > 0)


@each
def test_verbose_tells_every_round(run: tuple[str, str | None, int, int]) -> None:
    scenario, record = played(*run)
    lines = story(scenario, record, verbose=True)
    mark = "ladder" if scenario.war else "no war"
    states = [line.words for line in lines if line.words.startswith(f"  {mark}")]
    assert len(states) == len(record.rounds)
    dated = [line.margin for line in lines if re.match("early|mid|late", line.margin)]
    dates = [date for date, _ in itertools.groupby(dated)]
    assert dates == [month(entry.date) for entry in record.rounds]
    if scenario.war is not None:
        for words, entry in zip(states, record.rounds, strict=True):
            assert f"ladder {entry.position} of {scenario.war.steps.value:.0f};" in words
            assert f"{100 * entry.odds:.0f} %" in words


@each
@both
def test_nobody_else_is_named(run: tuple[str, str | None, int, int], verbose: bool) -> None:
    scenario, record = played(*run)
    lines = story(scenario, record, verbose)
    shorts = {sentence(actor.short) for actor in scenario.actors.values()}
    for below in told_texts(lines).values():
        for words in below:
            name = re.match(r"(.+?)(?:: (?:yes|no)\.| isn't asked| carries| lets| has)", words)
            if words.startswith(("Yes: ", "No: ")):
                continue
            assert name is not None, words
            assert name[1] in shorts
    others = {sentence(a.short) for a in load_scenario("ukraine").actors.values()} - shorts
    others |= {"sanctions", "resource deal", "deep strikes"} if run[0] != "ukraine" else set()
    if scenario.war is None:
        others |= {"advances", "threat", "ladder", "the war"}
    whole = "\n".join(line.words for line in lines).replace("no war;", "")
    for name in others:
        assert not re.search(rf"\b{re.escape(name)}\b", whole), name


def test_without_war_the_story_is_of_scores() -> None:
    scenario, record = played(BASE_GAME, None, 1, 0)
    words = "\n".join(line.words for line in story(scenario, record))
    assert "an agreement" in words
    assert "50 is neither gain nor loss" not in words
    assert "A text needs 5 of the parties." in words


def test_a_hard_red_line_is_told_as_one(tmp_path: Path) -> None:
    line = (
        "[actors.Environmental_League.red_lines.A]\n"
        'on = ["A.o1", "A.o2", "A.o3"]\n'
        'penalty = { value = 0, low = 0, high = 0, unit = "score", source = "definition" }\n'
        'hard = { value = 1, low = 1, high = 1, unit = "switch", source = "definition" }\n'
    )
    file = tmp_path / "hard.toml"
    file.write_text(Path(BASE_GAME).read_text(encoding="utf-8") + "\n" + line, encoding="utf-8")
    scenario = load_scenario(file)
    record = Negotiation(scenario, rng=1).run()
    found = [w for below in told_texts(story(scenario, record)).values() for w in below]
    refusals = [words for words in found if words.startswith("Environmental League: no.")]
    assert refusals
    assert all("It crosses a red line." in words for words in refusals)


def test_no_text_at_all_is_told() -> None:
    scenario = load_scenario(SMALL, overrides=NO_TEXT)
    record = Negotiation(scenario, rng=1, overrides=NO_TEXT).run()
    lines = story(scenario, record)
    assert not told_texts(lines)
    assert any("No text was found" in line.words for line in lines if line.margin == "Why")
    assert any("red_lines.land.hard = 1" in line.words for line in lines)


def test_terms_are_those_of_the_record() -> None:
    scenario, record = played(SMALL, None, 7, 0)
    issues = {issue.name: name for name, issue in scenario.issues.items()}
    standing: dict[str, str] = {name: next(iter(i.options)) for name, i in scenario.issues.items()}
    for line in story(scenario, record, verbose=True):
        opens = TABLES.fullmatch(line.words)
        if opens is None:
            continue
        for part in re.sub(r"^now |\(.*\)$", "", opens[3]).split(" · "):
            name, colon, option = part.strip().partition(": ")
            if colon:
                standing[issues[name]] = option
        assert standing == record.texts[int(opens[2]) - 1].terms


@pytest.mark.parametrize(("blocked", "fears"), [(0.05, True), (0.2, False)])
def test_a_threat_is_a_reason_only_where_it_lowers_the_value_of_blocking(
    blocked: float, fears: bool
) -> None:
    reply = Reply(
        "RU", True, True, 0.9, 0.1, 0.05, blocked, 0.2, None, 0.0, None, "clears_bar"
    )  # fmt: skip
    assert ("fears the threat" in reason_words(load_scenario(), reply)) == fears
