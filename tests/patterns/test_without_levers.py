"""Claims of the articles' authors that must hold before any lever is pulled.

Each is tested in its own lens and, where it speaks of all, in every lens. The part of F18 that
compares the progress of two tracks waits for the side tracks.
"""

from itertools import product

import numpy as np
import pytest

from experiments import simulate
from sim import Negotiation, Scenario
from sim.reading import with_values
from sim.scenario import RedLine
from sim.setting import setting
from sim.solutions import feasible, packages
from tests.patterns.runs import (
    LENSES,
    SEED,
    as_seen_by,
    chance_of_yes,
    flagship,
    interval,
    no_deal,
    signed,
    text,
    usual,
    worth,
)

CARROTS = {"SUS": "lift", "SEU": "lift", "RES": "deal"}
PLAN = {"TERR": "deferred", "SUS": "phased", "SEU": "phased"}
FREE = {"actors.US.threats.RU.intensity": 0.0, "actors.US.threats.UA.intensity": 0.0}
UKRAINE_WILL_NOT = ("land", "neutrality", "demilitarisation")
DEMANDS = {
    "TERR": ("some_ceded", "all_ceded"), "STAT": ("neutral",), "ARMS": ("demilitarised",)
}  # fmt: skip


@pytest.mark.parametrize("lens", LENSES)
def test_f15_a_bare_ceasefire_is_worse_for_russia_than_war(lens: str | None) -> None:
    """mediation-2025-05:2: an unconditional ceasefire meets unconditional talks."""
    assert worth(lens, "RU", {}) < no_deal(lens, "RU") - 0.1
    assert chance_of_yes(lens, "RU", {}) < 0.01


def test_f15_talks_without_a_ceasefire_cost_russia_nothing() -> None:
    """mediation-2025-05:2: to talk on while fighting is free, as long as nobody punishes a no."""
    late = {"talks.opens": 47.0}
    kept = {}
    for name, threats in (("free", FREE), ("threatened", {})):
        arms = [simulate(overrides=threats | when, runs=60, seed=SEED) for when in ({}, late)]
        both = ~(signed(arms[0]) | signed(arms[1]))
        assert arms[0]["texts"][both].mean() > arms[1]["texts"][both].mean() + 5
        kept[name] = [arm["utility_RU"][both].to_numpy() for arm in arms]
    assert len(kept["free"][0]) >= 20
    assert np.array_equal(*kept["free"])
    assert not np.array_equal(*kept["threatened"])


@pytest.mark.parametrize("lens", [None, "K"])
def test_f17_what_ukraine_refuses_for_good_is_in_no_deal(lens: str | None) -> None:
    """mediation-2025-05:5, :13: it won't yield to the demands, and the US won't make it."""
    lines = "actors.UA.red_lines"
    hard = {f"{lines}.{name}.hard": 1.0 for name in UKRAINE_WILL_NOT}
    soft = {f"{lines}.{name}.penalty": 0.0 for name in UKRAINE_WILL_NOT}
    counts = []
    for change in (hard, soft):
        table = simulate(flagship(lens), runs=80, seed=SEED, overrides=FREE | change)
        demanded = [table[f"term_{issue}"].isin(options) for issue, options in DEMANDS.items()]
        counts.append(int((signed(table) & np.any(demanded, axis=0)).sum()))
    assert counts[0] == 0
    assert counts[1] > 0  # where the lines cost nothing, such deals are signed


@pytest.mark.parametrize("lens", [None, "K"])
def test_f17_if_russia_insists_there_is_no_deal(lens: str | None) -> None:
    """mediation-2025-05:5, :13: both sides firm on the demands, nothing is left to sign."""
    scenario = flagship(lens)
    spots = tuple(
        f"{issue}.{option}"
        for issue, options in DEMANDS.items()
        for option in scenario.issues[issue].options
        if option not in options
    )
    russia = scenario.actors["RU"]
    demands = russia.red_lines["nato"].model_dump() | {"on": spots}
    lines = russia.red_lines | {"demands": RedLine.model_validate(demands)}
    firm = scenario.model_copy(
        update={"actors": scenario.actors | {"RU": russia.model_copy(update={"red_lines": lines})}}
    )
    hard = {"actors.RU.red_lines.demands.hard": 1.0, "actors.RU.red_lines.demands.penalty": 0.0}
    hard |= {f"actors.UA.red_lines.{name}.hard": 1.0 for name in UKRAINE_WILL_NOT}
    assert not signed(simulate(firm, runs=40, seed=SEED, overrides=FREE | hard)).any()
    one_side = hard | {"actors.RU.red_lines.demands.hard": 0.0}
    assert signed(simulate(firm, runs=40, seed=SEED, overrides=FREE | one_side)).any()


