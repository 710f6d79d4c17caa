"""The words that a page explains are the glossary's."""

import re

import pytest

from experiments.rooms.app import STATIC
from tests.docs.pages import ROOT

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
# places in the model and in files are of no use on a phone
PLAIN = " ".join(re.sub(r"\s*\([^)]*[`*E][^)]*\)", "", GLOSSARY).split())
TERMS = dict(re.findall(r'^  "([^"]+)": "([^"]+)",$', (STATIC / "terms.js").read_text(), re.M))


@pytest.mark.parametrize("term", TERMS)
def test_an_explanation_is_the_glossarys(term: str) -> None:
    assert f"**{term.capitalize()}.**" in PLAIN
    assert TERMS[term] in PLAIN


def test_only_what_is_explained_is_offered_and_all_of_it() -> None:
    used: set[str] = set()
    for file in STATIC.glob("*.js"):
        used |= set(re.findall(r'\bterm\("([^"]+)"', file.read_text()))
    assert used == set(TERMS)
