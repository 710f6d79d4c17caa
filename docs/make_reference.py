"""Write the key tables of ``docs/scenario-format.md`` from the classes that read a scenario.

``python docs/make_reference.py`` rewrites the part of the page between the two marks. A key
without a meaning below, or a meaning without a key, stops the script.
"""

import inspect
import types
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticUndefined

from sim import scenario as data
from sim.quantity import UNITS, Quantity

PAGE = Path(__file__).parent / "scenario-format.md"
BEGIN, END = "<!-- keys: begin, made by make_reference.py -->", "<!-- keys: end -->"

TABLES: dict[str, tuple[type[BaseModel], dict[str, str]]] = {
    "The top of the file": (data.Scenario, {
        "format": "Version of the format.",
        "name": "Name of the scenario.",
        "title": "One line for people.",
        "about": "What it is about and whose claims it rests on.",
        "scale": "`unit`: a party's whole stake is 1, and stories show points from 0 to 100. "
                 "`score`: values are scores, shown as they are.",
        "calendar": "Dates and seasons.",
        "talks": "Who drafts, how and when.",
        "consent": "Whose yes a text needs.",
        "issues": "What is bargained over, by name of the issue.",
        "actors": "The parties, by name; the order is that of the seats.",
        "promises": "Options that somebody has to keep giving.",
        "war": "The war that goes on while parties talk.",
        "trust": "How trust moves. Needed with a war.",
        "threatening": "What follows a threat. Needed with a war.",
        "durability": "Whether a signed text holds. Needed with a war, refused without one.",
        "lenses": "Named readings, by name.",
        "articles": "Articles that are cited, by article id.",
        "sources": "What each cited paragraph claims, by `article-id:paragraph`.",
        "assumptions": "What each assumption says, by its key.",
    }),
    "`[calendar]`": (data.Calendar, {
        "start": "First day of round 0.",
        "rounds_per_year": "Length of a round.",
        "winter_months": "Months in which `winter_cost` counts, 1 to 12.",
    }),
    "`[talks]`": (data.Talks, {
        "mediator": "The party that drafts every text.",
        "procedure": "`exact`: the best of all packages. `amendment`: at most two issues of the "
                     "last text change.",
        "aim": "What the drafter seeks: its own gain, or a neutral standard.",
        "opens": "Round of the first text.",
        "rounds": "Rounds until talks end.",
        "cadence": "Rounds from one text to the next.",
        "precision": "How sharply a yes follows from worth over bar. `inf`: without error.",
        "delivered_at_signing": "Share of a promise that needs no trust.",
    }),
    "`[consent]`": (data.Consent, {
        "rule": "`owners`: the core and the owners of what changes. `unanimity`: everybody. "
                "`quota`: so many of all, the vetoes among them.",
        "core": "With `owners`: those whose yes every text needs.",
        "quota": "With `quota`: how many yeses a text needs.",
        "vetoes": "With `quota`: those without whose yes no text passes.",
    }),
    "`[issues.ISSUE]`": (data.Issue, {
        "name": "The issue in a word or two.",
        "options": "Ways to settle it, by name. The first is the status quo.",
        "owners": "With `owners` consent: whose yes any option but the first needs.",
        "demand": "0: off the table. 1: on the table. 2: every text carries the last option.",
        "about": "What the issue is about.",
    }),
    "`[issues.ISSUE.options.OPTION]`": (data.Option, {
        "text": "The clause in words.",
        "short": "A word or two for stories and figures; the option's name if empty.",
        "consent": "With `owners` consent: parties whose yes it needs besides the owners.",
        "power_shift": "What it does to the attacker's odds if war resumes, on the logit scale.",
        "guarantee": "How much it protects the peace.",
        "leaves_open": "Whether a core question stays open. A text that leaves all open freezes "
                       "the conflict.",
        "deferral": "How long the title is put off.",
    }),
    "`[issues.ISSUE.options.OPTION.deferral]`": (data.Deferral, {
        "years": "How long the title is put off.",
        "rate": "How fast later years fade.",
    }),
    "`[actors.ACTOR]`": (data.Actor, {
        "name": "The party in full.",
        "short": "The party in a story.",
        "about": "Who it is, and by whose account.",
        "weights": "How much each issue counts, by issue. None given: 0.",
        "values": "Worth of each option, by issue and option. Every option needs one.",
        "red_lines": "What it has ruled out, by name of the line.",
        "trust": "Its trust in others at the start, by party. None given: 0.5.",
        "threats": "The mediator's threats, by the party threatened.",
        "reservation": "Value of no deal, where there is no war to compute it from.",
        "discount": "What the next round counts beside this one.",
        "optimism": "Bias of its belief about the attacker's odds.",
        "aspiration": "Share of the possible gain that it claims at first.",
        "concession": "How it comes down: below 1 late, above 1 early.",
        "resolve_spread": "Standard deviation of its private resolve.",
        "taste_spread": "Standard deviation of the logarithm of each private weight.",
        "legacy": "Value to it of any deal that holds.",
        "reliability": "Share of its promises that it keeps. No party sees it.",
        "own_force": "Its own force.",
        "partner_force": "Force of partners that are no parties here.",
        "war_cost": "What a round of war costs it.",
        "winter_cost": "Multiplier of `war_cost` in winter.",
        "collapse_extra": "Value of the defender's collapse beyond its terms.",
        "aid_to": "Whom it aids.",
        "aid": "Level of its aid, 1 as at the start.",
        "aid_force": "Force that aid at level 1 gives.",
        "aid_cost": "What aid at level 1 costs it a round.",
        "aid_replacement": "Share of the aid withdrawn by others that it replaces.",
        "sanctions_on": "Whom it sanctions.",
        "sanctions": "Level of its extra sanctions.",
        "sanctions_force": "Force that sanctions at level 1 take.",
        "sanctions_cost": "What sanctions at level 1 cost the target a round.",
        "deep_strikes": "Level of the strikes that it lets happen, on the target of its sanctions.",
        "deep_strikes_cost": "What strikes at level 1 cost the target a round.",
        "cohesion": "How united it is. Scales its aid and the price of its red lines.",
        "cohesion_loss": "What it loses of cohesion a round.",
    }),
    "A deferred value: `values.ISSUE.OPTION` of a deferred option": (data.DeferredValue, {
        "de_facto": "Worth of what is held meanwhile.",
        "final": "Worth of the title at last.",
    }),
    "`[actors.ACTOR.red_lines.LINE]`": (data.RedLine, {
        "penalty": "What crossing it costs at home.",
        "on": "Options that cross it, as `ISSUE.OPTION`.",
        "in_part": "Options that cross it in part.",
        "part": "Share of the penalty that those cost.",
        "hard": "1: the party never accepts an option of `on`, nor drafts it.",
    }),
    "`[actors.ACTOR.threats.PARTY]`": (data.Threat, {
        "intensity": "Share of the threat that is meant.",
        "credibility": "How far it is believed at the start.",
        "sanctions": "Level that the mediator's sanctions rise to.",
        "aid_change": "By how much the mediator's aid changes.",
    }),
    "`[[promises]]`": (data.Promise, {
        "by": "Who has to keep it.",
        "to": "Who doubts it.",
        "issue": "The issue.",
        "option": "The option promised.",
        "otherwise": "The option that the promisee lives with if it is broken.",
        "source": "One source or a list.",
    }),
    "`[war]`": (data.War, {
        "attacker": "The side whose odds the model follows.",
        "defender": "The other side.",
        "steps": "Length of the ladder; at the top the attacker is exhausted.",
        "start": "Where the war stands at first; at 0 the defender has collapsed.",
        "pace": "Probability of a decisive step in a round.",
        "decisiveness": "How far superior force decides.",
        "evidence": "Weight of the first belief, in battles.",
        "wider_war_hazard": "Probability of a wider war in a round.",
        "wider_war_slope": "What a full step of escalation adds to the log hazard.",
        "wider_war_utility": "Value of a wider war to each party.",
        "collapse": "The package that the defender's collapse brings.",
        "exhaustion": "The package that the attacker's exhaustion brings.",
    }),
    "`[war.collapse]` and `[war.exhaustion]`": (data.Terminal, {
        "text": "What happens, in a sentence without its stop.",
        "terms": "An option for every issue.",
    }),
    "`[trust]`": (data.Trust, {
        "strength": "How many promises the first trust weighs.",
        "breach_weight": "How many kept promises a breach undoes.",
    }),
    "`[threatening]`": (data.Threatening, {
        "lasts": "How long a punishment lasts.",
        "credit_if_executed": "Share of the missing credibility that is won.",
        "kept_if_bluffed": "Share of the credibility that is kept.",
    }),
    "`[durability]`": (data.Durability, {
        "rounds": "How long a signed text is watched.",
        "hazard": "Probability that a plain text breaks down in a round.",
        "mistrust": "Added for mistrust, per 0.5 - trust.",
        "guarantee": "Taken off for a full guarantee.",
        "dissatisfaction": "Added for the worse-off side's gain from war.",
        "exclusion": "Added if the text passed over a party's head. Nothing sets this yet.",
        "left_open": "Added if every core question is left open.",
    }),
    "`[lenses.LENS]`": (data.Lens, {
        "title": "Whose reading it is.",
        "about": "What that reading holds.",
        "set": "Changes, by the address of a number in quotes.",
    }),
    '`[lenses.LENS.set]`, each `"ADDRESS" = { … }`': (data.Change, {
        "value": "The value in this reading.",
        "source": "One source or a list.",
        "note": "What a reader should know besides.",
    }),
    "`[articles.ID]`": (data.Article, {
        "author": "Who wrote it.",
        "title": "Its title.",
        "date": "When.",
        "weight": "How much it bears, and why.",
    }),
    '`[sources."ID:PARAGRAPH"]` and `[assumptions.KEY]`': (data.Source, {
        "says": "What it claims, in your own words.",
    }),
    "A number": (Quantity, {
        "value": "The number in use.",
        "low": "Low end of the plausible range.",
        "high": "High end. `low = high` says that the number is known.",
        "unit": "One of the units below.",
        "source": "One source or a list.",
        "note": "What a reader should know besides.",
        "tier": "1: varied first in sensitivity studies.",
    }),
}  # fmt: skip


