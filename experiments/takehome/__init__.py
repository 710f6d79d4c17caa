"""The take-home page: Live and One talk over a grid that was played before, in one file."""
