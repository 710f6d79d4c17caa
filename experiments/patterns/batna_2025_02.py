"""Claims of Welsh, February 2025, and of his readers (batna-2025-02); low weight."""

from experiments.patterns import by_means as means
from experiments.patterns import by_rules as rules
from experiments.patterns import replays
from experiments.patterns.arms import NO_EU, US_AT_REST, not_asked, scripted
from experiments.patterns.columns import (
    between,
    both,
    collapsed,
    either,
    happened,
    numbers,
    signed,
    survived_2y,
    survived_3y,
    talk_time,
    term,
    u_ru,
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
    along,
    arm,
    below,
    by_rule,
    contrast,
    level,
    rule_change,
)
from sim.scenario import Scenario

STRIKES, AID, SANCTIONS = (
    scripted(f"US.{name}", 12, US_AT_REST) for name in ("deep_strikes", "raise_aid", "sanctions")
)
LOW, MIDDLE, HIGH = (arm(values={"war.start": k}) for k in (1.0, 4.0, 6.0))
CLOSE = arm(values={"war.start": 2.0})
EARLY, LATE = (arm(values={"tracks.capitals.agreements.missions.script": k}) for k in (12.0, 24.0))
dictated = either(
    both(term("TERR", "all_ceded"), term("STAT", "neutral"), term("ARMS", "demilitarised")),
    both(term("TERR", "freeze", "swap"), term("STAT", "open"), term("ARMS", "none"),
         term("GUAR", "troops")),
)  # fmt: skip


def lost_by_fewer_consenters(s: Scenario) -> float:
    """Count the texts that could pass and could not if one party fewer were asked, over parties."""
    return rules.lost_texts(s, tuple(not_asked(s, party) for party in s.actors))


