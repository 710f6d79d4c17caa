"""The words of a sheet of scores that reader and writer share."""

ISSUE, OPTION, TEXT, CONSENT = "issue", "option", "text", "consent"
RED_LINE = ": red line"
NO_DEAL, EVERY_TEXT = "(no deal)", "(every text)"
NEVER, DRAFTS = "never", "drafts"
EVERYBODY, OWNERS, ALWAYS = "everybody", "owners", ", always "
AND = " | "  # between names, which may hold commas
FORMULA = ("=", "+", "-", "@")  # a spreadsheet takes a cell that begins so for a formula
