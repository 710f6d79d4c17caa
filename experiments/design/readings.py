"""The readings in which a study is played: its base scenario, its lenses and its arms."""

from experiments.design.asked import check_figures, measures_of, stop_measure
from experiments.design.study import Arm, Study
from experiments.uncertainty import lens_paths, spelt
from sim.coherence import nearest
from sim.errors import InputError
from sim.reading import load_scenario, with_lens, with_values
from sim.scenario import Scenario
from sim.seating import arranged

BASE = "base"  # among the lenses of a study: the scenario without any


def base_scenario(study: Study) -> Scenario:
    """Load the study's scenario with its lens (of several: none yet) and what it holds.

    What the study asks to be measured and drawn is looked up too, before hours of work.

    Raises
    ------
    InputError
        For whatever can't be used.
    """
    where = f"study {study.name}"
    scenario = load_scenario(study.scenario, study.lens)
    scenario = arranged(
        scenario, study.seats, f"{where}: ", protocol=study.protocol, information=study.information
    )
    scenario = with_values(scenario, study.hold, f"{where}: hold")
    measures_of(study, scenario)
    stop_measure(study, scenario)
    check_figures(study)
    return scenario


def lenses_of(study: Study, scenario: Scenario) -> tuple[str, ...]:
    """Name the lenses of a study as the scenario spells them, and then its arms.

    Raises
    ------
    InputError
        If one is unknown or named twice, or the study has a ``lens`` besides.
    """
    where = f"study {study.name}: lenses"
    known = {name.casefold(): name for name in scenario.lenses} | {BASE: BASE}
    if study.lenses and study.lens is not None:
        raise InputError(where, "the study has a lens of its own besides", "write one of the two")
    for lens in study.lenses:
        if lens.casefold() not in known:
            raise InputError(where, f"there is no lens {lens!r}", nearest(lens, known.values()))
    names = tuple(known[lens.casefold()] for lens in study.lenses)
    if len(set(names)) < len(names):
        raise InputError(where, "a lens is named twice", "name each once")
    for arm in study.arms:
        if arm.name.casefold() in known:
            wrong = f"{arm.name} is a lens or an arm already"
            raise InputError(f"study {study.name}: arms", wrong, "give each a name of its own")
        known[arm.name.casefold()] = arm.name
    return (*names, *(arm.name for arm in study.arms))


def readings(study: Study, scenario: Scenario) -> dict[str, Scenario]:
    """Lay each of a study's lenses and arms over its base scenario.

    What the study holds stays on top of a lens, and what an arm holds on top of that. A study
    without any has the one reading ``base``, its base scenario.
    """
    laid, arms, where = {}, {arm.name: arm for arm in study.arms}, f"study {study.name}: "
    for name in lenses_of(study, scenario) or (BASE,):
        if name in arms:
            laid[name] = _in_arm(study, arms[name], scenario)
            continue
        seen = scenario if name == BASE else with_lens(scenario, name, f"{where}lenses")
        laid[name] = with_values(seen, study.hold, f"{where}hold")
    return laid


def _in_arm(study: Study, arm: Arm, scenario: Scenario) -> Scenario:
    where = f"study {study.name}: arms.{arm.name}"
    seen = scenario if arm.lens is None else with_lens(scenario, arm.lens, where)
    choices = {"protocol": arm.protocol, "information": arm.information}
    seen = arranged(seen, arm.seats, f"{where}: ", **choices)
    held = {path.casefold() for path in arm.hold}
    kept = {path: value for path, value in study.hold.items() if path.casefold() not in held}
    return with_values(with_values(seen, kept, f"{where}: hold"), arm.hold, f"{where}: hold")


def set_by(study: Study, scenario: Scenario, name: str | None) -> set[str]:
    """Name the numbers that a lens or an arm of a study sets."""
    for arm in study.arms:
        if arm.name == name:
            return lens_paths(scenario, arm.lens) | spelt(scenario, arm.hold)
    return lens_paths(scenario, name)


def titles(study: Study, scenario: Scenario) -> dict[str, str]:
    """Say in words what each lens of the scenario, and each arm of the study, is."""
    lenses = {name: lens.title for name, lens in scenario.lenses.items()}
    return lenses | {arm.name: arm.title or arm.words() for arm in study.arms}
