"""Whose quarrel a scenario is: the two parties that pictures and pages set against each other."""

from sim.scenario import Scenario


def two_sides(scenario: Scenario) -> tuple[str, str]:
    """Name the attacker and the defender, or else the first two parties that don't mediate."""
    if scenario.war is not None:
        return scenario.war.attacker, scenario.war.defender
    others = [key for key in scenario.actors if key != scenario.talks.mediator]
    first, second = (others if len(others) > 1 else list(scenario.actors))[:2]
    return first, second


def usual_seat(scenario: Scenario) -> str:
    """Name the seat that a person takes who asks for none: the second of the two sides."""
    return two_sides(scenario)[1]
