"""The command ``batna patterns``: the authors' claims, tested."""

from itertools import pairwise

from rich import box
from rich.table import Table

from experiments.command.progress import progress_bar
from experiments.command.screen import err, out, print_json
from experiments.patterns.running import Estimate, Finding, run_patterns, tally
from sim.errors import InputError

WIDEST = 100
KEY = (
    "Each claim is its author's, not ours. Lens: the reading in which it must hold. Signs: in the "
    "base and the lenses K, W, P, R, + as claimed, - the reverse, 0 neither, . not tried."
)


def patterns(
    ids: list[str] | None, runs: int, seed: int, jobs: int | None, own: bool, as_json: bool
) -> None:
    """Test claims and print what became of them."""
    if jobs is not None and jobs < 1:
        raise InputError("--jobs", f"{jobs} threads can't work", "write 1 or more")
    with progress_bar("Claims") as update:
        findings = run_patterns(ids, runs, seed, jobs, not own, update)
    if as_json:
        print_json([finding.to_dict() for finding in findings])
        return
    console = out()
    console.print(findings_table(findings, console.width))
    err().print(KEY, style="dim")
    console.print(tally(findings))


def findings_table(findings: list[Finding], width: int) -> Table:
    """Lay findings out in a table of at most 100 columns; a narrow one leaves the sources out."""
    sourced = width >= WIDEST  # else no room is left for the verdict
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, width=min(width, WIDEST))
    table.add_column("id", width=4, no_wrap=True)
    if sourced:
        table.add_column("source", width=20)
    table.add_column("claim")
    table.add_column("lens", width=4)
    table.add_column("effect [95 %]", width=15)
    table.add_column("verdict", width=8)
    table.add_column("signs", width=5, no_wrap=True)
    leads = [None, *(finding.pattern.lead for finding in findings)]
    for finding, (before, lead) in zip(findings, pairwise(leads), strict=True):
        p = finding.pattern
        claim = p.claim if lead == before else p.whole
        effect = effect_words(finding.shown, p.kind == "rule")
        sources = ["\n".join(p.sources)] if sourced else []
        table.add_row(p.id, *sources, claim, p.lens, effect, finding.verdict, finding.marks)
    return table


def effect_words(estimate: Estimate | None, by_rule: bool) -> str:
    """Write an effect and its interval; a number by rule has none."""
    if estimate is None:
        return ""
    if estimate.effect != estimate.effect:
        return "too few cases"
    if by_rule:
        return f"{estimate.effect:+.3g}, by rule"
    return f"{estimate.effect:+.3f}\n[{estimate.low:+.3f}, {estimate.high:+.3f}]".replace(", ", ",")
