"""The names of places: one meaning each, or an array would be read in the wrong column."""

import ast
from collections import Counter
from pathlib import Path

from sim import places


def test_every_name_is_given_once() -> None:
    tree = ast.parse(Path(places.__file__).read_text(encoding="utf-8"))
    named = Counter(
        name.id
        for line in tree.body
        if isinstance(line, ast.Assign)
        for target in line.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    )
    assert {name for name, times in named.items() if times > 1} == set()
    assert named["RESUMED"] == named["POLICY"] == 1
