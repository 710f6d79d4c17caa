"""A damaged scenario either loads or is refused in one line that names the file: nothing else."""

import copy
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sim import InputError, load_scenario
from tests.limits.worlds import Tree, example, plain
from tests.reading.files import written

WORDS = st.sampled_from(
    ["", "A", "value", "unit", "source", "LAND", "a", "profile", "include", "L", "war.start",
     "two\nlines", "\x7f", "\0", "x" * 400, "..", "world.toml", "nan", "é"]
)  # fmt: skip
JUNK = st.recursive(
    st.none().map(lambda _: {}) | st.booleans() | st.integers() | st.floats() | WORDS | st.dates()
    | st.sampled_from([10**18, -(10**18), 10**400, 1e308, 5e-324, -1e308]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the paths of all entries."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    found = []
    for key, entry in pairs:
        found.append((*path, key))
        if isinstance(entry, dict | list):
            found += places(entry, (*path, key))
    return found


TREES = [example(), plain([{"X": [0.0, 1.0]}, {"X": [1.0, 0.0]}], [0.0, 0.0])]
PLACES = [places(tree) for tree in TREES]


@st.composite
def damaged(draw: st.DrawFn) -> Tree:
    """Damage a sound tree at one place or two."""
    which = draw(st.integers(0, 1))
    tree = copy.deepcopy(TREES[which])
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from(PLACES[which]))
        table: Any = tree
        try:
            for step in way:
                table = table[step]
            entry = table[last]
        except (KeyError, IndexError, TypeError):
            continue  # the first damage took it away
        how = draw(st.sampled_from(["delete", "rename", "replace", "add"]))
        if how == "replace":
            table[last] = draw(JUNK)
        elif how == "add" and isinstance(entry, dict):
            entry[draw(WORDS)] = draw(JUNK)
        else:
            del table[last]
            if how == "rename" and isinstance(table, dict):
                table[draw(WORDS)] = entry
    return tree


@settings(max_examples=600, deadline=None)
@given(damaged(), st.sampled_from([None, "L", "l", "nope"]))
def test_damage_is_refused_in_one_line(tree: Tree, lens: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), tree)
        try:
            load_scenario(path, lens=lens)
        except InputError as error:
            message = str(error)
            assert message.isprintable(), message
            assert "world.toml" in message
            for word in ("pydantic", "Quantity", "function-", "DeferredValue", "validation"):
                assert word not in message
