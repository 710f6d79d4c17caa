"""Formats of other tools: domains with known answers, written anew, and random scenarios."""

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import numpy as np
from hypothesis import strategies as st

from experiments.formats import to_scenario
from experiments.formats.table import Consent, Issue, Party, Table
from experiments.formats.to_toml import to_toml
from sim import Scenario, load_scenario
from sim.solutions import packages, utilities

DOMAINS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "domains.json").read_text(encoding="utf-8")
)["domains"]


def tag(element: str, inner: str = "", /, **attributes: object) -> str:
    """Write an element."""
    words = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<{element}{words}>{inner}</{element}>\n"


def domain_xml(issues: dict[str, list[str]]) -> str:
    """Write a domain as Genius does."""
    listed = "".join(
        tag("issue", "".join(tag("item", index=n, value=o) for n, o in enumerate(options, 1)),
            index=i, name=name, type="discrete", etype="discrete", vtype="discrete")
        for i, (name, options) in enumerate(issues.items(), 1)
    )  # fmt: skip
    objective = tag("objective", listed, index=0, name="domain", type="objective")
    space = tag("utility_space", objective, number_of_issues=len(issues))
    return tag("negotiation_template", space)


def profile_xml(
    issues: dict[str, list[str]], weights: list[float], evaluations: list[list[float]],
    reservation: float = 0.0, discount: float = 1.0,
) -> str:  # fmt: skip
    """Write a party's utility space as Genius does."""
    listed = "".join(
        tag("issue", "".join(tag("item", index=n, value=o, evaluation=e)
                             for n, (o, e) in enumerate(zip(options, row, strict=True), 1)),
            index=i, name=name, type="discrete", etype="discrete", vtype="discrete")
        for i, ((name, options), row) in enumerate(zip(issues.items(), evaluations, strict=True), 1)
    )  # fmt: skip
    listed += "".join(tag("weight", index=i, value=w) for i, w in enumerate(weights, 1))
    objective = tag("objective", listed, index=0, name="domain", type="objective")
    ends = tag("discount_factor", value=discount) + tag("reservation", value=reservation)
    return tag("utility_space", objective + ends)


def genius_files(folder: Path, name: str) -> list[Path]:
    """Write one of ``DOMAINS`` as a domain file and one profile a party."""
    domain = DOMAINS[name]
    texts = {"domain.xml": domain_xml(domain["issues"])} | {
        f"{p['name']}.xml": profile_xml(
            domain["issues"], p["weights"], p["evaluations"], p["reservation"]
        )
        for p in domain["parties"]
    }
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    return [folder / file for file in texts]


def imported(folder: Path, name: str, files: list[Path], **options: Any) -> Scenario:
    """Import files as a scenario."""
    path = folder / "imported.toml"
    path.write_text(to_scenario(name, files, **options), encoding="utf-8")
    return load_scenario(path)


def exported(folder: Path, texts: dict[str, str]) -> list[Path]:
    """Write the files of an export."""
    folder.mkdir(exist_ok=True)
    for file, text in texts.items():
        (folder / file).write_bytes(text.encode())
    return [folder / file for file in texts]


def worths(scenario: Scenario) -> np.ndarray:
    """Give what every package is worth to every party."""
    return np.asarray(utilities(scenario, packages(scenario)))


def bars(scenario: Scenario) -> np.ndarray:
    """Give the parties' reservation values."""
    return np.array([actor.reservation.value for actor in scenario.actors.values()])


def words(scenario: Scenario, choice: Any) -> list[str]:
    """Give a package in the words of its options."""
    options = [list(issue.options.values()) for issue in scenario.issues.values()]
    return [given[place].text for given, place in zip(options, choice, strict=True)]


NAMES = st.text(min_size=1, max_size=12).map(lambda t: " ".join(t.split())).filter(
    lambda t: t.isprintable() and t[:1] not in "'=+-@" and t not in ("", "issue", "option", "text",
    "consent") and not t.startswith("(") and "|" not in t and not t.endswith(": red line")
)  # fmt: skip
NUMBERS = st.floats(-100, 100).map(lambda x: round(x, 6))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a small negotiation of any shape."""
    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    names = draw(st.lists(NAMES, min_size=9, max_size=9, unique_by=str.casefold))
    issues = tuple(Issue(names[i], tuple(names[5 : 5 + n])) for i, n in enumerate(counts))
    people = draw(st.integers(2, 3))
    labels = draw(st.lists(NAMES, min_size=people, max_size=people, unique_by=str.casefold))
    spots = [(i, o) for i, n in enumerate(counts) for o in range(n)]
    parties = tuple(
        Party(
            name=label, weights=(1.0,) * len(counts),
            values=tuple(tuple(draw(NUMBERS) for _ in range(n)) for n in counts),
            reservation=draw(NUMBERS),
            prices=draw(st.dictionaries(st.sampled_from(spots), st.integers(1, 9), max_size=2)),
            never=draw(st.frozensets(st.sampled_from(spots), max_size=1)),
        )
        for label in labels
    )  # fmt: skip
    some = st.lists(st.integers(0, people - 1), max_size=2, unique=True).map(sorted).map(tuple)
    rule = draw(st.sampled_from(["unanimity", "quota", "owners"]))
    consent = Consent()
    if rule == "quota":
        consent = Consent("quota", draw(st.integers(1, people)), draw(some))
    if rule == "owners":
        needed = tuple(tuple(draw(some) for _ in range(n)) for n in counts)
        core = draw(some.filter(bool))
        trimmed = tuple(
            tuple(tuple(p for p in cell if p not in core) for cell in row) for row in needed
        )
        consent = Consent("owners", 0, core, trimmed)
    return Table(
        name="drawn", title="Drawn at random", issues=issues, parties=parties, consent=consent,
        drafter=draw(st.integers(0, people - 1)),
    )  # fmt: skip


def scenario_of(folder: Path, table: Table) -> Scenario:
    """Make a scenario of a table."""
    path = folder / "table.toml"
    path.write_text(to_toml(table), encoding="utf-8")
    return load_scenario(path)
