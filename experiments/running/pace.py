"""How fast it goes, and so how many runs make a chunk."""

CHUNK_SECONDS = 2.0  # long enough to hide what a chunk costs, short enough to lose
LEAST_SECONDS = 0.3  # of a chunk near the end: what a chunk costs must not show
LEAST = 30.0  # seconds that a chunk may take whatever was measured: machines get busy
SLOWER = 20.0  # times as long as the slowest chunk so far, and a worker counts as hung
FIRST = 600.0  # before anything was measured; a far worker may have to compile the rules


class Pace:
    """Seconds a run, as measured; the chunk size and the patience that follow.

    ``total`` is what this session has spent so far.

    Parameters
    ----------
    chunk, patience
        Fixed runs a chunk and seconds a chunk, in place of those that follow.
    """

    def __init__(self, chunk: int | None = None, patience: float | None = None) -> None:
        self.fixed, self.given = chunk, patience
        self.runs, self.seconds, self.slowest, self.total = 0, 0.0, 0.0, 0.0

    def note(self, runs: int, seconds: float) -> None:
        """Take a measurement in; older ones fade."""
        fade = 0.5 if self.seconds > 60.0 else 1.0
        self.runs, self.seconds = int(fade * self.runs) + runs, fade * self.seconds + seconds
        self.slowest, self.total = max(self.slowest, seconds), self.total + seconds

    @property
    def each(self) -> float:
        """Seconds a run."""
        return self.seconds / self.runs if self.runs else 0.0

    @property
    def patience(self) -> float:
        """Seconds after which a chunk's worker counts as hung."""
        if self.given is not None:
            return self.given
        return max(LEAST, SLOWER * self.slowest) if self.runs else FIRST

    def chunk(self, left: int, width: int) -> int:
        """Give the size of the next chunk: smaller near the end, so that all have work."""
        if self.fixed is not None:
            return self.fixed
        if not self.runs:
            return 1 if left < 8 * width else 8
        most, least = (int(s / max(self.each, 1e-9)) for s in (CHUNK_SECONDS, LEAST_SECONDS))
        return max(1, min(most, max(least, -(-left // (4 * width)))))
