"""Modules as one script: in the order in which they are needed, and refused where names clash."""

from pathlib import Path

import pytest

from experiments.takehome.bundle import Unbundled, bundled, made
from experiments.takehome.page import scripts


def modules(folder: Path, **texts: str) -> Path:
    """Write modules, and give the one that is called entry."""
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "entry.js"


def test_what_is_needed_comes_first_and_once(tmp_path: Path) -> None:
    entry = modules(
        tmp_path,
        entry='import { b } from "./b.js";\nimport { a } from "/home/a.js";\n\nb(a);\n',
        b='import { a } from "./a.js";\nexport const b = () => a;\n',
        a="export async function a() {}\n",
    )
    script = bundled(entry, {"/home/": tmp_path})
    order = [script.index(f"// {name}.js") for name in ("a", "b", "entry")]
    assert order == sorted(order)
    assert script.count("async function a()") == 1
    assert "import" not in script
    assert "export" not in script


CLASHES = {  # another module, and the name that it shares with the entry
    "a function": ("export const one = 1;\nfunction two() {}\n", "two"),
    "the second of a line": ("export const one = 1;\nconst three = 3, two = 2;\n", "two"),
    "after a bracket": ("export const one = [1, 2], two = { a: (b) };\n", "two"),
    "what is exported": ("export const one = 1;\nexport class two {}\n", "two"),
}


@pytest.mark.parametrize("kind", CLASHES)
def test_a_name_that_two_modules_make_is_refused(tmp_path: Path, kind: str) -> None:
    other, name = CLASHES[kind]
    entry = modules(
        tmp_path, entry=f'import {{ one }} from "./other.js";\nconst {name} = one;\n', other=other
    )
    with pytest.raises(Unbundled, match=rf"entry\.js: {name} is made in other\.js"):
        bundled(entry, {})


def test_names_within_brackets_clash_with_nothing() -> None:
    text = 'const a = (b = 1, c = 2) => [b, c], d = ", e = 3";\nfunction f() {\n  const a = 1;\n}\n'
    assert made(text) == ["a", "d", "f"]


FORMS = {
    "a default": ("import one from './other.js';\none();\n", "import one"),
    "a namespace": ('import * as one from "./other.js";\n', r"import \*"),
    "another name": ('import { one as two } from "./other.js";\n', "one as two"),
    "a list of exports": ("const one = 1;\nexport { one };\n", "export {"),
    "at run time": ('const one = () => import("./other.js");\n', "import"),
    "no such export": ('import { none } from "./other.js";\n', "exports no none"),
    "no such file": ('import { one } from "./nowhere.js";\n', "no module nowhere"),
    "no such home": ('import { one } from "https://example.org/x.js";\n', "nobody knows"),
    "the end of a script": ("const one = '</script>';\n", "end the script"),
    "itself": ('import { one } from "./entry.js";\nexport const one = 1;\n', "imports itself"),
    "taken apart": ("const { one } = two;\n", "takes a value apart"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_is_not_known_is_refused(tmp_path: Path, form: str) -> None:
    text, words = FORMS[form]
    entry = modules(tmp_path, entry=text, other="export const one = 1;\n")
    with pytest.raises(Unbundled, match=words):
        bundled(entry, {})


def test_the_pages_own_modules_are_bundled_without_a_server() -> None:
    script = scripts()
    for drawn in ("class Result", "class Story", "function debriefing", "function summaryOf"):
        assert script.count(drawn) == 1
    assert "fetch(" not in script
    assert "/api/" not in script
