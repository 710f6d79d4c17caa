"""For users of SALib: a study as a problem."""

from typing import Any

from experiments.bridges.answers import Asked, bounds, question


def problem(asked: Asked) -> Any:
    """Give the numbers that a study varies, or a scenario's tier-1 numbers, as a ProblemSpec.

    Parameters
    ----------
    asked
        A study, its built-in name or its file; or a scenario already loaded.

    Returns
    -------
    SALib.ProblemSpec
        With ``names`` (paths), ``bounds`` and ``outputs``. Evaluate it with
        ``experiments.answers``, which rounds whole numbers.

    Raises
    ------
    InputError
        If it can't be used, or nothing varies.

    Examples
    --------
    >>> from experiments import problem
    >>> problem("pressure")["names"]
    ['actors.US.threats.RU.intensity', 'actors.US.threats.UA.intensity']
    """
    from SALib import ProblemSpec  # a second and a half, which few callers need

    study, _, varied = question(asked)
    return ProblemSpec(
        {
            "names": [number.path for number in varied],
            "bounds": bounds(study, varied),
            "outputs": ["measure"],
        }
    )
