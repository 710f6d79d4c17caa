"""Modules of the pages as one script, so that a file needs no server to hand them out.

All names stand beside one another in it, so that the modules must not share any: what would clash
is refused here, and so is every form of ``import`` and ``export`` that the pages don't use.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

IMPORT = re.compile(r'^import \{ ([\w$, ]+) \} from "([^"]+)";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) )", re.M)
LEFT = re.compile(r"^\s*(?:import|export)\b.*|\bimport\s*\(.*", re.M)
MADE = re.compile(r"^(?:export )?(?:async function|function|class|const|let) (.*)$", re.M)
NAME = re.compile(r"[A-Za-z_$][\w$]*")
QUOTED = re.compile(r""""[^"\n]*"|'[^'\n]*'|`[^`]*`""")


class Unbundled(Exception):
    """Modules that can't stand in one script."""


def bundled(entry: Path, homes: Mapping[str, Path]) -> str:
    """Put a module and all that it imports into one script, each after what it needs.

    Parameters
    ----------
    homes
        Where the files are that pages import by address: ``{"/static/": folder}``.

    Raises
    ------
    Unbundled
        If two modules make the same name, import one another, or are written in a form that this
        doesn't know.
    """
    parts, owners = [], dict[str, str]()
    for file in _in_order(entry.resolve(), homes, []):
        text = file.read_text(encoding="utf-8")
        for name in made(text):
            if name in owners:
                raise Unbundled(f"{file.name}: {name} is made in {owners[name]} too.")
            owners[name] = file.name
        parts.append(f"// {file.name}\n{_stripped(file, text)}")
    script = "{\n" + "\n".join(parts) + "}\n"  # a block, so that no name leaves it
    if re.search(r"</script|<!--", script, re.I):
        raise Unbundled("A module holds a sign that would end the script within a page.")
    return f'"use strict";\n{script}'


def made(text: str) -> list[str]:
    """List the names that a module makes at its top level, which is what no space leads in."""
    names = []
    for line in MADE.findall(text):
        if line.startswith(("{", "[")):
            raise Unbundled(f"A module takes a value apart at its top level: {line}")
        first = NAME.match(line)
        if first is None:
            raise Unbundled(f"A name can't be read: {line}")
        names += [first[0], *_further(line)]
    return names


def _further(line: str) -> Iterator[str]:
    """Find the names after the first in ``A = 1, B = 2``: those that stand in no bracket."""
    plain, depth = QUOTED.sub('""', line), 0
    for place, sign in enumerate(plain):
        depth += (sign in "([{") - (sign in ")]}")
        following = re.match(r", ([A-Za-z_$][\w$]*) =[^=>]", plain[place:])
        if depth == 0 and following:
            yield following[1]


def _in_order(file: Path, homes: Mapping[str, Path], above: list[Path]) -> list[Path]:
    """List the modules that one needs and itself, each once, what is needed first."""
    if file in above:
        raise Unbundled(f"{file.name} imports itself by way of {above[-1].name}.")
    if not file.is_file():
        raise Unbundled(f"There is no module {file.name}, which {above[-1].name} imports.")
    found: list[Path] = []
    text = file.read_text(encoding="utf-8")
    for names, address in IMPORT.findall(text):
        needed = _at(file, address, homes)
        found += [f for f in _in_order(needed, homes, [*above, file]) if f not in found]
        offered = made("\n".join(re.findall(r"^export (.*)$", needed.read_text("utf-8"), re.M)))
        for name in names.split(", "):
            if name not in offered:
                raise Unbundled(f"{file.name}: {needed.name} exports no {name}.")
    return [*found, file]


def _at(file: Path, address: str, homes: Mapping[str, Path]) -> Path:
    if address.startswith("./"):
        return (file.parent / address).resolve()
    for lead, home in homes.items():
        if address.startswith(lead):
            return (home / address.removeprefix(lead)).resolve()
    raise Unbundled(f"{file.name}: nobody knows where {address} is.")


def _stripped(file: Path, text: str) -> str:
    plain = EXPORT.sub("", IMPORT.sub("", text))
    left = LEFT.search(plain)
    if left:
        raise Unbundled(f"{file.name}: this form can't be bundled: {left[0].strip()}")
    return plain
