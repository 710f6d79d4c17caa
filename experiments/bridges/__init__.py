"""Bridges to other people's tools: SALib, the EMA workbench, Mesa's own batch runner."""
