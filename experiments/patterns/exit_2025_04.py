"""Claims of Korybko, April 2025: what if the US gives up mediating (exit-2025-04)."""

from typing import Any

from experiments.patterns import by_means as means
from experiments.patterns import by_rules as rules
from experiments.patterns.arms import (
    AID_CUT,
    LAND_HARD,
    LAND_LINES,
    LAND_SOFT,
    LEAVES_SOMEHOW,
    NO_AID,
    RU_LAND_HARD,
    STAYS,
    STEADY_AID,
    UA_LAND_HARD,
    leaves,
    scripted,
    without,
)
from experiments.patterns.columns import (
    between,
    collapsed,
    either,
    equals,
    exit_time,
    happened,
    left,
    no,
    numbers,
    position,
    signed,
    term,
    u_ru,
    u_ua,
    where,
)
from experiments.patterns.pattern import (
    BASE,
    DOWN,
    UP,
    ZERO,
    Arm,
    Number,
    Pattern,
    Term,
    above,
    arm,
    by_rule,
    contrast,
    gap,
    level,
    weighted,
)

TIRED = arm(values={"engagement.fatigue": 0.12})
FREEZE = arm(times={"actors.RU.red_lines.freeze.penalty": 1.5})
LAND = arm(times={f"actors.UA.red_lines.{n}.penalty": 1.5 for n in LAND_LINES})
PARTNERSHIP = arm(times={"actors.RU.weights.RES": 1.5})
RELIEF = arm(times={"actors.RU.weights.SUS": 1.5})
REPLACED = {"actors.EU.levers.replace.enabled": 0.0}
NONE_REPLACED = arm(NO_AID, values=REPLACED | {"actors.EU.aid_replacement": 0.0})
MUCH_REPLACED = arm(NO_AID, values=REPLACED | {"actors.EU.aid_replacement": 0.8})
NO_OFFENSIVE = without("RU.offensive", AID_CUT)
OFFENSIVE = scripted("RU.offensive", 14, AID_CUT)


def _outweighs(line: Arm, carrot: Arm) -> dict[str, Any]:
    """Compare what a harder line takes from the chance of a deal with what a carrot adds."""
    return weighted(
        UP, Term(2.0, signed, BASE), Term(-1.0, signed, line), Term(-1.0, signed, carrot)
    )  # fmt: skip


def _aid_lost_at(share: float) -> Number:
    """Force that Ukraine loses with US aid when so much of it is replaced."""
    path = "actors.EU.aid_replacement"
    full, none = means.force("UA", US=1.0), means.force("UA", US=0.0)
    laid = arm(values={path: share})
    return lambda s: full(laid.laid_over(s)) - none(laid.laid_over(s))


