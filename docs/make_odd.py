"""Write the tables of ``docs/odd.md`` from the code and from the flagship scenario.

``python docs/make_odd.py`` rewrites the parts of the page between marks. A state variable without
a comment in ``sim/table.py``, or words below for what is not there, stop the script.
"""

import importlib
import inspect
import math
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from marks import between, table

from agents import strategies
from sim import load_scenario, scenario_names
from sim import places as known_places
from sim import table as state
from sim.instruments import Agreement, Lever, Policy, Track
from sim.quantity import Quantity
from sim.reading import find
from sim.scenario import Scenario
from sim.setting import first_world

PAGE = Path(__file__).parent / "odd.md"
SCRIPT = "make_odd.py"
FLAGSHIP = "ukraine"
# what a comment of ``sim/table.py`` leaves to the name of the variable; after a colon it follows
FULLER = {
    "World.aid": "level of the party's aid",
    "World.sanctions": "level of its extra sanctions",
    "World.strikes": "level of the deep strikes that it lets happen",
    "World.cohesion": "how united the party is, from 0 to 1",
    "World.kept": "promises kept, by j, as i counts them: with `broken`, i's trust in j",
    "World.broken": "promises broken, by j, as i counts them",
    "World.battles": "battles so far",
    "World.surprise": "sum of outcome less odds over battles",
    "World.position": "position on the military ladder",
    "World.blame": "share of the blame for failure, as the mediator sees it",
    "World.force": "share of each lever's full effect",
    "World.mood": "the mediator's engagement; the chance that it last gave its own text",
    "World.lever": "of each lever:",
    "World.pact": "of each side agreement:",
    "World.at": "flags and counters: the table below",
    "Private.optimism": "bias of the party's estimate of the attacker's odds",
    "Private.reliability": "share of its promises that it will keep",
    "Minds.resolve": "shift of the party's bar",
    "Minds.taste": "factor on each of its public weights",
    "Minds.guess": "what the mediator takes the others' factors to be",
    "Minds.picture": "the mediator's probabilities of each party's resolve",
    "Minds.hopes": "where the search for each party's best text begins; no result hangs on it",
}  # fmt: skip
KNOWN = {
    "Private.optimism": "its owner",
    "Private.reliability": "nobody",
    "Minds.resolve": "its owner",
    "Minds.taste": "its owner",
    "Minds.guess": "the mediator",
    "Minds.hopes": "its owner",
    "Minds.picture": "the mediator",
    "Minds.luck": "its owner",
}
PLACES = {
    "POLICY": "by which policy the mediator is out, -1 at the table",
    "OUT": "rounds for which it has been out",
    "OVER_HEAD": "the party under an ultimatum + 1, 0 none",
    "BLOCKED_BY": "who was furthest from the last text of the mediator, -1 nobody",
    "LOST": "steps that the defender lost in an offensive after support was cut",
    "OPENED": "round in which the talks on the text opened, -1 not yet",
    "RESUMED": "rounds outside after which talks on resources resumed, 0 not yet",
    "SPONSORED": "the party that has taken the floor + 1, 0 none",
    "NOES": "how many said no to the text on the table",
    "MET": "round + 1 of the belligerents' last own text, 0 none",
    "TURNS": "how many texts of their own they have tabled",
    "STANDING": "the party whose offer is on the table + 1, 0 none",
    "HOLDING": "the parties that hold to it, as bits",
}


def variables() -> str:
    """Write the table of state variables, from the comments beside them.

    Raises
    ------
    ValueError
        If a variable is told nowhere, or words are left over.
    """
    rows, known = [], set()
    for kind in ("World", "Private", "Minds"):
        given = getattr(state, kind)
        comments = dict(re.findall(r"^    (\w+): \w+  # (.+)$", inspect.getsource(given), re.M))
        if set(given._fields) - set(comments):
            raise ValueError(f"{kind}: no comment on {set(given._fields) - set(comments)}")
        for field in given._fields:
            shape = re.match(r"(?:int)?\[[^\]]*\]", comments[field])
            key = f"{kind}.{field}"
            known.add(key)
            rest = comments[field][shape.end() :].strip() if shape else comments[field]
            told = FULLER.get(key, rest)
            told = f"{told} {rest}" if told.endswith(":") else told
            seen = "all" if kind == "World" else KNOWN[key]
            rows.append([f"`{field}`", shape.group() if shape else "", told, seen])
    if (set(FULLER) | set(KNOWN)) - known:
        raise ValueError(f"words for what is not there: {(set(FULLER) | set(KNOWN)) - known}")
    return table(["variable", "shape", "what it is", "who knows it"], rows)


