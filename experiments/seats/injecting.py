"""What a lecturer can let happen in a talk: a party's lever pulled for it, or a plan that leaks."""

from sim.leverage import carry
from sim.negotiation import Negotiation
from sim.places import IN_FORCE
from sim.scenario import Scenario
from sim.setting import Setting

LEAK = "leak"


def known_injects(scenario: Scenario, setting: Setting) -> dict[str, str]:
    """List what can be let happen: a name, and what it means in a sentence.

    Levers come as ``PARTY.lever``. ``leak`` is a leaked plan: all but its drafter count the text
    on the table as promises broken by the mediator, as many as a broken promise weighs in the
    scenario (``trust.breach_weight``).
    """
    known = {}
    if scenario.war is not None:
        for party, actor in scenario.actors.items():
            for name, lever in actor.levers.items():
                if lever.enabled.value and lever.kind not in ("ultimatum", "sponsor"):
                    known[f"{party}.{name}"] = f"{actor.short} {lever.text}."
    if scenario.trust is not None:
        mediator = scenario.actors[scenario.talks.mediator].short
        known[LEAK] = f"A draft of {mediator} leaks: the others trust it less."
    return known


def inject(model: Negotiation, name: str, number: int) -> None:
    """Let something happen in a round that is about to begin; a lever in force stays so."""
    public, world = model.public, model.world
    if name == LEAK:
        mediator = public.book.mediator
        for seat in range(public.space.parties):
            if seat != mediator:
                world.broken[seat, mediator] += public.book.breach_weight
        return
    party, _, lever_name = name.partition(".")
    holder = model.setting.actors.index(party)
    for lever, known in enumerate(model.setting.levers):
        if known == lever_name and int(public.levers.holder[lever]) == holder:
            if not world.lever[lever, IN_FORCE]:
                uniform = model.luck.uniform[number]
                carry(public, world, model.mind.guess, lever, number, uniform)
            return
