"""Which sign parts the cells of a CSV file, as its first line tells."""

import csv

SIGNS = (",", ";", "\t")  # spreadsheets write semicolons where the comma is the decimal point


def separator_of(first: str) -> str:
    """Find the sign that parts a line into most cells; the comma if none does."""
    return max(SIGNS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
