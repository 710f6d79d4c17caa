"""What the entries of a scenario must agree on: names that exist, values for every option."""

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator

from sim.errors import InputError
from sim.scenario import Actor, DeferredValue, Issue, Scenario


def check_coherence(scenario: Scenario, where: str, sources: bool = True) -> None:
    """Refuse a scenario whose entries contradict each other.

    Parameters
    ----------
    sources
        Whether what is cited is looked up too; needless, and most of the work, where values alone
        have moved in a scenario that was checked.

    Raises
    ------
    InputError
        Naming the place, what is wrong there and what would be right.
    """
    for place, wrong, right in _faults(scenario, sources):
        raise InputError(f"{where}: {place}", wrong, right)


def nearest(word: str, known: Iterable[str]) -> str:
    """Say what could have been meant: the nearest known word and the known words."""
    words = [w if w.isprintable() else repr(w) for w in known]
    folded = {w.casefold(): w for w in words}
    close = difflib.get_close_matches(word.casefold(), folded, n=1)
    meant = f"did you mean {folded[close[0]]!r}? " if close else ""
    listed = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return f"{meant}known: {listed}" if words else "none is known here"


Fault = tuple[str, str, str]
AIMED = ("sanctions", "deep_strikes", "offensive", "grid_strikes", "raid", "ultimatum")  # at others


