"""Claims of an aggregator's page on what may follow, August 2025 (plan-2025-08); low quality."""

from experiments.patterns import by_means as means
from experiments.patterns import by_rules as rules
from experiments.patterns.arms import (
    AID_CUT,
    OVER_HEAD,
    STAYS,
    STEADY_AID,
    US_AT_REST,
    leaves,
    scripted,
    without,
)
from experiments.patterns.columns import (
    both,
    collapsed,
    cost_ua,
    deal,
    escalated,
    frozen,
    happened,
    limited,
    no,
    over_head,
    position,
    signed,
    slope,
    survived_3y,
    u_eu,
    u_ru,
    u_ua,
    welfare,
    where,
)
from experiments.patterns.pattern import (
    BASE,
    DOWN,
    UP,
    ZERO,
    Pattern,
    Term,
    arm,
    below,
    by_rule,
    contrast,
    gap,
    level,
    weighted,
)

TRUCE = "tracks.energy.agreements.truce"
NO_TRUCE, ONE_TRUCE = (
    arm(values={f"{TRUCE}.enabled": 0.0}), arm(values={f"{TRUCE}.script": 12.0})
)  # fmt: skip
OPEN_TEXTS = arm(values={
    "actors.RU.red_lines.freeze.penalty": 0.0, "actors.RU.red_lines.nato.penalty": 0.0,
    "actors.RU.weights.TERR": 0.1, "actors.RU.weights.STAT": 0.1,
})  # fmt: skip
NO_REARM, REARM = without("EU.rearm"), scripted("EU.rearm", 12)


PATTERNS = (
    Pattern(
        "F57a",
        ("plan-2025-08:35", "plan-2025-08:36"),
        "The page's first scenario is a deal with Ukrainian concessions.",
        "all",
        "Ukraine's utility of deals, below 0",
        **level(where(u_ua, deal), DOWN),
    ),
    Pattern(
        "F57b",
        ("plan-2025-08:36",),
        "… and a fragile one.",
        "all",
        "share of deals that hold 3 years, below 0.9",
        **level(where(survived_3y, deal), below(0.9)),
    ),
    Pattern(
        "F58a",
        ("plan-2025-08:38", "plan-2025-08:41"),
        "The page's second scenario, a local truce, lowers violence for a time.",
        "all",
        "no truce, then one in round 12: Ukraine's cost of the war, down",
        **contrast(cost_ua, NO_TRUCE, ONE_TRUCE, DOWN),
    ),
    Pattern(
        "F58b",
        ("plan-2025-08:41",),
        "… and leaves the conflict as it was.",
        "all",
        "odds at the front with a truce in force less without, about 0",
        **by_rule(lambda s: means.russias_odds("truce")(s) - means.russias_odds()(s), ZERO),
    ),
    Pattern(
        "F59a",
        ("plan-2025-08:43", "plan-2025-08:44", "plan-2025-08:46"),
        "The page's third scenario, partition over Ukraine's head, brings a higher risk of war.",
        "all",
        "log hazard with the core open and over its head less that of a deal; above 0",
        **by_rule(lambda s: means.log_risk(True, True)(s) - means.log_risk(False, False)(s), UP),
    ),
    Pattern(
        "F59b",
        ("plan-2025-08:46",),
        "… so that it holds less often than a deal.",
        "all",
        "Russia content with open questions: share of frozen conflicts that hold 3 years less that "
        "of deals; below 0",
        **gap(where(survived_3y, frozen), where(survived_3y, deal), DOWN, OPEN_TEXTS),
    ),
    Pattern(
        "F61a",
        ("plan-2025-08:36", "plan-2025-08:41"),
        "The page ranks its scenarios by desirability: a deal before a limited agreement.",
        "all",
        "welfare (Russia, Ukraine, EU, US, net of war costs) of deals less limited ones; above 0",
        **gap(where(welfare, deal), where(welfare, limited), UP),
    ),
    Pattern(
        "F61b",
        ("plan-2025-08:41", "plan-2025-08:46"),
        "… a limited one before a frozen conflict.",
        "all",
        "welfare of limited agreements less that of frozen conflicts (ultimatum in round "
        "15); above 0",
        **weighted(
            UP,
            Term(1.0, where(welfare, limited), OVER_HEAD),
            Term(-1.0, where(welfare, frozen), OVER_HEAD),
        ),
        why="After a limited agreement the war goes on, and its cost outweighs what a frozen "
        "conflict costs the four; that Ukraine had no say is in no party's utility.",
    ),
    Pattern(
        "F61c",
        ("plan-2025-08:46", "plan-2025-08:51"),
        "… and that before an escalation.",
        "all",
        "welfare of frozen conflicts (ultimatum in round 15) less that of escalations (base); "
        "above 0",
        **weighted(
            UP,
            Term(1.0, where(welfare, frozen), OVER_HEAD),
            Term(-1.0, where(welfare, escalated), BASE),
        ),
    ),
    Pattern(
        "F62a",
        ("plan-2025-08:54",),
        "The page holds that US abandonment erodes allies' trust.",
        "all",
        "change of the EU's trust in the US by a clean break, below 0",
        **by_rule(means.trust_after_exit("clean_break", "EU", "US"), DOWN),
    ),
    Pattern(
        "F62b",
        ("plan-2025-08:57",),
        "… and speeds European defence.",
        "all",
        "never leaves, then a clean break in round 16: share in which the EU arms, up",
        **contrast(happened("since_rearm"), STAYS, leaves("clean_break"), UP),
        why="In W Ukraine breaks in 72 of 100 runs once the US has left, in 67 if it stays: the EU "
        "arms sooner, but the war is more often over before it does.",
    ),
    Pattern(
        "G44",
        ("plan-2025-08:49",),
        "The page expects Russia to take more land once US commitment weakens.",
        "P",
        "aid steady, then cut in round 12: position of the front, down",
        **contrast(position, STEADY_AID, AID_CUT, DOWN),
    ),
    Pattern(
        "G45",
        ("plan-2025-08:44",),
        "The page holds that Ukraine is left out of such a deal.",
        "P",
        "ultimatum in round 15: Ukraine's utility of texts over its head less others; below 0",
        **gap(where(u_ua, over_head), where(u_ua, both(signed, no(over_head))), DOWN, OVER_HEAD),
    ),
    Pattern(
        "G46",
        ("plan-2025-08:45",),
        "The page expects China to support a partition.",
        "P",
        "worth to China of a deferred title with monitors less no deal; above 0",
        **by_rule(rules.margin_of("CN", {"TERR": "deferred", "GUAR": "monitors"}), UP),
    ),
    Pattern(
        "G47",
        ("plan-2025-08:57",),
        "The page holds that Europe could arm for itself.",
        "P",
        "EU arms not, then from round 12: share of collapses, down",
        **contrast(collapsed, NO_REARM, REARM, DOWN),
    ),
    Pattern(
        "G48",
        ("plan-2025-08:55",),
        "The page holds that what favours Russia hurts Europe.",
        "P",
        "slope of the EU's final utility on Russia's, below 0",
        **level(slope(u_eu, u_ru), DOWN),
    ),
    Pattern(
        "G49",
        ("plan-2025-08:43",),
        "The page holds that two great powers could impose a line.",
        "P",
        "US levers at rest, then an ultimatum in round 15: share signed, up",
        **contrast(signed, US_AT_REST, OVER_HEAD, UP),
    ),
)
