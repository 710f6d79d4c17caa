"""The command as it is installed: exit status, streams and signals of a real process."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments import load
from tests.experiments import AID, SMALL

BATNA = [sys.executable, "-c", "from experiments.command.main import run_batna; run_batna()"]
POSIX = os.name == "posix"


def ran(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BATNA, *arguments], capture_output=True, text=True, encoding="utf-8", errors="replace",
        env=os.environ | environment, timeout=120, check=False,
    )  # fmt: skip


def test_the_console_script_is_installed() -> None:
    from importlib import metadata

    (point,) = metadata.entry_points(group="console_scripts", name="batna")
    assert point.value == "experiments.command.main:run_batna"


def test_bad_input_is_status_2_and_one_line() -> None:
    done = ran("run", "--seed", "-1")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "batna: --seed: -1 can't be used; write a whole number from 0 up\n"


def test_good_input_is_status_0_and_plain() -> None:
    done = ran("run", SMALL)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "A small war" in done.stdout


def test_an_encoding_without_the_signs_is_no_error() -> None:
    done = ran("run", SMALL, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "A small war" in done.stdout


@pytest.mark.skipif(not POSIX, reason="pipes of POSIX")
@pytest.mark.parametrize("arguments", [["explain"], ["explain", "--json"]])
def test_a_reader_that_leaves_is_no_error(arguments: list[str]) -> None:
    with subprocess.Popen(
        [*BATNA, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not POSIX, reason="signals of POSIX")
def test_an_interruption_is_status_130_and_keeps_what_is_finished(tmp_path: Path) -> None:
    file, out = tmp_path / "long.toml", tmp_path / "out"
    file.write_text(
        f'format = 1\nname = "long"\ntitle = "Long"\nscenario = {SMALL!r}\n'
        f'replicates = 2000000\n[[vary]]\npath = "{AID}"\nvalues = [0.0, 1.0]\n',
        encoding="utf-8",
    )
    command = [*BATNA, "sweep", str(file), "--out", str(out), "--jobs", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # in case ours ignores it
    ) as process:  # fmt: skip
        until = time.monotonic() + 450  # the kernel may have to be compiled
        while len(list(out.glob("parts/0*"))) < 2 and process.poll() is None:
            time.sleep(0.05)
            if time.monotonic() > until:
                process.kill()  # else the test would wait for its end
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stdout == b""
    assert b"Traceback" not in stderr
    assert b"batna: interrupted" in stderr
    words = " ".join(stderr.decode().split())
    assert f"negotiations are kept in {out}; run the same again to go on" in words
    with pytest.warns(UserWarning, match="unfinished"):
        assert len(load(out)) >= 8
    replayed = ran("repro", str(out), "0")
    assert replayed.returncode == 0
    assert replayed.stderr.startswith(f"batna: {out}: unfinished, ")
    assert len(replayed.stderr.splitlines()) == 1
