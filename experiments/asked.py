"""What a caller asks of a study beside what its file says: other replicates, another seed."""

from collections.abc import Callable
from pathlib import Path

from experiments.design import Study, load_study
from experiments.simulation import check_count

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
