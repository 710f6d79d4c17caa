"""Other tools' files: each format a module here that names itself, and one table between them.

``to_scenario`` reads files of a format as the text of a scenario, ``to_files`` writes a scenario
in a format. A module with a ``FORMAT`` is a format; nothing else lists it.
"""

from experiments.formats.converting import to_files, to_scenario
from experiments.formats.format import Files, Format, formats, named

__all__ = ["Files", "Format", "formats", "named", "to_files", "to_scenario"]