PATTERNS = (
    Pattern(
        "F29a",
        ("batna-2025-02:4",),
        "Rubio, as reported, expects long and intense diplomacy.",
        "all",
        "share of deals signed 12 rounds or more after the first text, above a half",
        **level(where(between(talk_time, 12, 999), signed), above(0.5)),
    ),
    Pattern(
        "F29b",
        ("batna-2025-02:4",),
        "… so that hardly any of the first texts is signed.",
        "all",
        "share of runs signed within the first three texts, about 0",
        **level(both(signed, between(numbers("texts"), 0, 3)), ZERO),
        why="Texts that the belligerents table, between themselves or in answer, count among the "
        "first three. In the base and for the readers 3 in 100 are signed so early, by the others "
        "1 or less.",
    ),
    Pattern(
        "F30a",
        ("batna-2025-02:5",),
        "Rubio, as reported, says that all must concede.",
        "all",
        "share of runs with a text that has the best of every core issue for one side, about 0",
        **level(both(signed, dictated), ZERO),
    ),
    Pattern(
        "F30b",
        ("batna-2025-02:5",),
        "… that all must find it acceptable.",
        "all",
        "least worth over bar among those who signed, in the first two signed runs of 40; above "
        "-0.1",
        **by_rule(replays.least_margin, above(-0.1)),
    ),
    Pattern(
        "F30c",
        ("batna-2025-02:5",),
        "… and that it takes the consent of all.",
        "all",
        "texts that could pass and could not if one party fewer had to consent, about 0",
        **by_rule(lost_by_fewer_consenters, ZERO),
    ),
    Pattern(
        "F31a",
        ("batna-2025-02:6",),
        "Rubio, as reported, wants no settlement that breaks within 2 to 3 years.",
        "all",
        "weight of the US legacy from 0.2 to 1: share of texts that hold 3 years, up",
        **along(survived_3y, "actors.US.legacy", 0.2, 1.0, UP),
        why="A mediator that wants an end more also puts more ultimatums (in K they pass in 5 of "
        "100 runs, with less legacy in 3), and what is passed over a head holds worse.",
    ),
    Pattern(
        "F31b",
        ("batna-2025-02:6",),
        "… two years (reported for comparison).",
        "all",
        "share of texts that hold 2 years, above a half",
        **level(survived_2y, above(0.5)),
    ),
    Pattern(
        "F32a",
        ("batna-2025-02:7",),
        "Rubio, as reported, sees the EU at the table: it imposed sanctions.",
        "all",
        "texts that ease EU sanctions without asking the EU, about 0",
        **by_rule(rules.needs_no("EU", "SEU"), ZERO),
    ),
    Pattern(
        "F32b",
        ("batna-2025-02:7",),
        "… and can keep a deal from passing.",
        "all",
        "EU not asked on its sanctions: share signed, not down by more than 0.02",
        **contrast(signed, BASE, NO_EU, above(-0.02)),
    ),
    Pattern(
        "F34",
        ("batna-2025-02:9",),
        "Rubio, as reported, says that peace opens cooperation.",
        "all",
        "share of a resource deal's worth to the US that the war withholds, above 0",
        **by_rule(means.withheld("resources", "US"), UP),
    ),
    Pattern(
        "F35a",
        ("batna-2025-02:10", "batna-2025-02:11"),
        "Rubio, as reported, expects missions to be restored quickly.",
        "W",
        "share of runs, not over by then, with missions by round 14, above 0.9",
        **level(
            where(happened("since_missions", 15), between(numbers("end_round"), 15, 999)),
            above(0.9),
        ),
    ),
    Pattern(
        "F35b",
        ("batna-2025-02:12",),
        "… before talks on Ukraine can begin.",
        "W",
        "missions in round 12, then in 24: first text later by about 12 rounds (10 to 14)",
        **contrast(numbers("first_text"), EARLY, LATE, (10.0, 14.0)),
    ),
    Pattern(
        "F35c",
        ("batna-2025-02:33",),
        "Welsh calls restored diplomacy good in itself.",
        "W",
        "worth a round of restored missions to the US and Russia, the lesser; above 0",
        **by_rule(means.least_flow("missions", "US", "RU"), UP),
    ),
    Pattern(
        "F40a",
        ("batna-2025-02:24", "batna-2025-02:27"),
        "Welsh holds that Russia is winning, and can await Ukraine's surrender.",
        "W",
        "share of collapses, above a half",
        **level(collapsed, above(0.5)),
    ),
    Pattern(
        "F40b",
        ("batna-2025-02:24", "batna-2025-02:25"),
        "… and that sanctions can't stop it.",
        "W",
        "change of Russia's no-deal value under full US sanctions, beside its size; below 0.1",
        **by_rule(means.share_of_alternative("RU", sanctions=1.0), below(0.1)),
    ),
    Pattern(
        "F40c",
        ("batna-2025-02:24", "batna-2025-02:25"),
        "… nor can more aid.",
        "W",
        "change of Russia's no-deal value under US aid of 1.3, beside its size; below 0.1",
        **by_rule(means.share_of_alternative("RU", aid=1.3), below(0.1)),
    ),
    Pattern(
        "F41a",
        ("batna-2025-02:25",),
        "Welsh ranks the threats to Russia: deep strikes, then aid, then sanctions.",
        "W",
        "fall of Russia's no-deal value by each; least difference along the order, above 0",
        **by_rule(
            rules.least(
                lambda s: means.pressed("RU", aid=1.3)(s) - means.pressed("RU", strikes=1.0)(s),
                lambda s: means.pressed("RU", sanctions=1.0)(s) - means.pressed("RU", aid=1.3)(s),
            ),
            UP,
        ),
    ),
    Pattern(
        "F41b",
        ("batna-2025-02:25",),
        "… sanctions do not bite, or help.",
        "W",
        "change of Russia's no-deal value under full US sanctions, not below -0.02",
        **by_rule(means.pressed("RU", sanctions=1.0), above(-0.02)),
    ),
    Pattern(
        "F41c",
        ("batna-2025-02:25",),
        "… deep strikes risk a war with Russia.",
        "W",
        "US levers at rest, then deep strikes in round 12: share of wider wars, up",
        **contrast(wider_war, US_AT_REST, STRIKES, UP),
    ),
    Pattern(
        "F41d",
        ("batna-2025-02:25",),
        "… as more aid does not.",
        "W",
        "deep strikes against more aid, both in round 12: share of wider wars, up",
        **contrast(wider_war, AID, STRIKES, UP),
    ),
    Pattern(
        "F41e",
        ("batna-2025-02:25",),
        "… nor sanctions.",
        "W",
        "deep strikes against sanctions, both in round 12: share of wider wars, up",
        **contrast(wider_war, SANCTIONS, STRIKES, UP),
    ),
    Pattern(
        "F43a",
        ("batna-2025-02:27",),
        "Welsh holds that near a collapse Russia does best to wait.",
        "W",
        "front from step 4 to step 1: Russia's value of no deal, up",
        **rule_change(rules.no_deal("RU"), MIDDLE, LOW, UP),
    ),
    Pattern(
        "F43b",
        ("batna-2025-02:27",),
        "… that what it then signs must give it more.",
        "W",
        "front from step 4 to step 2: Russia's utility of signed texts, up",
        **contrast(where(u_ru, signed), MIDDLE, CLOSE, UP),
    ),
    Pattern(
        "F43c",
        ("batna-2025-02:27",),
        "… and that deals get rarer near a collapse.",
        "W",
        "front from step 4 to step 1: share signed, down",
        **contrast(signed, MIDDLE, LOW, DOWN),
    ),
    Pattern(
        "F43d",
        ("batna-2025-02:27",),
        "… as they do far from it (the chance has a peak).",
        "W",
        "front from step 4 to step 6: share signed, down",
        **contrast(signed, MIDDLE, HIGH, DOWN),
        why="At step 6 it is Russia that is near to breaking, and signs: the peak is above step 4.",
    ),
    Pattern(
        "F43e",
        ("batna-2025-02:27",),
        "… and that a surrender keeps Ukraine out of NATO anyway.",
        "W",
        "value to Russia of status in a collapse less status open; above 0",
        **by_rule(rules.in_collapse("RU", "STAT", "open"), UP),
    ),
)
