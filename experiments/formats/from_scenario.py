"""From a scenario to the table that other tools know, and what is lost on the way."""

from experiments.formats.table import Consent, Issue, Party, Table
from sim.quantity import UNITS
from sim.scenario import Actor, Scenario
from sim.setting import setting
from sim.solutions import packages, worths


def to_table(scenario: Scenario) -> tuple[Table, list[str]]:
    """Give a scenario's table, and sentences that say what it leaves out.

    Options that are off the table are left out with their numbers. A deferred option is worth
    what it is today. With a war, no deal is worth what an unbiased observer makes of the first
    round (E6); packages are worth their terms, taken at their word.
    """
    space = setting(scenario).public.space
    offered = [
        [k for k in range(len(issue.options)) if space.offered[j, k]]
        for j, issue in enumerate(scenario.issues.values())
    ]
    issues = []
    for issue, places in zip(scenario.issues.values(), offered, strict=True):
        listed = list(issue.options.items())
        shown = [listed[k] for k in places]
        shorts = tuple(option.short or key for key, option in shown)
        issues.append(Issue(issue.name, tuple(option.text for _, option in shown), shorts))
    fallback = _no_deal(scenario)
    parties = []
    for p, actor in enumerate(scenario.actors.values()):
        cells = [(j, n, k) for j, places in enumerate(offered) for n, k in enumerate(places)]
        prices = {(j, n): _tidy(space.penalty[p, j, k]) for j, n, k in cells}
        parties.append(
            Party(
                name=actor.name,
                weights=(1.0,) * len(issues),
                values=tuple(
                    tuple(_tidy(space.value[p, j, k]) for k in places)
                    for j, places in enumerate(offered)
                ),
                reservation=fallback[p],
                prices={spot: price for spot, price in prices.items() if price},
                never=frozenset(
                    (j, n) for j, n, k in cells if int(space.ballot.barred[j, k]) >> p & 1
                ),
                discount=_discount(scenario, actor),
            )
        )
    table = Table(
        name=scenario.name, title=scenario.title, issues=tuple(issues), parties=tuple(parties),
        consent=_consent(scenario, offered),
        drafter=list(scenario.actors).index(scenario.talks.mediator),
        scale=scenario.scale, about=" ".join(scenario.about.split()),
    )  # fmt: skip
    return table, _left_out(scenario, offered)


def _no_deal(scenario: Scenario) -> list[float]:
    if scenario.war is None:
        return [actor.reservation.value for actor in scenario.actors.values()]
    first = packages(scenario)[:1]
    return [_tidy(value) for value in worths(scenario, first, interpreted=True).no_deal]


def _tidy(value: float) -> float:
    """Take the last bit off a product, so that 0.1 x 0.7 is written 0.07."""
    return float(f"{value:.15g}")


def _discount(scenario: Scenario, actor: Actor) -> float | None:
    """Give what a deal keeps with each round, where the scenario's talks are discounted."""
    if not scenario.talks.discounted.value or actor.discount.value >= UNITS["discount/round"][1]:
        return None
    return actor.discount.value


def _consent(scenario: Scenario, offered: list[list[int]]) -> Consent:
    names, rule = list(scenario.actors), scenario.consent.rule
    if rule == "unanimity":
        return Consent()
    if rule == "quota":
        vetoes = tuple(names.index(name) for name in scenario.consent.vetoes)
        return Consent("quota", int(scenario.consent.quota.value), vetoes)
    core = tuple(names.index(name) for name in scenario.consent.core)
    owners = []
    for issue, places in zip(scenario.issues.values(), offered, strict=True):
        options = list(issue.options.values())
        rows = []
        for k in places:
            needed = [*options[k].consent, *(issue.owners if k > 0 else ())]
            rows.append(tuple(sorted({names.index(name) for name in needed})))
        owners.append(tuple(rows))
    return Consent("owners", 0, core, tuple(owners))


def _left_out(scenario: Scenario, offered: list[list[int]]) -> list[str]:
    lost = []
    if scenario.war is not None:
        lost.append(
            "the war and what trust, threats and durability do in it; no deal is worth what an "
            "unbiased observer makes of the first round"
        )
    hidden = sum(len(i.options) for i in scenario.issues.values()) - sum(map(len, offered))
    if hidden:
        lost.append(f"options that are off the table ({hidden})")
    levers = [name for actor in scenario.actors.values() for name in actor.levers]
    if levers:
        lost.append(f"levers ({len(levers)})")
    if scenario.tracks:
        lost.append(f"side tracks ({len(scenario.tracks)})")
    if scenario.promises:
        lost.append(f"doubts about promises ({len(scenario.promises)}): all are believed")
    deferred = [o for i in scenario.issues.values() for o in i.options.values() if o.deferral]
    if deferred:
        lost.append("that a title is put off: it is worth what it is worth today")
    return lost
