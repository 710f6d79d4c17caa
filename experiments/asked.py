"""What a caller asks of a study beside what its file says: another seed, lens or number."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from experiments.design import Study, base_scenario, load_study
from experiments.simulation import check_count
from sim.reading import with_values

Progress = Callable[[int, int, dict[str, int]], None]


def asked(study: str | Path | Study, runs: int | None, seed: int | None, uncertain: bool) -> Study:
    """Load a study if it is not yet, and change what is asked for beside it."""
    if not isinstance(study, Study):
        study = load_study(study)
    return changed(study, runs, seed, uncertain)


def changed(
    study: Study, runs: int | None = None, seed: int | None = None, uncertain: bool = False,
    design_seed: int | None = None,
) -> Study:  # fmt: skip
    """Give a study other replicates, another seed of luck or of points, or uncertain numbers.

    Raises
    ------
    InputError
        If a number can't be used.
    """
    changes = {"replicates": runs, "seed": seed, "design_seed": design_seed}
    for name, value in changes.items():
        if value is not None:
            check_count("runs" if name == "replicates" else name, value, int(name == "replicates"))
    update = {name: int(value) for name, value in changes.items() if value is not None}
    return study.model_copy(update=update | {"uncertain": study.uncertain or bool(uncertain)})


def seen_otherwise(study: Study, lens: str | None, overrides: Mapping[str, float]) -> Study:
    """Give a study another reading of its scenario, and hold numbers of it at other values.

    Of a study of several lenses and arms only the one named is left.

    Raises
    ------
    InputError
        If there is no such lens or number, or a number can't be so.
    """
    if lens is not None:
        arms = tuple(arm for arm in study.arms if arm.name.casefold() == lens.casefold())
        alone: dict[str, Any] = {"lenses": () if arms else (lens,), "arms": arms}
        study = study.model_copy(update=alone if study.each else {"lens": lens})
    if overrides:
        with_values(base_scenario(study), overrides, "--set")
        said = {path.casefold() for path in overrides}
        kept = {path: value for path, value in study.hold.items() if path.casefold() not in said}
        study = study.model_copy(update={"hold": kept | dict(overrides)})
    return study
