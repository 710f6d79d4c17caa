"""Claims of Korybko on a newspaper report, August 2024: the Qatar track and Kursk."""

from experiments.patterns import by_means as means
from experiments.patterns import by_rules as rules
from experiments.patterns.arms import NO_RAID, RAID_FIRST, scripted
from experiments.patterns.columns import (
    between,
    both,
    collapsed,
    cost_ua,
    happened,
    less,
    numbers,
    position,
    signed,
    term,
    where,
)
from experiments.patterns.pattern import (
    DOWN,
    UP,
    ZERO,
    Number,
    Pattern,
    Term,
    arm,
    below,
    by_rule,
    contrast,
    level,
    weighted,
)

PACT = "tracks.energy.agreements.moratorium"
NO_PAUSE = arm(NO_RAID, values={f"{PACT}.enabled": 0.0})
PAUSE = arm(NO_RAID, values={f"{PACT}.script": 6.0})
ELECTION = arm(NO_RAID, values={f"{PACT}.election": 6.0})
LOW, HIGH = arm(values={"war.start": 2.0}), arm(values={"war.start": 6.0})
NO_STRIKES, STRIKES = (
    arm(values={"actors.RU.levers.grid_strikes.enabled": 0.0}), scripted("RU.grid_strikes", 4)
)  # fmt: skip
early = happened("since_moratorium", 8)
held_land = both(
    signed, between(less(numbers("end_round"), numbers("since_raid")), 0, 11)
)  # fmt: skip
SPRING, AUTUMN = (14, 16, 18), (0, 2, 4)  # rounds from mid March to mid May; mid August to October


def _wanted(party: str, number: int) -> Number:
    return means.chance_of_joining("moratorium", (party,), {}, number)


