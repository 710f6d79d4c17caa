"""The built-in minds compiled, for a Mesa model that many wait for: the same decisions, bit by bit.

The decisions that search or look ahead are compiled; the others take no time. All of them are one
compiled rule, since the search that most of them need would otherwise be compiled for each.
"""

from agents.chosen import answer, draft
from agents.mind import PLAIN, Mind
from agents.strategies.interest import pull, sign_on
from agents.strategies.logit import read
from sim.loop import by_reference
from sim.rule import compiled, on_disk, rule
from sim.table import Answer, Array, Draft, Joined, Move, View, World

DRAFT, READ, ANSWER, PULL, SIGN_ON = range(5)


@rule
def decided(
    what: int, view: View, text: Array, place: int, draw: float
) -> tuple[Draft, Answer, Move, Joined]:
    """Let a party make one decision; those that it was not asked for are blank.

    Parameters
    ----------
    what
        ``DRAFT``, ``READ``, ``ANSWER``, ``PULL`` or ``SIGN_ON``.
    text
        int[I] what is read or answered.
    place
        Who drafted that text, or which lever or agreement it is about.
    draw
        The party's luck, uniform in [0, 1), for an answer, a lever or an agreement.
    """
    known, things = by_reference(view.public), World(*view.world)
    seen = View(*((known, things) + view[2:]))  # noqa: RUF005 (numba knows this form)
    drafted = Draft(text, 0.0, 0.0, view.picture[0], view.picture[0], view.taste)
    answered = Answer(False, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1, 0.0, -1, -1)
    move, joined = Move(False, 0.0, 0.0, 0.0), Joined(False, 0.0, 0.0)
    if what == DRAFT:
        drafted = draft(seen)
    elif what == READ:
        drafted = read(seen, text)
    elif what == ANSWER:
        answered = answer(seen, text, place, draw)
    elif what == PULL:
        move = pull(seen, place, draw)
    else:
        joined = sign_on(seen, place, draw)
    return drafted, answered, move, joined


def _draft(view: View) -> Draft:
    return _decided(DRAFT, view, view.world.text)[0]


def _read(view: View, text: Array) -> Draft:
    return _decided(READ, view, text)[0]


def _answer(view: View, text: Array, drafter: int, draw: float) -> Answer:
    return _decided(ANSWER, view, text, drafter, draw)[1]


def _pull(view: View, lever: int, draw: float) -> Move:
    return _decided(PULL, view, view.world.text, lever, draw)[2]


def _sign_on(view: View, pact: int, draw: float) -> Joined:
    return _decided(SIGN_ON, view, view.world.text, pact, draw)[3]


def _decided(
    what: int, view: View, text: Array, place: int = -1, draw: float = 0.0
) -> tuple[Draft, Answer, Move, Joined]:
    found: tuple[Draft, Answer, Move, Joined] = compiled(decided)(what, view, text, place, draw)
    return found


SWIFT = Mind(_draft, _answer, PLAIN.take_note, _read, _pull, _sign_on, PLAIN.part)


def at_hand() -> bool:
    """Say whether the minds were compiled on this machine before, so that nobody has to wait."""
    return on_disk(decided)


def prepare() -> None:
    """Compile the minds, or load them where that was done before, by a talk of the flagship."""
    from sim.negotiation import Negotiation  # mesa takes half a second to load
    from sim.reading import FLAGSHIP, load_scenario

    Negotiation(load_scenario(FLAGSHIP), swift=True).run()
