"""The words by which a party is known, by scenario: none is left where names are neutral."""

import re

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
