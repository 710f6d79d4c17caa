"""What several figures need: rows, intervals, words, lettering, page."""
