"""The exception for a sweep that can't go on: what is finished is kept."""


class Halted(RuntimeError):
    """A sweep stopped by its surroundings (a full disk, lost workers), told in one sentence.

    The command line prints it and exits with status 1.
    """


class Unwritable(Exception):
    """A worker can't write its part; carries the system's words for it."""


class WorkerLost(Exception):
    """A worker died or was ended over a job; carries how."""
