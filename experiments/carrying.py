"""A scenario as text, to hand to another process or to remember results by."""

import json

from sim.scenario import Scenario


def as_text(scenario: Scenario) -> str:
    """Write a scenario so that ``Scenario.model_validate_json`` reads it again.

    Infinite numbers too: pydantic's own JSON writes them as null, which is no number.
    """
    return json.dumps(scenario.model_dump(mode="json"), ensure_ascii=False)
