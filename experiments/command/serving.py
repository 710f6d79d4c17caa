"""The command that serves the rooms of a class."""

import socket
import sys
from pathlib import Path

from sim.errors import InputError


def serve(port: int, folder: Path, lan: bool) -> None:
    """Serve until it is interrupted."""
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
    sys.stderr.write(
        f"batna: the first page is http://127.0.0.1:{port}/, rooms are opened at #/class\n"
    )
    if address is not None:
        sys.stderr.write(
            f"batna: everybody in this network can open {address}, have talks played and try codes "
            "of rooms; rooms are opened and sweeps started on this machine alone\n"
        )
    sys.stderr.write(f"batna: rooms are kept in {folder}; Ctrl-C ends\n")
    uvicorn.run(
        app_of(folder, address), host=host, port=port, log_level="warning",
        timeout_graceful_shutdown=1,
    )  # fmt: skip


def _own_address() -> str:
    """Find the address under which others in the network see this machine; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("192.0.2.1", 9))  # an address kept for documentation, RFC 5737
        except OSError:
            return "127.0.0.1"
        return str(line.getsockname()[0])
