"""The decisions that a delegate leaves to the built-in minds, and the rules that make them."""

from collections.abc import Callable
from typing import NamedTuple

from agents import chosen
from agents.strategies import interest, logit
from sim.table import Answer, Draft, Joined, Move


class Mind(NamedTuple):
    """One rule for each thing that a party is asked at the table."""

    draft: Callable[..., Draft]
    answer: Callable[..., Answer]
    take_note: Callable[..., None]
    read: Callable[..., Draft]
    pull: Callable[..., Move]
    sign_on: Callable[..., Joined]
    part: Callable[..., int]


PLAIN = Mind(
    chosen.draft, chosen.answer, logit.take_note, logit.read,
    interest.pull, interest.sign_on, interest.part,
)  # fmt: skip
