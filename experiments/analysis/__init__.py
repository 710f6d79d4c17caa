"""Analyses: each a function from a stored sweep and a measure to a tidy table."""
