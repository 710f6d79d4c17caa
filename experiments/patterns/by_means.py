"""Numbers by rule about means: leaving, forces, levers, side tracks, trust, what a refusal does."""

import numpy as np

from agents.strategies import interest, logit
from experiments.patterns.by_rules import Terms, best_compromise, seat, view_of
from experiments.patterns.pattern import Number
from sim import Negotiation
from sim.leaving import leave, policy_worth, stay_out
from sim.leverage import carry, settle
from sim.places import BREACH, IN_FORCE, OUT, POLICY, PURPOSES, RESUMED, SUSPENDED
from sim.rules.deal import text_hazard
from sim.rules.no_deal import no_deal_value
from sim.rules.war import odds, strength, wider_war_hazard
from sim.rules.worth import trust
from sim.scenario import Scenario
from sim.setting import Setting, first_world, setting
from sim.table import World
from sim.tracks import expected_gain, join, keep, meets


def leaving_worth(policy: str, *signed: str, blame: float = 0.5) -> Number:
    """Worth to the mediator of a way to leave (E21), by average tastes.

    On the table lies the text that is best for the worse-off belligerent.

    Parameters
    ----------
    signed
        Agreements in force.
    blame
        Share of the blame that the attacker bears.
    """

    def number(s: Scenario) -> float:
        names, world = setting(s), first_world(s)
        for pact in signed:
            world.pact[names.pacts.index(pact), IN_FORCE] = 1
        world.text[:] = best_compromise(s)
        world.blame[:] = (1.0 - blame) / (len(s.actors) - 1)
        world.blame[names.public.book.attacker] = blame
        settle(names.public, world)
        return float(policy_worth(names.public, world, _ones(names), names.policies.index(policy)))

    return number


def likelier(one: str, other: str, *signed: str, blame: float = 0.5) -> Number:
    """Worth of one way to leave less that of another: above 0, the likelier choice."""
    first, second = (leaving_worth(p, *signed, blame=blame) for p in (one, other))
    return lambda s: first(s) - second(s)


def aid_lost(s: Scenario) -> float:
    """Least aid that leaving takes away, over all policies but those that harden."""
    assert s.engagement is not None
    now = s.actors[s.talks.mediator].aid.value
    return min(now - p.aid.value for p in s.engagement.policies.values() if not p.hardens)


def resuming(after: int) -> Number:
    """Probability that resource talks resume in a round, so many rounds after the mediator left."""

    def chance(s: Scenario) -> float:
        names, draws = setting(s), np.linspace(0.0, 1.0, 101)[:-1]
        count = 0
        for draw in draws:
            world = first_world(s)
            world.at[POLICY], world.at[OUT] = names.policies.index("balanced"), after
            settle(names.public, world)
            stay_out(names.public, world, _ones(names), float(draw))
            count += int(world.at[RESUMED] > 0)
        return count / len(draws)

    return chance


def trust_after_exit(policy: str, one: str, other: str) -> Number:
    """Change of one party's trust in another when the mediator leaves so."""

    def change(s: Scenario) -> float:
        names, world = setting(s), first_world(s)
        before = trust_in(s, world, one, other)
        leave(names.public, world, names.policies.index(policy))
        return trust_in(s, world, one, other) - before

    return change


def trust_in(s: Scenario, world: World, one: str, other: str) -> float:
    """Trust of one party in another."""
    i, j = seat(s, one), seat(s, other)
    return float(trust(world.kept[i, j], world.broken[i, j]))


def _ones(names: Setting) -> np.ndarray:
    return np.ones((len(names.actors), len(names.issues)))


def force(party: str, **aid: float) -> Number:
    """Force of a side at given levels of aid by the parties named."""

    def number(s: Scenario) -> float:
        world = first_world(s)
        for giver, amount in aid.items():
            world.aid[seat(s, giver)] = amount
        return float(strength(setting(s).public, world, seat(s, party), -1))

    return number


def russias_odds(*signed: str) -> Number:
    """Odds of a step to the attacker, with these agreements in force."""

    def number(s: Scenario) -> float:
        names, world = setting(s), first_world(s)
        for pact in signed:
            world.pact[names.pacts.index(pact), IN_FORCE] = 1
        settle(names.public, world)
        return float(odds(names.public, world, -1))

    return number


def pressed(party: str, holder: str = "US", **levels: float) -> Number:
    """Change of a party's value of no deal when a holder goes to these levels.

    ``aid``, ``sanctions`` and ``strikes`` as fields of the world; by the true odds.
    """

    def change(s: Scenario) -> float:
        names, world = setting(s), first_world(s)
        before = _value(s, world, party)
        for field, amount in levels.items():
            getattr(world, field)[seat(s, holder)] = amount
        return _value(s, world, party) - before if names.public.book.at_war else 0.0

    return change


def _value(s: Scenario, world: World, party: str) -> float:
    names = setting(s)
    chance = float(odds(names.public, world, -1))
    return float(no_deal_value(names.public, world, _ones(names), chance, seat(s, party), -1))


def share_of_alternative(party: str, holder: str = "US", **levels: float) -> Number:
    """Size of such a change beside the value of no deal itself."""
    change = pressed(party, holder, **levels)
    return lambda s: abs(change(s)) / max(1e-9, abs(_value(s, first_world(s), party)))


def risk_of_wider_war(at: int, strikes: float = 0.0, aid: float = 1.0) -> Number:
    """Risk of a wider war in a round at a position of the front."""
    return lambda s: float(
        wider_war_hazard(
            s.war.wider_war_hazard.value, s.war.wider_war_slope.value, strikes, aid, at
        )
        if s.war
        else 0.0
    )


