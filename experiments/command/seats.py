"""The options that say how the parties talk and decide: --protocol, --information, --seat."""

from typing import NamedTuple

from sim.errors import InputError
from sim.scenario import Scenario
from sim.seating import arranged


class Talks(NamedTuple):
    """What was asked for on the command line; None or empty where the scenario decides."""

    protocol: str | None = None
    information: str | None = None
    procedure: str | None = None
    seats: tuple[str, ...] = ()

    def laid_over(self, scenario: Scenario) -> Scenario:
        """Lay it over a scenario.

        Raises
        ------
        InputError
            In one sentence, for a name that there is not or a strategy that does not fit.
        """
        return arranged(
            scenario, parse_seats(self.seats), "--", protocol=self.protocol,
            information=self.information, procedure=self.procedure,
        )  # fmt: skip


def parse_seats(wishes: tuple[str, ...]) -> dict[str, str]:
    """Read PARTY=STRATEGY, as often as it was given."""
    seats = {}
    for wish in wishes:
        party, sign, mind = wish.partition("=")
        if not (sign and party.strip() and mind.strip()):
            raise InputError("--seat", f"{wish!r} is no seat", "write one such as RU=boulware")
        seats[party.strip()] = mind.strip()
    return seats
