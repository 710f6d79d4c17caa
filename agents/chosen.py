"""Each party by its own strategy: the one that the scenario gives it.

Halved and halved again, so that compiled rules find a strategy in a few steps (a long chain of ifs
is too much for the compiler).
"""

from agents.strategies.hardliner import answer as hardliner_answer
from agents.strategies.hardliner import draft as hardliner_draft
from agents.strategies.logit import answer as logit_answer
from agents.strategies.logit import draft as logit_draft
from agents.strategies.micro import answer as micro_answer
from agents.strategies.micro import draft as micro_draft
from agents.strategies.rational import answer as rational_answer
from agents.strategies.rational import draft as rational_draft
from agents.strategies.subgame_perfect import answer as subgame_perfect_answer
from agents.strategies.subgame_perfect import draft as subgame_perfect_draft
from agents.strategies.time_dependent import answer as time_dependent_answer
from agents.strategies.time_dependent import draft as time_dependent_draft
from agents.strategies.tit_for_tat import answer as tit_for_tat_answer
from agents.strategies.tit_for_tat import draft as tit_for_tat_draft
from agents.strategies.trade_off import answer as trade_off_answer
from agents.strategies.trade_off import draft as trade_off_draft
from agents.strategies.zeuthen import answer as zeuthen_answer
from agents.strategies.zeuthen import draft as zeuthen_draft
from sim.places import (
    AVERAGED_TFT,
    CONCEDER,
    HARDLINER,
    LOGIT,
    MICRO,
    RATIONAL,
    TRADE_OFF,
    ZEUTHEN,
)
from sim.rule import rule
from sim.table import Answer, Array, Draft, View


@rule
def draft(view: View) -> Draft:
    """Table a text by the party's own strategy."""
    mind = view.public.who.mind[view.seat]
    if mind == LOGIT:
        return logit_draft(view)
    if mind <= AVERAGED_TFT:
        return time_dependent_draft(view) if mind <= CONCEDER else tit_for_tat_draft(view)
    if mind <= RATIONAL:
        return hardliner_draft(view) if mind == HARDLINER else rational_draft(view)
    if mind <= TRADE_OFF:
        return micro_draft(view) if mind == MICRO else trade_off_draft(view)
    return zeuthen_draft(view) if mind == ZEUTHEN else subgame_perfect_draft(view)


@rule
def answer(view: View, text: Array, drafter: int, draw: float) -> Answer:
    """Answer a text by the party's own strategy; ``draw`` is for those that answer by chance."""
    mind = view.public.who.mind[view.seat]
    if mind == LOGIT:
        return logit_answer(view, text, drafter, draw)
    if mind <= AVERAGED_TFT:
        if mind <= CONCEDER:
            return time_dependent_answer(view, text, drafter)
        return tit_for_tat_answer(view, text, drafter)
    if mind <= RATIONAL:
        if mind == HARDLINER:
            return hardliner_answer(view, text, drafter)
        return rational_answer(view, text, drafter)
    if mind <= TRADE_OFF:
        if mind == MICRO:
            return micro_answer(view, text, drafter)
        return trade_off_answer(view, text, drafter)
    if mind == ZEUTHEN:
        return zeuthen_answer(view, text, drafter)
    return subgame_perfect_answer(view, text, drafter)
