"""Genius XML: a domain file and one utility space a party, as Genius 10.4 and NegMAS share them.

Reader and writer stand in ``genius_reading`` and ``genius_writing``. Two programs read one file
in two ways, and here each has a name:

``genius``
    Each discrete issue's evaluations are divided by their maximum and the weights by their sum
    (which Genius's loader leaves as it is where it differs from 1); an integer issue is
    ``slope * (x - lowerbound) + offset``, a real one ``slope * x + offset``, both kept within 0
    and 1 (AdditiveUtilitySpace, EvaluatorDiscrete, EvaluatorInteger and EvaluatorReal of Genius
    10.4).
``raw``
    Weight times evaluation as they stand, and ``slope * x + offset`` as it comes (NegMAS 0.16).

The order of packages can differ between the two wherever the maxima of issues differ.
"""

from experiments.formats.format import Format
from experiments.formats.genius_reading import read
from experiments.formats.genius_writing import write

FORMAT = Format(
    name="genius",
    title="Genius XML: a domain and one profile a party, as Genius and NegMAS read it",
    read=read,
    write=write,
    options=("reading", "steps"),
    many=True,
)
