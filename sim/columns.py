"""The places of a run's results in the arrays that the compiled loop fills in."""

# columns of the whole-number results
(
    OUTCOME, END_ROUND, SIGNED, HELD, POSITION, TEXTS, BLOCKER, OBJECTION, BINDING, TURN,
    OVER, EXIT, EXIT_ROUND, FIRST_TEXT, DRAFTER, RETURNS,
) = range(16)  # fmt: skip
COLUMNS = 16
# rows of the results in numbers
UTILITY, COST = 0, 1