def reference() -> str:
    """Write all tables."""
    parts = [section(title, model, means) for title, (model, means) in TABLES.items()]
    return "\n".join([*parts, units()])


def section(title: str, model: type[BaseModel], means: dict[str, str]) -> str:
    """Write the table of one class.

    Raises
    ------
    ValueError
        If its keys and their meanings don't match.
    """
    if set(means) != set(model.model_fields):
        odd = sorted(set(means) ^ set(model.model_fields))
        raise ValueError(f"{model.__name__}: keys and meanings differ in {', '.join(odd)}")
    lines = [f"### {title}", "", "| key | type | default | meaning |", "|---|---|---|---|"]
    for key, field in model.model_fields.items():
        shape: Any = field.annotation
        for extra in field.metadata:
            if isinstance(extra, AfterValidator):
                shape = Annotated[shape, extra]
            if getattr(extra, "pattern", None):
                shape = data.Ident
        lines.append(f"| `{key}` | {kind(shape)} | {default(field)} | {means[key]} |")
    return "\n".join([*lines, ""])


def kind(shape: Any) -> str:
    """Put a type into words."""
    origin, args = get_origin(shape), get_args(shape)
    if origin is Annotated:
        named = [unit for extra in args[1:] for unit in units_of(extra)]
        if named:
            return "number in " + " or ".join(f"`{unit}`" for unit in named)
        return "name" if shape == data.Ident else kind(args[0])
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in args)
    if origin in (Union, types.UnionType):
        words = [kind(part) for part in args if part is not type(None)]
        return " or ".join(words)
    if origin is tuple:
        return f"list of {plural(kind(args[0]))}"
    if origin is dict:
        return f"table of {plural(kind(args[1]))}"
    return {
        str: "text", bool: "`true` or `false`", int: "whole number", float: "plain number",
        data.dt.date: "date",
    }.get(shape, "table")  # fmt: skip


