"""A real server in a process of its own, on a free port, for tests and the benchmark."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

SERVE = """
import sys, pathlib, uvicorn
from experiments.rooms.app import app_of
folder, port, runs = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
uvicorn.run(app_of(folder, ahead=False, runs=runs), host="127.0.0.1", port=port,
            log_level="error", timeout_graceful_shutdown=1)
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """Starts on entering, and is ended on leaving; may be killed and started anew meanwhile.

    ``runs``: the talks of agents alone that a debrief rests on, few, so that tests don't wait.
    """

    def __init__(self, folder: Path, runs: int = 40) -> None:
        self.folder, self.port, self.runs = folder, free_port(), runs
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        arguments = [sys.executable, "-c", SERVE, str(self.folder), str(self.port), str(self.runs)]
        self.process = subprocess.Popen(arguments)
        for _ in range(300):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not start")

    def kill(self) -> None:
        """End it as a power cut would: it can't put anything away."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.kill()
