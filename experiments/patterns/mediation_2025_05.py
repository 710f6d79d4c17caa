"""Claims of Korybko, May 2025: the limits of US mediation (mediation-2025-05)."""

from experiments.patterns import by_means as means
from experiments.patterns import by_rules as rules
from experiments.patterns.arms import (
    ALL_AT_REST,
    DEMANDS,
    LAND_HARD,
    LAND_SOFT,
    NO_MEANS,
    RU_INSISTS,
    STAYS,
    UA_HARD,
    UA_SOFT,
    leaves,
    threats,
)
from experiments.patterns.columns import (
    both,
    collapsed,
    cost_ru,
    either,
    happened,
    no,
    signed,
    term,
    u_ua,
    u_us,
    where,
    wider_war,
)
from experiments.patterns.pattern import (
    BASE,
    DOWN,
    UP,
    ZERO,
    Pattern,
    above,
    arm,
    by_rule,
    contrast,
    gap,
    level,
)

CONCESSION = {"TERR": "some_ceded", "STAT": "neutral"}
SWEET = {"STAT": "neutral", "ARMS": "demilitarised", "AID": "ends", **rules.CARROTS}
BRIBES = rules.every_offer(
    {}, SUS=("keep", "phased", "lift"), SEU=("keep", "phased", "lift"), RES=("none", "deal")
)
TALK_ONLY = arm(ALL_AT_REST, LAND_HARD, threats(0.0, 0.0))
demanded = either(*(term(issue, *options) for issue, options in DEMANDS.items()))


def _late(number: int) -> dict[str, float]:
    return {"talks.opens": float(number), "engagement.fatigue": 0.0}


