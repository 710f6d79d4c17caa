"""What a mind of one's own may get wrong: each is told in one sentence that names its party."""

from typing import Any

import numpy as np
import pytest

from agents import Delegate
from sim import InputError, Negotiation, load_scenario


class ListOfOptions(Delegate):
    def draft(self, view: Any) -> Any:
        return super().draft(view)._replace(text=[0] * len(view.world.text))


class Shares(Delegate):
    def draft(self, view: Any) -> Any:
        return super().draft(view)._replace(text=np.full(len(view.world.text), 0.5))


class NoDraft(Delegate):
    def draft(self, view: Any) -> Any:
        return [0, 0]


class NoIssue(Delegate):
    def answer(self, view: Any, text: Any, drafter: int, draw: float) -> Any:
        return super().answer(view, text, drafter, draw)._replace(objection=77)


@pytest.mark.parametrize("swift", [False, True])
@pytest.mark.parametrize(
    ("mind", "told"),
    [
        (ListOfOptions, r"\[0, .* is no array of whole numbers; give np.array"),
        (Shares, "is no array of whole numbers"),
        (NoDraft, r"its draft \[0, 0\] is none; give a sim.table.Draft"),
        (NoIssue, "its objection 77 is no issue; give 0 to"),
        (3, "the mind of US, 3, is no Delegate"),
    ],
)
def test_a_mind_that_gives_nonsense_is_named(mind: Any, told: str, swift: bool) -> None:
    with pytest.raises(InputError, match=told):
        Negotiation(load_scenario("ukraine"), rng=1, delegates={"US": mind}, swift=swift).run()
