"""Where the articles contradict each other: what tells their readings apart."""

from experiments.patterns import by_means as means
from experiments.patterns import by_rules as rules
from experiments.patterns.arms import (
    AID_CUT,
    AID_RAISED,
    LAND_HARD,
    NO_AID,
    NO_RAID,
    OVER_HEAD,
    STEADY_AID,
    US_AT_REST,
)
from experiments.patterns.columns import (
    collapsed,
    equals,
    escalated,
    happened,
    signed,
    survived_3y,
    talk_time,
    term,
    where,
    wider_war,
)
from experiments.patterns.pattern import (
    BASE,
    DOWN,
    UP,
    ZERO,
    Arm,
    Pattern,
    Term,
    along,
    arm,
    by_rule,
    contrast,
    gap,
    interaction,
    level,
    rule_change,
    weighted,
)

BY_US = means.pressed("RU", sanctions=1.0, aid=1.3)
PACT = "tracks.energy.agreements.moratorium"
early = happened("since_moratorium", 8)
FORCE, BACKING = "actors.US.aid_force", "actors.CN.aid_force"
NO_ENERGY = arm(values={"tracks.energy.enabled": 0.0})


def _lost(force: float) -> tuple[Arm, Arm]:
    return arm(STEADY_AID, values={FORCE: force}), arm(NO_AID, values={FORCE: force})


def _china(penalty: float) -> Arm:
    return arm(values={"issues.CHN.demand": 1.0, "actors.RU.red_lines.china.penalty": penalty})