PATTERNS = (
    Pattern(
        "F15a",
        ("mediation-2025-05:2",),
        "Korybko reports an unconditional ceasefire as Ukraine's opener, which Russia met with "
        "another.",
        "all",
        "worth to Russia of the line as it is with nothing else settled, less no deal; below 0",
        **by_rule(rules.margin_of("RU", {}), DOWN),
    ),
    Pattern(
        "F15b",
        ("mediation-2025-05:2",),
        "… talks without a ceasefire as Russia's, which cost it nothing.",
        "all",
        "no threats, levers or room for a deal; talks open in round 40, then in 12: Russia's cost "
        "of the war, about 0",
        **contrast(
            cost_ru, arm(TALK_ONLY, values=_late(40)), arm(TALK_ONLY, values=_late(12)), ZERO
        ),
    ),
    Pattern(
        "F16a",
        ("mediation-2025-05:4",),
        "Korybko holds that leaders won't meet before Ukraine concedes much.",
        "K",
        "chance that both presidents join a meeting with land and neutrality on the table, less "
        "with nothing conceded; above 0",
        **by_rule(
            lambda s: (
                means.chance_of_joining("summit", ("US", "RU"), CONCESSION, 16)(s)
                - means.chance_of_joining("summit", ("US", "RU"), {}, 16)(s)
            ),
            UP,
        ),
    ),
    Pattern(
        "F16b",
        ("mediation-2025-05:4",),
        "… so that a meeting hangs on what Ukraine can yield.",
        "K",
        "Ukraine's red lines at nothing, then hard: share of runs with a summit, down",
        **contrast(happened("since_summit"), UA_SOFT, UA_HARD, DOWN),
    ),
    Pattern(
        "F17a",
        ("mediation-2025-05:5", "mediation-2025-05:13"),
        "Korybko holds that Ukraine refuses the Russian demands and the US won't coerce it.",
        "K",
        "no threats, Ukraine's lines hard: share of runs with a text that has one of them, about 0",
        **level(both(signed, demanded), ZERO, UA_HARD),
    ),
    Pattern(
        "F17b",
        ("mediation-2025-05:5", "mediation-2025-05:13"),
        "… so that with Russia firm on them too there is no deal.",
        "K",
        "Russia refuses all else as well: share signed, about 0",
        **level(signed, ZERO, RU_INSISTS),
    ),
    Pattern(
        "F17c",
        ("mediation-2025-05:5",),
        "… and it is those demands that stand in the way.",
        "K",
        "Ukraine's lines hard, then at nothing: share signed, up",
        **contrast(signed, UA_HARD, UA_SOFT, UP),
    ),
    Pattern(
        "F18a",
        ("mediation-2025-05:6",),
        "Korybko holds that mediation has brought nothing so far but US-Russian talk.",
        "K",
        "share of runs with missions, a summit or a resource deal, less share signed; above 0",
        **gap(
            either(*(happened(f"since_{n}") for n in ("missions", "summit", "resources"))),
            signed,
            UP,
        ),
    ),
    Pattern(
        "F18b",
        ("mediation-2025-05:6",),
        "… which looks to Russia like an attempt to buy it off, without the core issues.",
        "K",
        "worth to Russia of the best mix of carrots with land and status as they are, less no "
        "deal; below 0",
        **by_rule(rules.best_of("RU", BRIBES), DOWN),
    ),
    Pattern(
        "F19",
        ("mediation-2025-05:7",),
        "Korybko holds that only the US has leverage over both sides.",
        "K",
        "a mediator that neither threatens nor has levers: share signed, down",
        **contrast(signed, BASE, NO_MEANS, DOWN),
    ),
    Pattern(
        "F20a",
        ("mediation-2025-05:7", "mediation-2025-05:8", "mediation-2025-05:9"),
        "Korybko holds that even pressure does better than pressure on Russia alone.",
        "K",
        "threats (1, 0), then (1, 1), equally credible: share signed, up",
        **contrast(signed, threats(1.0, 0.0, 0.5), threats(1.0, 1.0, 0.5), UP),
    ),
    Pattern(
        "F20b",
        ("mediation-2025-05:9",),
        "… and better than pressure on Ukraine alone.",
        "K",
        "threats (0, 1), then (1, 1), equally credible: share signed, up",
        **contrast(signed, threats(0.0, 1.0, 0.5), threats(1.0, 1.0, 0.5), UP),
    ),
    Pattern(
        "F20c",
        ("mediation-2025-05:9",),
        "… also where it is no more in sum: than on Russia.",
        "K",
        "threats (1, 0), then a half each: share signed, up",
        **contrast(signed, threats(1.0, 0.0, 0.5), threats(0.5, 0.5, 0.5), UP),
        why="What the two threats do adds up, nearly; neither waits for the other, so that how a "
        "sum is split matters little.",
    ),
    Pattern(
        "F20d",
        ("mediation-2025-05:9",),
        "… also where it is no more in sum: than on Ukraine.",
        "K",
        "threats (0, 1), then a half each: share signed, up",
        **contrast(signed, threats(0.0, 1.0, 0.5), threats(0.5, 0.5, 0.5), UP),
    ),
    Pattern(
        "F23a",
        ("mediation-2025-05:11",),
        "Korybko holds that Russia has not signalled that it would freeze the conflict.",
        "K",
        "worth to Russia of a freeze with claims open, less no deal; below 0",
        **by_rule(rules.margin_of("RU", {"TERR": "freeze"}), DOWN),
    ),
    Pattern(
        "F23b",
        ("mediation-2025-05:11",),
        "… the less as it could open the way for European troops.",
        "K",
        "chance that Russia accepts a freeze on the best other terms, with troops less without; "
        "below 0",
        **by_rule(
            lambda s: (
                rules.chance_of_yes(s, "RU", SWEET | {"GUAR": "troops"})
                - rules.chance_of_yes(s, "RU", SWEET)
            ),
            DOWN,
        ),
    ),
    Pattern(
        "F25",
        ("mediation-2025-05:14",),
        "Korybko judges that a clean break is better for the US than escalation.",
        "K",
        "leaves in round 16: final US utility of a clean break less escalation, above 0",
        **contrast(u_us, leaves("escalate"), leaves("clean_break"), UP),
    ),
    Pattern(
        "F26",
        ("mediation-2025-05:14",),
        "Korybko expects the US to double down all the same, for its minerals deal.",
        "K",
        "worth to the mediator of escalation less a clean break, with minerals and Russia at three "
        "quarters of the blame; above 0",
        **by_rule(means.likelier("escalate", "clean_break", "minerals_fair", blame=0.75), UP),
    ),
    Pattern(
        "F28",
        ("mediation-2025-05:1",),
        "Korybko holds that toughness towards Russia lowered expectations.",
        "K",
        "chance that the US gives its text once Russia has refused it under sanctions, less "
        "before; below 0",
        **by_rule(means.outlook_after_refusal("RU"), DOWN),
    ),
    Pattern(
        "G11",
        ("mediation-2025-05:8",),
        "Korybko suspects a bluff in the US threat to Ukraine, given more arms for it.",
        "K",
        "credibility of the threat to Ukraine after more US aid, less before; below 0",
        **by_rule(means.credit_after("raise_aid", "UA"), DOWN),
    ),
    Pattern(
        "G12",
        ("mediation-2025-05:12",),
        "Korybko holds that escalation risks a hot war.",
        "K",
        "never leaves, then escalates in round 16: share of wider wars, up",
        **contrast(wider_war, STAYS, leaves("escalate"), UP),
    ),
    Pattern(
        "G13",
        ("mediation-2025-05:12",),
        "Korybko holds that walking away risks a defeat of Ukraine.",
        "K",
        "never leaves, then makes a clean break in round 16: share of collapses, up",
        **contrast(collapsed, STAYS, leaves("clean_break"), UP),
    ),
    Pattern(
        "G14",
        ("mediation-2025-05:10",),
        "Korybko holds that failed talks may bring a wider Russian ground campaign.",
        "K",
        "room for a deal, then none: share of runs with a Russian offensive, up",
        **contrast(happened("since_offensive"), LAND_SOFT, LAND_HARD, UP),
    ),
    Pattern(
        "G15",
        ("mediation-2025-05:10",),
        "Korybko expects the US to double down if it blames Putin.",
        "K",
        "worth of escalation with Russia at nine tenths of the blame, less at a half; above 0",
        **by_rule(
            lambda s: (
                means.leaving_worth("escalate", blame=0.9)(s)
                - means.leaving_worth("escalate", blame=0.5)(s)
            ),
            UP,
        ),
    ),
    Pattern(
        "G16",
        ("mediation-2025-05:5", "mediation-2025-05:13"),
        "Korybko holds that not coercing Ukraine is what keeps a deal away.",
        "K",
        "threat to Ukraine from nothing to full: share signed, up",
        **contrast(signed, threats(0.5, 0.0, 0.5), threats(0.5, 1.0, 0.5), UP),
    ),
    Pattern(
        "G17",
        ("mediation-2025-05:5",),
        "… and that coercion would be at Ukraine's expense.",
        "K",
        "the same: Ukraine's utility of signed texts, down",
        **contrast(where(u_ua, signed), threats(0.5, 0.0, 0.5), threats(0.5, 1.0, 0.5), DOWN),
    ),
    Pattern(
        "G18",
        ("mediation-2025-05:15",),
        "Korybko holds that doubling down ruins the wish to be a peacemaker.",
        "K",
        "never leaves, then escalates in round 16: share signed, down",
        **contrast(signed, STAYS, leaves("escalate"), DOWN),
    ),
    Pattern(
        "G19",
        ("mediation-2025-05:11",),
        "Korybko sees no freeze with all other demands dropped.",
        "K",
        "share of runs with a text that freezes the line and leaves status open, about 0",
        **level(both(term("TERR", "freeze"), term("STAT", "open")), ZERO),
    ),
    Pattern(
        "G20",
        ("mediation-2025-05:7",),
        "Korybko holds that China lacks the leverage of the US.",
        "K",
        "fall of Russia's value of no deal under full US sanctions and aid, less under Chinese "
        "pressure; above 0",
        **by_rule(
            lambda s: (
                means.pressed("RU", "CN", aid=0.5)(s)
                - means.pressed("RU", "US", sanctions=1.0, aid=1.3)(s)
            ),
            UP,
        ),
    ),
    Pattern(
        "G21",
        ("mediation-2025-05:2",),
        "Korybko reports that Ukraine wants a bare ceasefire.",
        "K",
        "worth to Ukraine of the line as it is with nothing else settled, less no deal; above 0",
        **by_rule(rules.margin_of("UA", {}), UP),
    ),
    Pattern(
        "G22",
        ("mediation-2025-05:7", "mediation-2025-05:8"),
        "Korybko calls the US approach uneven, and calls for an even one.",
        "K",
        "threats as they are in the base (0.5, 0.2), then even with the same sum: share signed, up",
        **contrast(signed, threats(0.5, 0.2, 0.45), threats(0.35, 0.35, 0.45), UP),
    ),
    Pattern(
        "G23",
        ("mediation-2025-05:6",),
        "Korybko holds that partnership talk resolves no core issue.",
        "K",
        "share of runs with missions, a summit or a resource deal and no text in the end, above a "
        "half",
        **level(
            both(either(happened("since_missions"), happened("since_resources")), no(signed)),
            above(0.5),
        ),
    ),
)