@pytest.mark.parametrize("lens", [None, "K"])
def test_f18_russia_can_not_be_bought_off(lens: str | None) -> None:
    """mediation-2025-05:6: no partnership makes up for land and status left as they are."""
    offers = product(("keep", "phased", "lift"), ("keep", "phased", "lift"), ("none", "deal"))
    best = max(worth(lens, "RU", dict(zip(CARROTS, o, strict=True))) for o in offers)
    assert best < no_deal(lens, "RU") - 0.1
    choices, seen = as_seen_by(lens, "RU")
    unsolved = (choices[:, :2] == 0).all(axis=1)  # even with all else as Russia likes it best
    assert seen.worth[unsolved, 0].max() < no_deal(lens, "RU")
    assert seen.worth[:, 0].max() > no_deal(lens, "RU")


@pytest.mark.parametrize("lens", [None, "K"])
def test_f23_russia_will_not_freeze_least_of_all_with_troops(lens: str | None) -> None:
    """mediation-2025-05:11: no sign of a freeze, which could let European troops in."""
    assert worth(lens, "RU", {}) < no_deal(lens, "RU")
    sweetest = {"STAT": "neutral", "ARMS": "demilitarised", "AID": "ends", **CARROTS}
    for terms in ({}, sweetest):
        alone = chance_of_yes(lens, "RU", terms)
        assert 0.0 < chance_of_yes(lens, "RU", terms | {"GUAR": "troops"}) < alone
    choices, seen = as_seen_by(lens, "RU")
    freeze, guar = choices[:, 0] == 0, choices[:, 3]
    assert np.all(seen.worth[freeze & (guar == 2), 0] < seen.worth[freeze & (guar == 0), 0])


@pytest.mark.parametrize("lens", LENSES)
def test_f30_both_belligerents_concede(lens: str | None) -> None:
    """batna-2025-02:5: every signed text leaves Russia and Ukraine short of their best."""
    scenario, table = flagship(lens), usual(lens)
    public, issues = setting(scenario).public, list(scenario.issues)
    deals = table[signed(table)][[f"term_{issue}" for issue in issues]]
    assert len(deals) >= 5
    for row in deals.itertuples(index=False):
        text_ = text(scenario, dict(zip(issues, row, strict=True)))
        for seat in range(2):
            net = public.space.value[seat] - public.space.penalty[seat]
            given = net[np.arange(len(issues)), text_]
            best = [net[i, :n].max() for i, n in enumerate(public.space.options)]
            assert given.sum() < sum(best) - 0.05


@pytest.mark.parametrize("lens", LENSES)
def test_f30_all_whose_yes_was_needed_could_live_with_it(lens: str | None) -> None:
    """batna-2025-02:5: nobody signs a text that lies far below its bar."""
    table = usual(lens)
    for replicate in table[signed(table)].nsmallest(2, "end_round")["replicate"]:
        last = Negotiation(flagship(lens), rng=SEED, replicate=int(replicate)).run().texts[-1]
        assert last.signed
        for reply in (r for r in last.replies if r.asked and r.party != last.drafter):
            assert reply.yes
            assert reply.worth - reply.bar > -0.1


def without(scenario: Scenario, party: str) -> Scenario:
    """The same table, where this party's yes is never needed."""

    def others(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name != party)

    issues = {}
    for name, issue in scenario.issues.items():
        options = {
            key: option.model_copy(update={"consent": others(option.consent)})
            for key, option in issue.options.items()
        }
        issues[name] = issue.model_copy(update={"owners": others(issue.owners), "options": options})
    core = scenario.consent.model_copy(update={"core": others(scenario.consent.core)})
    return scenario.model_copy(update={"issues": issues, "consent": core})


@pytest.mark.parametrize("lens", LENSES)
def test_f30_fewer_consenters_never_leave_less_room(lens: str | None) -> None:
    """batna-2025-02:5: whoever must consent can only narrow what is possible."""
    scenario = flagship(lens)
    choices, seen = as_seen_by(lens, "US")
    grown = {}
    for bars in (seen.blocked, seen.no_deal - 0.1):
        before = feasible(scenario, seen.worth, bars, choices)
        for party in scenario.actors:
            after = feasible(without(scenario, party), seen.worth, bars, choices)
            assert not np.any(before & ~after)
            grown[party] = int(after.sum() - before.sum())
    assert grown["RU"] > 0
    assert grown["UA"] > 0
    assert grown["CN"] == 0