def plural(word: str) -> str:
    """Put a type into the plural."""
    for noun in ("number", "table", "text", "name"):
        if noun in word.split(" or ")[0].split(" of ")[0]:
            return word.replace(noun, noun + "s", 1)
    return word


def units_of(extra: Any) -> tuple[str, ...]:
    """Find the units that a number's check admits."""
    if not isinstance(extra, AfterValidator):
        return ()
    return tuple(inspect.getclosurevars(extra.func).nonlocals.get("units", ()))


def default(field: Any) -> str:
    """Put a default into words."""
    if field.is_required():
        return "needed"
    given = field.get_default(call_default_factory=True)
    if isinstance(given, Quantity):
        return f"{given.value:g}"
    if given is None or given is PydanticUndefined:
        return "none"
    if isinstance(given, bool):
        return f"`{str(given).lower()}`"
    if isinstance(given, BaseModel):
        return "its own defaults"
    return f"`{given}`" if given or given == 0 else "empty"


def units() -> str:
    """Write the table of units."""
    lines = ["### Units", "", "| unit | from | to | whole |", "|---|---|---|---|"]
    for unit, (low, high, whole) in UNITS.items():
        lines.append(f"| `{unit}` | {low:g} | {high:g} | {'yes' if whole else ''} |")
    return "\n".join([*lines, ""])


def updated(page: str) -> str:
    """Put the tables between the marks of a page."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
