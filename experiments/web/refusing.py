"""A request that can't be granted: why, in one sentence, and how the web says so."""


class Refused(Exception):
    """Something that a room doesn't do.

    Attributes
    ----------
    status
        The status of the reply over the web: 400 wrong input, 401 no token, 403 not yours, 404 not
        there, 409 at the wrong time, 413 too large, 429 too often.
    """

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


class Tries:
    """How often an address may do something, such as be wrong: so many times within a while.

    Addresses are forgotten after the while, and only so many are kept, so that memory stays flat.

    Parameters
    ----------
    words
        What was done too often, as the refusal begins.
    """

    def __init__(
        self, most: int = 10, within: float = 60.0, kept: int = 10_000,
        words: str = "Too many wrong codes from here",
    ) -> None:  # fmt: skip
        self.most, self.within, self.kept, self.words = most, within, kept, words
        self.misses: dict[str, list[float]] = {}

    def check(self, address: str, now: float) -> None:
        """Refuse an address that did it too often of late."""
        recent = [at for at in self.misses.get(address, ()) if now - at < self.within]
        if len(recent) >= self.most:
            wait = round(self.within - (now - recent[0])) + 1
            raise Refused(429, f"{self.words}; try again in {wait} seconds.")

    def miss(self, address: str, now: float, times: int = 1) -> None:
        """Note that it was done once, or several times."""
        recent = [at for at in self.misses.pop(address, ()) if now - at < self.within]
        self.misses[address] = [*recent, *[now] * times]
        while len(self.misses) > self.kept:
            del self.misses[next(iter(self.misses))]
