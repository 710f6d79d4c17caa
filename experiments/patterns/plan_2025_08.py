"""Claims of an aggregator's page on a reported US plan, August 2025 (plan-2025-08); low quality."""

import numpy as np

from experiments.patterns import by_means as means
from experiments.patterns import by_rules as rules
from experiments.patterns.arms import (
    CHINA_AT_REST,
    CHINA_PRESSES,
    NO_DEFERRAL,
    OVER_HEAD,
)
from experiments.patterns.columns import (
    between,
    both,
    collapsed,
    happened,
    no,
    numbers,
    over_head,
    signed,
    slope,
    survived_3y,
    term,
    u_ua,
    where,
)
from experiments.patterns.pattern import (
    BASE,
    DOWN,
    UP,
    ZERO,
    Pattern,
    above,
    along,
    arm,
    by_rule,
    contrast,
    gap,
    level,
    rule_change,
)
from sim.scenario import Scenario

YEARS = "issues.TERR.options.deferred.deferral.years"
MISSIONS = "tracks.capitals.agreements.missions.script"
SOON = arm(values={"talks.opens": 0.0, MISSIONS: 0.0})
LATE = arm(values={"talks.opens": 24.0, MISSIONS: 0.0})
SUMMIT = "tracks.capitals.agreements.summit"
NO_SUMMIT, ONE_SUMMIT = (
    arm(values={f"{SUMMIT}.enabled": 0.0}), arm(values={f"{SUMMIT}.script": 18.0})
)  # fmt: skip
WASHINGTON = arm(values={"tracks.direct.enabled": 0.0})
KYIV = arm(values={"tracks.capitals.agreements.missions.enabled": 0.0})  # the gate stays shut
CHINA_MUST = arm(values={"issues.CHN.demand": 2.0})


def status_over_carrots(s: Scenario) -> float:
    """Find the least gain of Russia by a limit on NATO over all carrots, over all other terms."""
    names = list(s.issues)
    offers = rules.every_offer(
        {}, **{n: tuple(s.issues[n].options) for n in names[:5] if n != "STAT"}
    )
    bare = np.stack([rules.text(s, o) for o in offers])
    settled, bought = bare.copy(), bare.copy()
    settled[:, names.index("STAT")] = 1
    for issue, option in rules.CARROTS.items():
        bought[:, names.index(issue)] = list(s.issues[issue].options).index(option)
    worth = [rules.many(s, "RU", texts) for texts in (settled, bare, bought)]
    return float((worth[0] - np.maximum(worth[1], worth[2])).min())


FOR_LONGER = (
    rules.option_value("UA", "TERR", "deferred", "freeze"),
    arm(values={YEARS: 49.0}),
    arm(values={YEARS: 99.0}),
)

