"""Write the key tables of ``docs/scenario-format.md`` from the classes that read a scenario.

``python docs/make_reference.py`` rewrites the parts of the page between marks. A key without a
meaning below, or a meaning without a key, stops the script.
"""

import datetime as dt
import importlib
import inspect
import types
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from marks import between, table
from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticUndefined

from sim import instruments as means
from sim import scenario as data
from sim.entry import Ident
from sim.quantity import UNITS, Quantity
from sim.table import KINDS

PAGE = Path(__file__).parent / "scenario-format.md"
SCRIPT = "make_reference.py"

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
        "leverage": "How levers are decided on. Needed with levers.",
        "tracks": "Lines of talks beside the mediator's, by name.",
        "engagement": "What wears the mediator out, and how it leaves. None given: it stays.",
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
        "mediator": "The party that drafts the texts, those of others apart.",
        "procedure": "`exact`: the best of all packages. `amendment`: at most two issues of the "
                     "last text change.",
        "aim": "What the drafter seeks: its own gain, or a neutral standard.",
        "opens": "Round of the first text.",
        "rounds": "Rounds until talks end.",
        "cadence": "Rounds from one text to the next.",
        "precision": "How sharply a yes follows from worth over bar. `inf`: without error.",
        "delivered_at_signing": "Share of a promise that needs no trust.",
        "counter_texts": "1: whoever was furthest from a failed text may answer with its own.",
        "linkage": "What the belligerents' own talks do to the text on the table. 0 (parallel): "
                   "what the two agree on goes into it at once. 1 (sequenced): talks wait for it, "
                   "and keep to it. 2 (all or nothing): nothing counts until all is agreed.",
        "gate": "An agreement that must be in force before talks open.",
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
        "needs_lever": "A lever: the option can be tabled only while it is in force.",
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
        "levers": "Moves that it can make by itself, by name.",
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
        "blunts": "Share of the sanctions on whom it aids that its aid makes up for.",
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
        "exclusion": "Added if the text was put to a party as an ultimatum.",
        "left_open": "Added if every core question is left open.",
    }),
    "`[leverage]`": (means.Leverage, {
        "every": "Rounds between two looks at a lever.",
        "precision": "How sharply a move follows from its gain over its cost.",
        "foresight": "Rounds ahead in which a change in the chance of a yes counts.",
    }),
    "`[actors.ACTOR.levers.LEVER]`": (means.Lever, {
        "kind": "What it changes; see [kinds of levers](#kinds-of-levers).",
        "text": "What the holder does, as a story tells it after the holder's name.",
        "ending": "What the holder does when it ends the lever.",
        "on": "The party that it is aimed at.",
        "enabled": "0: it isn't there.",
        "script": "-1: the holder decides. A round: taken up then, whatever the holder thinks.",
        "cost": "What taking it up, or ending it, costs the holder, once.",
        "lasts": "How long it stays in force; 0: until its holder ends it.",
        "phase": "Rounds until full effect, and as many until the effect is gone.",
        "cool_down": "Rounds until it can be touched again.",
        "reversible": "Whether the holder can end it.",
        "breach": "How many broken promises it counts for when taken up.",
        "felt_by": "The parties that count them.",
        "level": "Where it brings what it changes; with `unity` and `grid_strikes`, how much it "
                 "adds.",
        "own_flow": "What it costs the holder each round.",
        "target_flow": "What it costs the target each round; below 0 a relief.",
        "tempo": "What it multiplies the war's pace by.",
        "tilt": "What it adds to the attacker's odds while it lasts.",
        "surprise": "What a partial deal with the target, in force, adds to `chance`.",
        "chance": "Chance that it gains a step at once.",
        "pause": "Rounds for which it suspends the belligerents' side agreements.",
    }),
    "`[tracks.TRACK]`": (means.Track, {
        "name": "The talks in a few words.",
        "participants": "Who sits there, two to four parties.",
        "host": "Who hosts; for the story alone.",
        "enabled": "0: the talks aren't there.",
        "opens": "Round of the first meeting.",
        "cadence": "Rounds from one meeting to the next.",
        "precision": "How sharply joining follows from gain over hurdle.",
        "hurdle": "Gain at which a party is as likely as not to join.",
        "agenda": "Issues of the settlement that the belligerents bargain over by themselves.",
        "agreements": "Side questions that its parties can settle, by name.",
    }),
    "`[tracks.TRACK.agreements.AGREEMENT]`": (means.Agreement, {
        "text": "What is agreed, in a sentence without its stop.",
        "short": "A word or two for stories and figures.",
        "enabled": "0: it isn't there.",
        "script": "-1: its parties decide. A round: it is made then, whatever they think.",
        "flows": "What it gives a party each round, by party.",
        "reluctance": "What holds a party back from joining, by party.",
        "life": "How long a partial deal is expected to last; 0: the agreement is for good.",
        "assured": "Share of the gain that needs no trust.",
        "breach": "Probability in a round that one side breaks it.",
        "lapse": "Probability in a round that it lapses.",
        "impeded": "With `life` 0: share of its worth that the war withholds.",
        "prolongs": "What the attacker loses by it while it thinks itself winning.",
        "grudge": "What joining costs the attacker while a raid is on its land.",
        "hinges": "How much of the worth of the text on the table, over no deal, bears on joining.",
        "warmth": "What it adds to the mediator's engagement.",
        "candour": "How far it narrows the mediator's doubt about the others' resolve.",
        "stake": "What it adds to the mediator's stake in the defender's fate.",
        "election": "Round of an election elsewhere, -1 none.",
        "lure": "What joining before it is worth to the attacker besides.",
        "careless": "How much likelier a breach is after it.",
        "seasonal": "Whether its gain counts in winter alone.",
        "spares_grid": "Whether winter costs no more than summer while it holds.",
        "insulated": "Whether it goes on during a raid.",
        "counts": "Whether a war without a settlement then ends as `limited`.",
        "after": "An agreement that must be in force first.",
        "rival": "An agreement that shuts it out.",
    }),
    "`[engagement]`": (means.Engagement, {
        "fatigue": "What a round without prospect takes off the mediator's engagement; it "
                   "starts at 1 and leaves at 0.",
        "renewed": "Engagement after a return.",
        "blame_step": "How far the blame moves to whoever was furthest from a failed text.",
        "precision": "How sharply the choice of a policy follows from its worth.",
        "script": "-1: it leaves when worn out. A round: it leaves then.",
        "hope": "Share of its legacy at stake in a policy that might yet close the gap.",
        "near": "Gap at which that is as likely as not.",
        "steepness": "How sharply that chance follows from the gap.",
        "aid": "What aid at level 1 counts against a policy.",
        "wider_war": "What a sure wider war counts against it.",
        "defeat": "What the defender's sure defeat counts against it, its own stake apart.",
        "blame": "What blame on the attacker counts for a policy that hardens.",
        "horizon": "Rounds over which the risk of a wider war is summed.",
        "resumes": "How fast, round by round outside, talks on resources become likely again.",
        "policies": "Ways to leave, by name.",
    }),
    "`[engagement.policies.POLICY]`": (means.Policy, {
        "text": "What the mediator does, as a story tells it after its name.",
        "enabled": "0: it isn't open.",
        "aid": "Level of its aid while it is away.",
        "sanctions": "Level of its sanctions.",
        "strikes": "Level of deep strikes that it lets happen.",
        "resources": "Whether its own agreements with the attacker are put off.",
        "gain": "Worth of the policy to it besides.",
        "owns": "Share of a defeat that it would own.",
        "owns_stake": "What its stake adds to that share.",
        "hardens": "Whether blame on the attacker speaks for it.",
        "breach": "How many broken promises the defender and its donors count.",
        "returns": "Rounds until it comes back; 0: only for a text without a gap.",
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


# the keys that each kind of lever reads, besides those that all share
READS = {
    "aid": ("level",),
    "sanctions": ("level",),
    "deep_strikes": ("level",),
    "gift": ("own_flow", "target_flow"),
    "replacement": ("level", "own_flow"),
    "unity": ("level",),
    "offensive": ("tempo", "own_flow"),
    "grid_strikes": ("level", "own_flow"),
    "raid": ("chance", "tilt", "own_flow", "pause"),
    "sponsor": (),
    "ultimatum": (),
}


def reference() -> str:
    """Write all tables."""
    parts = [section(title, model, words) for title, (model, words) in TABLES.items()]
    return "\n".join([*parts, units()])


def lever_kinds() -> str:
    """Write the table of kinds of levers, each by the first line of its file.

    Raises
    ------
    ValueError
        If a kind is told nowhere, or told and not there.
    """
    if set(READS) != set(KINDS):
        raise ValueError(f"kinds differ: {', '.join(sorted(set(READS) ^ set(KINDS)))}")
    rows = []
    for kind in KINDS:
        module = importlib.import_module(f"sim.levers.{kind}")
        what = (module.__doc__ or "").strip().splitlines()[0]
        keys = ", ".join(f"`{key}`" for key in READS[kind]) or "none"
        rows.append([f"`{kind}`", what, keys, f"`sim/levers/{kind}.py`"])
    return table(["kind", "what it is", "keys of its own", "file"], rows)


def section(title: str, model: type[BaseModel], words: dict[str, str]) -> str:
    """Write the table of one class.

    Raises
    ------
    ValueError
        If its keys and their meanings don't match.
    """
    if set(words) != set(model.model_fields):
        odd = sorted(set(words) ^ set(model.model_fields))
        raise ValueError(f"{model.__name__}: keys and meanings differ in {', '.join(odd)}")
    rows = []
    for key, field in model.model_fields.items():
        shape: Any = field.annotation
        for extra in field.metadata:
            if isinstance(extra, AfterValidator):
                shape = Annotated[shape, extra]
            if getattr(extra, "pattern", None):
                shape = Ident
        rows.append([f"`{key}`", kind(shape), default(field), words[key]])
    return f"### {title}\n\n{table(['key', 'type', 'default', 'meaning'], rows)}"


def kind(shape: Any) -> str:
    """Put a type into words."""
    origin, args = get_origin(shape), get_args(shape)
    if origin is Annotated:
        named = [unit for extra in args[1:] for unit in units_of(extra)]
        if named:
            return "number in " + " or ".join(f"`{unit}`" for unit in named)
        return "name" if shape == Ident else kind(args[0])
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
        dt.date: "date",
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
    rows = [
        [f"`{unit}`", f"{low:g}", f"{high:g}", "yes" if whole else ""]
        for unit, (low, high, whole) in UNITS.items()
    ]
    return f"### Units\n\n{table(['unit', 'from', 'to', 'whole'], rows)}"


def updated(page: str) -> str:
    """Put the tables between the marks of a page."""
    page = between(page, "kinds of levers", SCRIPT, lever_kinds())
    return between(page, "keys", SCRIPT, reference())


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
