"""Names and secrets of a room: codes that are read aloud, animals for teams, tokens for seats."""

import secrets
from collections.abc import Iterable

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
CODE_LENGTH = 6  # 31^6, about 900 million: with the limit on wrong ones, years of trying
ANIMALS = (
    "Heron", "Otter", "Lynx", "Kite", "Wren", "Badger", "Curlew", "Stoat", "Raven", "Marten",
    "Plover", "Hare", "Osprey", "Newt", "Finch", "Beaver", "Dunlin", "Vole", "Crane", "Seal",
    "Martin", "Adder", "Swift", "Elk", "Teal", "Ibex", "Shrike", "Mole", "Gannet", "Fox",
    "Godwit", "Weasel", "Robin", "Bison", "Puffin", "Toad", "Merlin", "Roe", "Siskin", "Carp",
    "Bittern", "Dormouse", "Falcon", "Perch", "Linnet", "Hedgehog", "Avocet", "Trout", "Jay",
    "Chamois", "Magpie", "Squirrel", "Grebe", "Pike", "Swallow", "Marmot", "Eider", "Boar",
    "Thrush", "Salmon",
)  # fmt: skip


def new_code(taken: Iterable[str]) -> str:
    """Draw a code that no room has, from the system's own source of chance."""
    used = set(taken)
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        if code not in used:
            return code


def read_code(written: str) -> str:
    """Read a code as people write it: in small letters, with a dash or blanks."""
    return "".join(sign for sign in written.upper() if sign.isalnum())[:12]


def shown(code: str) -> str:
    """Show a code in two halves, ``K4T-9QM``."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def new_name(taken: Iterable[str]) -> str:
    """Draw an animal that no team has yet; when all are out, one with a number."""
    used = set(taken)
    free = [animal for animal in ANIMALS if animal not in used]
    if free:
        return secrets.choice(free)
    number = 2
    while f"{ANIMALS[0]} {number}" in used:
        number += 1
    return f"{ANIMALS[0]} {number}"


def new_token() -> str:
    """Draw a token that tells a seat or a lecturer from all others: 192 bits."""
    return secrets.token_urlsafe(24)
