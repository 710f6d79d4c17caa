"""Compiled minds at the Mesa table decide as the readable ones do, bit by bit."""

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from agents import Delegate
from agents.mind import PLAIN
from agents.swift import SWIFT, at_hand, prepare
from sim import Negotiation, Scenario, load_scenario
from sim.places import MINDS
from sim.seating import arranged
from sim.table import Answer, Array, View
from tests.negotiation.small_worlds import small_world, small_worlds

LENSES = (None, "W")
PROTOCOL = {"logit": "single_text", "zeuthen": "monotonic_concession"}  # where it is at home


def alike(scenario: Scenario, delegates: dict[str, type[Delegate]] | None = None) -> None:
    plain, swift = (Negotiation(scenario, delegates, rng=3, swift=s) for s in (False, True))
    assert {d.mind for d in plain.delegates} == {PLAIN}
    assert {d.mind for d in swift.delegates} == {SWIFT}
    assert swift.run() == plain.run()


@pytest.mark.parametrize("lens", LENSES)
def test_the_flagship_has_the_same_record(lens: str | None) -> None:
    alike(load_scenario("ukraine", lens))


@given(small_worlds())
@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))
def test_any_small_world_has_the_same_record(scenario: Scenario) -> None:
    alike(scenario)


@pytest.mark.parametrize("mind", MINDS)
def test_every_strategy_decides_the_same(mind: str) -> None:
    two_alone = mind in ("zeuthen", "subgame_perfect")
    scenario = load_scenario("pie") if two_alone else small_world(4, war=mind == "logit")
    alike(arranged(scenario, {"all": mind}, protocol=PROTOCOL.get(mind), information="public"))


@pytest.mark.parametrize("protocol", ["alternating_offers", "monotonic_concession"])
@pytest.mark.parametrize("information", ["closed", "open"])
def test_every_way_to_talk_is_the_same(protocol: str, information: str) -> None:
    scenario = load_scenario("new_recruit")
    alike(arranged(scenario, None, protocol=protocol, information=information))


class Later(Delegate):
    """Asks its agent, and refuses all the same for a year."""

    def answer(self, view: View, text: Array, drafter: int, draw: float) -> Answer:
        own = super().answer(view, text, drafter, draw)
        return own._replace(yes=own.yes and view.round > 12)


def test_a_mind_of_ones_own_among_compiled_ones_has_the_same_record() -> None:
    alike(load_scenario("ukraine", "W"), delegates={"UA": Later})


def test_whether_minds_are_compiled_is_read_off_the_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    prepare()
    assert at_hand()
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert not at_hand()
