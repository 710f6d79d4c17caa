"""Talks in which people hold seats."""
