"""How many examples a property is looked at with: more in CI than where a person waits.

`EXAMPLES=1000 make tests` looks at a thousand of each.
"""

import os

IN_CI = bool(os.environ.get("CI"))
ASKED_FOR = int(os.environ.get("EXAMPLES", "0"))
FEW = 40
"""Where a test names no number."""


def at_least(number: int) -> int:
    """The number, in CI two and a half times as many, or as many as were asked for."""
    return max(number * 5 // 2 if IN_CI else number, ASKED_FOR)
