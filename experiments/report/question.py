"""What is asked, and what a reader must know to read the answer."""

from experiments.measures.known import ENDINGS
from experiments.report.case import Case
from experiments.report.marks import Section, details, grid, paragraph, points

TERMS = (
    "A negotiation is one play of the model: parties table and answer texts, round by round, "
    "while the world around them (a war, levers, side talks) goes on.",
    "BATNA: the best alternative to a negotiated agreement, what a party expects if it says no. "
    "It signs what is worth clearly more to it.",
    "A design point is one setting of the numbers that vary; a replicate is one negotiation there, "
    "with its own luck.",
    "A 95 % interval, such as (42 to 46), says how far an estimate may be off for the spread that "
    "is named beside it. It never says whether the rules of the model are right.",
)


def question(case: Case) -> Section:
    """Give the study's question and how to read this page."""
    study = case.results.study
    body = paragraph(study.question or f"{study.title}.", kind="lead")
    body += paragraph(
        "What follows comes from a model, not from the world: it compares settings and readings "
        "of one situation, and none of its shares is a forecast."
    )
    read = points(TERMS) + grid(
        ("a negotiation ends as", "which means"),
        [(name, f"it ends in {words}") for name, words in ENDINGS.items()],
    )
    return Section("question", "The question", body + details("How to read this page", read))
