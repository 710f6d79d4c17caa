"""Score-table games: a JSON file of scores, thresholds, vetoes, and how many must say yes.

As in negotiation exercises and in LLM-Deliberation (arXiv:2309.17234): each party has a score
for each option and a threshold; a deal passes with all but one, the vetoes among them, say.
A score at or above the threshold is a yes.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from experiments.formats.format import Files, Format, contents
from experiments.formats.from_scenario import to_table
from experiments.formats.table import Consent, Issue, Party, Table
from sim.coherence import nearest
from sim.errors import InputError
from sim.faults import first_fault
from sim.quantity import Number
from sim.scenario import Scenario

Passes = Literal["all", "all but one"] | Annotated[int, Field(ge=1, strict=True)]

MOST_OPTIONS = 1000  # of an issue that gives their number alone


class Seat(BaseModel):
    """One party: its threshold, whether it has a veto, and its scores by issue."""

    model_config = ConfigDict(extra="forbid")

    threshold: Number
    veto: bool = False
    scores: dict[str, list[Number]]


class Game(BaseModel):
    """A whole game.

    ``issues`` gives for each issue how many options it has, or their names. ``passes`` says how
    many parties must say yes. ``proposer`` drafts the texts: the first with a veto, or the first,
    if it is not named.
    """

    model_config = ConfigDict(extra="forbid")

    name: str = "game"
    title: str = ""
    about: str = ""
    source: str = ""
    passes: Passes = "all"
    proposer: str = ""
    issues: Annotated[
        dict[str, list[str]],
        BeforeValidator(lambda given: _options(given)),
        Field(min_length=1),
    ]
    parties: dict[str, Seat] = Field(min_length=2)


def _options(given: Any) -> Any:
    """Let a number of options stand for their names, from 1."""
    if not isinstance(given, dict):
        return given
    return {
        issue: [str(n + 1) for n in range(options)]
        if isinstance(options, int) and 1 <= options <= MOST_OPTIONS
        else options
        for issue, options in given.items()
    }


def read(files: Sequence[Path]) -> Table:
    """Read a game.

    Raises
    ------
    InputError
        Naming the place, what is wrong and what would be right.
    """
    if len(files) > 1:
        raise InputError(str(files[1]), "it is a second file", "a game is one JSON file")
    where = str(files[0])
    try:
        game = Game.model_validate(json.loads(contents(files[0]), object_pairs_hook=_once))
    except RecursionError:
        raise InputError(where, "its tables or lists are nested too deeply") from None
    except ValidationError as error:
        raise _told(error, where) from None
    except ValueError as error:  # not JSON, or not UTF-8
        raise InputError(where, f"it is not JSON that can be read ({error})") from None
    names = list(game.parties)
    vetoes = tuple(place for place, seat in enumerate(game.parties.values()) if seat.veto)
    if game.proposer and game.proposer not in names:
        raise InputError(f"{where}: proposer", f"there is no party {game.proposer!r}",
                         nearest(game.proposer, names))  # fmt: skip
    drafter = names.index(game.proposer) if game.proposer else (vetoes or (0,))[0]
    return Table(
        name=game.name, title=game.title or game.name, about=game.about,
        issues=tuple(Issue(name, tuple(options)) for name, options in game.issues.items()),
        parties=tuple(_party(n, seat, game, where) for n, seat in game.parties.items()),
        consent=_consent(game, vetoes, where), drafter=drafter,
        origin=f"A score-table game, from {files[0].name}. {game.source}".strip(),
    )  # fmt: skip


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that comes twice, of which JSON would keep the last."""
    names = [name for name, _ in pairs]
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise ValueError(f"{double!r} comes twice in one table")
    return dict(pairs)


def _told(error: ValidationError, where: str) -> InputError:
    fault = error.errors()[0]
    if fault["loc"][:1] == ("passes",):
        return InputError(f"{where}: passes", f"{fault['input']!r:.60} is no rule",
                          'write "all", "all but one" or a number of parties')  # fmt: skip
    if fault["loc"][:1] == ("issues",) and fault["type"] == "list_type":
        return InputError(f"{where}: issues.{fault['loc'][1]}",
                          f"{fault['input']!r:.60} is no number of options",
                          f"write 1 to {MOST_OPTIONS}, or list the options")  # fmt: skip
    return first_fault(error.errors(), where, Game)


def _party(name: str, seat: Seat, game: Game, where: str) -> Party:
    at = f"{where}: parties.{name}.scores"
    for issue in seat.scores:
        if issue not in game.issues:
            raise InputError(at, f"there is no issue {issue!r}", nearest(issue, game.issues))
    rows = []
    for issue, options in game.issues.items():
        row = seat.scores.get(issue)
        if row is None:
            raise InputError(at, f"no scores for the issue {issue}", "give one for each option")
        if len(row) != len(options):
            raise InputError(f"{at}.{issue}", f"{len(row)} scores for {len(options)} options",
                             "give each option one")  # fmt: skip
        rows.append(tuple(float(score) for score in row))
    return Party(name, (1.0,) * len(rows), tuple(rows), float(seat.threshold))


def _consent(game: Game, vetoes: tuple[int, ...], where: str) -> Consent:
    count = len(game.parties)
    if game.passes == "all":
        return Consent()
    quota = count - 1 if game.passes == "all but one" else int(game.passes)
    if quota > count:
        raise InputError(f"{where}: passes", f"{quota} of {count} parties", f"write 1 to {count}")
    return Consent("quota", quota, vetoes)


def write(scenario: Scenario) -> Files:
    """Write a scenario as a game: scores are weight times value, less soft red lines."""
    table, lost = to_table(scenario)
    if any(party.discount is not None for party in table.parties):
        lost.append("that a deal is worth less the later it comes")
    consent, count = table.consent, len(table.parties)
    passes: str | int = "all"
    if consent.rule == "quota":
        passes = "all but one" if consent.quota == count - 1 else consent.quota
    if consent.rule == "owners":
        lost.append("owners of issues: here everybody's yes is needed")
    if any(party.never for party in table.parties):
        lost.append("hard red lines")
    names = [party.name for party in table.parties]
    game = {
        "name": table.name, "title": table.title, "about": table.about, "passes": passes,
        "proposer": names[table.drafter],
        "issues": {issue.name: list(issue.options) for issue in table.issues},
        "parties": {
            party.name: {
                "threshold": party.reservation,
                "veto": consent.rule == "quota" and place in consent.always,
                "scores": {
                    issue.name: [party.worth(i, o) for o in range(len(issue.options))]
                    for i, issue in enumerate(table.issues)
                },
            }
            for place, party in enumerate(table.parties)
        },
    }  # fmt: skip
    for kind, given in (("issue", [issue.name for issue in table.issues]), ("party", names)):
        double = next((name for name in given if given.count(name) > 1), None)
        if double is not None:
            raise InputError(double, f"it is the name of more than one {kind}", "give each its own")
    return Files({f"{table.name}.json": json.dumps(game, indent=1, ensure_ascii=False) + "\n"},
                 tuple(lost))  # fmt: skip


FORMAT = Format(
    name="scores",
    title="a score-table game as JSON: scores, thresholds, vetoes, how many must say yes",
    read=read,
    write=write,
)
