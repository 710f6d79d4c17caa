"""Limiting cases of the engine's decision rules, in plain Python, against the oracles 02 to 10."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from agents.strategies import logit
from sim import solutions
from sim.places import MAIN
from sim.round import look, minds
from sim.rules.consent import excluded, needed, passes
from sim.rules.deal import hazard, war_after, worths
from sim.rules.war import ladder_step
from sim.scenario import Scenario
from sim.setting import first_world, setting
from sim.table import View
from tests.limits.worlds import bare, built, example, number, plain, plain_taste, scenarios, tabled
from tests.oracles import bargaining_range, consent, deferral, ladder, reliability
from tests.oracles import logit as noisy
from tests.oracles import solutions as oracle

QUICK = settings(max_examples=120, deadline=None)
STANDARDS = ("nash", "egalitarian", "kalai_smorodinsky", "utilitarian")


def seen(scenario: Scenario, seat: int, number_of_round: int = 0) -> View:
    """Show a seat the first table, its resolve and tastes at their means."""
    parts, world = setting(scenario), first_world(scenario)
    space = parts.public.space
    mind = minds(parts.public, np.zeros((1 + space.issues, space.parties)))
    return look(parts.public, parts.private, world, mind, seat, number_of_round, MAIN)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[dict[str, list[float]]], list[float]]:
    """Draw a war-free table of 2 to 4 parties: tenths, so that ties are common."""
    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    tenth = st.integers(-10, 10).map(lambda k: k / 10)
    parties = draw(st.integers(2, 4))
    rows = [
        {f"I{i}": draw(st.lists(tenth, min_size=n, max_size=n)) for i, n in enumerate(counts)}
        for _ in range(parties)
    ]
    return rows, [draw(tenth) - 0.5 for _ in range(parties)]


def criterion(aim: str, u: np.ndarray, d: np.ndarray, row: int) -> float:
    """Measure a package by a standard; Kalai and Smorodinsky at their first level."""
    gains = u - d
    rational = gains[(gains >= 0).all(axis=1)]
    if aim == "nash":
        return float(np.prod(gains[row]))
    if aim == "utilitarian":
        return float(gains[row].sum())
    return float((gains[row] / (rational.max(axis=0) if aim[0] == "k" else 1.0)).min())


@pytest.mark.parametrize("aim", STANDARDS)
@QUICK
@given(tables())
def test_02_a_neutral_mediator_tables_the_solution(
    aim: str, table: tuple[list[dict[str, list[float]]], list[float]]
) -> None:
    """The criterion reaches the oracle's best, to 1e-9; none is tabled if the best is no gain."""
    rows, least = table
    tree = plain(rows, least)
    tree["talks"]["aim"] = aim
    scenario = built(tree)
    choices = oracle.packages([len(row) for row in rows[0].values()])
    u = oracle.additive_utilities(choices, [list(row.values()) for row in rows])
    u, d = np.round(u, 9), np.round(least, 9)  # tenths: what equals no deal does so in both
    best = getattr(oracle, aim)(u, d)
    if aim == "kalai_smorodinsky":  # the engine leaves out who can gain nothing
        gains = (u - d)[oracle.individually_rational(u, d)]
        assume(len(gains) > 0 and bool((gains.max(axis=0) > 1e-6).all()))
    drafted = logit.draft(seen(scenario, 0))
    value = criterion(aim, u, d, best[0]) if best.size else 0.0
    if value <= 1e-9:
        assert math.exp(drafted.score) < 1e-9
        return
    row = int(np.flatnonzero((choices == drafted.text).all(axis=1))[0])
    assert criterion(aim, u, d, row) == pytest.approx(value, abs=1e-9)
    assert math.exp(drafted.score) == pytest.approx(value, abs=1e-9)


def pie(shares: int, least: list[float], **talks: object) -> dict:  # type: ignore[type-arg]
    """Divide a pie between P0 and P1 before a mediator P2 that gains 1 by any text."""
    rows = [{} for _ in range(3)]
    # a single issue holds at most as many options as there are letters: write its digits apart
    digits = int(math.log2(shares))
    for k in range(digits):
        part = 2**k / shares
        rows[0][f"I{k}"], rows[1][f"I{k}"], rows[2][f"I{k}"] = [0.0, part], [0.0, -part], [0.0, 0.0]
    rows[0]["REST"], rows[1]["REST"] = [0.0, 1 / shares], [1.0, 1.0 - 1 / shares]
    rows[2]["REST"] = [0.0, 0.0]
    tree = plain(rows, [*least, -1.0], mediator="P2")
    tree["talks"] |= talks
    return tree


EIGHTHS = st.integers(0, 16).map(lambda k: k / 16)


