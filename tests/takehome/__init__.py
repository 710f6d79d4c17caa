"""The take-home page: its grid, its modules as one script, and the file in a browser."""
