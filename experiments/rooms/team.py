"""A team in a room: an animal's name, a seat in a talk, how many moves it has made, its clock."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Team:
    """One team (often one student).

    ``moves`` counts the moves made, so that a replayed or overtaken one is noticed; ``asked_at``
    is when the open question was put, on the room's own clock; ``seen`` when the team was last
    connected, ``lines`` how many connections it has now; ``away`` says that its agent plays.
    """

    token: str
    name: str
    party: str
    talk: int
    moves: int = 0
    hints: int = 0
    advice: int = 0
    prediction: int | None = None
    question: str | None = None
    asked_at: float = 0.0
    seen: float = 0.0
    away: bool = False
    stood_in: list[str] = field(default_factory=list)  # questions that its agent decided for it
    lines: int = 0

    def plain(self) -> dict[str, Any]:
        """Give it as plain data, without what a restart ends."""
        told = asdict(self)
        del told["lines"]
        return told
