"""What changed in a round, and why a negotiation went as it did: read off, never decided here."""

import itertools

from sim.places import BROKEN, IN_FORCE, LEFT, POLICY, SUSPENDED
from sim.record import Round
from sim.round import NOT_OVER, OVER
from sim.setting import Setting
from sim.table import Answer, Public, World


def happened(
    public: Public, setting: Setting, before: World, world: World, ended: int
) -> tuple[str, ...]:
    """Name what happened in a round, as codes that the story puts into words."""
    book, names, events = public.book, setting.actors, []
    if book.at_war and world.position[0] != before.position[0]:
        gained = book.attacker if world.position[0] < before.position[0] else book.defender
        events.append(f"advance:{names[gained]}")
    if ended == OVER:
        events.append("collapse" if world.position[0] <= 0 else "exhaustion")
    elif ended != NOT_OVER:
        events.append("wider_war")
    for seat, name in enumerate(names):
        if world.punished[seat] > before.punished[seat]:
            events.append(f"punished:{name}")
    for lever, name in enumerate(setting.levers):
        was = before.lever[lever]
        if was[IN_FORCE] and was[LEFT] == 1 and not world.lever[lever, IN_FORCE]:
            events.append(f"over:{name}")
    for pact, name in enumerate(setting.pacts):
        was, now = before.pact[pact], world.pact[pact]
        if was[IN_FORCE] and not now[IN_FORCE]:
            events.append(f"{'broken' if now[BROKEN] else 'lapsed'}:{name}")
        if now[SUSPENDED] > was[SUSPENDED] and public.pacts.enabled[pact]:
            events.append(f"suspended:{name}")
        elif was[SUSPENDED] > 0 and now[SUSPENDED] == 0:
            events.append(f"reopened:{name}")
    if before.at[POLICY] < 0 <= world.at[POLICY]:
        events.append(f"leaves:{setting.policies[world.at[POLICY]]}")
    elif world.at[POLICY] < 0 <= before.at[POLICY]:
        events.append("returns")
    for seat, name in enumerate(names):
        if world.credibility[seat] < before.credibility[seat]:
            events.append(f"bluffed:{name}")
    return tuple(events)


def turning_round(rounds: list[Round]) -> int | None:
    """Find the round of the text whose margin differed most from that of the text before."""
    texts = [
        (entry.number, entry.text)
        for entry in rounds
        if entry.text is not None and entry.text.kind != "offer"
    ]
    turns = [
        (abs(text.margin - before.margin), number)
        for (_, before), (number, text) in itertools.pairwise(texts)
    ]
    best = max(turns, key=lambda turn: turn[0], default=None)
    return best[1] if best and best[0] > 0.0 else None


def last_blocker(rounds: list[Round]) -> tuple[str | None, str | None, str | None]:
    """Name who blocked the last text and over what, and whose consent was the hardest to have."""
    texts = [entry.text for entry in rounds if entry.text is not None and entry.text.replies]
    if not texts:
        return None, None, None
    refusals = [r for r in texts[-1].replies if r.asked and not r.yes]
    if not refusals:
        return None, None, texts[-1].binding
    worst = min(refusals, key=lambda r: r.worth - r.bar)
    return worst.party, worst.objection, texts[-1].binding


def reason(answer: Answer, barred: bool) -> str:
    """Name why a party answered so: the comparison that decided it."""
    if barred:
        return "red_line"
    if answer.yes:
        return "clears_bar" if answer.worth >= answer.bar else "near_miss_accepted"
    if answer.worth >= answer.bar:  # though it may be below no deal: threat or resolve set the bar
        return "near_miss_refused"
    return "below_no_deal" if answer.worth < answer.no_deal else "below_bar"