PATTERNS = (
    Pattern(
        "F48a",
        ("plan-2025-08:12",),
        "The reported plan puts title off for 49 to 99 years: a middle way on land.",
        "P",
        "Ukraine prefers it to ceding, Russia to a freeze, by value; the lesser, above 0",
        **by_rule(
            rules.least(
                rules.option_value("UA", "TERR", "deferred", "some_ceded"),
                rules.option_value("RU", "TERR", "deferred", "freeze"),
            ),
            UP,
        ),
    ),
    Pattern(
        "F48b",
        ("plan-2025-08:12",),
        "… and what makes the plan possible.",
        "P",
        "every option that puts title off taken off the table: share signed, down",
        **contrast(signed, BASE, NO_DEFERRAL, DOWN),
    ),
    Pattern(
        "F48c",
        ("plan-2025-08:12",),
        "… with 99 years nearer to a loss for good than 49.",
        "P",
        "years from 49 to 99: value to Ukraine of a deferred title, down",
        **rule_change(*FOR_LONGER, DOWN),
    ),
    Pattern(
        "F48d",
        ("plan-2025-08:12",),
        "… though by little at 4 % a year.",
        "P",
        "the same: change about 0",
        **rule_change(*FOR_LONGER, ZERO),
    ),
    Pattern(
        "F49a",
        ("plan-2025-08:13",),
        "The reported plan leaves NATO's growth and US aid open.",
        "P",
        "worth to Russia of the plan with a limit on NATO less without; above 0",
        **by_rule(rules.preferred("RU", rules.PLAN | {"STAT": "moratorium"}, rules.PLAN), UP),
    ),
    Pattern(
        "F49b",
        ("plan-2025-08:13",),
        "… so that Russia would refuse it as it stands.",
        "P",
        "worth to Russia of the plan less no deal; below 0",
        **by_rule(rules.margin_of("RU", rules.PLAN), DOWN),
    ),
    Pattern(
        "F50a",
        ("plan-2025-08:14",),
        "A Russian analyst says that Russia opposes a frozen conflict.",
        "P",
        "worth to Russia of a deferred title less a bare freeze; above 0",
        **by_rule(rules.preferred("RU", {"TERR": "deferred"}, {"TERR": "freeze"}), UP),
    ),
    Pattern(
        "F50b",
        ("plan-2025-08:14",),
        "… and wants a framework that settles the matter.",
        "P",
        "worth to Russia of a limit on NATO over that of all carrots, whatever the other terms; "
        "least, above 0",
        **by_rule(status_over_carrots, UP),
    ),
    Pattern(
        "F51a",
        ("plan-2025-08:14",),
        "A Russian analyst warns that delay hurts Kyiv.",
        "P",
        "talks open in round 0, then 24: Ukraine's final utility, down",
        **contrast(u_ua, SOON, LATE, DOWN),
    ),
    Pattern(
        "F51b",
        ("plan-2025-08:14",),
        "… the later it signs, the worse for it.",
        "P",
        "slope of Ukraine's utility of signed texts on the round of signing, below 0",
        **level(slope(where(u_ua, signed), numbers("end_round")), DOWN),
    ),
    Pattern(
        "F51c",
        ("plan-2025-08:14",),
        "… and the likelier a collapse.",
        "P",
        "talks open in round 0, then 24: share of collapses, up",
        **contrast(collapsed, SOON, LATE, UP),
    ),
    Pattern(
        "F52",
        ("plan-2025-08:15",),
        "An analyst calls a meeting of the presidents pivotal.",
        "P",
        "no meeting, then one in round 18: share signed within six rounds of it, up",
        **contrast(both(signed, between(numbers("end_round"), 18, 24)), NO_SUMMIT, ONE_SUMMIT, UP),
    ),
    Pattern(
        "F53a",
        ("plan-2025-08:16",),
        "An analyst sees two tiers, territory with Kyiv and security with Washington.",
        "P",
        "no talks of the belligerents, then both: share signed, up",
        **contrast(signed, WASHINGTON, BASE, UP),
    ),
    Pattern(
        "F53b",
        ("plan-2025-08:16",),
        "… of which neither will do alone.",
        "P",
        "only talks of the belligerents, then both: share signed, up",
        **contrast(signed, KYIV, BASE, UP),
    ),
    Pattern(
        "F55a",
        ("plan-2025-08:23", "plan-2025-08:24"),
        "The page warns that talks past those concerned last less.",
        "all",
        "log hazard of a text over Ukraine's head less that of the same with its consent; above 0",
        **by_rule(lambda s: means.log_risk(False, True)(s) - means.log_risk(False, False)(s), UP),
    ),
    Pattern(
        "F55b",
        ("plan-2025-08:23",),
        "… so that fewer such texts hold.",
        "all",
        "ultimatum in round 15: share of texts over its head that hold 3 years less that of "
        "others; below 0",
        **gap(where(survived_3y, over_head), where(survived_3y, no(over_head)), DOWN, OVER_HEAD),
    ),
    Pattern(
        "F55c",
        ("plan-2025-08:24",),
        "… and undermine trust in the US.",
        "all",
        "change by an ultimatum of Ukraine's and the EU's trust in the US, the larger; below 0",
        **by_rule(means.taken_together("ultimatum", "UA", "US", "EU"), DOWN),
    ),
    Pattern(
        "F56a",
        ("plan-2025-08:29", "plan-2025-08:34"),
        "The page holds that China could press Russia.",
        "P",
        "Chinese backing at half: Russia's value of no deal, down",
        **by_rule(means.pressed("RU", "CN", aid=0.5), DOWN),
    ),
    Pattern(
        "F56b",
        ("plan-2025-08:34",),
        "… which would help a deal.",
        "P",
        "China passive, then pressing from round 12: share signed, up",
        **contrast(signed, CHINA_AT_REST, CHINA_PRESSES, UP),
    ),
    Pattern(
        "F56c",
        ("plan-2025-08:27",),
        "… but follows its own ends.",
        "P",
        "every text demands that Russia turn on China: share in which China presses, down",
        **contrast(happened("since_press"), BASE, CHINA_MUST, DOWN),
    ),
    Pattern(
        "G41",
        ("plan-2025-08:16",),
        "An analyst expects carrots to go with the stick.",
        "P",
        "share of signed texts with relief or a resource deal, above a half",
        **level(
            where(no(both(term("SUS", "keep"), term("SEU", "keep"), term("RES", "none"))), signed),
            above(0.5),
        ),
    ),
    Pattern(
        "G42",
        ("plan-2025-08:35",),
        "The page pairs Ukrainian land with guarantees.",
        "P",
        "share of texts that leave Russia more than a freeze and give a guarantee, above a half",
        **level(
            where(
                both(signed, no(term("GUAR", "none"))),
                both(signed, no(term("TERR", "freeze", "swap"))),
            ),
            above(0.5),
        ),
    ),
    Pattern(
        "G50",
        ("plan-2025-08:12",),
        "The reported plan offers relief and energy trade.",
        "P",
        "worth to Russia of the plan less a deferred title alone; above 0",
        **by_rule(rules.preferred("RU", rules.PLAN, {"TERR": "deferred"}), UP),
    ),
    Pattern(
        "G51",
        ("plan-2025-08:14",),
        "A Russian analyst says that Russia would rather settle.",
        "P",
        "Russian trust in the US from 0.1 to 0.5: share signed, up",
        **along(signed, "actors.RU.trust.US", 0.1, 0.5, UP),
    ),
)
