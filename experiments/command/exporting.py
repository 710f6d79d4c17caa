"""``batna export``: a scenario as another tool's files."""

from pathlib import Path

from experiments.command.screen import err, parse_settings
from experiments.command.writing import whole, written
from experiments.formats import Files, Format, named, to_files
from sim.errors import InputError
from sim.reading import FLAGSHIP, load_scenario, with_lens, with_values


def export(
    name: str,
    scenario: str | None,
    target: Path | None,
    lens: str | None,
    settings: list[str] | None,
    options: dict[str, bool | None],
) -> None:
    """Print one file, or write it, or several into a folder; say on stderr what is left out."""
    chosen = named(name, "export")
    if chosen.many and target is None:
        raise InputError(chosen.name, "it takes a file for each party", "name a folder with --out")
    files = _made(chosen, scenario, lens, settings, options)
    if chosen.many and target is not None:
        _check_folder(target, files)
        texts = {target / file: text for file, text in files.texts.items()}
    else:
        (text,) = files.texts.values()
        texts = {target: text} if target is not None else {}
        if target is None:
            whole(text)
    written(texts, overwrite=True)
    if files.left_out:
        err().print("Left out: " + "; ".join(files.left_out) + ".", soft_wrap=True)
    for note in files.notes:
        err().print(note, soft_wrap=True)


def _made(
    chosen: Format,
    scenario: str | None,
    lens: str | None,
    settings: list[str] | None,
    options: dict[str, bool | None],
) -> Files:
    if chosen.write is not None:
        loaded = load_scenario(scenario or FLAGSHIP)
        if lens is not None:
            loaded = with_lens(loaded, lens, "--lens")
        loaded = with_values(loaded, parse_settings(settings), "--set")
        return to_files(chosen.name, loaded, **options)
    for given, option in ((scenario, "SCENARIO"), (lens, "--lens"), (settings, "--set")):
        if given:
            wrong = f"the format {chosen.name} is the same for all scenarios"
            raise InputError(option, wrong, "leave it out")
    return to_files(chosen.name, None, **options)


def _check_folder(folder: Path, files: Files) -> None:
    """Refuse a folder with more such files: Genius and NegMAS would take them for parties."""
    if folder.exists() and not folder.is_dir():
        raise InputError(str(folder), "it is a file", "name a folder with --out")
    kinds = {Path(name).suffix for name in files.texts}
    others = sorted(p.name for p in folder.glob("*") if p.suffix in kinds)
    strange = [name for name in others if name not in files.texts]
    if strange:
        raise InputError(str(folder), f"it holds other such files ({strange[0]})",
                         "name an empty folder, or a new one")  # fmt: skip
