"""The list of claims: complete, cited, and every number that a test moves exists."""

import math
from pathlib import Path

import pytest

from experiments.patterns import pattern as data
from experiments.patterns import registered
from experiments.patterns.pattern import LENSES, Pattern, chosen
from sim import load_scenario
from sim.errors import InputError
from sim.reading import find

CLAIMS = [
    "F01", "F02", "F03", "F04", "F05", "F08", "F09", "F10", "F11", "F13", "F14",
    "F15", "F16", "F17", "F18", "F19", "F20", "F23", "F25", "F26", "F28",
    "F29", "F30", "F31", "F32", "F34", "F35", "F36", "F37", "F40", "F41", "F43", "F45", "F46",
    "F47",
    "F48", "F49", "F50", "F51", "F52", "F53", "F55", "F56", "F57", "F58", "F59", "F61", "F62",
    "F63", "F64", "F65", "F67", "F69", "F70", "F72", "F73", "F75", "F76",
    "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12", "C13",
    "C14", "C15", "C16",
]  # fmt: skip
EVERY = registered()
UKRAINE = load_scenario("ukraine")


def ident(pattern: Pattern) -> str:
    return pattern.id


def test_every_claim_of_the_list_is_registered() -> None:
    found = {p.id.rstrip("abcdefghij") for p in EVERY}
    assert set(CLAIMS) <= found
    assert all(name.startswith("G") for name in found - set(CLAIMS))
    assert sum(p.testable for p in EVERY) >= 100


@pytest.mark.parametrize("pattern", EVERY, ids=ident)
def test_a_claim_is_whole(pattern: Pattern) -> None:
    assert pattern.lens in (*LENSES, "all")
    assert pattern.testable or pattern.why
    assert pattern.whole.endswith(".")
    assert not pattern.whole.startswith("…")
    assert len(pattern.claim) <= 160
    assert not pattern.testable or pattern.low < pattern.high
    assert sum(abs(term.weight) for term in pattern.terms) > 0 or not pattern.testable


@pytest.mark.parametrize("pattern", EVERY, ids=ident)
def test_every_paragraph_cited_is_a_source_of_the_scenario(pattern: Pattern) -> None:
    assert pattern.sources
    assert [source for source in pattern.sources if source not in UKRAINE.sources] == []


@pytest.mark.parametrize("pattern", EVERY, ids=ident)
def test_every_number_that_is_moved_exists(pattern: Pattern) -> None:
    for term in pattern.terms:
        for path, _ in term.arm.values + term.arm.times:
            assert ".".join(find(UKRAINE, path)[0]) == path
        term.arm.laid_over(UKRAINE)
        assert term.arm.words()


@pytest.mark.parametrize("pattern", EVERY, ids=ident)
def test_a_contrast_has_two_different_arms(pattern: Pattern) -> None:
    if pattern.testable and math.fsum(term.weight for term in pattern.terms) == 0.0:
        assert len({(term.arm, term.of) for term in pattern.terms}) > 1


def test_claims_are_chosen_by_clause_or_by_number() -> None:
    assert [p.id for p in chosen(["f20b"])] == ["F20b"]
    assert [p.id for p in chosen(["F20"])] == ["F20a", "F20b", "F20c", "F20d"]
    assert [p.id for p in chosen(["F25", "F25"])] == ["F25"]
    assert chosen(None) == EVERY
    with pytest.raises(InputError, match="there is no such claim"):
        chosen(["F99"])


def test_no_test_knows_the_inside_of_the_engine() -> None:
    """Claims read the engine by public names alone."""
    for file in Path(data.__file__).parent.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "import _" not in text
        assert "sim.loop" not in text
        assert len(text.splitlines()) <= 400
