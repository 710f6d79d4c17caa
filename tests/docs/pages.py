"""Pages of the documentation as blocks, and what running a block prints."""

import contextlib
import io
import re
import shlex
from pathlib import Path
from typing import Any, NamedTuple

from experiments.command.main import run_command

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("docs/*.md"), ROOT / "README.md"])
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.M | re.S)


class Block(NamedTuple):
    """A fenced block: its language, what stands behind it, its text and its line."""

    language: str
    mark: str
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    """Read the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(m[1], m[2].strip(), m[3], text.count("\n", 0, m.start()) + 1)
        for m in FENCE.finditer(text)
    ]


def prose(page: Path) -> str:
    """Read a page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def same(shown: str, printed: str) -> bool:
    """Compare outputs, line breaks and indents aside; `…` stands for anything."""
    parts = [re.escape(" ".join(part.split())) for part in shown.split("…")]
    return re.fullmatch(r"\s*.*?\s*".join(parts), " ".join(printed.split())) is not None


def run_python(block: Block, page: Path, namespace: dict[str, Any]) -> str:
    """Run a block of Python and give what it prints."""
    code = compile("\n" * block.line + block.text, str(page), "exec")
    with contextlib.redirect_stdout(io.StringIO()) as stdout:
        exec(code, namespace)
    return stdout.getvalue()


class Call(NamedTuple):
    """A command of a console block, and what the page shows of its output."""

    line: str
    shown: str


def calls(block: Block) -> list[Call]:
    """Split a console block at its prompts."""
    parts = re.split(r"^\$ ", block.text, flags=re.M)[1:]
    split = [part.partition("\n") for part in parts]
    return [Call(line, shown) for line, _, shown in split]


def run_call(call: Call) -> tuple[int, str, str]:
    """Run a command line and give its exit status, stdout and stderr."""
    program, *arguments = shlex.split(call.line)
    assert program == "batna", f"only batna is run: {call.line}"
    with (
        contextlib.redirect_stdout(io.StringIO()) as stdout,
        contextlib.redirect_stderr(io.StringIO()) as stderr,
    ):
        status = run_command(arguments)
    return status, stdout.getvalue(), stderr.getvalue()