def places() -> str:
    """Write the table of flags and counters in ``World.at``.

    Raises
    ------
    ValueError
        If one is told nowhere, or is elsewhere than the table says.
    """
    numbers = [getattr(known_places, name) for name in PLACES]
    count = len(first_world(load_scenario(FLAGSHIP)).at)
    if numbers != list(range(count)):
        raise ValueError(f"the places of World.at are {numbers} of {count}")
    return table(["place", "what it is"], [[f"`{name}`", told] for name, told in PLACES.items()])


def parameters(scenario: Scenario) -> str:
    """Write the tier-1 numbers, and count the others."""
    rows, others, ranged = [], 0, 0
    for path, number in scenario.quantities():
        if number.tier == 1:
            rows.append(
                [f"`{path}`", amount(number), span(number), number.unit, sources(number.source)]
            )
        elif number.source != ("definition",):
            others += 1
            ranged += number.low < number.high
    head = ["number", "value", "range", "unit", "source"]
    told = (
        f"{others} more have a source, {ranged} of them a range; all others are so by definition "
        f"or absent.\n`batna explain {scenario.name}` lists them, "
        f"`batna explain {scenario.name} ADDRESS` tells one, with what its sources say."
    )
    return f"{len(rows)} numbers are of tier 1:\n\n{table(head, rows)}\n{told}"


def levers(scenario: Scenario) -> str:
    """Write the table of levers."""
    rows, year = [], scenario.calendar.rounds_per_year.value
    for actor in scenario.actors.values():
        for name, lever in actor.levers.items():
            once = f"{points(lever.cost)} a turn"
            flow = 50 * lever.own_flow.value * year
            if flow:
                once += f", {flow:.2g} a year"
            rows.append(
                [actor.short, f"`{name}`", f"`{lever.kind}`", lever.text, effect(lever, year), once,
                 lasting(lever), sources(given(lever))]
            )  # fmt: skip
    head = ["holder", "lever", "kind", "what it does", "size", "cost in points", "lasts", "source"]
    return table(head, rows)


def effect(lever: Lever, year: float) -> str:
    """Put the sizes of a lever into words."""
    plain = {
        "level": "level {}", "tempo": "pace x {}", "tilt": "odds {}", "chance": "a step at {}",
        "pause": "side talks rest {} rounds",
        "breach": "counts as {} broken promises",
    }  # fmt: skip
    words = []
    for field, template in plain.items():
        number = getattr(lever, field)
        if number.source != ("definition",):
            words.append(
                template.format(f"{number.value:+g}" if field == "tilt" else amount(number))
            )
    eased = -50 * lever.target_flow.value * year
    if eased:
        words.append(f"the target's war is {eased:.2g} points a year cheaper")
    return ", ".join(words).replace(" 1 broken promises", " one broken promise") or "as it says"


def lasting(lever: Lever) -> str:
    """Say for how long a lever is in force, and how soon it bites."""
    rounds = int(lever.lasts.value)
    words = f"{rounds} rounds" if rounds > 1 else "one round"
    if rounds == 0:
        words = "until ended" if lever.reversible else "for good"
    if lever.kind == "unity":
        words = "once"
    if lever.phase.value > 0:
        words += f"; full effect in {lever.phase.value:g} rounds"
    return f"{words}; rests {lever.cool_down.value:g}"


def agreements(scenario: Scenario) -> str:
    """Write the table of side agreements."""
    rows = []
    for track in scenario.tracks.values():
        for name, pact in track.agreements.items():
            rows.append(
                [seats(scenario, track), f"`{name}`", pact.text, gains(scenario, pact),
                 besides(pact), life(pact), sources(given(pact))]
            )  # fmt: skip
        if track.agenda:
            rows.append(
                [seats(scenario, track), "(the text itself)",
                 "take turns in tabling the text anew, on these issues: "
                 + ", ".join(scenario.issues[issue].name for issue in track.agenda),
                 "", "", f"from round {track.opens.value:g}, every {track.cadence.value:g}",
                 sources(given(track))]
            )  # fmt: skip
    head = ["between", "agreement", "what is agreed", "points a year to each", "besides", "holds"]
    return table([*head, "source"], rows)


def seats(scenario: Scenario, track: Track) -> str:
    """Name who sits on a track, and who hosts."""
    names = " and ".join(scenario.actors[name].short for name in track.participants)
    return f"{names} ({track.host})" if track.host else names


def gains(scenario: Scenario, pact: Agreement) -> str:
    """Put what an agreement gives a year of war into words, in points."""
    year = 50 * scenario.calendar.rounds_per_year.value * (1.0 - pact.impeded.value)
    words = ", ".join(
        f"{scenario.actors[name].short} {flow.value * year:+.2g}"
        for name, flow in pact.flows.items()
    )
    return f"{words}, in winter alone" if pact.seasonal else words


