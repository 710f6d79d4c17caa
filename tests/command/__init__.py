"""The command line, in process and as it is installed."""

import dataclasses

import pytest

from experiments.command.main import run_command


@dataclasses.dataclass(frozen=True)
class Told:
    """What a command left behind: its exit status and its two streams."""

    status: int
    out: str
    err: str


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> Told:
    """Run a command in process."""
    capsys.readouterr()
    status = run_command([str(argument) for argument in arguments])
    streams = capsys.readouterr()
    return Told(status, streams.out, streams.err)
