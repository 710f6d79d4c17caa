"""Bargaining without a mediator, by the strategies of the literature."""
