"""How many examples a property is looked at with: a few in each run, more where it is asked for.

`EXAMPLES=1000 make tests` looks at a thousand of each.
"""

import os

ASKED_FOR = int(os.environ.get("EXAMPLES", "0"))
FEW = 40
"""Where a test names no number."""


def at_least(number: int) -> int:
    """The number, or as many as were asked for."""
    return max(number, ASKED_FOR)
