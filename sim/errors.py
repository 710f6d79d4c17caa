"""The one exception for bad input: a sentence that a user can act on."""


class InputError(ValueError):
    """Bad input, told in one sentence.

    The sentence names the file, the place in it, what is wrong and what would be right. The
    command line prints it and exits with status 2.
    """

    def __init__(self, where: str, wrong: str, right: str = "") -> None:
        self.where, self.wrong, self.right = where, wrong, right
        super().__init__(f"{where}: {wrong}" + (f"; {right}" if right else ""))

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        """Pickle by the three parts, so that a worker process can pass it on."""
        return InputError, (self.where, self.wrong, self.right)
