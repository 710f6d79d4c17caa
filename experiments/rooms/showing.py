"""What a room shows: to a team its own seat, to the lecturer how all stand; each field named."""

from typing import Any

from experiments.rooms.naming import shown
from experiments.rooms.room import PLAY, PREDICT, Room
from experiments.rooms.team import Team
from experiments.seats.picture import picture
from experiments.words import sentence


def for_team(room: Room, team: Team) -> dict[str, Any]:
    """Show a team its room and its seat, and nothing of another seat that isn't public."""
    scenario = room.plan.played
    seen: dict[str, Any] = {
        "code": shown(room.code),
        "team": team.name,
        "party": team.party,
        "party_name": sentence(scenario.actors[team.party].short),
        "phase": room.phase,
        "paused": room.paused,
        "moves": team.moves,
        "hints": team.hints,
        "advice": team.advice,
        "left": room.left(team),
        "stood_in": list(team.stood_in),
        "prediction": team.prediction,
        "news": list(room.news),
        "title": scenario.title,
        "codes": room.plan.codes,
        "neutral": room.plan.neutral,
        "table": _table(room, team.talk),
        "brief": room.first_brief(team) if room.phase == PREDICT else None,
        "seat": None,
    }
    if room.phase != PREDICT and team.talk < len(room.talks):
        seen["seat"] = picture(room.talks[team.talk], team.party)
    return seen


def _table(room: Room, number: int) -> list[dict[str, Any]]:
    """Say who sits at a talk: a team, or an agent."""
    told = []
    for party, actor in room.plan.played.actors.items():
        sits = [t for t in room.teams.values() if (t.talk, t.party) == (number, party)]
        who = sits[0].name if sits else "agent"
        told.append({
            "party": party, "name": sentence(actor.short), "who": who,
            "away": bool(sits and sits[0].away),
        })  # fmt: skip
    return told


def for_host(room: Room, address: str = "") -> dict[str, Any]:
    """Show the lecturer how all stand: no token, no private number."""
    told = []
    for team in room.teams.values():
        one: dict[str, Any] = {
            "team": team.name, "party": team.party, "talk": team.talk + 1, "moves": team.moves,
            "here": team.lines > 0, "away": team.away, "stood_in": len(team.stood_in),
            "predicted": team.prediction is not None, "left": room.left(team),
            "asked": team.question, "hints": team.hints, "advice": team.advice,
        }  # fmt: skip
        if team.talk < len(room.talks):
            talk = room.talks[team.talk]
            one |= {"round": talk.round, "over": talk.over}
        told.append(one)
    return {
        "code": shown(room.code),
        "address": address,
        "plan": room.plan.plain(),
        "title": room.plan.played.title,
        "codes": room.plan.codes,
        "neutral": room.plan.neutral,
        "parties": {n: sentence(a.short) for n, a in room.plan.played.actors.items()},
        "phase": room.phase,
        "paused": room.paused,
        "closing": room.closing,
        "time": round(room.time, 1),
        "teams": told,
        "predictions": sorted(
            t.prediction for t in room.teams.values() if t.prediction is not None
        ),
        "over": sum(talk.over for talk in room.talks),
        "talks": len(room.talks),
        "injects": room.plan.injects if room.phase == PLAY and not room.closing else {},
        "news": list(room.news),
    }
