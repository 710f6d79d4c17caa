"""Write the page on the claims: a table of verdicts, each claim in detail, notes on the sources."""

from collections.abc import Sequence
from pathlib import Path

from experiments.patterns.pattern import LENSES, Pattern
from experiments.patterns.running import Estimate, Finding, tally
from sim.reading import load_scenario

PAGE = Path(__file__).parents[2] / "docs" / "patterns.md"
HEAD = """# The authors' claims, tested

Made by `python -m experiments.patterns` ({runs:,} negotiations an arm, seed {seed}); don't edit it.
`batna patterns` prints the same table, `batna patterns F20b` a single claim.

The claims are those of the articles' authors and of their readers. They are claims, which nobody
here endorses, and a model that shows them is not thereby right: it shows that they hang together.
A claim that fails honestly is as much a finding as one that holds.

**How a claim is tested.** Every negotiation of one arm meets the same luck as that of the other,
so that differences are those of pairs. The effect stands with its 95 % interval (bootstrap over
pairs). A claim holds if the whole interval lies where its author says; it fails if the whole
interval lies elsewhere; otherwise it is not shown. "About 0" means less than 0.02 either way. A
number by rule follows from the equations without any luck, and has no interval. A claim for all
readings holds if it does on the mean over the base and the lenses, and none shows the reverse; that
mean is the effect shown. Outside a claim's own lens its sign rests on fewer negotiations.

**Lenses.** Each claim is judged in its author's own reading: K Korybko, W Welsh, P the reported
plan, R the readers. The signs tell how it does in the base, K, W, P and R, in this order: `+` as
claimed, `-` the reverse, `0` neither, `.` not tried. A claim that holds in its own lens and turns
in another says that the two readings differ there.

{tally}
"""
NOTES = """## How much the sources bear

- Three of the five articles (exit-2025-04, mediation-2025-05, qatar-2024-08) are by one author, so
  that they don't confirm each other.
- batna-2025-02 is an opinion piece. Its paragraphs 40 to 96 are readers' comments, which weigh
  little and serve as contrary views.
- plan-2025-08 is a page that gathers news, in part as it seems by machine: names are garbled, and a
  president in office is called a former one. What it says of a military channel and a Chinese site
  as ways to mediate looks like a misread byline; that is our inference, and no such channel is
  modelled. Paragraphs 27, 29 and 34 serve for China's interests alone.
- The Chinese summaries at the top of exit-2025-04 and qatar-2024-08 are made by machine. One has it
  that an agreement was reached, which the English text does not say; the English text is used.
- The list in batna-2025-02:18-19 comes from social media, and its author doubts it himself
  (batna-2025-02:32).
- qatar-2024-08 takes a newspaper's report as a thought exercise that it can't check.
- No article gives a pay-off, a force or a hazard. The only hard numbers are 20 % for an energy
  pause (qatar-2024-08:10), 49 to 99 years (plan-2025-08:12), 2 to 3 years (batna-2025-02:6) and "a
  matter of days" (exit-2025-04:8).
- Contradictory claims (C) can't all hold in one lens.
"""


def page(findings: Sequence[Finding], runs: int, seed: int) -> str:
    """Write the page."""
    parts = [HEAD.format(runs=runs, seed=seed, tally=tally(findings)), _table(findings)]
    articles = load_scenario("ukraine").articles
    for name, article in articles.items():
        mine = [f for f in findings if f.pattern.sources[0].startswith(name) and not _told(f)]
        parts.append(f"## {name}\n\n{article.author}, {article.date}: {article.title}.\n")
        parts += [_detail(finding) for finding in mine]
    parts.append("## Where the articles disagree\n")
    parts += [_detail(finding) for finding in findings if _told(finding)]
    return "\n".join([*parts, NOTES])


def _told(finding: Finding) -> bool:
    """Say whether a claim is one of the contradictions, which stand together."""
    return finding.pattern.id.startswith("C")


def _table(findings: Sequence[Finding]) -> str:
    rows = ["| id | claim | lens | effect | verdict | signs |", "|---|---|---|---|---|---|"]
    for finding in findings:
        p = finding.pattern
        effect = words(finding.shown, p.kind) if finding.shown else ""
        rows.append(
            f"| {p.id} | {p.whole} ({', '.join(p.sources)}) | {p.lens} | {effect} "
            f"| {finding.verdict} | `{finding.marks}` |"
        )
    return "\n".join([*rows, ""])


def words(estimate: Estimate, kind: str) -> str:
    """Write an effect with its interval."""
    if estimate.effect != estimate.effect:
        return "too few cases"
    if kind == "rule":
        return f"{estimate.effect:+.3g}"
    return f"{estimate.effect:+.3f} [{estimate.low:+.3f}, {estimate.high:+.3f}]"


def _detail(finding: Finding) -> str:
    p = finding.pattern
    lines = [f"### {p.id}", "", f"{p.whole} ({', '.join(p.sources)})", "", f"- Test: {p.test}."]
    if p.testable:
        lines.append(f"- Expected: {p.expected()}, in {_where(p)}.")
        arms = list(dict.fromkeys(term.arm for term in p.terms))
        lines += [f"- Arm: {arm.words()}." for arm in arms]
        told = [f"{n}: {words(finding.lenses[n], p.kind)}" for n in LENSES if n in finding.lenses]
        lines.append(f"- Effect: {'; '.join(told)}.")
    lines.append(f"- Verdict: {finding.verdict}.")
    if p.why and finding.verdict != "holds":
        lines.append(f"- Why: {p.why}")
    return "\n".join([*lines, ""])


def _where(pattern: Pattern) -> str:
    return "the base and every lens" if pattern.lens == "all" else f"lens {pattern.lens}"