PATTERNS = (
    Pattern(
        "C01",
        ("exit-2025-04:14", "mediation-2025-05:14"),
        "Korybko held escalation the least likely way out in April, likelier than a clean break in "
        "May.",
        "K",
        "both orders by one rule: even blame and no minerals, then Russia at three "
        "quarters of the blame and minerals; least difference along either, above 0",
        **by_rule(
            rules.least(
                means.likelier("balanced", "keep_resources"),
                means.likelier("keep_resources", "escalate"),
                means.likelier("escalate", "clean_break", "minerals_fair", blame=0.75),
            ),
            UP,
        ),
    ),
    Pattern(
        "C02",
        ("mediation-2025-05:7", "batna-2025-02:24", "batna-2025-02:25"),
        "Korybko gives the US decisive leverage on Russia, Welsh none short of war.",
        "K",
        "fall of Russia's no-deal value under full US sanctions and aid, in K less in W; above 0",
        kind="rule",
        terms=(
            Term(-1.0, BY_US, arm(lens="K")),
            Term(1.0, BY_US, arm(lens="W")),
        ),
    ),
    Pattern(
        "C03a",
        ("batna-2025-02:25", "batna-2025-02:26"),
        "Welsh holds that sanctions don't bite and that relief is worth having.",
        "W",
        "worth to Russia of US relief, above 0 (the stick: F41b)",
        **by_rule(
            rules.preferred("RU", {"TERR": "deferred", "SUS": "lift"}, {"TERR": "deferred"}), UP
        ),
    ),
    Pattern(
        "C03b",
        ("batna-2025-02:20", "batna-2025-02:25"),
        "Welsh also holds that sanctions would have worked without China.",
        "W",
        "change of Russia's no-deal value under full US sanctions, without Chinese trade less "
        "with it; below 0",
        **rule_change(
            means.pressed("RU", sanctions=1.0), BASE, arm(values={"actors.CN.aid": 0.0}), DOWN
        ),
    ),
    Pattern(
        "C04a",
        ("plan-2025-08:29", "plan-2025-08:34"),
        "The page sees in China a lever on Russia.",
        "P",
        "fall of Russia's no-deal value by Chinese pressure less by US sanctions; above 0",
        **by_rule(
            lambda s: means.pressed("RU", sanctions=1.0)(s) - means.pressed("RU", "CN", aid=0.5)(s),
            UP,
        ),
    ),
    Pattern(
        "C04b",
        ("batna-2025-02:63", "batna-2025-02:72"),
        "Readers doubt the size of China's help.",
        "R",
        "fall of Russia's no-deal value by Chinese pressure, in the base less in R; above 0",
        kind="rule",
        terms=(
            Term(-1.0, means.pressed("RU", "CN", aid=0.5), arm(lens="base")),
            Term(1.0, means.pressed("RU", "CN", aid=0.5), arm(lens="R")),
        ),
    ),
    Pattern(
        "C05",
        ("exit-2025-04:8", "batna-2025-02:4"),
        "Rubio spoke of long diplomacy in February and of days in April, perhaps as a threat.",
        "K",
        "fatigue from 0 to the top of its range: rounds from first text to a deal, down",
        **along(where(talk_time, signed), "engagement.fatigue", 0.0, 0.12, DOWN),
    ),
    Pattern(
        "C06",
        ("mediation-2025-05:11", "plan-2025-08:14", "exit-2025-04:11"),
        "A freeze is refused by Russia in two articles, conceivable in a third.",
        "P",
        "share of runs with a text that puts title off less share with a bare freeze; above 0",
        **gap(
            term("TERR", "deferred", "handed_back", "crimea_ceded", "withdrawal"),
            term("TERR", "freeze"),
            UP,
        ),
    ),
    Pattern(
        "C07a",
        ("mediation-2025-05:5", "mediation-2025-05:13"),
        "Korybko holds in May that Ukraine is who blocks.",
        "K",
        "share of last texts refused by Ukraine most less that by Russia; above 0",
        **weighted(
            UP, Term(1.0, equals("blocked_by", "UA")), Term(-1.0, equals("blocked_by", "RU"))
        ),
    ),
    Pattern(
        "C07b",
        ("exit-2025-04:9",),
        "In April he reports that Russia is, by its claim to land.",
        "K",
        "share of last texts refused by Russia most less that by Ukraine; above 0",
        **weighted(
            UP, Term(1.0, equals("blocked_by", "RU")), Term(-1.0, equals("blocked_by", "UA"))
        ),
        why="It contradicts C07a, so that one of the two must fail.",
    ),
    Pattern(
        "C07c",
        ("batna-2025-02:32",),
        "Welsh holds that the US would, by its demand on China.",
        "W",
        "the demand is not negotiable: share of last texts refused by Russia most, above 0",
        **level(equals("blocked_by", "RU"), UP, arm(values={"issues.CHN.demand": 2.0})),
    ),
    Pattern(
        "C08",
        ("batna-2025-02:5", "exit-2025-04:11", "plan-2025-08:44"),
        "Ukraine consents in one article, is coerced in another, left out in a third.",
        "all",
        "US levers at rest, then an ultimatum in round 15: share signed, up",
        **contrast(signed, US_AT_REST, OVER_HEAD, UP),
    ),
    Pattern(
        "C09a",
        ("qatar-2024-08:16", "qatar-2024-08:17"),
        "Korybko guesses that the talks were a ruse for the raid.",
        "K",
        "no energy talks, then talks: share of runs with a raid, up",
        **contrast(happened("since_raid"), NO_ENERGY, BASE, UP),
    ),
    Pattern(
        "C09b",
        ("qatar-2024-08:18",),
        "… or a gamble against defeat.",
        "K",
        "front from step 6 to step 2: share of runs with a raid, up",
        **along(happened("since_raid"), "war.start", 6.0, 2.0, UP),
        why="Near a collapse a lost step costs more than a gained one is worth (the value of the "
        "war is concave there), so that a party that weighs expected gains does not gamble. A "
        "gamble against defeat needs an end that can't get worse.",
    ),
    Pattern(
        "C09c",
        ("qatar-2024-08:10", "qatar-2024-08:11"),
        "… though Ukraine wanted the pause.",
        "K",
        "expected gain of a pause to Ukraine at the start, above 0",
        **by_rule(means.pact_gain("moratorium", "UA"), UP),
    ),
    Pattern(
        "C10a",
        ("qatar-2024-08:13",),
        "Korybko asks why Russia would want a pause at all.",
        "K",
        "what a pause costs Russia by prolonging the war, from 0 to 0.08: share with one, down",
        **contrast(
            early,
            arm(NO_RAID, values={f"{PACT}.prolongs": 0.0}),
            arm(NO_RAID, values={f"{PACT}.prolongs": 0.08}),
            DOWN,
        ),
    ),
    Pattern(
        "C10b",
        ("qatar-2024-08:23", "qatar-2024-08:24"),
        "… and holds that it gains at no cost.",
        "K",
        "expected gain of a pause to Russia without that cost, above 0",
        **by_rule(means.pact_gain("moratorium", "RU"), UP, arm(values={f"{PACT}.prolongs": 0.0})),
    ),
    Pattern(
        "C11",
        ("batna-2025-02:28", "batna-2025-02:66", "plan-2025-08:57"),
        "Welsh expects Europe's unity to wear; a reader and the page see the reverse.",
        "all",
        "loss of unity from -0.003 to 0.015 a round: share of collapses, up",
        **along(collapsed, "actors.EU.cohesion_loss", -0.003, 0.015, UP),
    ),
    Pattern(
        "C12",
        ("exit-2025-04:12", "batna-2025-02:25"),
        "Korybko holds US aid irreplaceable, Welsh the stocks nearly empty.",
        "all",
        "force of US aid 0.12, then 0.28: what its loss adds to the share of collapses, up",
        **interaction(collapsed, _lost(0.28), _lost(0.12), UP),
    ),
    Pattern(
        "C13",
        ("plan-2025-08:15", "mediation-2025-05:4", "plan-2025-08:23"),
        "Leaders' talks are pivotal in one place, unlikely in another, harmful in a third.",
        "all",
        "no meeting of the presidents, then one in round 18: share of texts that hold 3 years, "
        "down",
        **contrast(
            survived_3y,
            arm(values={"tracks.capitals.agreements.summit.enabled": 0.0}),
            arm(values={"tracks.capitals.agreements.summit.script": 18.0}),
            DOWN,
        ),
        why="A meeting in the model bears on the chance of a text, not on how it holds; the "
        "paragraph speaks of channels, not of leaders.",
    ),
    Pattern(
        "C14a",
        ("plan-2025-08:48", "plan-2025-08:49"),
        "The page holds that weak US commitment drives escalation.",
        "all",
        "aid steady, then cut in round 12: share of escalations by Russia, up",
        **contrast(escalated, STEADY_AID, AID_CUT, UP),
    ),
    Pattern(
        "C14b",
        ("mediation-2025-05:12", "batna-2025-02:25"),
        "… Korybko and Welsh that US toughness does (a U-shape in US support).",
        "all",
        "aid steady, then raised in round 12: share of wider wars, up",
        **contrast(wider_war, STEADY_AID, AID_RAISED, UP),
    ),
    Pattern(
        "C15",
        ("qatar-2024-08:10",),
        "Kyiv's officials gave a pause 20 % at most; a later report outside the articles had it "
        "close.",
        "all",
        "no raid, and little for Russia to lose by a pause: share of runs with one in the first 8 "
        "rounds, 0.2 to 0.5",
        **level(
            early,
            (0.2, 0.5),
            arm(NO_RAID, values={f"{PACT}.prolongs": 0.02, "tracks.energy.hurdle": 0.01}),
        ),
        why="It contradicts F63: the two hold at different ends of one number's range.",
    ),
    Pattern(
        "C16a",
        ("batna-2025-02:22", "batna-2025-02:27"),
        "Welsh holds that US promises are worth little to Russia for want of trust.",
        "W",
        "Russian trust in the US from 0.1 to 0.5: worth to it of a text with all US carrots, up",
        **rule_change(
            rules.margin_of("RU", {"TERR": "deferred", "SUS": "phased", "RES": "deal"}),
            arm(values={"actors.RU.trust.US": 0.1}),
            arm(values={"actors.RU.trust.US": 0.5}),
            UP,
        ),
    ),
    Pattern(
        "C16b",
        ("exit-2025-04:13", "mediation-2025-05:6"),
        "Korybko holds that Russia wants partnership, and that it can't be bought by it.",
        "K",
        "weight of the resource deal for Russia tripled, no room on land: share signed, about 0",
        **level(signed, ZERO, arm(LAND_HARD, times={"actors.RU.weights.RES": 3.0})),
    ),
    Pattern(
        "C16c",
        ("batna-2025-02:43", "batna-2025-02:73"),
        "Readers hold that US partnership is a hedge against China for Russia.",
        "R",
        "price of turning on China from 0.45 to 0.25, the demand on the table: share signed, up",
        **contrast(signed, _china(0.45), _china(0.25), UP),
    ),
)
