"""Claims of Welsh and readers on partners: China, trust, Europe (batna-2025-02); low weight."""

from experiments.patterns import by_rules as rules
from experiments.patterns.arms import IRAN
from experiments.patterns.columns import (
    both,
    collapsed,
    either,
    happened,
    no,
    signed,
    survived_3y,
    term,
    u_ru,
    where,
)
from experiments.patterns.pattern import (
    BASE,
    DOWN,
    UP,
    ZERO,
    Pattern,
    Term,
    above,
    along,
    arm,
    below,
    by_rule,
    contrast,
    gap,
    level,
    rule_change,
    weighted,
)

PENALTY = "actors.RU.red_lines.china.penalty"
CHIP = arm(values={"issues.CHN.demand": 1.0})
MUST = arm(values={"issues.CHN.demand": 2.0})
CHEAP, DEAR = arm(CHIP, values={PENALTY: 0.2}), arm(CHIP, values={PENALTY: 1.0})
RECORD = "actors.US.reliability"
china = no(either(term("CHN", "none"), no(signed)))


PATTERNS = (
    Pattern(
        "F36a",
        ("batna-2025-02:14",),
        "Welsh reports that Ukraine refused the first minerals draft.",
        "W",
        "share of runs in which it signs the first draft, below 0.2 (our reading of small)",
        **level(happened("since_minerals_first"), below(0.2)),
    ),
    Pattern(
        "F36b",
        ("batna-2025-02:14",),
        "… which the US hopes to have signed.",
        "W",
        "share of runs with any minerals deal, above 0.25 (our reading of substantial)",
        **level(
            either(happened("since_minerals_first"), happened("since_minerals_fair")), above(0.25)
        ),
    ),
    Pattern(
        "F36c",
        ("batna-2025-02:14",),
        "… as it wants Europe to keep the peace.",
        "W",
        "worth to the US of European troops less a pledge of its own; above 0",
        **by_rule(rules.preferred("US", {"GUAR": "troops"}, {"GUAR": "pledge"}), UP),
    ),
    Pattern(
        "F36d",
        ("batna-2025-02:14",),
        "… and to pay for reconstruction.",
        "W",
        "EU pays in most texts with troops",
        why="There is no issue of who pays for rebuilding.",
    ),
    Pattern(
        "F37a",
        ("batna-2025-02:19", "batna-2025-02:20", "batna-2025-02:32"),
        "Welsh holds that a demand to drop China that is not negotiable kills the deal.",
        "W",
        "every text carries the demand: share signed, about 0",
        **level(signed, ZERO, MUST),
    ),
    Pattern(
        "F37b",
        ("batna-2025-02:32",),
        "… and that as a chip it need not.",
        "W",
        "the demand is on the table: share signed, above 0",
        **level(signed, UP, CHIP),
    ),
    Pattern(
        "F45a",
        ("batna-2025-02:31", "batna-2025-02:54", "batna-2025-02:55"),
        "Welsh and a reader hold that Russia fears to be next after China.",
        "W",
        "price of turning on China at the top of its range: share of runs with it in a text, "
        "about 0",
        **level(china, ZERO, DEAR),
    ),
    Pattern(
        "F45b",
        ("batna-2025-02:31",),
        "… the more it fears it, the less it yields on China.",
        "W",
        "that price from the bottom to the top of its range: share with it in a text, down",
        **contrast(china, CHEAP, DEAR, DOWN),
    ),
    Pattern(
        "F46a",
        ("batna-2025-02:43", "batna-2025-02:73"),
        "Readers hold that Russia also fears to be China's junior partner.",
        "R",
        "price of turning on China from 0.45 to 0.25: gain of the worse-off belligerent in the "
        "best text with distance from China, up",
        **rule_change(
            rules.room_with("CHN", "distance"),
            arm(CHIP, values={PENALTY: 0.45}),
            arm(CHIP, values={PENALTY: 0.25}),
            UP,
        ),
    ),
    Pattern(
        "F46b",
        ("batna-2025-02:43",),
        "… so that some distance can be in a deal.",
        "R",
        "the demand on the table: share of runs with a text that has it, above 0",
        **level(term("CHN", "distance"), UP, CHIP),
    ),
    Pattern(
        "F47",
        ("batna-2025-02:74",),
        "A reader holds that the US could give something on Iran.",
        "R",
        "a cheap side issue of worth to Russia added: room for a deal, not down",
        **rule_change(rules.room, BASE, IRAN, above(-1e-9)),
    ),
    Pattern(
        "G31",
        ("batna-2025-02:21", "batna-2025-02:30"),
        "Welsh holds that Russia can't trust the US to keep an agreement.",
        "W",
        "Russian trust in the US from 0.5 to 0.1: share signed, down",
        **along(signed, "actors.RU.trust.US", 0.5, 0.1, DOWN),
    ),
    Pattern(
        "G32",
        ("batna-2025-02:26",),
        "Welsh holds that gas to Europe would be worth most to Russia, and that the US won't.",
        "W",
        "value of lifted EU sanctions to Russia, and their cost to the US, the lesser; above 0",
        **by_rule(
            rules.least(
                rules.option_value("RU", "SEU", "lift", "keep"),
                rules.option_value("US", "SEU", "keep", "lift"),
            ),
            UP,
        ),
    ),
    Pattern(
        "G33",
        ("batna-2025-02:28",),
        "Welsh expects time to break Europe's unity.",
        "W",
        "loss of unity from 0 to the top of its range: share of collapses, up",
        **along(collapsed, "actors.EU.cohesion_loss", 0.0, 0.015, UP),
    ),
    Pattern(
        "G34",
        ("batna-2025-02:24", "batna-2025-02:27"),
        "Welsh holds that a surrender gives Russia more than a deal.",
        "W",
        "Russia's utility where Ukraine collapses, less where a text is signed; above 0",
        **gap(where(u_ru, collapsed), where(u_ru, signed), UP),
    ),
    Pattern(
        "G35",
        ("batna-2025-02:24",),
        "Welsh expects Russia to impose a peace rather than sign.",
        "W",
        "share of collapses less share signed, above 0",
        **gap(collapsed, signed, UP),
    ),
    Pattern(
        "G36",
        ("batna-2025-02:8",),
        "Rubio, as reported, ties the process to kept promises.",
        "all",
        "reliability of the US from 0.2 to 0.95: share of texts that hold 3 years, up",
        **along(survived_3y, RECORD, 0.2, 0.95, UP),
    ),
    Pattern(
        "G37",
        ("batna-2025-02:32",),
        "Welsh guesses that the demand on China isn't required.",
        "W",
        "the demand on the table: share signed without it less share with it, above 0",
        **weighted(UP, Term(1.0, both(signed, term("CHN", "none")), CHIP), Term(-1.0, china, CHIP)),
    ),
    Pattern(
        "G38",
        ("batna-2025-02:54", "batna-2025-02:56"),
        "A reader expects China to stand by Russia.",
        "W",
        "share of runs in which China presses Russia, below 0.1",
        **level(happened("since_press"), below(0.1)),
    ),
)