def besides(pact: Agreement) -> str:
    """Say what an agreement does besides what it gives."""
    told = {
        "spares_grid": "spares the power grid", "insulated": "goes on during a raid",
        "counts": "counts as a limited agreement", "warmth": "warms the mediator",
        "candour": "shows it the others", "stake": "gives the mediator a stake",
        "hinges": "hangs on the text on the table", "impeded": "held up by the war",
    }  # fmt: skip
    found = []
    for field, words in told.items():
        value = getattr(pact, field)
        if value.value if isinstance(value, Quantity) else value:
            found.append(words)
    return ", ".join(found)


def life(pact: Agreement) -> str:
    """Say for how long an agreement is expected to hold."""
    if pact.life.value == 0:
        return "for good"
    if pact.life.value == 1:
        return "one round"
    return f"{pact.life.value:g} rounds expected; broken {pact.breach.value:g} a round"


def policies(scenario: Scenario) -> str:
    """Write the table of exit policies."""
    assert scenario.engagement is not None
    rows = []
    for name, policy in scenario.engagement.policies.items():
        back = f"after {policy.returns.value:g} rounds" if policy.returns.value else "no set time"
        rows.append(
            [f"`{name}`", policy.text, f"{policy.aid.value:g}", f"{policy.sanctions.value:g}",
             f"{policy.strikes.value:g}", policy.resources, back, sources(given(policy))]
        )  # fmt: skip
    head = ["policy", "what it is", "aid", "sanctions", "deep strikes", "resource talks", "return"]
    return table([*head, "source"], rows)


def lenses(scenario: Scenario) -> str:
    """Write the table of lenses with every number that each moves."""
    rows = []
    for name, lens in scenario.lenses.items():
        for path, change in lens.set.items():
            base = find(scenario, path)[1]
            rows.append(
                [f"`{name}`", lens.title, f"`{path}`", f"{base.value:g}", f"{change.value:g}",
                 sources(change.source)]
            )  # fmt: skip
    return table(["lens", "whose reading", "number", "base", "in the lens", "source"], rows)


def minds() -> str:
    """Write the table of the functions by which parties decide."""
    rows = []
    for found in sorted(pkgutil.iter_modules(strategies.__path__), key=lambda m: m.name):
        module = importlib.import_module(f"agents.strategies.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__:
                line = (function.__doc__ or "").strip().splitlines()[0]
                rows.append((function.__code__.co_firstlineno, [
                    f"`{found.name}.{name}`", line, f"`agents/strategies/{found.name}.py`"
                ]))  # fmt: skip
    rows.sort(key=lambda row: (row[1][2], row[0]))
    return table(["function", "what it does", "file"], [row for _, row in rows])


def scenarios() -> str:
    """Write the table of built-in scenarios."""
    rows = []
    for name in scenario_names():
        one = load_scenario(name)
        packages = math.prod(len(issue.options) for issue in one.issues.values())
        moves = sum(len(actor.levers) for actor in one.actors.values())
        pacts = sum(len(track.agreements) for track in one.tracks.values())
        rows.append(
            [f"`{name}`", one.title, str(len(one.actors)), str(len(one.issues)), f"{packages:,}",
             str(moves), str(pacts), ", ".join(one.lenses) or "none"]
        )  # fmt: skip
    head = ["scenario", "title", "parties", "issues", "packages", "levers", "agreements", "lenses"]
    return table(head, rows)


class Part(NamedTuple):
    """A part of the page and what stands in it."""

    name: str
    body: str


def parts() -> Iterator[Part]:
    """Write all parts."""
    flagship = load_scenario(FLAGSHIP)
    yield Part("state variables", f"{variables()}\n`at` holds, by place:\n\n{places()}")
    yield Part("scenarios", scenarios())
    yield Part("parameters", parameters(flagship))
    yield Part("lenses", lenses(flagship))
    yield Part("levers", levers(flagship))
    yield Part("agreements", agreements(flagship))
    yield Part("policies", policies(flagship))
    yield Part("strategies", minds())


def given(entry: Lever | Agreement | Policy | Track) -> tuple[str, ...]:
    """Collect what the numbers of an entry rest on, definitions apart, each once."""
    found: dict[str, None] = {}
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        numbers = value.values() if isinstance(value, dict) else [value]
        for number in numbers:
            if isinstance(number, Quantity):
                found |= dict.fromkeys(number.source)
    return tuple(source for source in found if source != "definition")


def sources(cited: tuple[str, ...]) -> str:
    """List sources, articles first."""
    return ", ".join(sorted(cited, key=lambda source: source.startswith(("assumption:", "doi:"))))


def amount(number: Quantity) -> str:
    """Write a value."""
    return f"{number.value:g}"


def span(number: Quantity) -> str:
    """Write a range."""
    return f"{number.low:g} to {number.high:g}"


def points(number: Quantity) -> str:
    """Write a change of utility in points."""
    return f"{50 * number.value:.2g}"


def updated(page: str) -> str:
    """Put the tables between the marks of a page."""
    for part in parts():
        page = between(page, part.name, SCRIPT, part.body)
    return page


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
