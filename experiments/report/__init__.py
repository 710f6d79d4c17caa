"""A stored sweep as one page that a reader who has never seen the tool understands."""

from experiments.report.writing import Report, write_report

__all__ = ["Report", "write_report"]