@settings(max_examples=200, deadline=None)
@given(EIGHTHS, EIGHTHS, EIGHTHS, EIGHTHS, st.sampled_from([2, 4, 16]))
def test_04_agreement_iff_the_bargaining_range_is_not_empty(
    p1: float, p2: float, c1: float, c2: float, shares: int
) -> None:
    """Sixteenths are exact in binary, so that the edges of the range are tried too: exact."""
    scenario = built(pie(shares, [p1 - c1, 1 - p2 - c2]))
    possible = bargaining_range.acceptable_shares(np.arange(shares + 1) / shares, p1, p2, c1, c2)
    drafted = logit.draft(seen(scenario, 2))
    assert (drafted.score > -math.inf) == (possible.size > 0)
    if shares == 16 and possible.size == 0:
        assert not bargaining_range.range_exists(p1, p2, c1, c2)
    if possible.size:
        assert drafted.worth[0] in possible
        for seat in (0, 1):
            assert logit.answer(seen(scenario, seat), drafted.text, 2, 0.999999).yes
    else:
        for digits in product((0, 1), repeat=len(drafted.text)):
            text = np.array(digits)
            replies = [logit.answer(seen(scenario, seat), text, 2, 0.0).yes for seat in (0, 1)]
            assert not all(replies)


def test_05_without_talks_the_war_ends_as_the_ladder_says() -> None:
    """3,000 walks by the rule: shares within 4 standard errors, durations too."""
    pace, odds, steps, start, runs = 0.5, 0.55, 6, 3, 3000
    rng = np.random.default_rng(5)
    down, rounds = 0, []
    for _ in range(runs):
        position, count = start, 0
        while 0 < position < steps:
            position, count = ladder_step(position, pace, odds, rng.random()), count + 1
        down += position == 0
        rounds.append(count)
    wanted = ladder.absorption(steps, pace, odds)[start, 0]
    assert down / runs == pytest.approx(wanted, abs=4 * math.sqrt(wanted * (1 - wanted) / runs))
    mean = ladder.duration(steps, pace, odds)[start]
    assert np.mean(rounds) == pytest.approx(mean, abs=4 * np.std(rounds) / math.sqrt(runs))


@QUICK
@given(
    st.floats(-0.3, 0.3), st.floats(-0.3, 0.3), st.floats(2, 120), st.floats(0, 1, exclude_max=True)
)
def test_06_one_text_is_a_logit_choice(a: float, b: float, slope: float, draw: float) -> None:
    """Chances to 1e-12; the drafter's score is its gain times their product, to 1e-9."""
    rows = [{"X": [a]}, {"X": [b]}, {"X": [0.5]}]
    scenario = built(plain(rows, [0.0, 0.0, 0.0], "P2") | {"consent": {"rule": "unanimity"}})
    scenario = scenario.model_copy(
        update={"talks": scenario.talks.model_copy(
            update={"precision": scenario.talks.precision.moved(slope)}
        )}
    )  # fmt: skip
    text, chances = np.zeros(1, dtype=np.int64), []
    for seat, worth in ((0, a), (1, b)):
        reply = logit.answer(seen(scenario, seat), text, 2, draw)
        chances.append(noisy.acceptance_probability(worth, 0.0, slope))
        assert reply.probability == pytest.approx(chances[-1], abs=1e-12)
        assert reply.yes == (draw < reply.probability)
    assert logit.answer(seen(scenario, 2), text, 2, 0.999).yes
    score = logit.draft(seen(scenario, 2)).score
    assert score == pytest.approx(math.log(0.5) + sum(map(math.log, chances)), abs=1e-9)


@pytest.mark.parametrize(("beta0", "beta1"), [(1.0, 1.0), (0.4, 0.5), (0.4, 2.0), (3.0, 1.5)])
def test_07_concession_curves_cross_in_the_round_that_faratin_gives(
    beta0: float, beta1: float
) -> None:
    """Who claim all of a pie of 64 and come down: the first text is tabled when claims fit."""
    tree, horizon = pie(64, [0.0, 0.0], rounds=number(40, "rounds")), 40
    for name, beta in (("P0", beta0), ("P1", beta1)):
        tree["actors"][name]["aspiration"] = number(1.0, "share")
        tree["actors"][name]["concession"] = number(beta, "exponent")
    scenario = built(tree)
    slices = np.arange(65) / 64
    for t in range(0, horizon, 2):
        claims = [1 - (t / horizon) ** (1 / beta) for beta in (beta0, beta1)]
        fits = ((slices >= claims[0] - 1e-9) & (1 - slices >= claims[1] - 1e-9)).any()
        assert (logit.draft(seen(scenario, 2, t)).score > -math.inf) == fits


