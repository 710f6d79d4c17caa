"""The command that serves the rooms of a class."""

import os
import socket
import sys
import webbrowser
from pathlib import Path

from sim.errors import InputError


def serve(port: int, folder: Path, lan: bool, browser: bool) -> None:
    """Serve until it is interrupted.

    Parameters
    ----------
    browser
        Whether to open the first page here, once there is one. None is opened in any case where
        nobody looks at a terminal, or there is no screen for it.
    """
    try:
        import uvicorn

        from experiments.rooms.app import app_of
    except ModuleNotFoundError as error:
        right = "install them: pip install 'batna[classroom]'"
        raise InputError("batna serve", f"{error.name} is not installed", right) from error
    if not 1 <= port <= 65535:
        raise InputError("--port", f"{port} is no port", "write a number from 1 to 65535")
    host = "0.0.0.0" if lan else "127.0.0.1"
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            right = "write another, such as --port 8001"
            raise InputError("--port", f"{port} can't be had ({error.strerror})", right) from error
    address = f"http://{_own_address()}:{port}/" if lan else None
    app = app_of(folder, address)
    sys.stderr.write(
        f"batna: the first page is http://127.0.0.1:{port}/, rooms are opened at #/class\n"
    )
    if address is not None:
        sys.stderr.write(
            f"batna: everybody in this network can open {address}, have talks played and try codes "
            "of rooms; rooms are opened and sweeps started on this machine alone\n"
        )
    sys.stderr.write(f"batna: rooms are kept in {folder}; Ctrl-C ends\n")
    here = f"http://127.0.0.1:{port}/"

    class Opening(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if browser and sys.stderr.isatty() and _has_screen():
                webbrowser.open(here)

    Opening(
        uvicorn.Config(
            app, host=host, port=port, log_level="warning",
            timeout_graceful_shutdown=1,
        )
    ).run()  # fmt: skip


def _has_screen() -> bool:
    """Say whether a browser has a screen: else one for terminals would take this one."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _own_address() -> str:
    """Find the address under which others in the network see this machine; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("192.0.2.1", 9))  # an address kept for documentation, RFC 5737
        except OSError:
            return "127.0.0.1"
        return str(line.getsockname()[0])
