"""``batna serve`` as it is started: it opens the first page where somebody looks, not else."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.rooms.serving import free_port

START = "from experiments.command.main import run_batna; run_batna()"


@contextmanager
def served(folder: Path, *options: str, screen: bool = True) -> Iterator[tuple[str, Path]]:
    """Serve on a terminal, with a browser that notes the address."""
    port, noted = free_port(), folder / "noted"
    browser = folder / "browser"
    browser.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\n"
        f"pathlib.Path({str(noted)!r}).write_text(sys.argv[1])\n"
    )
    browser.chmod(0o755)
    environment = os.environ | {"BROWSER": f"{browser} %s", "DISPLAY": ":0" if screen else ""}
    environment.pop("WAYLAND_DISPLAY", None)
    lead, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", START, "serve", "--port", str(port), "--folder", str(folder / "r"),
         *options],
        stderr=terminal, stdout=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}/", noted
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        os.close(terminal)
        os.close(lead)


def answers(address: str) -> bool:
    """Wait until a page is served."""
    for _ in range(300):
        try:
            return bool(urlopen(address).status == 200)
        except OSError:
            time.sleep(0.1)
    return False


def test_the_first_page_is_opened(tmp_path: Path) -> None:
    with served(tmp_path) as (address, noted):
        assert answers(address)
        for _ in range(100):
            if noted.exists() and noted.read_text():
                break
            time.sleep(0.1)
        assert noted.read_text() == address


@pytest.mark.parametrize(("option", "screen"), [(["--no-browser"], True), ([], False)])
def test_no_page_is_opened_where_none_is_wanted(
    tmp_path: Path, option: list[str], screen: bool
) -> None:
    with served(tmp_path, *option, screen=screen) as (address, noted):
        assert answers(address)
        time.sleep(0.5)
        assert not noted.exists()


def post(address: str, body: dict[str, object], token: str = "") -> dict[str, str]:
    headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
    asked = Request(address, json.dumps(body).encode(), headers)
    return dict(json.load(urlopen(asked)))


@pytest.mark.parametrize(
    ("how", "status", "after"),
    [(signal.SIGINT, 130, 0.0), (signal.SIGINT, 130, 1.0), (signal.SIGTERM, -15, 1.0)],
)
def test_it_ends_quietly_in_the_midst_of_work(
    tmp_path: Path, how: signal.Signals, status: int, after: float
) -> None:
    """The signal reaches the whole group, as Ctrl-C on a terminal and a service's end do."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", START, "serve", "--port", str(port), "--folder",
         str(tmp_path), "--no-browser"],
        stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # in case ours ignores it
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}/"
    assert answers(address)
    room = post(f"{address}api/rooms", {})
    here = f"{address}api/rooms/{room['code'].replace('-', '')}"
    post(f"{here}/join", {})
    post(f"{here}/host", {"do": "start"}, room["host"])  # a worker starts, and is busy
    time.sleep(after)
    os.killpg(process.pid, how)
    told = process.communicate(timeout=30)[1].decode()
    assert process.returncode == status
    last = "batna: interrupted" if status == 130 else f"batna: rooms are kept in {tmp_path}"
    assert told.splitlines()[-1].startswith(last), told