@QUICK
@given(scenarios(issues=(1, 3)))
def test_08_the_feasible_set(scenario: Scenario) -> None:
    """Packages that pass by ``solutions``, by the engine's rules and by the oracle: the same."""
    table = tabled(scenario)
    space, names = table.public.space, list(scenario.actors)
    choices = solutions.packages(scenario)
    u = solutions.worths(scenario, choices, interpreted=True).worth
    bars = table.view.blocked
    mask = solutions.feasible(scenario, u, bars)
    hard = np.array([excluded(space.ballot, text) for text in choices])
    yes = consent.accepts(u, bars - 1e-12) & ~((hard[:, None] >> np.arange(len(names))) & 1 > 0)
    for row, text in enumerate(choices):
        said = sum(1 << party for party in range(len(names)) if yes[row, party])
        assert mask[row] == passes(space.ballot, said, needed(space.ballot, text))
    if scenario.consent.rule == "unanimity":
        assert (mask == consent.unanimous(yes)).all()
    if scenario.consent.rule == "quota":
        vetoes = [names.index(name) for name in scenario.consent.vetoes]
        assert (mask == consent.quota_with_vetoes(yes, space.ballot.quota, vetoes)).all()


def calm_war(risk: float) -> Scenario:
    """Make the example's peace a constant hazard: even trust, nothing else that matters."""
    tree = example()
    for key in ("mistrust", "guarantee", "left_open"):
        tree["durability"][key] = number(0, "log-hazard")
    tree["durability"] |= {
        "dissatisfaction": number(0, "log-hazard/utility"),
        "hazard": number(risk, "prob."),
    }
    return built(tree)


@pytest.mark.parametrize("risk", [0.002, 0.016, 0.2])
def test_09_a_constant_hazard_weighs_peace_against_war(risk: float) -> None:
    """Every text, every party, by adding up rounds: to 1e-9; survival of 72 rounds too."""
    scenario = calm_war(risk)
    public, _, view = tabled(scenario)
    assert hazard(view.calm[0]) == pytest.approx(risk, rel=1e-9)
    alive = (1 - hazard(view.calm[0])) ** 72
    assert alive == pytest.approx(reliability.geometric_survival(risk, 72), abs=1e-9)
    worth = np.zeros(4)
    for text in solutions.packages(scenario):
        worths(public, view, text, worth)
        index = int((public.space.stride * text).sum())
        for party in range(4):
            price = sum(view.price[party, i, o] for i, o in enumerate(text))
            terms = [(view.net + view.price)[party, i, o] for i, o in enumerate(text)]
            wanted = reliability.deal_value_by_series(
                public.who.discount[party], [risk], sum(terms) + public.who.legacy[party],
                war_after(public, view, index, party),
            )  # fmt: skip
            assert worth[party] == pytest.approx(wanted - price, abs=1e-9)


def test_09_a_safe_peace_is_worth_its_utility() -> None:
    """A base hazard of 0 (1e-12 in the engine): to 1e-8."""
    scenario = calm_war(0.0)
    choices = solutions.packages(scenario)
    found = solutions.worths(scenario, choices, interpreted=True).worth
    legacy = np.array([actor.legacy.value for actor in scenario.actors.values()])
    view = tabled(scenario).view
    terms = sum(view.net[:, i, choices[:, i]].T for i in range(3))
    assert found == pytest.approx(terms + legacy, abs=1e-8)


@pytest.mark.parametrize("years", [0, 1, 49, 99])
def test_10_a_deferred_title_is_worth_the_sum_of_its_years(years: int) -> None:
    """A's deferred land at weight .5, and the limits of no delay and of hardly an end: to 1e-9."""
    tree = example()
    tree["issues"]["LAND"]["options"]["b"]["deferral"]["years"] = number(years, "yr")
    tree["actors"]["A"]["values"]["LAND"]["b"] = {"de_facto": bare(0.45), "final": bare(-0.2)}
    found = tabled(built(tree)).public.space.value[0, 0, 1]
    wanted = 0.5 * deferral.title_value(0.45, -0.2, years, 0.04)
    assert found == pytest.approx(wanted, abs=1e-9)
    if years == 0:
        assert found == pytest.approx(0.5 * -0.2, abs=1e-12)
    if years == 99:
        assert found == pytest.approx(0.5 * 0.45, abs=0.01)


def test_a_plain_taste_changes_nothing() -> None:
    """Zero normals are tastes of 1: to 1e-12."""
    scenario = built(example())
    assert seen(scenario, 0).taste == pytest.approx(plain_taste(setting(scenario).public))
