"""The Mesa model, the compiled loop and the same loop interpreted are one model, run by run."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings

from agents import Delegate
from sim import Negotiation, Scenario, load_scenario
from sim.columns import (
    BINDING,
    BLOCKER,
    COST,
    DRAFTER,
    END_ROUND,
    EXIT,
    EXIT_ROUND,
    FIRST_TEXT,
    HELD,
    OBJECTION,
    OUTCOME,
    OVER,
    POSITION,
    RETURNS,
    SIGNED,
    TEXTS,
    TURN,
    UTILITY,
)
from sim.loop import play_many
from sim.record import Record
from sim.rule import compiled, rule
from sim.rules.outcome import OUTCOMES
from sim.setting import setting
from tests.negotiation.engines import STRATEGY, Rows, interpreted, kernel, plain, rows
from tests.negotiation.small_worlds import checked, number, small_tree, small_world, small_worlds

UNSHRUNK = (Phase.explicit, Phase.generate)  # a failure needs two or three engines a try
LENSES = (None, "K", "W", "P", "R")
SEED = 7


def told(record: Record) -> dict[str, Any]:
    """What a record says, in the words of a row."""
    signed = [text for text in record.texts if text.signed]
    firsts = [
        r.number
        for r in record.rounds
        if r.offers or (r.text is not None and r.text.kind in ("main", "offer"))
    ]
    return {
        "outcome": record.outcome, "end": record.end_round, "signed": record.terms is not None,
        "held": record.held, "position": record.rounds[-1].position,
        "texts": len(record.texts), "blocker": record.blocked_by, "objection": record.objection,
        "binding": record.binding, "turn": record.turning_round, "over_head": record.over_head,
        "exit": record.exit_policy, "exit_round": record.exit_round,
        "returns": sum(r.events.count("returns") for r in record.rounds),
        "first_text": firsts[0] if firsts else None,
        "drafter": (signed or record.texts)[-1].drafter if record.texts else None,
        "terms": record.terms, "utility": record.utility, "cost": record.cost,
        "levers": record.levers, "agreements": record.agreements,
    }  # fmt: skip


def spelled(scenario: Scenario, out: Rows, run: int) -> dict[str, Any]:
    """What a row of numbers says, in the words of the scenario."""
    names, whole = setting(scenario), out.whole[run].tolist()

    def word(column: int, words: tuple[str, ...]) -> str | None:
        return words[whole[column]] if whole[column] >= 0 else None

    def since(words: tuple[str, ...], rounds: np.ndarray) -> dict[str, int]:
        return {word: at for word, at in zip(words, rounds.tolist(), strict=True) if at >= 0}

    terms = {
        issue: options[choice]
        for issue, options, choice in zip(names.issues, names.options, out.terms[run], strict=True)
        if choice >= 0
    }
    utility, cost = (
        dict(zip(names.actors, out.real[run, row].tolist(), strict=True)) for row in (UTILITY, COST)
    )
    return {
        "outcome": OUTCOMES[whole[OUTCOME]], "end": whole[END_ROUND],
        "signed": bool(whole[SIGNED]), "held": whole[HELD] if whole[HELD] >= 0 else None,
        "position": whole[POSITION], "texts": whole[TEXTS],
        "blocker": word(BLOCKER, names.actors), "objection": word(OBJECTION, names.issues),
        "binding": word(BINDING, names.actors), "turn": whole[TURN] if whole[TURN] >= 0 else None,
        "over_head": bool(whole[OVER]), "exit": word(EXIT, names.policies),
        "exit_round": whole[EXIT_ROUND] if whole[EXIT] >= 0 else None, "returns": whole[RETURNS],
        "first_text": whole[FIRST_TEXT] if whole[FIRST_TEXT] >= 0 else None,
        "drafter": word(DRAFTER, names.actors), "terms": terms or None, "utility": utility,
        "cost": cost, "levers": since(names.levers, out.since[run, : len(names.levers)]),
        "agreements": since(names.pacts, out.since[run, len(names.levers) :]),
    }  # fmt: skip


def same(one: Rows, other: Rows) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("lens", LENSES)
def test_the_flagship_is_the_same_in_both_engines(lens: str | None) -> None:
    scenario = load_scenario("ukraine", lens)
    out = rows(kernel(), scenario, SEED, range(4))
    for replicate in range(4):
        record = Negotiation(scenario, rng=SEED, replicate=replicate).run()
        assert told(record) == spelled(scenario, out, replicate)


def test_the_runs_compared_are_not_all_alike() -> None:
    ends = [rows(kernel(), load_scenario("ukraine", lens), SEED, range(4)) for lens in LENSES]
    whole = np.concatenate([out.whole for out in ends])
    assert len(set(whole[:, OUTCOME])) >= 3
    assert 0 < whole[:, SIGNED].sum() < len(whole)


def agree(scenario: Scenario) -> None:
    """Compare two runs in the Mesa model, the compiled loop and the interpreted one."""
    out = rows(kernel(), scenario, SEED, range(2))
    assert same(out, rows(plain(), scenario, SEED, range(2)))
    for replicate in range(2):
        record = Negotiation(scenario, rng=SEED, replicate=replicate).run()
        assert told(record) == spelled(scenario, out, replicate)


@settings(max_examples=25)
@given(small_worlds(means=False))
def test_a_small_world_is_the_same_in_all_engines(scenario: Scenario) -> None:
    agree(scenario)


@settings(max_examples=50, phases=UNSHRUNK)
@given(small_worlds(war=True, means=True))
def test_so_is_one_with_levers_and_side_tracks(scenario: Scenario) -> None:
    agree(scenario)


Decisions = dict[tuple[Any, ...], Any]
CHOICES = ("draft", "answer", "pull", "sign_on", "part")


def noted(decisions: Decisions, name: str, view: Any, which: Any, choice: Any) -> Any:
    """Keep a decision under its round, kind and seat, and the lever or agreement it is about."""
    about = (which,) if name in ("pull", "sign_on") else ()
    parts = choice if isinstance(choice, tuple) else (choice,)
    flat = [part.tolist() if isinstance(part, np.ndarray) else part for part in parts]
    decisions[(view.round, name, view.seat, *about)] = flat
    return choice


def decided_in_the_loop(scenario: Scenario) -> Decisions:
    decisions: Decisions = {}

    def listening(name: str) -> Any:
        def decide(view: Any, *given: Any) -> Any:
            which = given[0] if given else None
            return noted(decisions, name, view, which, STRATEGY[name](view, *given))

        return decide

    loop = interpreted(play_many, **STRATEGY | {name: listening(name) for name in CHOICES})
    rows(loop, scenario, SEED, range(1))
    return decisions


def decided_at_the_table(scenario: Scenario) -> Decisions:
    decisions: Decisions = {}

    def listening(name: str) -> Any:
        def decide(self: Delegate, view: Any, *given: Any) -> Any:
            which = given[0] if given else None
            return noted(decisions, name, view, which, getattr(Delegate, name)(self, view, *given))

        return decide

    ear = type("Ear", (Delegate,), {name: listening(name) for name in CHOICES})
    Negotiation(scenario, dict.fromkeys(scenario.actors, ear), rng=SEED).run()
    return decisions


@settings(max_examples=50, phases=UNSHRUNK)
@given(small_worlds(war=True, means=True))
def test_every_decision_is_the_same_at_the_table_and_in_the_loop(scenario: Scenario) -> None:
    """The table asks those too whose yes a text doesn't need; else the decisions are the same."""
    loop, table = decided_in_the_loop(scenario), decided_at_the_table(scenario)
    assert {key: table.get(key) for key in loop} == loop
    assert {key[1] for key in table.keys() - loop.keys()} <= {"answer"}


