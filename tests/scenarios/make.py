"""Write the games of ``tests/games`` as scenarios: ``python -m tests.scenarios.make``."""

from pathlib import Path

from tests.games import NAMES, Game, load

FOLDER = Path(__file__).parent
COURSE = "https://ocw.mit.edu/courses/15-668-people-and-organizations-fall-2010/"
SOURCES = {"base": "arXiv:2309.17234", "game1": "arXiv:2309.17234", "new_recruit": COURSE}
TITLES = {
    "base": "The base game of LLM-Deliberation: a sports and tourism project, six parties",
    "game1": "Game 1 of LLM-Deliberation: a project and its bank, six parties",
    "new_recruit": "New Recruit: a recruiter and a candidate over eight issues",
}
CHANGE = "assumption:play"


def ident(name: str) -> str:
    """Turn a name into a key: "Other cities" into "Other_cities"."""
    return name.replace(" ", "_")


def number(value: float, unit: str, source: str) -> str:
    """Write a number that is known."""
    same = ", ".join(f"{key} = {value:g}" for key in ("value", "low", "high"))
    return f'{{ {same}, unit = "{unit}", source = "{source}" }}'


def known(value: float) -> str:
    """Write a known number that shares unit and source with its table."""
    return "{ " + ", ".join(f"{key} = {value:g}" for key in ("value", "low", "high")) + " }"


def option(place: int) -> str:
    """Name an option by its place: o1 is the first."""
    return f"o{place + 1}"


def head(game: Game) -> list[str]:
    """Write what the whole game is: the proposer, choice without noise, whose yes is needed."""
    quota = len(game.parties) - 1 if len(game.parties) > 2 else 2
    vetoes = ", ".join(f'"{ident(name)}"' for name in game.vetoes)
    return [
        f"# Made from tests/games/{game.name}.json by tests/scenarios/make.py; see there for its",
        "# licence. A score at or above a party's reservation passes.",
        "format = 1", f'name = "{game.name}"', f'title = "{TITLES[game.name]}"', 'scale = "score"',
        "", "[talks]", f'mediator = "{ident(game.vetoes[0])}"',
        f'rounds = {number(24, "rounds", CHANGE)}',
        f'precision = {number(float("inf"), "1/utility", CHANGE)}',
        "", "[consent]", 'rule = "quota"',
        f'quota = {number(quota, "parties", SOURCES[game.name])}', f"vetoes = [{vetoes}]",
        "", "[assumptions.play]",
        'says = "The game fixes neither rounds nor noise: 24 rounds, and choice without error."',
    ]  # fmt: skip


def written(game: Game) -> str:
    """Write a whole game."""
    lines, source = head(game), SOURCES[game.name]
    for issue, count in game.issues.items():
        lines += ["", f"[issues.{ident(issue)}]", f'name = "{issue}"']
        for place in range(count):
            name = option(place)
            lines += [f'options.{name} = {{ text = "{issue}: option {place + 1}" }}']
    for party, table in game.scores.items():
        lines += ["", f"[actors.{ident(party)}]", f'name = "{party}"', f'short = "{party}"',
                  f"reservation = {number(game.thresholds[party], 'score', source)}",
                  "", f"[actors.{ident(party)}.weights]", 'unit = "weight"',
                  'source = "definition"',
                  *(f"{ident(issue)} = {known(1)}" for issue in game.issues),
                  "", f"[actors.{ident(party)}.values]", 'unit = "score"',
                  f'source = "{source}"']  # fmt: skip
        for issue, row in table.items():
            for place, score in enumerate(row):
                lines.append(f"{ident(issue)}.{option(place)} = {known(score)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for title in NAMES:
        (FOLDER / f"{title}.toml").write_text(written(load(title)), encoding="utf-8")