def _unknown(place: str, kind: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    known = list(known)
    for name in names:
        if name not in known:
            yield place, f"there is no {kind} {name!r}", nearest(name, known)


def _faults(s: Scenario, sources: bool) -> Iterator[Fault]:
    yield from _unknown("talks.mediator", "actor", [s.talks.mediator], s.actors)
    yield from _unknown("consent.core", "actor", s.consent.core, s.actors)
    yield from _unknown("consent.vetoes", "actor", s.consent.vetoes, s.actors)
    if s.talks.cadence.value < 1:
        yield "talks.cadence", "texts can't come every 0 rounds", "write 1 or more"
    if s.talks.rounds.value < 1:
        yield "talks.rounds", "talks of 0 rounds are no talks", "write 1 or more"
    if s.talks.opens.value >= s.talks.rounds.value:
        yield "talks.opens", "talks open after they end", "open before talks.rounds"
    rounds = s.talks.rounds.value + (s.durability.rounds.value if s.durability else 0)
    if s.calendar.start.year + rounds / s.calendar.rounds_per_year.value >= dt.MAXYEAR - 1:
        yield "calendar.start", "the talks outlast the year 9999", "begin earlier"
    if s.talks.precision.value <= 0:
        yield "talks.precision", "a precision of 0 is a coin toss", "write more than 0 (inf: exact)"
    yield from _consent_faults(s)
    for ident, issue in s.issues.items():
        yield from _issue_faults(s, ident, issue)
    for ident, actor in s.actors.items():
        yield from _actor_faults(s, ident, actor)
    yield from _promise_faults(s)
    yield from _war_faults(s)
    yield from _lever_faults(s)
    yield from _track_faults(s)
    yield from _strategy_faults(s)
    if sources:
        yield from _source_faults(s)


def _consent_faults(s: Scenario) -> Iterator[Fault]:
    quota = s.consent.quota.value
    if s.consent.rule == "quota" and not 1 <= quota <= len(s.actors):
        yield (
            "consent.quota",
            f"{quota:g} of {len(s.actors)} parties",
            f"write 1 to {len(s.actors)}",
        )
    if s.consent.rule == "owners" and not s.consent.core:
        yield "consent.core", "no party is named", "name those whose yes every text needs"


def _issue_faults(s: Scenario, ident: str, issue: Issue) -> Iterator[Fault]:
    yield from _unknown(f"issues.{ident}.owners", "actor", issue.owners, s.actors)
    for name, option in issue.options.items():
        yield from _unknown(
            f"issues.{ident}.options.{name}.consent", "actor", option.consent, s.actors
        )


def _actor_faults(s: Scenario, ident: str, actor: Actor) -> Iterator[Fault]:
    at = f"actors.{ident}"
    yield from _unknown(f"{at}.trust", "actor", actor.trust, s.actors)
    yield from _unknown(f"{at}.threats", "actor", actor.threats, s.actors)
    for key in ("aid_to", "sanctions_on"):
        target = getattr(actor, key)
        yield from _unknown(f"{at}.{key}", "actor", [target] if target else [], s.actors)
    if actor.threats and ident != s.talks.mediator:
        yield f"{at}.threats", "only the mediator's threats are backed", "move them to its profile"
    yield from _unknown(f"{at}.weights", "issue", actor.weights, s.issues)
    yield from _unknown(f"{at}.values", "issue", actor.values, s.issues)
    for name, issue in s.issues.items():
        if name not in actor.values:
            yield f"{at}.values", f"no values for the issue {name}", "give one for each option"
        given = actor.values[name]
        yield from _unknown(f"{at}.values.{name}", "option", given, issue.options)
        for option, what in issue.options.items():
            if option not in given:
                yield (f"{at}.values.{name}", f"no value for the option {option!r}",
                       "give each option one")  # fmt: skip
            if isinstance(given[option], DeferredValue) != (what.deferral is not None):
                yield (f"{at}.values.{name}.{option}",
                       "a deferred option and a deferred value belong together",
                       f"give issues.{name}.options.{option} a deferral and each actor "
                       "de_facto and final")  # fmt: skip
    for name, line in actor.red_lines.items():
        for spot in (*line.on, *line.in_part):
            yield from _spot_faults(s, f"{at}.red_lines.{name}", spot)


def _spot_faults(s: Scenario, place: str, spot: str) -> Iterator[Fault]:
    spots = [f"{i}.{o}" for i, issue in s.issues.items() for o in issue.options]
    yield from _unknown(place, "option", [spot], spots)


def _promise_faults(s: Scenario) -> Iterator[Fault]:
    for n, promise in enumerate(s.promises):
        at = f"promises[{n}]"
        yield from _unknown(at, "actor", [promise.by, promise.to], s.actors)
        yield from _unknown(at, "issue", [promise.issue], s.issues)
        options = s.issues[promise.issue].options
        yield from _unknown(at, "option", [promise.option, promise.otherwise], options)
        if promise.by == promise.to:
            yield at, "a promise to oneself", "name another actor in by or to"


def _war_faults(s: Scenario) -> Iterator[Fault]:
    if s.war is None:
        if s.durability is not None:
            yield "durability", "it needs a war that could resume", "add [war] or take it out"
        return
    war = s.war
    yield from _unknown("war.attacker", "actor", [war.attacker], s.actors)
    yield from _unknown("war.defender", "actor", [war.defender], s.actors)
    if war.attacker == war.defender:
        yield "war.defender", "it is the attacker too", "name another actor"
    if war.steps.value < 2:
        yield "war.steps", f"a ladder of {war.steps.value:g} steps", "write 2 or more"
    if not 0 < war.start.value < war.steps.value:
        yield (
            "war.start",
            f"{war.start.value:g} is not on the ladder",
            (f"write 1 to {war.steps.value - 1:g}"),
        )
    for end in ("collapse", "exhaustion"):
        terms = getattr(war, end).terms
        yield from _unknown(f"war.{end}.terms", "issue", terms, s.issues)
        for name, issue in s.issues.items():
            if name not in terms:
                yield f"war.{end}.terms", f"no option for {name}", "settle every issue"
            yield from _unknown(f"war.{end}.terms.{name}", "option", [terms[name]], issue.options)
    for part in ("trust", "threatening", "durability"):
        if getattr(s, part) is None:
            yield part, "a scenario with a war needs this table", f"add [{part}]"
    if s.actors[war.attacker].own_force.value + s.actors[war.attacker].partner_force.value <= 0:
        yield f"actors.{war.attacker}.own_force", "the attacker has no force", "write more than 0"
    if s.actors[war.defender].own_force.value <= 0:
        yield f"actors.{war.defender}.own_force", "the defender has no force", "write more than 0"


def _lever_faults(s: Scenario) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for holder, actor in s.actors.items():
        for name, lever in actor.levers.items():
            at = f"actors.{holder}.levers.{name}"
            if name in seen:
                yield at, f"{seen[name]} has a lever of that name too", "give it another name"
            seen[name] = holder
            yield from _unknown(f"{at}.on", "actor", [lever.on] if lever.on else [], s.actors)
            yield from _unknown(f"{at}.felt_by", "actor", lever.felt_by, s.actors)
            if lever.on is None and lever.kind in AIMED:
                yield f"{at}.on", f"a lever of kind {lever.kind!r} needs a target", "name an actor"
            if s.war is None:
                yield at, "levers work on a war", "add [war] or take it out"
            if lever.kind == "ultimatum" and holder != s.talks.mediator:
                yield at, "only the mediator can put an ultimatum", "move it to its profile"
    if seen and s.leverage is None:
        yield "leverage", "it is missing, and there are levers", "say how they are decided on"
    for ident, issue in s.issues.items():
        for name, option in issue.options.items():
            if option.needs_lever is not None:
                at = f"issues.{ident}.options.{name}.needs_lever"
                yield from _unknown(at, "lever", [option.needs_lever], seen)


def _track_faults(s: Scenario) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for ident, track in s.tracks.items():
        at = f"tracks.{ident}"
        yield from _unknown(f"{at}.participants", "actor", track.participants, s.actors)
        yield from _unknown(f"{at}.agenda", "issue", track.agenda, s.issues)
        sides = {s.war.attacker, s.war.defender} if s.war else set()
        if track.agenda and set(track.participants) != sides:
            yield (
                f"{at}.agenda",
                "only the belligerents bargain over issues on their own",
                ("name these two, or give agreements"),
            )
        if track.agreements and s.war is None:
            yield f"{at}.agreements", "they hold while a war goes on", "add [war] or take them out"
        for name, pact in track.agreements.items():
            place = f"{at}.agreements.{name}"
            if name in owner:
                yield place, f"{owner[name]} has an agreement of that name", "give another name"
            owner[name] = ident
            yield from _unknown(f"{place}.flows", "actor", pact.flows, s.actors)
            yield from _unknown(f"{place}.reluctance", "actor", pact.reluctance, track.participants)
    for ident, track in s.tracks.items():
        for name, pact in track.agreements.items():
            for key in ("after", "rival"):
                given, place = getattr(pact, key), f"tracks.{ident}.agreements.{name}.{key}"
                yield from _unknown(place, "agreement", [given] if given else [], owner)
    gate = [s.talks.gate] if s.talks.gate else []
    yield from _unknown("talks.gate", "agreement", gate, owner)
    if s.engagement is not None and s.war is None:
        yield "engagement", "leaving changes the course of a war", "add [war] or take it out"


def _strategy_faults(s: Scenario) -> Iterator[Fault]:
    """Refuse a strategy that the talks are not made for."""
    talks, two = s.talks, len(s.actors) == 2
    if talks.information == "closed" and s.war is not None:
        wrong = "in a war parties read one another's interests when they use their levers"
        yield "talks.information", wrong, 'write "public" or "open"'
    for ident, actor in s.actors.items():
        at, mind = f"actors.{ident}.strategy", actor.strategy
        if mind in ("zeuthen", "subgame_perfect") and (not two or s.war is not None):
            yield at, f"{mind!r} is for two parties without a war", "give it another strategy"
        if mind == "subgame_perfect" and talks.protocol != "alternating_offers":
            right = 'set talks.protocol = "alternating_offers"'
            yield at, f"{mind!r} is for offers in turns", right
        if mind == "subgame_perfect" and talks.cadence.value != 1:
            yield at, f"{mind!r} counts on an offer every round", "set talks.cadence to 1"
        if mind in ("logit", "zeuthen", "subgame_perfect") and talks.information == "closed":
            yield (
                at,
                f"{mind!r} reads the others' interests, which these talks hide",
                'give it another strategy, or set talks.information = "public"',
            )


def _source_faults(s: Scenario) -> Iterator[Fault]:
    cited = [(path, src) for path, q in s.quantities() for src in q.source]
    cited += [(f"promises[{n}]", src) for n, p in enumerate(s.promises) for src in p.source]
    cited += [
        (f"lenses.{name}.set.{path!r}", src)
        for name, lens in s.lenses.items()
        for path, change in lens.set.items()
        for src in change.source
    ]
    for path, source in cited:
        if source == "definition" or source.startswith(("doi:", "arXiv:", "https://")):
            continue
        if source.startswith("assumption:"):
            yield from _unknown(path, "assumption", [source.split(":", 1)[1]], s.assumptions)
        else:
            yield from _unknown(path, "source", [source], s.sources)