def test_small_worlds_use_all_their_means() -> None:
    """Every lever, agreement, policy and kind of text turns up in the worlds compared."""
    seen: set[str] = set()
    for seed in range(140):
        record = Negotiation(small_world(seed, parties=3 + seed % 2, means=True), rng=SEED).run()
        seen |= {*record.levers, *record.agreements} | {text.kind for text in record.texts}
        seen |= {f"over {text.over_head}" for text in record.texts if text.signed}
        seen |= {event for round_ in record.rounds for event in round_.events if event == "returns"}
        seen |= {str(record.exit_policy)}
    everything = {
        "cut", "raise", "sanctions", "strikes", "relief", "ultimatum", "offensive", "grid", "raid",
        "replace", "rally", "sponsor", "missions", "resources", "summit", "first", "fair",
        "moratorium", "truce", "press", "harden", "wash", "returns", "over P2",
        "main", "counter", "direct",
    }  # fmt: skip
    assert everything <= seen


def test_a_sponsor_drafts_a_main_text_whatever_was_tabled_before() -> None:
    """The belligerents' own talks come first; then a third party thinks of tabling a text."""
    tree = small_tree(17, parties=4, means=True, opens=number(6, "rounds"))
    tree["tracks"] = {"direct": tree["tracks"]["direct"] | {
        "opens": number(0, "rounds"), "enabled": number(1, "switch"), "agenda": ["I1"],
    }}  # fmt: skip
    tree["talks"].pop("gate", None)
    for name, actor in tree["actors"].items():
        actor["levers"] = {n: e for n, e in actor["levers"].items() if n == "sponsor"}
        if name == "P3":
            actor["levers"]["sponsor"] |= {
                "enabled": number(1, "switch"), "script": number(-1, "round"),
            }  # fmt: skip
    for option in tree["issues"]["I0"]["options"].values():
        option.pop("needs_lever", None)
    scenario = checked(tree)
    loop, table = decided_in_the_loop(scenario), decided_at_the_table(scenario)
    assert any(key[1] == "pull" and key[0] > 0 for key in loop)
    assert {key: table.get(key) for key in loop} == loop