PATTERNS = (
    Pattern(
        "F01a",
        ("exit-2025-04:8",),
        "Korybko passes on that the US may stop within days if it judges no deal feasible.",
        "K",
        "fatigue at the top of its range: share of runs in which the mediator leaves, up",
        **contrast(left, BASE, TIRED, UP),
    ),
    Pattern(
        "F01b",
        ("exit-2025-04:8",),
        "… and the more tired it is, the sooner it goes.",
        "K",
        "fatigue at the top of its range: rounds until it leaves (48 if it stays), down",
        **contrast(exit_time, BASE, TIRED, DOWN),
    ),
    Pattern(
        "F01c",
        ("exit-2025-04:8",),
        "… where no deal is feasible it leaves more often than where there is room for one.",
        "K",
        "red lines on land at nothing (room), then hard on both sides (none): share of exits, up",
        **contrast(left, LAND_SOFT, LAND_HARD, UP),
    ),
    Pattern(
        "F02a",
        ("exit-2025-04:9", "exit-2025-04:11"),
        "Korybko holds that land is the crux: with both sides firm on it there is no deal.",
        "K",
        "Ukraine refuses to yield any land, Russia all texts in which it yields none: share "
        "signed, about 0",
        **level(signed, ZERO, LAND_HARD),
    ),
    Pattern(
        "F02b",
        ("exit-2025-04:11",),
        "… and the US then leaves.",
        "K",
        "the same against the base: share of exits, up",
        **contrast(left, BASE, LAND_HARD, UP),
    ),
    Pattern(
        "F02c",
        ("exit-2025-04:11",),
        "… coercing Ukraine out of the land would open the way.",
        "K",
        "Ukraine's line on land soft again, Russia's hard: share signed, up",
        **contrast(signed, LAND_HARD, RU_LAND_HARD, UP),
    ),
    Pattern(
        "F02d",
        ("exit-2025-04:11",),
        "… and so would a Russian freeze of the land question.",
        "K",
        "Russia's line on land soft again, Ukraine's hard: share signed, up",
        **contrast(signed, LAND_HARD, UA_LAND_HARD, UP),
    ),
    Pattern(
        "F03",
        ("exit-2025-04:11",),
        "Korybko holds that US exhaustion bodes ill for its military support of Ukraine.",
        "K",
        "least aid that leaving takes away, over all policies but escalation, above 0",
        **by_rule(means.aid_lost, UP),
    ),
    Pattern(
        "F04a",
        ("exit-2025-04:12",),
        "Korybko holds that Europe would replace some of the lost aid and not all of it.",
        "all",
        "US aid from 1 to 0: force that Ukraine loses, at replacement of 0, a half and 0.95",
        **by_rule(rules.least(_aid_lost_at(0.0), _aid_lost_at(0.5), _aid_lost_at(0.95)), UP),
    ),
    Pattern(
        "F04b",
        ("exit-2025-04:12",),
        "… so that without US aid Ukraine collapses more often.",
        "K",
        "US aid 1, then 0 (no lever on it): share of collapses, up",
        **contrast(collapsed, STEADY_AID, NO_AID, UP),
    ),
    Pattern(
        "F04c",
        ("exit-2025-04:12",),
        "… the less often, the more Europe makes up for.",
        "K",
        "no US aid; replacement 0, then 0.8: share of collapses, down",
        **contrast(collapsed, NONE_REPLACED, MUCH_REPLACED, DOWN),
    ),
    Pattern(
        "F05a",
        ("exit-2025-04:12",),
        "Korybko holds that if aid ends and Russia's push succeeds, Ukraine may have to take worse "
        "terms than the US plan's.",
        "K",
        "Ukraine's utility after a cut in round 12, where the front is at step 1 or below and it "
        "ended in a text or a collapse, less that of texts signed without a cut; below 0 (the last "
        "US text of a run is not in the table, so texts signed without a cut stand for it)",
        **weighted(
            DOWN,
            Term(
                1.0,
                where(u_ua, lambda t: between(position, 0, 1)(t) * either(signed, collapsed)(t)),
                AID_CUT,
            ),
            Term(-1.0, where(u_ua, signed), STEADY_AID),
        ),
    ),
    Pattern(
        "F05b",
        ("exit-2025-04:11", "exit-2025-04:12"),
        "… an aid cut hurts Ukraine.",
        "all",
        "aid steady, then cut in round 12: Ukraine's final utility, down",
        **contrast(u_ua, STEADY_AID, AID_CUT, DOWN),
    ),
    Pattern(
        "F05c",
        ("exit-2025-04:11",),
        "… and it would please Russia.",
        "all",
        "aid steady, then cut in round 12: Russia's final utility, up",
        **contrast(u_ru, STEADY_AID, AID_CUT, UP),
    ),
    Pattern(
        "F08a",
        ("exit-2025-04:13",),
        "Korybko holds that land outranks partnership with the US for Russia.",
        "K",
        "Russia's line on a freeze half as high again takes more from the share signed than half "
        "more weight on the resource deal adds",
        **_outweighs(FREEZE, PARTNERSHIP),
    ),
    Pattern(
        "F08b",
        ("exit-2025-04:13",),
        "… and relief from sanctions.",
        "K",
        "the same against half more weight on US relief",
        **_outweighs(FREEZE, RELIEF),
    ),
    Pattern(
        "F08c",
        ("exit-2025-04:13",),
        "… as it does for Ukraine beside what Russia could gain.",
        "K",
        "Ukraine's line on land half as high again, against the resource deal",
        **_outweighs(LAND, PARTNERSHIP),
    ),
    Pattern(
        "F08d",
        ("exit-2025-04:13",),
        "… and beside relief for Russia.",
        "K",
        "Ukraine's line on land half as high again, against US relief",
        **_outweighs(LAND, RELIEF),
    ),
    Pattern(
        "F09",
        ("exit-2025-04:14",),
        "Korybko ranks the ways to leave: balanced pressure, then a cut with resource talks kept, "
        "then escalation.",
        "K",
        "worth of each to the mediator without minerals and with blame even; least difference "
        "along the order, above 0",
        **by_rule(
            rules.least(
                means.likelier("balanced", "keep_resources"),
                means.likelier("keep_resources", "escalate"),
            ),
            UP,
        ),
    ),
    Pattern(
        "F10a",
        ("exit-2025-04:14",),
        "Korybko holds that resource talks can go on without coercion of Kyiv.",
        "K",
        "share of runs with a resource deal on the side and no settlement, above 0",
        **level(lambda t: happened("since_resources")(t) * no(signed)(t), UP),
    ),
    Pattern(
        "F10b",
        ("exit-2025-04:14",),
        "… though on better terms with it.",
        "K",
        "terms of the resource deal against the threat to Ukraine",
        why="The resource deal has one set of terms, signed or not; there is nothing to improve.",
    ),
    Pattern(
        "F11a",
        ("exit-2025-04:15",),
        "Korybko holds that some sanctions block resource deals until the war ends.",
        "K",
        "share of a resource deal's yearly worth to Russia that the war withholds, from 0 to 1",
        **by_rule(means.withheld("resources", "RU"), (0.0, 1.0)),
    ),
    Pattern(
        "F11b",
        ("exit-2025-04:15",),
        "… so that they are signed with peace rather than in war.",
        "K",
        "share of settlements with a resource deal, less share of runs with one in wartime",
        **gap(where(term("RES", "deal"), signed), happened("since_resources"), UP),
    ),
    Pattern(
        "F13",
        ("exit-2025-04:16",),
        "Korybko expects suspended resource talks to resume if the war drags on.",
        "K",
        "chance to resume in a round, 20 rounds after leaving less 2 rounds after, above 0",
        **by_rule(lambda s: means.resuming(20)(s) - means.resuming(2)(s), UP),
    ),
    Pattern(
        "F14a",
        ("exit-2025-04:15",),
        "Korybko holds that Trump wants a compromise for his legacy.",
        "K",
        "weight of legacy at the bottom of its range: rounds until the mediator leaves, down",
        **contrast(exit_time, BASE, arm(values={"actors.US.legacy": 0.2}), DOWN),
    ),
    Pattern(
        "F14b",
        ("exit-2025-04:15", "exit-2025-04:16"),
        "… and keeps resource talks as a lever for it.",
        "K",
        "made to leave in round 16; legacy from 1 to 0.2: share that keeps resource talks, up",
        **contrast(
            equals("exit_policy", "keep_resources"),
            arm(LEAVES_SOMEHOW, values={"actors.US.legacy": 1.0}),
            arm(LEAVES_SOMEHOW, values={"actors.US.legacy": 0.2}),
            UP,
        ),
    ),
    Pattern(
        "G01",
        ("exit-2025-04:9",),
        "Korybko passes on a US view that Russia might get some regions, not all.",
        "K",
        "share of runs with a text that cedes all regions, about 0",
        **level(term("TERR", "all_ceded"), ZERO),
    ),
    Pattern(
        "G02",
        ("exit-2025-04:12",),
        "Korybko holds that a Russian push after an aid cut would tell against Ukraine.",
        "K",
        "aid cut; no Russian offensive, then one in round 14: position of the front, down",
        **contrast(position, NO_OFFENSIVE, OFFENSIVE, DOWN),
    ),
    Pattern(
        "G03",
        ("exit-2025-04:12",),
        "Korybko expects Europe to try to replace lost aid.",
        "K",
        "aid steady, then cut: share in which the EU pledges to make up for it, up",
        **contrast(happened("since_replace"), STEADY_AID, AID_CUT, UP),
    ),
    Pattern(
        "G04",
        ("exit-2025-04:11",),
        "Korybko holds that an end of US aid would please Russia.",
        "all",
        "US aid from 1 to 0.35: Russia's value of no deal, up",
        **by_rule(means.pressed("RU", aid=0.35), UP),
    ),
    Pattern(
        "G05",
        ("exit-2025-04:15",),
        "Korybko holds that relief and partnership are carrots for Russia.",
        "all",
        "worth to Russia of a text with deferral: with US relief, and with a resource deal, more",
        **by_rule(
            rules.least(
                rules.preferred("RU", {"TERR": "deferred", "SUS": "lift"}, {"TERR": "deferred"}),
                rules.preferred("RU", {"TERR": "deferred", "RES": "deal"}, {"TERR": "deferred"}),
            ),
            UP,
        ),
    ),
    Pattern(
        "G06",
        ("exit-2025-04:16",),
        "Korybko holds that going on with resource talks gives the means of pressure away.",
        "K",
        "leaves in round 16: balanced, then with resource talks kept: share signed, down",
        **contrast(signed, leaves("balanced"), leaves("keep_resources"), DOWN),
    ),
    Pattern(
        "G07",
        ("exit-2025-04:13",),
        "Korybko holds that balanced pressure aims at bringing the talks back.",
        "K",
        "leaves in round 16 under balanced pressure: share in which it returns, above a half",
        **level(between(numbers("returns"), 1, 99), above(0.5), leaves("balanced")),
    ),
    Pattern(
        "G08",
        ("exit-2025-04:13",),
        "… and that it presses both sides to compromise.",
        "K",
        "never leaves, then leaves in round 16 under balanced pressure: share signed, up",
        **contrast(signed, STAYS, leaves("balanced"), UP),
        why="While the mediator stays away it tables nothing: a third of the texts are lost, which "
        "outweighs what its pressure adds to each.",
    ),
)
