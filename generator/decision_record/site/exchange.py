"""Two folders exchanged in one step, where the system can: a reader finds one or the other.

Python has no function for it, so the system's library is asked.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Exchange = Callable[[Path, Path], bool]
"""Exchanges two folders; False where that cannot be done in one step, and nothing was changed."""

_RENAME_EXCHANGE = 2
"""Linux, `renameat2`."""
_RENAME_SWAP = 2
"""macOS, `renamex_np`."""
_AT_FDCWD = -100
"""Linux: a path is relative to the working directory."""
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
"""The system, or the file system of the folders, does not know how."""


def exchange(
    one: Path, other: Path, *, platform: str = sys.platform, library: object | None = None
) -> bool:
    """Exchange two folders of one file system in one step.

    Args:
        one: A folder.
        other: Another one, on the same file system.
        platform: The system, as `sys.platform` calls it.
        library: The system's C library.

    Returns:
        False where the system cannot, and nothing was changed.

    Raises:
        OSError: It can, and refuses.
    """
    if platform not in ("linux", "darwin"):
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    known: Any = library or ctypes.CDLL(None, use_errno=True)
    try:
        if platform == "linux":
            code = known.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
        else:
            code = known.renamex_np(first, second, _RENAME_SWAP)
    except AttributeError:
        return False
    if code == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), os.fspath(other))


def never_exchange(one: Path, other: Path) -> bool:
    """Do not exchange: for file systems on which an exchange is not trusted, and for tests."""
    del one, other
    return False
