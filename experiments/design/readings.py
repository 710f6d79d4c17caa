"""The readings in which a study is played: its base scenario, and its lenses."""

from experiments.design.asked import check_figures, measures_of, stop_measure
from experiments.design.study import Study
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
    """Name the lenses of a study as the scenario spells them.

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
    return names


def readings(study: Study, scenario: Scenario) -> dict[str, Scenario]:
    """Lay each of a study's lenses over its base scenario; what it holds stays on top.

    A study without a list of lenses has the one reading ``base``, its base scenario.
    """
    laid, where = {}, f"study {study.name}: lenses"
    for lens in lenses_of(study, scenario) or (BASE,):
        seen = scenario if lens == BASE else with_lens(scenario, lens, where)
        laid[lens] = with_values(seen, study.hold, f"study {study.name}: hold")
    return laid
