"""The authors' claims as tests: what a faithful model should show, and whether this one does.

A claim (``Pattern``) says in one sentence what an author holds, what is moved, and which number
must then have which sign. The files named after an article register its claims, in a tuple
``PATTERNS``; ``registered()`` finds them by folder, so that a new file needs no entry elsewhere.

>>> from experiments.patterns import registered
>>> len(registered()) >= 100
True
"""

from experiments.patterns.pattern import Arm, Pattern, arm, registered
from experiments.patterns.running import Finding, run_patterns

__all__ = ["Arm", "Finding", "Pattern", "arm", "registered", "run_patterns"]
