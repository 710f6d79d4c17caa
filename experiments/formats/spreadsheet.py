"""A scenario's scores as one table for a spreadsheet: a row an option, a column a party.

Reader and writer stand in ``sheet_reading`` and ``sheet_writing``.

===============  =================================================================
column           holds
===============  =================================================================
issue            the issue; empty: the one above
option           the option in a word or two
text             the option in full (may be left out)
consent          with owners: whose yes the option needs besides those of every text
PARTY            the score: weight times value
PARTY: red line  what the option costs the party at home, ``never`` if it never
                 accepts it, or both (may be left out)
===============  =================================================================

Two rows are no options: ``(no deal)`` has the reservation values, ``(every text)`` says in its
consent cell whose yes a text needs and in a party's cell ``drafts`` who drafts it.
"""

from experiments.formats.format import Format
from experiments.formats.sheet_reading import read
from experiments.formats.sheet_writing import write

FORMAT = Format(
    name="csv",
    title="scores for a spreadsheet: a row an option, a column a party",
    read=read,
    write=write,
    options=("semicolons",),
)
