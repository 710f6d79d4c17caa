"""Read a Genius domain and its profiles (see ``genius`` for the two readings)."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from experiments.formats.genius_numeric import Span, span_of, worths_of
from experiments.formats.genius_own import own_worths
from experiments.formats.safe_xml import number_of, root_of, text_of
from experiments.formats.table import ROUNDS, Issue, Party, Table
from sim.coherence import nearest
from sim.errors import InputError

READINGS = ("genius", "raw")
LEAST_MAXIMUM = 1e-5  # below it Genius takes every evaluation of an issue to be 0


class Field(NamedTuple):
    """An issue of a domain: its number, its name, its options, and its span if it is numeric."""

    number: int
    name: str
    options: tuple[str, ...]
    span: Span | None = None


def read(files: Sequence[Path], reading: str = "genius", steps: int | None = None) -> Table:
    """Read a domain file and one utility space a party, or profiles alone.

    Parameters
    ----------
    files
        At most one domain (``negotiation_template``), found by its root, and two or more
        utility spaces, in the order of the seats. Without a domain the first profile's issues
        are the domain.
    reading
        ``genius`` or ``raw``.
    steps
        Options that a real issue, or a long integer one, is cut into.

    Raises
    ------
    InputError
        Naming the file and the issue, what is wrong and what would be right.
    """
    if reading not in READINGS:
        raise InputError("--reading", f"there is no {reading!r}", f"known: {', '.join(READINGS)}")
    if steps is not None and steps < 2:
        raise InputError("--steps", f"{steps} options are no choice", "give 2 or more")
    domain, profiles = _told_apart([(file, root_of(file)) for file in files])
    first, root = domain or profiles[0]
    objective = _objective(root, str(first))
    fields = _fields(objective, str(first), steps)
    parties = tuple(_party(file, root, fields, reading) for file, root in profiles)
    named = _distinct([party.name for party in parties])
    title = (objective.get("name") or "").strip() or first.stem
    scale = profiles[0][1].get("batna_scale") or ("unit" if reading == "genius" else "score")
    stem = profiles[0][1].get("batna_scenario") or re.sub(r"(?i)[-_. ]*domain$", "", first.stem)
    listed = ", ".join(file.name for file in files)
    return Table(
        name=stem or title, title=title,
        issues=tuple(Issue(field.name, field.options) for field in fields),
        parties=tuple(replace(p, name=n) for p, n in zip(parties, named, strict=True)),
        scale="unit" if scale == "unit" else "score",
        about="Everybody's yes is needed. The first profile's party drafts the texts.",
        origin=f"Genius XML, evaluations by the reading '{reading}', from {listed}.",
    )  # fmt: skip


Rooted = tuple[Path, Element]


def _told_apart(roots: list[Rooted]) -> tuple[Rooted | None, list[Rooted]]:
    """Tell the domain from the profiles by their roots."""
    for file, root in roots:
        if root.tag not in ("negotiation_template", "utility_space"):
            raise InputError(
                str(file), f"its root is <{root.tag:.60}>",
                "a domain begins with <negotiation_template>, a profile with <utility_space>",
            )  # fmt: skip
    domains = [each for each in roots if each[1].tag == "negotiation_template"]
    profiles = [each for each in roots if each[1].tag == "utility_space"]
    if len(domains) > 1:
        raise InputError(str(domains[1][0]), "it is a second domain", "give one domain file")
    if len(profiles) < 2:
        count = "no utility space is" if not profiles else "one utility space alone is"
        raise InputError(str(roots[0][0]), f"{count} given", "give one for each party")
    return (domains[0] if domains else None), profiles


def _distinct(names: list[str]) -> list[str]:
    return [n if names.count(n) == 1 else f"{n} {names[:k].count(n) + 1}"
            for k, n in enumerate(names)]  # fmt: skip


def _objective(root: Element, where: str) -> Element:
    """Find the one objective that holds the issues."""
    space = root if root.tag == "utility_space" else root.find("utility_space")
    if space is None:
        raise InputError(where, "it has no <utility_space>", "give a whole domain file")
    objective = space.find("objective")
    if objective is None:
        objective = space
    if objective.find("objective") is not None:
        raise InputError(where, "its objectives are nested", "put all issues under one objective")
    if objective.find("issue") is None:
        raise InputError(where, "it has no <issue>", "give one or more")
    return objective


def _kind(issue: Element, where: str) -> str:
    kind = next((issue.get(k) for k in ("type", "etype", "vtype") if issue.get(k)), "discrete")
    if kind not in ("discrete", "integer", "real"):
        raise InputError(where, f"its type {kind!r} is unknown", "use discrete, integer or real")
    return str(kind)


def _fields(objective: Element, where: str, steps: int | None) -> list[Field]:
    """Read the issues in the order of their numbers."""
    fields: list[Field] = []
    for issue in objective.findall("issue"):
        name = text_of(issue, "name", where)
        at = f"{where}: {name}"
        number = int(number_of(issue, "index", at))
        kind = _kind(issue, at)
        if kind == "discrete":
            items = [text_of(item, "value", at) for item in issue.findall("item")]
            if not items:
                raise InputError(at, "it has no <item>", "give each option one")
            fields.append(Field(number, name, tuple(dict.fromkeys(items))))
        else:
            span = span_of(issue, kind, at, steps)
            fields.append(Field(number, name, span.options(), span))
    for key in ("number", "name"):
        given = [getattr(field, key) for field in fields]
        double = next((one for one in given if given.count(one) > 1), None)
        if double is not None:
            raise InputError(where, f"two issues have the {key} {double!r}", "give each its own")
    return sorted(fields, key=lambda field: field.number)


def _party(file: Path, root: Element, fields: list[Field], reading: str) -> Party:
    where = str(file)
    objective = _objective(root, where)
    if root.find(".//utility_function") is not None or root.find(".//ufun") is not None:
        raise InputError(
            where, "its utility is not a sum over issues", "give a linear additive profile"
        )
    given = {issue.get("name"): issue for issue in objective.findall("issue")}
    for name in given:
        if name not in [field.name for field in fields]:
            raise InputError(f"{where}: {name}", "the domain has no such issue",
                             nearest(str(name), [field.name for field in fields]))  # fmt: skip
    weights, values = [], []
    listed = {int(number_of(w, "index", where)): w for w in objective.findall("weight")}
    for field in fields:
        at = f"{where}: {field.name}"
        if field.name not in given:
            raise InputError(at, "the profile lacks this issue of the domain", "add it")
        issue = given[field.name]
        index = int(number_of(issue, "index", at))
        if index not in listed:
            raise InputError(at, f"there is no <weight> of index {index}", "add one")
        weights.append(number_of(listed[index], "value", at))
        values.append(_values(issue, field, at, reading))
    discount, reservation = root.find("discount_factor"), root.find("reservation")
    worth = 0.0 if reservation is None else number_of(reservation, "value", where)
    own = own_worths([given[field.name] for field in fields], weights, where)
    if own is not None:
        values = [
            tuple(own.lows[n] + own.spans[n] * share
                  for share in _values(given[field.name], field, f"{where}: {field.name}", "raw"))
            for n, field in enumerate(fields)
        ]  # fmt: skip
        weights, worth = [1.0] * len(fields), own.reservation(reservation, worth, where)
    elif reading == "genius":
        weights = _shares(weights, where)
    return Party(
        name=root.get("batna_party") or file.stem.replace("_", " "),
        weights=tuple(weights), values=tuple(values), reservation=worth,
        discount=_discount(discount, reading if own is None else "genius", where),
    )  # fmt: skip


def _discount(element: Element | None, reading: str, where: str) -> float | None:
    """Give what a deal keeps with each round; 0, 1 and whatever lies beyond are no discount.

    The factor is that of the whole negotiation in Genius, of each step in NegMAS.
    """
    factor = 1.0 if element is None else number_of(element, "value", where)
    if not 0 < factor < 1:
        return None
    return factor ** (1.0 / ROUNDS) if reading == "genius" else factor


def _values(issue: Element, field: Field, at: str, reading: str) -> tuple[float, ...]:
    """Read what each option of an issue is worth before its weight."""
    if field.span is not None:
        return worths_of(issue, field.span, at, reading)
    found: dict[str, float] = {}
    for item in issue.findall("item"):
        option = text_of(item, "value", at)
        if option not in field.options:
            raise InputError(at, f"the domain has no option {option!r}",
                             nearest(option, field.options))  # fmt: skip
        found[option] = number_of(item, "evaluation", f"{at}: {option}")
    for option in field.options:
        if option not in found:
            raise InputError(at, f"there is no evaluation of {option!r}", "give each option one")
    row = [found[option] for option in field.options]
    if reading == "raw":
        return tuple(row)
    top = max(row)
    return tuple(0.0 if top < LEAST_MAXIMUM else value / top for value in row)


def _shares(weights: list[float], where: str) -> list[float]:
    total = math.fsum(weights)
    if total <= 0 or min(weights) < 0:
        raise InputError(where, "its weights sum to no share", "give weights from 0 to 1")
    return [weight / total for weight in weights]
