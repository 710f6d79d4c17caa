"""How fast the compiled rules are, as ratios measured in one run.

``python benchmarks/report.py`` prints the report, ``--write`` writes ``benchmarks/results.md``. It
times processor seconds (wall seconds where threads are compared) and checks that both sides of a
ratio compute the same. Machines differ and are busy: the ratios are what counts.
"""

import ctypes
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from games import OPTIONS, game

from agents.swift import prepare
from experiments import simulate
from sim import Negotiation, Scenario, load_scenario
from sim.reading import with_values
from sim.rule import compiled
from sim.rules.appraisal import appraise
from sim.rules.deal import war_after
from sim.rules.survey import survey
from sim.setting import first_world, setting

HERE = Path(__file__).parent
PAGE = HERE / "results.md"
PARTIES, ISSUES = (2, 3, 5, 7), (2, 4, 6)


def seconds(
    work: Callable[[], Any], clock: Callable[[], float] = time.process_time, times: int = 3
) -> float:
    """Time a piece of work: the best of a few."""
    took = []
    for _ in range(times):
        begun = clock()
        work()
        took.append(clock() - begun)
    return min(took)


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """Write a table in Markdown."""
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def ratio(scenario: Scenario, by_mesa: int, by_loop: int) -> tuple[float, float, float]:
    """Time both engines on a scenario.

    Returns
    -------
    tuple of float
        Seconds a negotiation by the Mesa model and by the loop, and texts a negotiation.
    """
    simulate(scenario, runs=1)  # compile, or load what is compiled
    told: list[str] = []

    def at_table() -> None:
        told[:] = [Negotiation(scenario, rng=1, replicate=r).run().outcome for r in range(by_mesa)]

    mesa = seconds(at_table, times=1) / by_mesa
    few = seconds(lambda: simulate(scenario, runs=1, jobs=1))  # what a call costs by itself
    rows = simulate(scenario, runs=by_loop, seed=1)
    assert list(rows["outcome"][:by_mesa]) == told
    many = seconds(lambda: simulate(scenario, runs=by_loop, seed=1, jobs=1))
    return mesa, (many - few) / (by_loop - 1), float(rows["texts"].mean())


def engines() -> list[str]:
    """Time the flagship by both engines, and at the table with compiled minds."""
    scenario = load_scenario("ukraine")
    mesa, loop, _ = ratio(scenario, 30, 400)
    prepare()

    def at_table() -> None:
        for replicate in range(30):
            Negotiation(scenario, rng=1, replicate=replicate, swift=True).run()

    swift = seconds(at_table, times=1) / 30
    rows = [
        ["Mesa model, interpreted rules", f"{1000 * mesa:.1f}", "1"],
        ["Mesa model, compiled minds", f"{1000 * swift:.1f}", f"{mesa / swift:.1f}"],
        ["compiled loop, one core", f"{1000 * loop:.2f}", f"{mesa / loop:.0f}"],
    ]
    return table(["flagship", "ms a negotiation", "times as fast"], rows)


def sizes() -> list[str]:
    """Time plain games of many sizes by both engines."""
    rows = []
    for parties in PARTIES:
        for issues in ISSUES:
            scenario = game(parties, issues)
            mesa, loop, texts = ratio(scenario, 1 if issues == max(ISSUES) else 3, 300)
            rows.append(
                [f"{parties} parties, 10^{issues} packages", f"{1e6 * loop / texts:.0f}",
                 f"{mesa / loop:.0f}"]
            )  # fmt: skip
    head = [f"plain games ({OPTIONS} options an issue)", "µs a text", "times as fast as Mesa"]
    return table(head, rows)


def growth() -> list[str]:
    """Time the flagship over rounds and threads."""
    rows = []
    scenario = load_scenario("ukraine")
    base = None
    for rounds in (24, 48, 96):
        longer = with_values(scenario, {"talks.rounds": float(rounds)})
        simulate(longer, runs=1)
        took = seconds(lambda longer=longer: simulate(longer, runs=300, jobs=1))
        base = base or took
        rows.append([f"at most {rounds} rounds", f"{took / base:.2f}"])
    for jobs in range(1, (os.cpu_count() or 1) + 1):
        took = seconds(lambda jobs=jobs: simulate(scenario, runs=600, jobs=jobs), time.perf_counter)
        base = took if jobs == 1 else base
        rows.append([f"{jobs} threads, wall time", f"{took / base:.2f}"])
    peak = []
    for runs in (1000, 4000):
        simulate(scenario, runs=runs)
        peak.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    rows.append(["4,000 runs for 1,000: peak memory", f"{peak[1] / peak[0]:.2f}"])
    return table(["flagship", "to the first of its kind"], rows)


