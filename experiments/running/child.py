"""The main loop of a worker process: jobs come in on stdin, answers go out on stdout."""

import os
import pickle
import queue
import signal
import sys
import threading
from typing import Any, BinaryIO


def serve() -> None:
    """Answer calls until stdin ends; then stop at once, in the midst of a call too.

    Ctrl-C is left to the coordinator. What the work prints goes to stderr.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    calls: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, calls), daemon=True).start()
    sys.path[:] = calls.get()
    while True:
        pickle.dump(_answer(calls.get()), answers)
        answers.flush()


def _listen(calls: BinaryIO, into: "queue.SimpleQueue[Any]") -> None:
    """Pass calls on; the coordinator's end, however it comes, is this process's end."""
    try:
        into.put(pickle.load(calls))
        while True:
            size = int.from_bytes(calls.read(8), "big")
            if not size:
                break
            into.put(calls.read(size))
    finally:
        os._exit(0)


def _answer(call: bytes) -> tuple[bool, Any]:
    """Do a call; give whether it went well, and the result or the error."""
    try:
        function, arguments = pickle.loads(call)
        answer = True, function(*arguments)
        pickle.dumps(answer)
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            return False, RuntimeError(f"{type(error).__name__}: {error}")
        return False, error
    return answer
