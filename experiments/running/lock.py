"""One sweep at a time in a folder: a lock that goes with the process that holds it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.errors import InputError

LOCK = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder's lock; where the system has none of this kind, go without.

    Raises
    ------
    InputError
        If another process holds it.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wrong, right = "another sweep is writing there", "wait for it, or give another folder"
            raise InputError(str(folder.parent), wrong, right) from None
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(handle)
