"""From names for people to keys of a scenario: ``60 Gb`` becomes ``o60_Gb``."""

import re
import unicodedata
from collections.abc import Iterable

TAKEN = ("value", "unit", "source", "note", "tier")  # keys of numbers, and of tables of them


def keys(names: Iterable[str], letter: str) -> list[str]:
    """Give each name a key of letters, digits and _, unlike the others in any case.

    Parameters
    ----------
    letter
        What a key begins with whose name begins with no letter, or has none.
    """
    found: list[str] = []
    used = set(TAKEN)
    for place, name in enumerate(names, start=1):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        key = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[:40].rstrip("_")
        if not key:
            key = f"{letter}{place}"
        elif not key[0].isalpha():
            key = letter + key
        first, number = key, 2
        while key.casefold() in used:
            key, number = f"{first}_{number}", number + 1
        used.add(key.casefold())
        found.append(key)
    return found
