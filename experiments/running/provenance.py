"""What computed the results: versions, and the state of the sources if git knows it."""

import platform
import subprocess
from functools import cache
from importlib import metadata
from pathlib import Path

NAMES = ("batna", "numpy", "numba", "pandas", "scipy", "pyarrow")


@cache
def versions() -> dict[str, str]:
    """Name the versions of what computed the results."""
    return {"python": platform.python_version()} | {n: metadata.version(n) for n in NAMES}


@cache
def git_state() -> dict[str, object] | None:
    """Give the commit of the sources, and whether they differ from it; None outside of git."""
    here = Path(__file__).parent
    commit = _git(here, "rev-parse", "HEAD")
    if not commit:
        return None
    changes = _git(here, "status", "--porcelain", "--", here.parents[1].as_posix())
    return {"commit": commit, "changed": bool(changes)}


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True, text=True, timeout=10, check=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
