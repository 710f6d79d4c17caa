"""The words by which a party is known, by scenario: none is left where names are neutral."""

import re
from typing import Any

WAR = (
    r"Russia|Ukrain|United States|America|Europe|\bUS\b|\bEU\b|\bChin(?:a|ese)\b|Washington|Kyiv"
    r"|\b(?:RU|UA|CN)\b"
)
NAMES = {
    "ukraine": re.compile(WAR),
    "spring_2025": re.compile(WAR),
    "qatar_2024": re.compile(rf"{WAR}|Qatar|\bQA\b"),
    "camp_david": re.compile(
        r"Egypt|Israel|United States|America|\bUS\b|Sadat|Begin's|Carter|\b(?:EG|IL)\b"
    ),
}


def named(page: Any, name: str = "ukraine") -> list[str]:
    """Give the lines of what can be seen, or is read out, in which a party is named."""
    seen = page.inner_text("body").split("\n")
    spoken = [n.get_attribute("aria-label") for n in page.locator("[aria-label]").all()]
    chosen = page.locator("option").all_inner_texts()
    hovered = [n.get_attribute("title") for n in page.locator("[title]").all()]
    return [line for line in [*seen, *spoken, *chosen, *hovered] if NAMES[name].search(line)]
