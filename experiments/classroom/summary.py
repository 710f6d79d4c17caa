"""A table of talks as the numbers of one screen: shares, marks, terms, waiting, who said no."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from experiments.classroom.ground import ground
from experiments.classroom.settings import Settings
from experiments.intervals import Interval, wilson
from experiments.words import span
from sim.scenario import Scenario

DOTS, MARKS, CAUSES = 50, 100, 4
SETTLED = "settlement"
# the eight outcomes in four groups, each with a colour and a shape of its own on the screen
GROUPS: dict[str, tuple[str, ...]] = {
    SETTLED: ("deal",),
    "partial": ("limited", "frozen"),
    "none": ("protracted", "escalation"),
    "war": ("capitulation", "exhaustion", "wider_war"),
}
WORDS = {
    SETTLED: "Settlement",
    "partial": "Partial or frozen",
    "none": "No agreement",
    "war": "Decided by war",
}


def error_of(share: Interval) -> int:
    """Say how far the shown share may be off by luck alone: half of its 95 % interval, in 100."""
    return max(1, round(50 * (share.high - share.low)))


def summary(settings: Settings, table: pd.DataFrame) -> dict[str, Any]:
    """Sum up talks for the screen; ``docs/classroom.md`` describes the keys."""
    scenario = settings.told()
    outcomes = Counter(table["outcome"])
    groups = {name: sum(outcomes[one] for one in members) for name, members in GROUPS.items()}
    deal = table["outcome"] == "deal"
    runs, settled = len(table), table[deal]
    share = wilson(len(settled), runs)
    median = float(settled["end_round"].median()) if len(settled) else None
    per_year = scenario.calendar.rounds_per_year.value
    return {
        "runs": runs,
        "settled": len(settled),
        "of_100": round(100 * len(settled) / runs),
        "interval": [round(100 * share.low, 1), round(100 * share.high, 1)],
        "error": error_of(share),
        "median_round": None if median is None else round(median),
        "median_words": None if median is None else span(median / per_year),
        "groups": [
            {"id": name, "words": WORDS[name], "count": count, "of_100": whole}
            for (name, count), whole in zip(groups.items(), rounded(groups), strict=True)
        ],
        "outcomes": dict(outcomes.most_common()),
        "waiting": waiting(settled["end_round"].to_numpy(), runs, scenario),
        "terms": terms(scenario, settled),
        "ground": quantile_dots(settings, settled),
        "why": why(scenario, table[~deal]),
        "cli": command(settings, runs),
    }


def command(settings: Settings, runs: int) -> str:
    """Write the command that plays the same talks in a terminal."""
    given = [repr(settings.scenario), f"runs={runs}", f"seed={settings.seed}"]
    if settings.lens is not None:
        given.append(f"lens={settings.lens!r}")
    if settings.numbers:
        given.append(f"overrides={dict(settings.numbers)!r}")
    asked = f"simulate({', '.join(given)})['outcome'].value_counts()"
    return f'python -c "from experiments import simulate; print({asked})"'


def rounded(groups: dict[str, int]) -> list[int]:
    """Share out a hundred marks: to the first group as the headline says, then by remainders."""
    exact = MARKS * np.array(list(groups.values())) / max(1, sum(groups.values()))
    whole = np.floor(exact).astype(int)
    whole[0] = round(float(exact[0]))
    order = 1 + np.argsort(whole[1:] - exact[1:], kind="stable")
    whole[order[: MARKS - whole.sum()]] += 1
    return [int(count) for count in whole]


def waiting(rounds: np.ndarray, runs: int, scenario: Scenario) -> list[float]:
    """Count the talks of 100 that are without a settlement after each round, from 0 on."""
    last = int(scenario.talks.rounds.value)
    signed = np.bincount(rounds.astype(int), minlength=last + 1)[: last + 1].cumsum()
    return [round(float(100 * (1 - count / runs)), 1) for count in signed]


def terms(scenario: Scenario, settled: pd.DataFrame) -> list[dict[str, Any]]:
    """Count what settlements lay down on each issue, of 100; in the order of the options."""
    told = []
    for name, issue in scenario.issues.items():
        counts = Counter(settled[f"term_{name}"])
        options = [
            {"words": option.short or key, "text": " ".join(option.text.split()),
             "of_100": round(100 * counts[key] / max(1, len(settled)))}
            for key, option in issue.options.items()
        ]  # fmt: skip
        told.append({"issue": issue.name, "options": options})
    return told


def quantile_dots(settings: Settings, settled: pd.DataFrame) -> dict[str, Any]:
    """Place up to 50 settlements, at their quantiles, between the two opening positions.

    A quantile dotplot (Kay et al. 2016, doi:10.1145/2858036.2858558): one dot is one in so many.
    """
    between = ground(settings.scenario, settings.lens, settings.neutral)
    columns = [settled[f"term_{issue}"] for issue in between.issues]
    places = np.array([between.place(chosen) for chosen in zip(*columns, strict=True)])
    many = min(DOTS, len(places))
    dots = np.quantile(places, (np.arange(many) + 0.5) / many) if many else np.array([])
    return {
        "left": between.left, "right": between.right,
        "dots": [round(float(dot), 3) for dot in dots],
    }  # fmt: skip


def why(scenario: Scenario, failed: pd.DataFrame) -> dict[str, Any]:
    """Say who blocked the last text of talks without a settlement, and over what."""
    if failed.empty:
        return {"failed": 0, "untabled": 0, "causes": []}
    blocked = failed.dropna(subset=["blocked_by"])
    pairs = Counter(zip(blocked["blocked_by"], blocked["objection"], strict=True))
    causes = [
        {
            "party": str(party),
            "short": scenario.actors[str(party)].short,
            "issue": None if pd.isna(issue) else scenario.issues[str(issue)].name,
            "of_100": round(100 * count / len(failed)),
        }
        for (party, issue), count in pairs.most_common()
    ]
    return {
        "failed": len(failed),
        "untabled": round(100 * (len(failed) - len(blocked)) / len(failed)),
        "causes": [cause for cause in causes if cause["of_100"]][:CAUSES],
    }
