"""A dozen claims that must hold at every change: by rule, or in few runs with a clear effect."""

import pytest

from experiments.patterns.pattern import LENSES, chosen
from experiments.patterns.running import Stage, judge

BY_RULE = [
    "F03", "F04a", "F11a", "F13", "F15a", "F18b", "F23a", "F23b", "F26", "F30c", "F32a", "F35c",
    "F41", "F43e", "F48a", "F48c", "F48d", "F49", "F50", "F55a", "F58b", "F59a", "F65a", "F67",
    "F69b", "F70b", "F72", "F75a", "G04", "G05",
]  # fmt: skip
IN_RUNS = ["F01c", "F02d", "F15b", "F16b", "F17c", "F18a", "F37b", "F57a"]
NEVER = ["F02a", "F17a", "F17b", "F30a", "F37a"]  # what must not happen in any run


@pytest.mark.parametrize("claim", [p.id for p in chosen(BY_RULE) if p.kind == "rule"])
def test_a_claim_by_rule_holds(claim: str) -> None:
    found = judge(chosen([claim]), Stage(1, 1, None), lenses=False)
    assert [f.verdict for f in found] == ["holds"]


def test_claims_with_a_clear_effect_hold_in_few_runs() -> None:
    found = judge(chosen(IN_RUNS), Stage(150, 1, None), lenses=False)
    assert {f.pattern.id: f.verdict for f in found} == dict.fromkeys(IN_RUNS, "holds")


def test_what_must_not_happen_does_not() -> None:
    for finding in judge(chosen(NEVER), Stage(100, 1, None), lenses=False):
        assert [finding.lenses[lens].effect for lens in finding.pattern.own] == [0.0] * len(
            finding.pattern.own
        )


def test_a_deal_is_no_less_likely_without_the_eu() -> None:
    """batna-2025-02:7: whoever owns an issue must be at the table, and may say no."""
    found = judge(chosen(["F32b"]), Stage(150, 1, None))[0]
    assert all(found.lenses[lens].high >= 0.0 for lens in LENSES)


def test_nobody_signs_far_below_its_bar() -> None:
    """batna-2025-02:5: all whose yes was needed could live with it."""
    found = judge(chosen(["F30b"]), Stage(1, 1, None), lenses=False)[0]
    assert found.verdict == "holds"
