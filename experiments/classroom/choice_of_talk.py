"""Which of many talks to show: a typical one, a surprising one, one that failed."""

import pandas as pd

KINDS = ("typical", "settled", "failed", "surprising")
DEAL = "deal"


def choose(table: pd.DataFrame, kind: str) -> tuple[int, str] | None:
    """Choose a talk of a table by what it stands for.

    A typical talk has the most frequent outcome, a settled one a settlement, a failed one the most
    frequent outcome but that, a surprising one the rarest outcome of all. Of the talks that ended
    so, the one whose length and number of texts lie nearest the medians; of equals the first.

    Returns
    -------
    tuple or None
        The replicate, and why it was chosen; None if no talk is of that kind.
    """
    counts = table["outcome"].astype(str).value_counts()
    counts = counts.sort_index().sort_values(ascending=False, kind="stable")
    failed = counts.drop(DEAL, errors="ignore")
    wanted = {
        "typical": counts.index[:1],
        "settled": counts.index[counts.index == DEAL],
        "failed": failed.index[:1],
        "surprising": counts.index[-1:],
    }[kind]
    if not len(wanted):
        return None
    own = table[table["outcome"] == wanted[0]]
    length, texts = own["end_round"].astype(float), own["texts"].astype(float)
    far = _apart(length) + _apart(texts)
    share = 100 * len(own) / len(table)
    words = f"{share:.0f}" if share >= 1 else "less than 1"
    rarest = kind == "surprising" and len(counts) > 1
    usual = "The most frequent end" if kind == "typical" else "An end"
    lead = "The rarest end" if rarest else usual
    return int(own.loc[far.idxmin(), "replicate"]), (
        f"{lead}: that of {words} in 100 talks. Of these, the one nearest the median length."
    )


def _apart(values: pd.Series) -> pd.Series:
    return (values - values.median()).abs() / max(1.0, float(values.std(ddof=0)))
