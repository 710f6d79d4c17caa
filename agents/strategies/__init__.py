"""How parties decide: one strategy a file."""
