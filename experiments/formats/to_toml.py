"""From a table to the text of a scenario, in the manner of hand-written ones."""

import json
import math
from collections.abc import Iterable

from experiments.formats.naming import keys
from experiments.formats.table import ROUNDS, Issue, Party, Table

PLAY = "assumption:play"
MOST = 0.9999  # the upper end of the unit discount/round


def to_toml(table: Table) -> str:
    """Write a table as a scenario.

    Numbers are known ones, and rest on the table's ``source``; how long talks last and that
    parties choose without error is the assumption ``play``.
    """
    issues = keys((issue.name for issue in table.issues), "i")
    parties = keys((party.name for party in table.parties), "p")
    options = [keys(issue.shorts or issue.options, "o") for issue in table.issues]
    lines = _head(table, parties)
    for place, issue in enumerate(table.issues):
        lines += _issue(issues[place], issue, options[place], _needed(table, place, parties))
    for key, party in zip(parties, table.parties, strict=True):
        lines += _actor(table, key, party, issues, options)
    return "\n".join([*lines, *_assumptions(table)]) + "\n"


def quoted(words: str) -> str:
    """Write a text as TOML does, on one line."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def plain(value: float) -> str:
    """Write a number so that it is read back exactly; a whole one as people write it."""
    whole = math.isfinite(value) and value == int(value) and abs(value) < 2**53
    return str(int(value)) if whole else repr(float(value))


def number(value: float, **more: str) -> str:
    """Write a number that is known; without unit and source it takes those of its table."""
    parts = [f"{key} = {plain(value)}" for key in ("value", "low", "high")]
    parts += [f"{key} = {quoted(word)}" for key, word in more.items() if word]
    return "{ " + ", ".join(parts) + " }"


def listed(words: Iterable[str]) -> str:
    """Write a list of texts."""
    return "[" + ", ".join(quoted(word) for word in words) + "]"


def _head(table: Table, parties: list[str]) -> list[str]:
    consent = table.consent
    lines = ["format = 1", f"name = {quoted(keys([table.name], 's')[0])}",
             f"title = {quoted(table.title)}"]  # fmt: skip
    lines += [f"about = {quoted(table.about)}"] if table.about else []
    lines += [f'scale = "{table.scale}"', "", "[talks]",
              f"mediator = {quoted(parties[table.drafter])}",
              f"rounds = {number(ROUNDS, unit='rounds', source=PLAY)}",
              f"precision = {number(math.inf, unit='1/utility', source=PLAY)}"]  # fmt: skip
    if _discounted(table):
        lines.append(f"discounted = {number(1, unit='switch', source=table.source)}")
    lines += ["", "[consent]", f'rule = "{consent.rule}"']
    if consent.rule == "quota":
        lines.append(f"quota = {number(consent.quota, unit='parties', source=table.source)}")
    if consent.always and consent.rule != "unanimity":
        key = "vetoes" if consent.rule == "quota" else "core"
        lines.append(f"{key} = {listed(parties[place] for place in consent.always)}")
    return lines


def _needed(table: Table, issue: int, parties: list[str]) -> list[list[str]]:
    """Name for each option of an issue the parties whose yes it needs besides the core."""
    if table.consent.rule != "owners" or not table.consent.owners:
        return [[] for _ in table.issues[issue].options]
    return [[parties[place] for place in needed] for needed in table.consent.owners[issue]]


def _issue(key: str, issue: Issue, options: list[str], needed: list[list[str]]) -> list[str]:
    """Write an issue; its owners are those whose yes every option but the first needs."""
    lines = ["", f"[issues.{key}]", f"name = {quoted(issue.name)}"]
    owners = [name for name in needed[-1] if len(needed) > 1 and all(name in n for n in needed[1:])]
    lines += [f"owners = {listed(owners)}"] if owners else []
    for place, option in enumerate(options):
        parts = [f"text = {quoted(issue.options[place])}"]
        short = (issue.shorts or issue.options)[place]
        parts += (
            [f"short = {quoted(short)}"] if short != option else []
        )  # stories show the key else
        besides = [name for name in needed[place] if place == 0 or name not in owners]
        parts += [f"consent = {listed(besides)}"] if besides else []
        lines.append(f"options.{option} = {{ {', '.join(parts)} }}")
    return lines


def _actor(
    table: Table, key: str, party: Party, issues: list[str], options: list[list[str]]
) -> list[str]:
    unit = "score" if table.scale == "score" else "utility"
    name, source = quoted(party.name), quoted(table.source)
    fallback = number(party.reservation, unit=unit, source=table.source)
    lines = ["", f"[actors.{key}]", f"name = {name}", f"short = {name}"]
    lines.append(f"reservation = {fallback}")
    if _discounted(table):
        lines.append(f"discount = {_discount(party.discount, table.source)}")
    plainly = set(party.weights) == {1.0}
    lines += ["", f"[actors.{key}.weights]", 'unit = "weight"',
              f"source = {quoted('definition') if plainly else source}"]  # fmt: skip
    lines += [f"{i} = {number(w)}" for i, w in zip(issues, party.weights, strict=True)]
    lines += ["", f"[actors.{key}.values]", f'unit = "{unit}"', f"source = {source}"]
    for issue, names, row in zip(issues, options, party.values, strict=True):
        lines += [f"{issue}.{o} = {number(v)}" for o, v in zip(names, row, strict=True)]
    spots = {(i, o): f"{issues[i]}.{options[i][o]}"
             for i in range(len(issues)) for o in range(len(options[i]))}  # fmt: skip
    return lines + _red_lines(table, key, party, spots, unit)


def _discounted(table: Table) -> bool:
    return any(party.discount is not None for party in table.parties)


def _discount(a_round: float | None, source: str) -> str:
    if a_round is None or a_round > MOST:
        note = f"the file says 1, no discounting; {MOST} is the most that a discount can be"
        return number(MOST, unit="discount/round", source=source, note=note)
    return number(a_round, unit="discount/round", source=source)


def _red_lines(
    table: Table, key: str, party: Party, spots: dict[tuple[int, int], str], unit: str
) -> list[str]:
    """Write red lines: one for each price, and one for all that is ruled out."""
    lines: list[str] = []
    for place, price in enumerate(sorted({p for p in party.prices.values() if p}), start=1):
        crossed = [spot for at, spot in spots.items() if party.prices.get(at) == price]
        lines += ["", f"[actors.{key}.red_lines.line{place}]",
                  f"penalty = {number(price, unit=unit, source=table.source)}",
                  f"on = {listed(crossed)}"]  # fmt: skip
    if party.never:
        crossed = [spot for at, spot in spots.items() if at in party.never]
        lines += ["", f"[actors.{key}.red_lines.never]",
                  f"penalty = {number(0, unit=unit, source='definition')}",
                  f"hard = {number(1, unit='switch', source=table.source)}",
                  f"on = {listed(crossed)}"]  # fmt: skip
    return lines


def _assumptions(table: Table) -> list[str]:
    lines = ["", "[assumptions.play]",
             f'says = "The file fixes neither rounds nor noise: {ROUNDS} rounds, and choice '
             'without error."']  # fmt: skip
    if table.source.startswith("assumption:"):
        says = table.origin or "The file names no source for its numbers."
        lines += ["", f"[assumptions.{table.source.split(':', 1)[1]}]", f"says = {quoted(says)}"]
    return lines
