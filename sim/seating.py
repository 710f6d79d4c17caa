"""Who plays how: strategies for parties, and the protocol of the talks, laid over a scenario."""

from collections.abc import Mapping
from typing import Any

from sim.coherence import check_coherence, nearest
from sim.errors import InputError
from sim.places import MINDS, PROCEDURES, PROTOCOLS, REGIMES
from sim.scenario import Actor, Scenario

ALL = "all"  # in place of a party: each of them that is not named
CHOICES = {"protocol": PROTOCOLS, "information": REGIMES, "procedure": PROCEDURES}


def arranged(
    scenario: Scenario,
    seats: Mapping[str, str] | None = None,
    where: str = "",
    **choices: str | None,
) -> Scenario:
    """Lay out the talks otherwise, and give parties other strategies.

    Parameters
    ----------
    seats
        Strategy (a name in ``sim.places.MINDS``) by party, in any case; ``all`` stands for every
        party that is not named.
    where
        What an error puts before the name of the choice, ``--`` say.
    choices
        ``protocol``, ``information`` and ``procedure`` of the talks; None as the scenario has it.

    Raises
    ------
    InputError
        If there is no such party, strategy or choice, or they do not fit one another.
    """
    wanted: dict[str, Any] = {key: value for key, value in choices.items() if value is not None}
    for key, value in wanted.items():
        if value not in CHOICES[key]:
            right = nearest(value, CHOICES[key])
            raise InputError(f"{where}{key}", f"there is no {value!r}", right)
    if not wanted and not seats:
        return scenario
    talks = scenario.talks.model_copy(update=wanted)
    actors = _seated(scenario, seats or {}, f"{where}seat")
    laid = scenario.model_copy(update={"talks": talks, "actors": actors})
    check_coherence(laid, f"{where}seat" if seats else f"{where}{next(iter(wanted))}")
    return laid


def _seated(scenario: Scenario, seats: Mapping[str, str], where: str) -> dict[str, Actor]:
    known = {name.casefold(): name for name in scenario.actors}
    given = {party.casefold(): mind for party, mind in seats.items()}
    for party, mind in seats.items():
        if party.casefold() not in {*known, ALL}:
            right = nearest(party, [*known.values(), ALL])
            raise InputError(where, f"there is no party {party!r}", right)
        if mind not in MINDS:
            raise InputError(where, f"there is no strategy {mind!r}", nearest(mind, MINDS))
    return {
        name: actor.model_copy(
            update={"strategy": given.get(name.casefold(), given.get(ALL, actor.strategy))}
        )
        for name, actor in scenario.actors.items()
    }
