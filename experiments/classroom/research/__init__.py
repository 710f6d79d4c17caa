"""The screen of a researcher: the study of what Live shows, and small sweeps from the page."""