def log_risk(all_open: bool, over: bool) -> Number:
    """Log hazard of a plain text that leaves the core open, or passed over a party's head (E13)."""

    def number(s: Scenario) -> float:
        peril = setting(s).public.book.peril
        return float(text_hazard(peril, peril.base, 0.0, 0.0, all_open, over))

    return number


def trust_after(lever: str, one: str, other: str) -> Number:
    """Change of one party's trust in another when a lever is pulled."""

    def change(s: Scenario) -> float:
        world = first_world(s)
        before = trust_in(s, world, one, other)
        _pull(s, world, lever)
        return trust_in(s, world, one, other) - before

    return change


def credit_after(lever: str, party: str) -> Number:
    """Change of the credibility of the mediator's threat against a party by a lever of its own."""

    def change(s: Scenario) -> float:
        world = first_world(s)
        before = world.credibility.copy()
        _pull(s, world, lever)
        return float((world.credibility - before)[seat(s, party)])

    return change


def _pull(s: Scenario, world: World, lever: str, luck: float = 0.5) -> None:
    names = setting(s)
    width = 8 * (1 + max(len(names.levers), len(names.pacts)) // 8)
    uniform = np.full((PURPOSES, width), luck)
    carry(names.public, world, _ones(names), names.levers.index(lever), 0, uniform)


def raid_success(*signed: str) -> Number:
    """Probability that a raid gains a step, with these agreements in force."""

    def chance(s: Scenario) -> float:
        names, draws, count = setting(s), np.linspace(0.0, 1.0, 101)[:-1], 0
        for draw in draws:
            world = first_world(s)
            for pact in signed:
                world.pact[names.pacts.index(pact), IN_FORCE] = 1
            before = int(world.position[0])
            _pull(s, world, "raid", float(draw))
            count += int(world.position[0] > before)
        return count / len(draws)

    return chance


def rounds_until_meeting(pact: str, after: str) -> Number:
    """Count the rounds from a lever until the parties may meet on an agreement again."""

    def rounds(s: Scenario) -> float:
        names, world = setting(s), first_world(s)
        _pull(s, world, after)
        place = names.pacts.index(pact)
        for number in range(1, 49):
            world.pact[place, SUSPENDED] = max(0, world.pact[place, SUSPENDED] - 1)
            if meets(names.public, world, place, number):
                return float(number)
        return 49.0

    return rounds


def pact_gain(pact: str, party: str, number: int = 0) -> Number:
    """Find what a partial deal promises a party in a round, by its own reading of the war."""

    def gain(s: Scenario) -> float:
        names, world = setting(s), first_world(s)
        own = s.actors[party].optimism.value
        chance = float(odds(names.public, world, -1)) + own
        place = names.pacts.index(pact)
        return float(
            expected_gain(names.public, world, place, seat(s, party), chance, False, number)
        )

    return gain


def breach_risk(pact: str, number: int) -> Number:
    """Probability that an agreement in force is broken in a round."""

    def risk(s: Scenario) -> float:
        names, draws, count = setting(s), np.linspace(0.0, 1.0, 101)[:-1], 0
        place, model = names.pacts.index(pact), Negotiation(s, rng=1)
        for draw in draws:
            world = first_world(s)
            join(names.public, world, model.mind, place, 0)
            uniform = np.ones((PURPOSES, model.luck.uniform.shape[2]))
            uniform[BREACH, place] = draw
            keep(names.public, world, number, uniform)
            count += int(world.pact[place, IN_FORCE] == 0)
        return count / len(draws)

    return risk


def outlook_after_refusal(party: str) -> Number:
    """Change of the mediator's chance for its text once a party has refused it under sanctions."""

    def change(s: Scenario) -> float:
        model = Negotiation(s, rng=1)
        view = view_of(s, s.talks.mediator)
        view.world.text[:] = best_compromise(s)
        drafted = logit.draft(view)
        said = np.full(len(s.actors), -1, dtype=np.int64)  # of the others, nothing is learnt
        said[seat(s, party)] = 0
        view.world.sanctions[view.seat] = 1.0
        objections = np.full(len(s.actors), -1, dtype=np.int64)
        logit.take_note(view, drafted, said, objections, model.mind.guess)
        return float(logit.draft(view).chance - drafted.chance)

    return change


def withheld(pact: str, party: str) -> Number:
    """Share of an agreement's worth a round that it does not yield while the war lasts."""

    def share(s: Scenario) -> float:
        names, world = setting(s), first_world(s)
        place, at = names.pacts.index(pact), seat(s, party)
        world.pact[place, IN_FORCE] = 1
        settle(names.public, world)
        return 1.0 + float(world.flow[at]) / float(names.public.flows[place, at])

    return share


def chance_of_joining(pact: str, parties: tuple[str, ...], terms: Terms, number: int) -> Number:
    """Probability that all these parties join an agreement, with a text on the table."""

    def chance(s: Scenario) -> float:
        place, total = setting(s).pacts.index(pact), 1.0
        for party in parties:
            view = view_of(s, party, terms)._replace(round=number)
            total *= float(interest.sign_on(view, place, 0.5).probability)
        return total

    return chance


def least_flow(pact: str, *parties: str) -> Number:
    """Least worth a round of an agreement to these parties."""

    def number(s: Scenario) -> float:
        names = setting(s)
        row = names.public.flows[names.pacts.index(pact)]
        return float(min(row[seat(s, party)] for party in parties))

    return number


def taken_together(lever: str, one: str, other: str, then: str) -> Number:
    """Give the larger change by a lever of two trusts in ``other``: of ``one`` and of ``then``."""
    first, second = trust_after(lever, one, other), trust_after(lever, then, other)
    return lambda s: max(first(s), second(s))