PATTERNS = (
    Pattern(
        "F63",
        ("qatar-2024-08:10",),
        "Officials in Kyiv, as reported, gave an energy pause 20 % or less before Kursk.",
        "all",
        "no raid: share of runs with a pause in the first 8 rounds, 0.1 to 0.2 (a target of "
        "calibration, so no evidence)",
        **level(early, (0.1, 0.2), NO_RAID),
    ),
    Pattern(
        "F64",
        ("qatar-2024-08:14", "qatar-2024-08:23"),
        "Korybko holds that the raid ended the chance of a pause for now.",
        "all",
        "share with a pause in 8 rounds after a raid, less a quarter of that without; below 0",
        **weighted(DOWN, Term(1.0, early, RAID_FIRST), Term(-0.25, early, NO_RAID)),
    ),
    Pattern(
        "F65a",
        ("qatar-2024-08:9",),
        "A diplomat, as reported, says that Russia asked for time and did not break off.",
        "all",
        "rounds from a raid to the next meeting on a pause, at most 12",
        **by_rule(means.rounds_until_meeting("moratorium", "raid"), (0.0, 12.5)),
    ),
    Pattern(
        "F65b",
        ("qatar-2024-08:9",),
        "… so that a pause can come later.",
        "all",
        "raid at the start: share with a first pause from round 8 to 24, above 0",
        **level(happened("since_moratorium", 25, 8), UP, RAID_FIRST),
    ),
    Pattern(
        "F67",
        ("qatar-2024-08:10", "qatar-2024-08:11"),
        "A Ukrainian official, as reported, needs the pause for the winter.",
        "all",
        "chance that Ukraine joins: least of mid August to October less most of mid March to May; "
        "above 0",
        **by_rule(
            lambda s: (
                min(_wanted("UA", n)(s) for n in AUTUMN) - max(_wanted("UA", n)(s) for n in SPRING)
            ),
            UP,
        ),
    ),
    Pattern(
        "F69a",
        ("qatar-2024-08:15",),
        "Korybko guesses that Russia would have kept a pause until the US election.",
        "K",
        "no election, then one in round 6: share with a pause before it, up",
        **contrast(happened("since_moratorium", 6), NO_RAID, ELECTION, UP),
    ),
    Pattern(
        "F69b",
        ("qatar-2024-08:19",),
        "… and might leave it afterwards.",
        "K",
        "election in round 6: risk of a breach in round 7 less in round 5; above 0",
        **by_rule(
            lambda s: means.breach_risk("moratorium", 7)(s) - means.breach_risk("moratorium", 5)(s),
            UP,
            ELECTION,
        ),
    ),
    Pattern(
        "F70a",
        ("qatar-2024-08:16", "qatar-2024-08:17"),
        "Korybko guesses that the talks lowered Russia's guard.",
        "K",
        "chance that a raid gains a step, with a pause in force less without; above 0",
        **by_rule(lambda s: means.raid_success("moratorium")(s) - means.raid_success()(s), UP),
    ),
    Pattern(
        "F70b",
        ("qatar-2024-08:16", "qatar-2024-08:24"),
        "… and cost Ukraine Russia's trust.",
        "K",
        "change of Russia's trust in Ukraine by a raid, below 0",
        **by_rule(means.trust_after("raid", "RU", "UA"), DOWN),
    ),
    Pattern(
        "F70c",
        ("qatar-2024-08:16", "qatar-2024-08:17"),
        "… perhaps that in the US too, as a commentator speculated.",
        "K",
        "change of Russia's trust in the US by a raid, below 0",
        **by_rule(means.trust_after("raid", "RU", "US"), DOWN),
        why="A raid is held against its holder alone; the speculation is left out.",
    ),
    Pattern(
        "F72",
        ("qatar-2024-08:19", "qatar-2024-08:23"),
        "Korybko holds that a pause would not slow the ground war.",
        "K",
        "odds at the front with a pause in force less without, about 0",
        **by_rule(lambda s: means.russias_odds("moratorium")(s) - means.russias_odds()(s), ZERO),
    ),
    Pattern(
        "F73a",
        ("qatar-2024-08:19", "qatar-2024-08:21"),
        "Korybko sees a swap of land as the aim of the raid.",
        "K",
        "value to Ukraine of a swap less a bare freeze; above 0",
        **by_rule(rules.option_value("UA", "TERR", "swap", "freeze"), UP),
    ),
    Pattern(
        "F73b",
        ("qatar-2024-08:19",),
        "… at low odds.",
        "K",
        "raid at the start: share of runs that sign while the land is held, below 0.05",
        **level(held_land, below(0.05), RAID_FIRST),
    ),
    Pattern(
        "F75a",
        ("qatar-2024-08:20", "qatar-2024-08:22"),
        "Korybko does not rule out that NATO steps in near a collapse, at the risk of a world war.",
        "K",
        "risk of a wider war in a round at step 1 less that at step 4; above 0",
        **by_rule(lambda s: means.risk_of_wider_war(1)(s) - means.risk_of_wider_war(4)(s), UP),
    ),
    Pattern(
        "F75b",
        ("qatar-2024-08:20",),
        "… with a zone between the sides.",
        "K",
        "front from step 6 to step 2: share of signed texts with monitors, up",
        **contrast(where(term("GUAR", "monitors"), signed), HIGH, LOW, UP),
    ),
    Pattern(
        "F76a",
        ("qatar-2024-08:23", "qatar-2024-08:24"),
        "Korybko holds that both sides had something to gain from a pause.",
        "K",
        "expected gain of a pause at the start to either side, the lesser; above 0",
        **by_rule(
            rules.least(means.pact_gain("moratorium", "RU"), means.pact_gain("moratorium", "UA")),
            UP,
        ),
    ),
    Pattern(
        "F76b",
        ("qatar-2024-08:24",),
        "… both together.",
        "K",
        "the two gains added up, above 0",
        **by_rule(
            lambda s: (
                means.pact_gain("moratorium", "RU")(s) + means.pact_gain("moratorium", "UA")(s)
            ),
            UP,
        ),
    ),
    Pattern(
        "G62",
        ("qatar-2024-08:19", "qatar-2024-08:20"),
        "Korybko holds that the raid left the front in Donbass bare.",
        "K",
        "no raid, then one at the start: position of the front, down",
        **contrast(position, NO_RAID, RAID_FIRST, DOWN),
    ),
    Pattern(
        "G63",
        ("qatar-2024-08:13",),
        "Korybko asks why Russia would help Ukraine to fight on.",
        "K",
        "no pause, then one in round 6: share of collapses, down",
        **contrast(collapsed, NO_PAUSE, PAUSE, DOWN),
        why="A pause eases Ukraine's winter and moves no force (qatar-2024-08:19, :23 hold so), so "
        "that it can't keep Ukraine from a collapse; the same author argues both.",
    ),
    Pattern(
        "G64",
        ("qatar-2024-08:10", "qatar-2024-08:11"),
        "A Ukrainian official, as reported, fears the winter without light.",
        "K",
        "no pause, then one in round 6: Ukraine's cost of the war, down",
        **contrast(cost_ua, NO_PAUSE, PAUSE, DOWN),
    ),
    Pattern(
        "G65",
        ("qatar-2024-08:9",),
        "Some negotiators, as reported, hoped for more to follow.",
        "K",
        "no pause, then one in round 6: share signed, up",
        **contrast(signed, NO_PAUSE, PAUSE, UP),
    ),
    Pattern(
        "G66",
        ("qatar-2024-08:11", "qatar-2024-08:21"),
        "Korybko holds that a destroyed grid makes Ukraine's survival doubtful.",
        "K",
        "Russia spares the grid, then strikes it from round 4: Ukraine's cost of the war, up",
        **contrast(cost_ua, NO_STRIKES, STRIKES, UP),
    ),
    Pattern(
        "G67",
        ("qatar-2024-08:18",),
        "Korybko holds that Russia's pace in Donbass means defeat.",
        "K",
        "share of collapses less share of Russian exhaustion, above 0",
        **weighted(
            UP,
            Term(1.0, collapsed),
            Term(-1.0, lambda t: (t["outcome"] == "exhaustion").to_numpy(float)),
        ),
    ),
    Pattern(
        "G68",
        ("qatar-2024-08:14",),
        "Korybko holds that the raid put off the reprieve that Ukraine needed.",
        "K",
        "raid at the start: Ukraine's cost of the war, up",
        **contrast(cost_ua, NO_RAID, RAID_FIRST, UP),
    ),
)
