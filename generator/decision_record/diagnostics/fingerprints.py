"""What a forge knows a problem by from one run to the next: not its line, which moves."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from decision_record.diagnostics.diagnostic import Diagnostic


def make_fingerprints(diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    """A name for each problem of a run, of 32 hexadecimal digits, no two alike.

    It is made of the rule, the file, the message and, where these are the same, a number.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made: list[str] = []
    for each in diagnostics:
        key = (each.code, each.place.file, each.message)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        made.append(hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()[:32])
    return tuple(made)
