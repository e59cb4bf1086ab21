"""Opening a record: an ordinary file of ordinary size, or nothing.

Records come with pull requests from anyone. A link could lead to a private file and
have it quoted in a message, a pipe would never end.
"""

import stat
from pathlib import Path

from decision_record.source.events import MAX_BYTES


def read_record(path: Path) -> bytes:
    """The bytes of a file, and of one that is too large as many as show it.

    Raises:
        OSError: There is no such file, it cannot be opened, or it is no ordinary file.
    """
    if path.is_symlink():
        raise OSError("it is a link to somewhere else")
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("it is no ordinary file")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