def in_turns() -> list[str]:
    """Time offers in turns on the domains whose runs in NegMAS the tests reproduce."""
    sys.path.insert(0, str(HERE.parent))
    from tests.bargaining.domains import GIVEN, bargaining, domain

    rows = []
    for name in GIVEN["domains"]:
        values = domain(name)
        scenario = bargaining(
            values, [0.0] * len(values), "alternating_offers", ("boulware",) * len(values),
            20 * len(values),
        )  # fmt: skip
        mesa, loop, _ = ratio(scenario, 20, 2000)
        rows.append([f"{name}, {len(values)} parties", f"{1 / loop:,.0f}", f"{mesa / loop:.0f}"])
    return table(["20 steps, all Boulware", "negotiations a second", "times as fast as Mesa"], rows)


def from_nothing() -> list[str]:
    """Time a new process up to the end of its first 500 flagship negotiations.

    As on any machine of use, Python keeps what it has parsed; the first of four times is for that.
    """
    words = "import time; from experiments import simulate; simulate('ukraine', runs=500); "
    run = [sys.executable, "-c", words + "print(time.process_time())"]
    usual = {name: is_ for name, is_ in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    took = [
        float(subprocess.run(run, capture_output=True, check=True, env=usual).stdout)
        for _ in range(4)
    ]
    rows = [["import, kernel from disk, 500 negotiations", f"{min(took):.2f}"]]
    return table(["a new process", "s of processor time"], rows)


def by_hand() -> list[str]:
    """Time the innermost kernel, the worth of a text to all, against the same by hand in C."""
    compiler = shutil.which("cc")
    if compiler is None:
        return ["No C compiler here: the limit was not measured."]
    numbers = setting(load_scenario("ukraine"))
    public, space = numbers.public, numbers.public.space
    view = appraise(public, first_world(load_scenario("ukraine")), 0.0, np.ones((5, space.issues)))
    dice = np.random.default_rng(1)
    texts = np.stack([dice.integers(0, n, 20_000) for n in space.options], axis=1)
    mine, theirs = np.zeros((2, len(texts), space.parties))
    resumed = np.array(
        [[war_after(public, view, x, p) for p in range(space.parties)]
         for x in range(len(space.shift))]
    )  # fmt: skip
    peril = public.book.peril
    assert peril.exclusion >= 0.0
    weights = np.array([peril.guarantee, peril.dissatisfaction, peril.left_open])
    run = compiled(survey)
    run(public, view, texts, mine)
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "survey.so"
        flags = ["-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC", "-lm"]
        subprocess.run([compiler, str(HERE / "survey.c"), "-o", str(library), *flags], check=True)
        call = ctypes.CDLL(str(library)).survey
        arrays = (texts, view.net, view.price, space.stride, space.guarantee, space.left_open)
        given = [ctypes.c_void_p(a.ctypes.data) for a in arrays]
        after = (resumed, view.calm, public.who.discount, public.who.legacy, weights)
        rest = [ctypes.c_void_p(a.ctypes.data) for a in after]
        shape = [ctypes.c_long(n) for n in (len(texts), *space.value.shape)]

        def in_c() -> None:
            call(
                *shape, *given, ctypes.c_long(space.core_questions), *rest,
                ctypes.c_long(public.book.attacker), ctypes.c_long(public.book.defender),
                ctypes.c_void_p(theirs.ctypes.data),
            )  # fmt: skip

        limit = seconds(in_c, times=7)
    took = seconds(lambda: run(public, view, texts, mine), times=7)
    assert np.allclose(mine, theirs, rtol=0, atol=1e-12)
    rows = [
        ["C, by hand", f"{1e9 * limit / len(texts):.0f}", "1.00"],
        ["compiled rules", f"{1e9 * took / len(texts):.0f}", f"{took / limit:.2f}"],
    ]
    return table(["worth of a text to five parties", "ns a text", "times C"], rows)


def main() -> None:
    """Measure all, and print or write it."""
    parts = [
        ["# How fast", "", "Made by `python benchmarks/report.py --write` on "
         f"{os.cpu_count()} shared cores, Python {platform.python_version()}.", "",
         "Processor time unless wall time is named; ratios within one run."],
        ["## Both engines", "", *engines()],
        ["## Sizes", "", *sizes()],
        ["## Offers in turns", "", *in_turns()],
        ["## Growth", "", *growth()],
        ["## From nothing", "", *from_nothing()],
        ["## The practical limit", "", *by_hand()],
    ]  # fmt: skip
    page = "\n\n".join("\n".join(part) for part in parts) + "\n"
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page, encoding="utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