@pytest.mark.parametrize("kind", ["amendment", "nash", "egalitarian", "kalai_smorodinsky"])
@pytest.mark.parametrize("war", [False, True])
def test_other_procedures_and_aims_are_the_same_too(kind: str, war: bool) -> None:
    talks = {"procedure" if kind == "amendment" else "aim": kind}
    for seed in range(4):
        scenario = small_world(seed, war=war, **talks)
        out = rows(kernel(), scenario, SEED, range(2))
        for replicate in range(2):
            record = Negotiation(scenario, rng=SEED, replicate=replicate).run()
            assert told(record) == spelled(scenario, out, replicate)


def test_compiling_changes_no_bit_of_the_flagship() -> None:
    both = [rows(loop, load_scenario(), SEED, range(3)) for loop in (kernel(), plain())]
    assert same(*both)


@pytest.mark.parametrize("cuts", [(1, 2, 3, 4, 5, 6, 7), (3,), (5, 6)])
def test_chunks_do_not_matter(cuts: tuple[int, ...]) -> None:
    scenario = load_scenario()
    whole = rows(kernel(), scenario, SEED, range(8))
    edges = (0, *cuts, 8)
    parts = [rows(kernel(), scenario, SEED, range(a, b)) for a, b in pairwise(edges)]
    joined = Rows(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    assert same(whole, joined)


def test_order_of_replicates_does_not_matter() -> None:
    scenario = load_scenario()
    ahead = rows(kernel(), scenario, SEED, range(8))
    back = rows(kernel(), scenario, SEED, range(7, -1, -1))
    assert same(ahead, Rows(*(column[::-1] for column in back)))


def test_a_run_leaves_the_first_world_alone() -> None:
    """The same arrays go in twice, so a loop that wrote into them would differ the second time."""
    scenario = small_world(3)
    assert same(*(rows(kernel(), scenario, SEED, range(4)) for _ in range(2)))


@rule
def chosen(x: float) -> float:
    """Stand for a strategy."""
    return x


@rule
def one_more(x: float) -> float:
    """Decide one way."""
    return x + 1.0


@rule
def one_less(x: float) -> float:
    """Decide another way."""
    return x - 1.0


@rule
def decide(x: float) -> float:
    """Ask the strategy that is bound."""
    return chosen(x)


def test_another_strategy_gets_its_own_kernel() -> None:
    """Kernels are cached on disk: one strategy must never be served for another."""
    both = [compiled(decide, chosen=mind)(10.0) for mind in (one_more, one_less)]
    assert both == [11.0, 9.0]
    assert [interpreted(decide, chosen=mind)(10.0) for mind in (one_more, one_less)] == both
