"""One file for each kind of lever: what it changes while it is in force, or once."""
