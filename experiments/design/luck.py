"""Which replicates a design point has: the luck that it meets."""

from experiments.design.study import Study


def replicates_of(study: Study, design: int, designs: int) -> range:
    """Give the replicate numbers of a design point.

    A row is replayed from its seed and its replicate number alone, so that luck is independent
    where numbers differ. With ``common`` luck every point has 0, 1, 2, …; with ``independent``
    luck the numbers are dealt out like cards, one to each point in turn, so that none comes twice
    and more replicates leave the first ones as they are.

    Examples
    --------
    >>> from experiments.design import Study, replicates_of
    >>> asked = {"format": 1, "name": "a", "title": "A", "replicates": 3}
    >>> list(replicates_of(Study(**asked), 1, 2))
    [0, 1, 2]
    >>> list(replicates_of(Study(**asked, luck="independent"), 1, 2))
    [1, 3, 5]
    """
    if study.luck == "common":
        return range(study.replicates)
    return range(design, designs * study.replicates, designs)


def replicates_in_all(study: Study, designs: int) -> int:
    """Count the replicate numbers that a study uses."""
    return study.replicates if study.luck == "common" else study.replicates * designs