def test_f32_without_the_eu_its_sanctions_stay() -> None:
    """batna-2025-02:7: the EU owns its sanctions, so no text lifts them without its yes."""
    eager = {"actors.EU.red_lines.lift.penalty": 0.0, "actors.EU.values.SEU.phased": 0.1}
    table = simulate(runs=80, seed=SEED, overrides=eager)
    lifted = table[signed(table) & (table["term_SEU"] != "keep")]
    assert len(lifted) > 0
    for replicate in lifted.nsmallest(3, "end_round")["replicate"]:
        scenario = with_values(flagship(None), eager)
        record = Negotiation(scenario, rng=SEED, replicate=int(replicate)).run()
        for tabled in record.texts:
            reply = next(r for r in tabled.replies if r.party == "EU")
            touched = tabled.terms["SEU"] != "keep" or tabled.terms["GUAR"] == "troops"
            assert reply.asked == touched
            assert reply.yes or not (touched and tabled.signed)
        assert record.terms is not None
        assert record.terms["SEU"] != "keep"


def test_f32_a_deal_is_no_less_likely_without_the_eu() -> None:
    """batna-2025-02:7: whoever owns an issue must be at the table, and may say no."""
    every = []
    for lens in LENSES:
        scenario = flagship(lens)
        orphan = scenario.issues["SEU"].model_copy(update={"owners": ()})
        free = scenario.model_copy(update={"issues": scenario.issues | {"SEU": orphan}})
        table = simulate(free, runs=150, seed=SEED)
        change = signed(table).to_numpy(float) - signed(usual(lens)).to_numpy(float)
        assert interval(change)[2] >= 0.0
        assert (table["term_SEU"].isin(["phased", "lift"])).sum() > (
            usual(lens)["term_SEU"].isin(["phased", "lift"]).sum()
        )
        every.append(change)
    assert interval(np.concatenate(every))[1] > 0.0


@pytest.mark.parametrize("lens", [None, "P"])
def test_f49_the_reported_plan_is_too_little_for_russia(lens: str | None) -> None:
    """plan-2025-08:13: it halts neither NATO's growth nor US aid, so Russia would say no."""
    as_it_stands = worth(lens, "RU", PLAN)
    assert as_it_stands < no_deal(lens, "RU")
    assert chance_of_yes(lens, "RU", PLAN) < 0.01
    for more in ({"STAT": "moratorium"}, {"STAT": "neutral"}, {"AID": "ends"}):
        assert worth(lens, "RU", PLAN | more) > as_it_stands


@pytest.mark.parametrize("lens", [None, "P"])
def test_f50_status_outweighs_every_carrot(lens: str | None) -> None:
    """plan-2025-08:14: Russia wants no frozen conflict, and a framework that settles it."""
    assert flagship(lens).actors["RU"].red_lines["freeze"].penalty.value > 0.0
    choices, seen = as_seen_by(lens, "RU")
    value = {tuple(c): w for c, w in zip(choices.tolist(), seen.worth[:, 0], strict=True)}
    issues = list(flagship(lens).issues)
    sus, seu, res = (issues.index(name) for name in CARROTS)
    bare = choices[(choices[:, [1, sus, seu, res]] == 0).all(axis=1)]
    assert len(bare) == len(packages(flagship(lens))) / (3 * 3 * 3 * 2)
    for row in bare.tolist():
        settled, bought = list(row), list(row)
        settled[1] = 1
        bought[sus], bought[seu], bought[res] = 2, 2, 1
        assert value[tuple(settled)] > max(value[tuple(row)], value[tuple(bought)])


@pytest.mark.parametrize("lens", LENSES)
def test_f57_a_deal_costs_ukraine_and_is_fragile(lens: str | None) -> None:
    """plan-2025-08:33-36: the first scenario, a deal with Ukrainian concessions that may break."""
    table = usual(lens)
    deals = table[table["outcome"] == "deal"]
    assert len(deals) >= 5
    assert interval(deals["utility_UA"].to_numpy())[2] < -0.1
    assert interval(deals["survived_3y"].to_numpy(float))[2] < 0.9
