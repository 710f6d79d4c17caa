"""Write a scenario as a Genius domain and one profile a party.

Each party's worths are moved to 0 for the worst and 1 for the best conceivable package: every
issue's evaluations run from 0 to 1 and the weights sum to 1, so that both readings (see
``genius``) give the same numbers. What was moved stands in attributes of our own, which other
programs skip: an import brings back the scenario's own worths.
"""

import math
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from experiments.formats.format import Files
from experiments.formats.from_scenario import to_table
from experiments.formats.genius_own import BEST, VALUE, WORST
from experiments.formats.naming import keys
from experiments.formats.table import Party, Table
from sim.errors import InputError
from sim.scenario import Scenario


def write(scenario: Scenario) -> Files:
    """Write a domain file and one profile a party, in the order of the seats.

    Raises
    ------
    InputError
        If all packages are worth the same to a party, or two options of an issue have one text.
    """
    table, lost = to_table(scenario)
    stem = keys([table.name], "s")[0]
    texts = {f"{stem}_domain.xml": _text(_domain(table), table.title)}
    for place, (party, key) in enumerate(
        zip(table.parties, keys((p.name for p in table.parties), "p"), strict=True), start=1
    ):
        profile = _profile(table, party, scenario)
        texts[f"{stem}_{place:02d}_{key}.xml"] = _text(profile, f"{party.name}, {table.title}")
    return Files(texts, (*lost, *_cannot_say(table)), _odd(table))


def _cannot_say(table: Table) -> list[str]:
    lost = []
    if table.consent.rule != "unanimity":
        lost.append("whose yes a text needs: in Genius and NegMAS it is everybody's")
    hard = [party.name for party in table.parties if party.never]
    if hard:
        lost.append(f"hard red lines ({', '.join(hard)})")
    return lost


def _odd(table: Table) -> tuple[str, ...]:
    outside = [p.name for p in table.parties if not 0 <= _moved(table, p, p.reservation) <= 1]
    if not outside:
        return ()
    whose = ", ".join(outside)
    return (f"No deal is worth more than the best or less than the worst package to: {whose}.",)


def _text(root: Element, title: str) -> str:
    """Write a tree; the title stands before the root, where Genius's own parser skips comments."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    plain = re.sub("-+", "-", "".join(c for c in title if c not in "<>" and c.isprintable()))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {plain} (batna) -->\n{body}\n'


def _names(table: Table, issue: int) -> list[str]:
    """Give options their short names, or the long ones where the short are not distinct."""
    given = table.issues[issue]
    for names in (given.shorts, given.options):
        if names and len(set(names)) == len(names):
            return list(names)
    raise InputError(given.name, "two of its options have one text", "give each its own")


def _issues(table: Table, under: Element) -> list[Element]:
    objective = SubElement(
        under, "objective", index="0", etype="objective", type="objective", description="",
        name=table.title,
    )  # fmt: skip
    seen = [issue.name for issue in table.issues]
    for place, issue in enumerate(table.issues, start=1):
        if seen.count(issue.name) > 1:
            raise InputError(issue.name, "two issues have this name", "give each its own")
        SubElement(
            objective, "issue", index=str(place), name=issue.name, etype="discrete",
            type="discrete", vtype="discrete",
        )  # fmt: skip
    return list(objective)


def _domain(table: Table) -> Element:
    root = Element("negotiation_template")
    space = SubElement(root, "utility_space", number_of_issues=str(len(table.issues)))
    for place, element in enumerate(_issues(table, space)):
        words = table.issues[place].options
        for number, name in enumerate(_names(table, place), start=1):
            SubElement(
                element, "item", index=str(number), value=name, description=words[number - 1]
            )
    return root


def _spans(table: Table, party: Party) -> list[tuple[float, float]]:
    """Give what the worst and the best option of each issue are worth."""
    rows = [
        [party.worth(i, o) for o in range(len(issue.options))]
        for i, issue in enumerate(table.issues)
    ]
    return [(min(row), max(row)) for row in rows]


def _moved(table: Table, party: Party, worth: float) -> float:
    """Move a worth of a whole package to 0 for the worst and 1 for the best conceivable."""
    spans = _spans(table, party)
    return (worth - math.fsum(low for low, _ in spans)) / _stake(party, spans)


def _stake(party: Party, spans: list[tuple[float, float]]) -> float:
    stake = math.fsum(high - low for low, high in spans)
    if not stake > 0:
        raise InputError(party.name, "every package is worth the same to it",
                         "Genius has no weights that sum to 0")  # fmt: skip
    return stake


def _profile(table: Table, party: Party, scenario: Scenario) -> Element:
    spans = _spans(table, party)
    stake = _stake(party, spans)
    root = Element(
        "utility_space", number_of_issues=str(len(spans)), batna_scenario=scenario.name,
        batna_party=party.name, batna_scale=table.scale,
    )  # fmt: skip
    elements = _issues(table, root)
    for place, (element, (worst, best)) in enumerate(zip(elements, spans, strict=True)):
        element.set(WORST, repr(worst))
        element.set(BEST, repr(best))
        for number, option in enumerate(_names(table, place), start=1):
            worth = party.worth(place, number - 1)
            share = (worth - worst) / (best - worst) if best > worst else 1.0
            SubElement(element, "item", index=str(number), value=option, evaluation=repr(share))
    objective = root[0]
    for place, (worst, best) in enumerate(spans, start=1):
        SubElement(objective, "weight", index=str(place), value=repr((best - worst) / stake))
    kept = 1.0 if party.discount is None else party.discount**scenario.talks.rounds.value
    SubElement(root, "discount_factor", value=repr(kept))
    fallback = _moved(table, party, party.reservation)
    reservation = SubElement(root, "reservation", value=repr(fallback))
    reservation.set(VALUE, repr(party.reservation))
    return root
